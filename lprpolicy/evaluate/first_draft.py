"""A town's first repository in memory: a draft that the law allows, and the files around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lprpolicy.errors import CheckBug, UsageError
from lprpolicy.evaluate.proposal import AHEAD, pack_of, propose, rules_that_bind
from lprpolicy.evaluate.report import Options, check
from lprpolicy.host.files.tree import Tree
from lprpolicy.model.places import Pointer
from lprpolicy.model.policy import Policy
from lprpolicy.model.proposal import DraftEntry, Told
from lprpolicy.model.report import Finding, Report
from lprpolicy.model.verdicts import Answer
from lprpolicy.propose.frame import BLOCKS
from lprpolicy.read.files import read_file
from lprpolicy.repository.law import Law
from lprpolicy.repository.schemas import schema_text
from lprpolicy.write.start.facts import Around, Start, UpcomingRule
from lprpolicy.write.start.files import (
    codeowners_text,
    config_text,
    directory_text,
    pre_commit_text,
    workflow_text,
)
from lprpolicy.write.start.guide import guide
from lprpolicy.write.start.memo import memo
from lprpolicy.write.start.policy import policy_text

if TYPE_CHECKING:
    from lprpolicy.repository.known_lists import Known

ALONE: Final = Around()
SCHEMAS: Final = ("config", "directory", "policy", "rule", "waivers")


@dataclass(frozen=True, slots=True)
class FirstDraft:
    """The text of every file by its path, and the facts behind them."""

    files: Mapping[str, str]
    start: Start


class NoDraft(UsageError):
    """No draft meets every rule with what was told; `places` are those of the facts that do not."""

    def __init__(self, message: str, hint: str, places: tuple[Pointer, ...]) -> None:
        super().__init__(message, hint=hint, consequence="nothing was written")
        self.places = places


def first_draft(
    told: Told, law: Law, lists: Known, *, grants: str = "", around: Around = ALONE
) -> FirstDraft:
    """Draft a repository and judge it. `grants` is the text of what `told.grants` holds.

    The files that work only at the top of a git repository are named from there, as `../.github/…`.
    A UsageError says that no draft meets every rule with what was told.
    """
    entries = propose(told, law)
    up, folder = around.up, around.folder or "."
    files = {
        **judged_files(told, entries, grants=grants),
        f"{up}.github/CODEOWNERS": codeowners_text(told, around.folder),
        f"{up}.github/workflows/{around.workflow}": workflow_text(folder),
        f"{up}.pre-commit-config.yaml": pre_commit_text(folder),
        **{f"schemas/{name}.schema.json": schema_text(name) for name in SCHEMAS},
    }
    report = check(tree_of(files), Options(told.day), law, lists=lists)
    _passes(report, told, entries)
    ahead = tuple(_ahead(told, report, law))
    start = Start(told, pack_of(told.state, law), entries, report, ahead, around)
    if around.other_files:
        files["lprpolicy.yaml"] = config_text(told, around.other_files)
    return FirstDraft({**files, "README.md": guide(start), "docs/memo.md": memo(start)}, start)


def judged_files(
    told: Told, entries: tuple[DraftEntry, ...], *, grants: str = ""
) -> dict[str, str]:
    """Return the files that `check` reads: settings, the directory and the policy."""
    policy = policy_text(
        entries, told, schema="../../schemas/policy.schema.json", blocks=BLOCKS, grants=grants
    )
    _reads_back(policy, entries)
    return {
        f"{told.agency}/policy.yaml": policy,
        f"directory/{told.state}.yaml": directory_text(told),
        "lprpolicy.yaml": config_text(told),
    }


def tree_of(files: Mapping[str, str]) -> Tree:
    """Return the files of a repository that `check` would find in its folder."""
    judged = (name for name in files if name.endswith(".yaml") and not name.startswith("."))
    return Tree({name: files[name].encode() for name in sorted(judged)})


def _reads_back(text: str, entries: tuple[DraftEntry, ...]) -> None:
    """Read the text back with our own reader, and require each place to be as it was meant."""
    read = read_file("draft", text.encode(), Policy)
    if read.value is None:
        wrong = [fault.message for fault in read.document.faults]
        wrong += [f"{m.verdict.at}: {m.verdict.message}" for m in read.misfits]
        raise UsageError(
            f"the draft does not fit its format: {'; '.join(wrong[:5])}",
            hint="one of the facts that were given is not of its kind",
            consequence="nothing was written",
        )
    for entry in entries:
        here = read.document.data
        for step in entry.at.parts if entry.value is not None else ():
            here = here[step]
        if entry.value is not None and here != _plain_data(entry.value):
            raise CheckBug(f"the draft does not read back at {entry.at}: {here!r}")


def _plain_data(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain_data(inner) for key, inner in value.items()}
    return [_plain_data(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def _passes(report: Report, told: Told, entries: tuple[DraftEntry, ...]) -> None:
    """Refuse to write a draft with a line that violates a rule.

    Facts that nobody gave may stay open. So may rules that no draft can meet, such as one that
    wants an adopted policy: a draft is how adoption begins.
    """
    said = [entry.at for entry in entries if entry.value is not None]
    broken = [f for f in report.findings if f.answer is Answer.VIOLATION and _says(f, said)]
    if broken:
        listed = "\n".join(f"  {f.rule.id}: this draft {f.spot.message}" for f in broken)
        raise NoDraft(
            f"no draft for {told.town} meets every rule with what was given:\n{listed}",
            broken[0].rule.remedy,
            tuple(spot.pointer for one in broken for spot in (one.spot, *one.also)),
        )


def _says(finding: Finding, said: Sequence[Pointer]) -> bool:
    """Whether a finding is about something in the draft; one about a whole file always is."""
    spots = (finding.spot, *finding.also)
    return finding.rule.layer is None or any(
        at.overlaps(spot.pointer) for spot in spots for at in said
    )


def _ahead(told: Told, report: Report, law: Law) -> Iterator[UpcomingRule]:
    """Give rules that begin after the day, and whether the draft meets them already."""
    open_ = {(finding.rule.id, finding.rule.since) for finding in report.coming}
    last = told.day + dt.timedelta(days=AHEAD)
    for rule in rules_that_bind(told, law):
        for dated in rule.versions:
            if dated.start > told.day and dated.contested is None:
                met = (rule.id, dated.start) not in open_ if dated.start <= last else None
                yield UpcomingRule(rule.info(dated), dated.start, met)
