"""The published schemas are fresh, explain every field, and agree with the models."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from lprpolicy.model.with_pydantic import adapter
from lprpolicy.read.schema import shape
from lprpolicy.read.yaml import read
from lprpolicy.repository.law import PACKS, built_in
from lprpolicy.repository.schemas import (
    MODELS,
    NAMES_OF_SCHEMAS,
    json_schema,
    schema_text,
)
from lprpolicy.tasks.schema import schema_errors
from tests.hostile_corpus import CASES, bytes_of
from tests.limits import examples

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(
    path
    for folder in ("policies", "lprpolicy/packs", "lprpolicy/directory")
    for path in (ROOT / folder).rglob("*.yaml")
)
SCHEMAS = {name: json_schema(name) for name in MODELS}
SECOND = {
    name: jsonschema_rs.validator_for(schema, validate_formats=True)
    for name, schema in SCHEMAS.items()
}


def undescribed(schema: dict[str, Any]) -> Iterator[str]:
    """Every property without a title or a description."""
    definitions = schema.get("$defs", {})
    for name, part in {"": schema, **definitions}.items():
        for key, value in part.get("properties", {}).items():
            referred = definitions.get(value.get("$ref", "").rpartition("/")[2], {})
            if not {"title", "description"} <= {*value, *referred}:
                yield f"{name}/{key}"


@pytest.mark.parametrize("name", NAMES_OF_SCHEMAS)
def test_a_committed_schema_is_fresh(name: str) -> None:
    committed = (ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert committed == schema_text(name), "run `make schemas`"


@pytest.mark.parametrize("name", NAMES_OF_SCHEMAS)
def test_a_schema_is_one_and_explains_every_field(name: str) -> None:
    schema = json_schema(name)
    Draft202012Validator.check_schema(schema)
    assert list(undescribed(schema)) == []


def _patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        for inner in schema.values():
            yield from _patterns(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _patterns(inner)


@pytest.mark.parametrize("pattern", sorted(set(_patterns(list(SCHEMAS.values())))))
def test_every_reader_of_a_schema_sees_the_same_blanks(pattern: str) -> None:
    """What is a blank differs between Python and the schema language: U+001F, U+0085, U+FEFF."""
    second = jsonschema_rs.validator_for({"pattern": pattern})
    around = ["{}", "a{}b", "{}a", "a{}", "https://a.b/{}", "2 {}days", "5{}percent"]
    texts = [text.format(chr(n)) for text in around for n in (*range(0x3001), 0xFEFF)]
    assert [text for text in texts if bool(re.search(pattern, text)) != second.is_valid(text)] == []


def _format(data: Any) -> str:
    return str(data["schema"]).split("/")[1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_here_is_in_its_format_by_model_and_by_both_validators(path: Path) -> None:
    document = read(path.name, path.read_bytes())
    assert document.faults == ()
    name = _format(document.data)
    assert shape(document.data, MODELS[name])[1] == ()
    assert list(schema_errors(document.data, SCHEMAS[name])) == []
    assert SECOND[name].is_valid(document.data)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_here_has_a_modeline_that_leads_to_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    prefix = "# yaml-language-server: $schema="
    assert first.startswith(prefix)
    target = (path.parent / first.removeprefix(prefix)).resolve()
    assert target.is_file(), target
    data = read(path.name, path.read_bytes()).data
    assert target.name == f"{_format(data)}.schema.json"


def _places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    steps = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for step, inner in steps:
        yield (*path, step)
        yield from _places(inner, (*path, step))


OF_FORMAT = [
    case
    for case in CASES
    if case["level"] == "format" and not read("policy.yaml", bytes_of(case)).faults
]
WESTPORT = read("p", (ROOT / "policies/us-ct/westport-pd/policy.yaml").read_bytes()).data
WAIVERS = read("w", (ROOT / "policies/us-ct/norwalk-pd/waivers.yaml").read_bytes()).data
RULE = read("r", (ROOT / "policies/us-ct/norwalk-pd/rules/reads-two-weeks.yaml").read_bytes()).data
CONFIG = read("c", (ROOT / "policies/lprpolicy.yaml").read_bytes()).data
SUBJECTS = {"policy": WESTPORT, "waivers": WAIVERS, "rule": RULE, "config": CONFIG}
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.sampled_from(
        [
            "21 days", "21 days\n", "21 Days", " 21 days", "0 days", "2026-02-30", "2026-10-01", "2026-10-01T00:00:00",
            "2026-10-01\n", "us-ct/westport-pd", "us-ct/wеstport-pd", "us-ct/Westport-pd", "us-ct/westport-pd\u200b",
            "yes", "no", "true", "adopted", "reads", "5 percent", "101 percent", "01-31", "13-01", "../x", "/etc", "a/../b",
            "https://example.org/x", "http://example.org", "https://user@example.org/", "06E0200", "", " ", "a" * 5000,
        ]
    ),
    st.lists(st.sampled_from(["plate", "reads", 1, None]), max_size=2),
    st.dictionaries(st.sampled_from(["until", "requires", "named", "x"]), st.sampled_from(["case-closed", 1]), max_size=2),
)  # fmt: skip


def _mutated(data: st.DataObject, name: str) -> Any:
    subject = copy.deepcopy(SUBJECTS[name])
    path = data.draw(st.sampled_from(list(_places(subject))))
    parent = subject
    for step in path[:-1]:
        parent = parent[step]
    how = data.draw(st.sampled_from(["replace", "remove", "add"]))
    if how == "replace":
        parent[path[-1]] = data.draw(ODD)
    elif how == "remove":
        del parent[path[-1]]
    elif isinstance(parent, dict):
        parent[data.draw(st.sampled_from(["extra", "reads", "schema ", "Schema"]))] = data.draw(ODD)
    else:
        parent.append(data.draw(ODD))
    return subject


@pytest.mark.parametrize("name", sorted(SUBJECTS))
@settings(max_examples=examples(400), deadline=None)
@given(data=st.data())
def test_model_and_schema_give_the_same_verdict_on_any_change(
    name: str, data: st.DataObject
) -> None:
    subject = _mutated(data, name)
    by_model = not shape(subject, MODELS[name])[1] and _parameters_fit(name, subject)
    by_schema = not list(schema_errors(subject, SCHEMAS[name]))
    assert by_model == by_schema == SECOND[name].is_valid(subject), list(
        schema_errors(subject, SCHEMAS[name])
    )


@pytest.mark.parametrize("name", sorted(SUBJECTS))
@settings(max_examples=examples(400), deadline=None)
@given(data=st.data())
def test_what_is_read_without_pydantic_is_what_pydantic_reads(
    name: str, data: st.DataObject
) -> None:
    subject, model = _mutated(data, name), MODELS[name]
    try:
        plain = model.read_plain(subject)
    except ValueError:
        return
    made = adapter(model).validate_python(subject)
    assert repr(plain) == repr(made)
    assert plain.model_dump(exclude_unset=True) == made.model_dump(exclude_unset=True)


@pytest.mark.parametrize("name", sorted(SUBJECTS))
def test_a_file_without_a_fault_is_read_without_pydantic(name: str) -> None:
    made = adapter(MODELS[name]).validate_python(SUBJECTS[name])
    assert MODELS[name].read_plain(SUBJECTS[name]) == made


def _parameters_fit(name: str, subject: Any) -> bool:
    """A rule's parameters are shaped by its check, as the schema of a rule says."""
    if name != "rule":
        return True
    from lprpolicy.checks import NAMES, check_named

    if subject["check"] not in NAMES:
        return False
    params = check_named(subject["check"]).params
    frame = {"from", "until", "provision", "contested"}
    return all(
        not shape({k: v for k, v in version.items() if k not in frame}, params)[1]
        for version in subject["versions"]
    )


@pytest.mark.parametrize("case", OF_FORMAT, ids=lambda case: case["slug"])
def test_model_and_schema_agree_on_every_hostile_file(case: dict[str, Any]) -> None:
    document = read("policy.yaml", bytes_of(case))
    by_model = not shape(document.data, MODELS["policy"])[1]
    assert by_model == (not list(schema_errors(document.data, SCHEMAS["policy"])))
    assert by_model == SECOND["policy"].is_valid(document.data)


def test_every_pack_is_named_by_its_folder() -> None:
    assert all(rule.source == f"{PACKS}/{rule.id}.yaml" for rule in built_in().obligations)
