"""The five rules as Checkov's checks of YAML; what breaks one is given back for its lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from checkov.common.models.enums import CheckCategories, CheckResult
from checkov.yaml_doc.base_yaml_check import BaseYamlCheck
from checkov.yaml_doc.enums import BlockType

FEDERAL = {"us/ice", "us/ice-ero", "us/ice-hsi", "us/cbp", "us/cbp-border-patrol"}
DEMOGRAPHIC = {"race-or-ethnicity", "sex-or-gender", "age", "religion", "national-origin"}

Part = dict[str, Any]


class Rule(BaseYamlCheck):
    def __init__(self, name: str, broken: Callable[[Part], Part | None]) -> None:
        self.broken = broken
        super().__init__(name, name, [CheckCategories.CONVENTION], ["*"], BlockType.DOCUMENT)

    def scan_entity_conf(self, conf: Part, entity_type: str) -> tuple[CheckResult, Part]:
        del entity_type
        part = self.broken(conf)
        return (CheckResult.PASSED, conf) if part is None else (CheckResult.FAILED, part)


def _federal(policy: Part) -> Part | None:
    return next((grant for grant in policy["sharing"]["grants"] if grant["to"] in FEDERAL), None)


def _retention(policy: Part) -> Part | None:
    kept = re.match(r"([0-9]|1[0-9]|2[01]) days$", policy["retention"]["reads"])
    return None if kept else policy["retention"]


def _demographic(policy: Part) -> Part | None:
    collection = policy["collection"]
    return collection if DEMOGRAPHIC.intersection(collection["fields"]) else None


def _basis(policy: Part) -> Part | None:
    return next((grant for grant in policy["sharing"]["grants"] if "basis" not in grant), None)


def _audit(policy: Part) -> Part | None:
    return None if "log_review" in policy.get("audit", {}) else policy


for one in (_federal, _retention, _demographic, _basis, _audit):
    Rule(one.__name__.removeprefix("_"), one)
