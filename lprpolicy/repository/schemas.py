"""Generate the public contract: a JSON Schema (2020-12) of every format, from the models."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from lprpolicy.checks import NAMES, check_named
from lprpolicy.errors import UsageError
from lprpolicy.model.baseline import Baseline
from lprpolicy.model.config import Config
from lprpolicy.model.directory import Directory
from lprpolicy.model.lock import Lock
from lprpolicy.model.plan import Plan
from lprpolicy.model.policy import Policy
from lprpolicy.model.rule import Pack, Rule
from lprpolicy.model.votes import Votes
from lprpolicy.model.waiver import Waivers
from lprpolicy.model.written import Written

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
MODELS: Final[dict[str, type[Written]]] = {
    "baseline": Baseline,
    "config": Config,
    "directory": Directory,
    "lock": Lock,
    "pack": Pack,
    "plan": Plan,
    "policy": Policy,
    "rule": Rule,
    "votes": Votes,
    "waivers": Waivers,
}
NAMES_OF_SCHEMAS: Final = (*MODELS, "report")


class _Generator(GenerateJsonSchema):
    """Pydantic's generator without `default: null`, which would offer null where it is refused."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if made.get("default", ...) is None or made.get("default") == []:
            made.pop("default")
        return made


def json_schema(name: str) -> dict[str, Any]:
    """Return the schema of one format; a UsageError if there is no such format."""
    if name not in NAMES_OF_SCHEMAS:
        raise UsageError(
            f"there is no schema named {name!r}",
            hint=f"the schemas are {', '.join(NAMES_OF_SCHEMAS)}",
        )
    if name == "report":
        from lprpolicy.write.report.schema import REPORT_SCHEMA

        return deepcopy(REPORT_SCHEMA)
    made = MODELS[name].model_json_schema(by_alias=True, schema_generator=_Generator)
    if name == "rule":
        made = _with_checks(made)
    _entitle(made)
    head = {"$schema": DIALECT, "$id": f"{name}.schema.json"}
    return head | made


def schema_text(name: str) -> str:
    """Return the schema as the text of the committed file."""
    return json.dumps(json_schema(name), indent=2, ensure_ascii=False) + "\n"


def _with_checks(rule: dict[str, Any]) -> dict[str, Any]:
    """Add the parameters of each check: a rule's check decides which its versions may have."""
    definitions = rule["$defs"]
    version = definitions.pop("Version")
    conditions = []
    for name in NAMES:
        own = check_named(name).params.model_json_schema(by_alias=True, schema_generator=_Generator)
        for key, definition in own.pop("$defs", {}).items():
            definitions.setdefault(key, definition)
        label = f"Version-{name}"
        definitions[label] = version | {
            "title": f"Version of a {name} rule",
            "additionalProperties": False,
            "properties": version["properties"] | own.get("properties", {}),
            "required": [*version["required"], *own.get("required", ())],
        }
        conditions.append(
            {
                "if": {"properties": {"check": {"const": name}}, "required": ["check"]},
                "then": {"properties": {"versions": {"items": {"$ref": f"#/$defs/{label}"}}}},
            }
        )
    rule["properties"]["versions"].pop("items")
    rule["properties"]["check"] = {
        "title": "Check",
        "description": rule["properties"]["check"]["description"],
        "enum": list(NAMES),
    }
    return rule | {"allOf": conditions}


def _entitle(schema: Any) -> None:
    """Give each property a title; pydantic omits it if the property's type has one."""
    if isinstance(schema, dict):
        for key, value in schema.get("properties", {}).items():
            value.setdefault("title", key.replace("_", " ").capitalize())
    for inner in schema.values() if isinstance(schema, dict) else schema:
        if isinstance(inner, (dict, list)):
            _entitle(inner)
