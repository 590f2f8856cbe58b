"""Begin a town's policy repository: a draft that the law allows, and the files around it."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lprpolicy.errors import CheckBug, UsageError, WriteError
from lprpolicy.evaluate.proposal import AHEAD, binding, pack_of, propose
from lprpolicy.evaluate.report import Options, check
from lprpolicy.host.outputs import write_error, write_whole
from lprpolicy.host.temporary import folder_beside
from lprpolicy.model.places import Pointer
from lprpolicy.model.policy import Policy
from lprpolicy.model.proposal import DraftEntry, Told
from lprpolicy.model.report import Finding, Report
from lprpolicy.model.verdicts import Answer
from lprpolicy.propose.frame import BLOCKS
from lprpolicy.read.files import read_file
from lprpolicy.repository.law import Law, built_in
from lprpolicy.repository.layout import folder
from lprpolicy.repository.national import national
from lprpolicy.repository.schemas import schema_text
from lprpolicy.write.start.facts import Start, UpcomingRule
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

SCHEMAS: Final = ("config", "directory", "policy", "rule", "waivers")


@dataclass(frozen=True, slots=True)
class Begun:
    """A repository that was written: its folder, and the facts behind it."""

    folder: Path
    start: Start


def begin(told: Told, target: Path, law: Law | None = None) -> Begun:
    """Write the repository whole into a folder that is new or empty, or not at all."""
    law = law or built_in()
    _is_free(target)
    with _beside(target) as temporary:
        start = _write(told, temporary, law)
        try:
            temporary.rename(target)
        except OSError as error:
            raise WriteError(
                f"{target}: cannot be put there: {error.strerror}",
                hint="name a folder that does not exist yet with --into",
            ) from error
    return Begun(target, start)


def _is_free(target: Path) -> None:
    """Whether nothing is at the target, or only an empty folder; a link does not do."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise WriteError(f"{target}: this is no folder", hint="name another one with --into")
    if target.is_dir() and any(target.iterdir()):
        raise WriteError(
            f"{target}: this folder is not empty",
            hint="name a new folder with --into; init never writes over anything",
        )


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Make a hidden folder beside the target; remove it afterwards unless it was moved."""
    whole = target.absolute()
    with contextlib.ExitStack() as stack:
        try:
            whole.parent.mkdir(parents=True, exist_ok=True)
            temporary = stack.enter_context(folder_beside(whole))
        except OSError as error:
            raise write_error(whole.parent, error) from error
        yield temporary


def _write(told: Told, root: Path, law: Law) -> Start:
    entries = propose(told, law)
    _write_files(root, _judged_files(told, entries))
    report = check(folder((root,)), Options(told.day), law, lists=national())
    _passes(report, told, entries)
    start = Start(told, pack_of(told.state, law), entries, report, tuple(_ahead(told, report, law)))
    _write_files(root, {"README.md": guide(start), "docs/memo.md": memo(start)})
    return start


def _judged_files(told: Told, entries: tuple[DraftEntry, ...]) -> dict[str, str]:
    policy = policy_text(entries, told, schema="../../schemas/policy.schema.json", blocks=BLOCKS)
    _reads_back(policy, entries)
    return {
        f"{told.agency}/policy.yaml": policy,
        f"directory/{told.state}.yaml": directory_text(told),
        "lprpolicy.yaml": config_text(told),
        ".github/CODEOWNERS": codeowners_text(told),
        ".github/workflows/check.yml": workflow_text(),
        ".pre-commit-config.yaml": pre_commit_text(),
        **{f"schemas/{name}.schema.json": schema_text(name) for name in SCHEMAS},
    }


def _write_files(root: Path, files: Mapping[str, str]) -> None:
    for name, text in sorted(files.items()):
        write_whole(root / name, text, overwrite=False)


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
        raise UsageError(
            f"no draft for {told.town} meets every rule with what was given:\n{listed}",
            hint=f"{broken[0].rule.remedy}",
            consequence="nothing was written",
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
    for rule in binding(told, law):
        for dated in rule.versions:
            if dated.start > told.day and dated.contested is None:
                met = (rule.id, dated.start) not in open_ if dated.start <= last else None
                yield UpcomingRule(rule.info(dated), dated.start, met)
