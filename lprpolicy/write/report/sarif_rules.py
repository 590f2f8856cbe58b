"""Write the rules of a run in SARIF, met ones too, each linked to the law behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from lprpolicy.model.report import Report, RuleInfo
from lprpolicy.model.words import Binding
from lprpolicy.write.escape import markdown, one_line, url
from lprpolicy.write.phrases import doubts, in_force, law

PROJECT: Final = "https://github.com/lprpolicy/lprpolicy"
FILES: Final = f"{PROJECT}/blob/main/docs/hostile-files.md"
"""The page on what a file has to be; those rules come from no law."""
LAW: Final = "law"
LONGEST: Final = 1000
"""Texts are cut to this length: code scanning shows at most 1,024 characters."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The descriptors of the rules, the position of each id among them, and their laws."""

    descriptors: list[dict[str, Any]]
    index: Mapping[str, int]
    taxonomy: dict[str, Any]

    @classmethod
    def of(cls, report: Report) -> Rules:
        rules = _rules(report)
        laws = _laws(rules)
        return cls(
            descriptors=[_descriptor(rule, laws, report.as_of) for rule in rules],
            index={rule.id: number for number, rule in enumerate(rules)},
            taxonomy=_taxonomy(rules, report),
        )


def _rules(report: Report) -> list[RuleInfo]:
    """Return every rule once, sorted by id; the version in force rather than one that is coming."""
    found = (
        *report.rules,
        *(finding.rule for finding in (*report.findings, *report.coming, *report.adoption)),
    )
    noted = (note.rule for note in report.notes if note.rule is not None)
    rules: dict[str, RuleInfo] = {}
    for rule in (*found, *noted):
        rules.setdefault(rule.id, rule)
    return [rules[one] for one in sorted(rules)]


def _laws(rules: list[RuleInfo]) -> dict[str, int]:
    """Return the position of each citation among the taxa."""
    citations = sorted({rule.provision.citation for rule in rules if rule.provision})
    return {citation: number for number, citation in enumerate(citations)}


def _taxonomy(rules: list[RuleInfo], report: Report) -> dict[str, Any]:
    addresses = {rule.provision.citation: rule.provision.url for rule in rules if rule.provision}
    return {
        "name": LAW,
        "version": str(report.as_of),
        "shortDescription": {"text": f"The law behind the rules, as of {report.as_of}."},
        "contents": ["localizedData", "nonLocalizedData"],
        "isComprehensive": False,
        "taxa": [
            {
                "id": citation,
                "shortDescription": {"text": plain(citation)},
                "helpUri": url(addresses[citation]),
            }
            for citation in _laws(rules)
        ],
    }


def _descriptor(rule: RuleInfo, laws: Mapping[str, int], as_of: dt.date) -> dict[str, Any]:
    must = rule.binding is Binding.MUST
    said: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": shorten(plain(rule.title))},
        "fullDescription": {"text": shorten(plain(rule.says))},
        "help": {"text": _help(rule, as_of), "markdown": _help_markdown(rule, as_of)},
        "defaultConfiguration": {"level": "error" if must else "warning"},
        "properties": {
            "tags": [rule.binding.value, rule.layer.value if rule.layer else "format"],
            "precision": "very-high",
            "problem.severity": "error" if must else "warning",
        },
    }
    provision = rule.provision
    said["helpUri"] = FILES if provision is None else url(provision.url)
    if provision is not None:
        target = {
            "id": provision.citation,
            "index": laws[provision.citation],
            "toolComponent": {"name": LAW, "index": 0},
        }
        said["relationships"] = [{"target": target, "kinds": ["relevant"]}]
    return said


def _help(rule: RuleInfo, as_of: dt.date) -> str:
    parts = [plain(rule.says)]
    provision = law(rule, as_of)
    if provision is not None:
        parts.append(f"Law: {plain(provision)}")
    parts += [f"Note: {plain(doubt)}" for doubt in doubts(rule)]
    return "\n\n".join((*parts, f"Fix: {plain(rule.remedy)}"))


def _help_markdown(rule: RuleInfo, as_of: dt.date) -> str:
    parts = [markdown(rule.says)]
    if rule.provision is not None:
        link = f"[{markdown(rule.provision.citation)}](<{url(rule.provision.url)}>)"
        parts.append(f"**Law:** {link}{in_force(rule, as_of)}")
    parts += [f"**Note:** {markdown(doubt)}" for doubt in doubts(rule)]
    return "\n\n".join((*parts, f"**Fix:** {markdown(rule.remedy)}"))


def plain(text: str) -> str:
    """Keep viewers from seeing a link in a text: in SARIF, `[words](1)` is one."""
    return one_line(text).replace("](", "] (")


def shorten(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
