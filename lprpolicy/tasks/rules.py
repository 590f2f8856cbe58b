"""List rules, describe one, run the examples of all, and start a new one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import Any

from lprpolicy.checks import NAMES, check_named
from lprpolicy.errors import NothingChecked, UsageError
from lprpolicy.evaluate.examples import coverage_gaps, run
from lprpolicy.host.outputs import write_whole
from lprpolicy.host.progress import with_progress
from lprpolicy.judge.obligation import Dated, Obligation
from lprpolicy.model.scalars import RULE_ID_PATTERN
from lprpolicy.repository.findings import file_rules
from lprpolicy.repository.law import built_in
from lprpolicy.repository.layout import folder
from lprpolicy.repository.repository import open_repository


@dataclass(frozen=True, slots=True)
class Tested:
    """The results of the examples, as lines for a person."""

    lines: tuple[str, ...]
    passed: bool


def all_rules(paths: tuple[Path, ...]) -> tuple[Obligation, ...]:
    """Return every rule of the packs, and of the repository at the paths, by id."""
    rules = [*built_in().obligations, *built_in().on_searches]
    if paths:
        rules += open_repository(folder(paths)).rules
    return tuple(sorted(rules, key=lambda rule: rule.id))


def row(rule: Obligation) -> dict[str, Any]:
    """Return one rule as a row."""
    return _row(rule, rule.versions[-1]) | {"from": rule.versions[0].start.isoformat()}


def versions_from(rules: Iterable[Obligation], day: dt.date) -> list[dict[str, Any]]:
    """Return a row for each version that begins on a day or later, in the order of the days."""
    found = [_row(rule, dated) for rule in rules for dated in rule.versions if dated.start >= day]
    return sorted(found, key=lambda one: (one["from"], one["id"]))


def _row(rule: Obligation, dated: Dated) -> dict[str, Any]:
    return {
        "id": rule.id,
        "binding": "note" if dated.contested else rule.rule.binding.value,
        "from": dated.start.isoformat(),
        "verified": dated.provision.verified.value,
        "check": rule.rule.check,
        "title": rule.rule.title,
        "citation": dated.provision.citation,
    }


def describe(identifier: str, paths: tuple[Path, ...], day: dt.date) -> str:
    """Describe one rule in full."""
    rules = {rule.id: rule for rule in all_rules(paths)}
    if identifier in rules:
        return "\n".join(_describe(rules[identifier], day)) + "\n"
    own = {rule.id: rule for rule in file_rules()}
    if identifier in own:
        rule = own[identifier]
        return f"{rule.id}: {rule.title}\n\n{rule.says}\n\nfix: {rule.remedy}\n"
    from difflib import get_close_matches

    close = get_close_matches(identifier, [*rules, *own], n=3)
    hint = f"did you mean {', '.join(close)}?" if close else "lprpolicy rules list shows them all"
    raise UsageError(f"there is no rule {identifier!r}", hint=hint)


def _describe(rule: Obligation, day: dt.date) -> Iterator[str]:
    yield f"{rule.id}: {rule.rule.title}"
    yield ""
    yield from wrap(rule.rule.says, 96)
    yield ""
    yield f"binding: {rule.rule.binding}"
    yield f"of: {rule.pack.authority} ({rule.pack.layer})"
    yield f"check: {rule.rule.check}"
    yield from wrap(f"fix: {rule.rule.remedy}", 96, subsequent_indent="     ")
    if rule.rule.note:
        yield from wrap(f"note: {rule.rule.note}", 96, subsequent_indent="      ")
    for number, dated in enumerate(rule.versions):
        yield ""
        yield from _version(rule, number, dated, day)
    yield ""
    yield "examples:"
    for example in rule.rule.examples:
        finds = "; ".join(example.finds) or "met"
        yield f"  {example.as_of}  {example.name}: {finds}"


def _version(rule: Obligation, number: int, dated: Dated, day: dt.date) -> Iterator[str]:
    until = f" until {dated.until}" if dated.until else ""
    state = "in effect" if dated.in_force(day) else "not in effect"
    yield f"from {dated.start}{until} ({state} on {day})"
    provision = dated.provision
    yield f"  law: {provision.citation}"
    yield f"       {provision.url}"
    read = {
        "text": "a reviewer read the law's own words",
        "secondary": "not checked against the statute",
    }
    yield f"  verified: {provision.verified} ({read[provision.verified]})"
    if provision.note:
        yield from wrap(
            f"note: {provision.note}", 92, initial_indent="  ", subsequent_indent="    "
        )
    if dated.contested:
        yield from wrap(
            f"contested, so it gives a note and no verdict: {dated.contested}",
            92,
            initial_indent="  ",
            subsequent_indent="    ",
        )
    for key, value in rule.rule.versions[number].params.items():
        yield from wrap(
            f"{key}: {_plain(value)}", 92, initial_indent="  ", subsequent_indent="    "
        )


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_plain(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_plain(inner) for inner in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def run_examples(paths: tuple[Path, ...], *, coverage: bool) -> Tested:
    """Run every example; with `coverage`, parts that no example reaches are failures too."""
    rules = all_rules(paths)
    if not rules:
        raise NothingChecked("there is no rule to test")
    lines: list[str] = []
    failed = missed = 0
    for rule in with_progress("trying rules", rules):
        for failure in run(rule):
            failed += 1
            lines.append(f"{rule.source}: {rule.id}: example {failure.example!r}")
            lines.append(f"  says:  {'; '.join(failure.expected) or 'met'}")
            lines.append(f"  found: {'; '.join(failure.found) or 'met'}")
        for gap in coverage_gaps(rule) if coverage else ():
            missed += 1
            lines.append(f"{rule.source}: {rule.id}: no example reaches {gap}")
    examples = sum(len(rule.rule.examples) for rule in rules)
    tally = f"{examples} examples of {len(rules)} rules: {failed} failed"
    lines.append(f"{tally}, {missed} parts not reached" if coverage else tally)
    return Tested(tuple(lines), not failed and not missed)


def start(identifier: str, check_name: str, into: Path) -> Path:
    """Write a rule to fill in at the place of its id; an existing file is never overwritten."""
    if re.search(RULE_ID_PATTERN, identifier) is None:
        raise UsageError(
            f"{identifier!r} is not a rule's id",
            hint="write it like us-ct/retention-reads, or us-ct/westport-pd/no-faces for a town",
        )
    if check_name not in NAMES:
        raise UsageError(
            f"there is no check {check_name!r}", hint=f"the checks are {', '.join(NAMES)}"
        )
    *pack, name = identifier.split("/")
    town = len(pack) == 2 and not (into / "/".join(pack) / "pack.yaml").exists()
    folder_ = into.joinpath(*pack, "rules") if town else into.joinpath(*pack)
    path = folder_ / f"{name}.yaml"
    up = "../" * (len(pack) + 2)
    hint = "fill that one in, or give the rule another name"
    write_whole(path, _skeleton(check_name, up), overwrite=False, hint=hint)
    return path


def _skeleton(check_name: str, up: str) -> str:
    check = check_named(check_name)
    params = "".join(
        f"    {field.alias or name}: FILL IN  # {field.description}\n"
        for name, field in check.params.model_fields.items()
    )
    return f"""# yaml-language-server: $schema={up}schemas/rule.schema.json
# {check.about}
schema: lprpolicy/rule/v1
title: FILL IN
says: FILL IN one plain sentence, in your own words.
binding: must
remedy: FILL IN the way out.
check: {check_name}
versions:
  - from: 2026-01-01
    provision:
      citation: FILL IN
      url: https://law.example/fill-in
      verified: secondary
{params}examples:
  - name: FILL IN a situation that is met
    as_of: 2026-01-01
    policy: {{}}
    finds: []
  - name: FILL IN a situation that breaks it
    as_of: 2026-01-01
    policy: {{}}
    finds: [violation /]
  - name: nothing is said about it
    as_of: 2026-01-01
    policy: {{}}
    finds: [undecided /]
  - name: the day before it begins
    as_of: 2025-12-31
    policy: {{}}
    finds: []
"""
