"""Tell the findings that a baseline lists from new ones.

A finding is old only if rule, answer, place and message are the same, and the whole grant around
the place too: whoever gives a recipient more than it had makes a new finding. With a base, the
grant has to stand there as well, since a line can be written before what it excuses.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from lprpolicy.evaluate.options import Options
from lprpolicy.host.files.tree import Tree
from lprpolicy.model.baseline import Baseline, OldFinding
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.report import BaselineUse, Finding, Note, Report, Spot
from lprpolicy.model.verdicts import Violation
from lprpolicy.model.words import RecipientGroup
from lprpolicy.read.yaml import read
from lprpolicy.repository.baseline import parse
from lprpolicy.repository.findings import Ungrouped, file_rule, of_verdict

if TYPE_CHECKING:
    from lprpolicy.repository.baseline import GivenBaseline

_OWN_RULES: Final = ("grant/", "sharing/", "words/", "directory/unknown-agency")
"""Of lprpolicy's own rules, those about a grant or a word of a policy. Never one about a file that
nobody can read, a waiver, a paper, or what a change takes away: an old one hides what is new."""


@dataclass(frozen=True, slots=True)
class Aged:
    """All findings of a run, the old ones marked, and what came of the baseline."""

    findings: tuple[Ungrouped, ...]
    use: BaselineUse
    notes: tuple[Note, ...]


def mark_old(
    found: Iterable[Ungrouped],
    tree: Tree,
    options: Options,
    file: GivenBaseline,
    *,
    before: Tree | None = None,
) -> Aged:
    """Mark the findings that the baseline lists. Each of its lines stands for one place.

    What was not decided `before` the change, by the files of its base, is new whatever is listed.
    """
    all_found = tuple(found)
    baseline = file.read()
    today = max(options.today or options.as_of, options.as_of)
    if baseline is None:
        note = Note(f"{file.revision} has no {file.file}, so every finding is new")
        day = options.as_of
        use = BaselineUse(file.file, file.revision, day, day, ended=True, gone=0)
        return Aged(all_found, use, (note,))
    counts = baseline.written <= (options.today or options.as_of) and today <= baseline.until
    left = Counter(map(_key_of_line, baseline.findings)) if counts else Counter[Any]()
    around = _Decisions(tree)
    stood = None if before is None else _BaseDecisions(tree, before, around)
    marked = []
    for one in all_found:
        key = _key(one.finding, one.finding.spot, around, left)
        if key is not None and left[key] > 0 and (stood is None or stood.holds(one.finding.spot)):
            left[key] -= 1
            one = replace(one, finding=replace(one.finding, old=True))
        marked.append(one)
    use = BaselineUse(
        file=file.file,
        revision=file.revision,
        written=baseline.written,
        until=baseline.until,
        ended=not counts,
        gone=left.total(),
    )
    return Aged(tuple(marked), use, tuple(_notes(file, use, options)))


def _notes(file: GivenBaseline, use: BaselineUse, options: Options) -> Iterator[Note]:
    if use.written > (options.today or options.as_of):
        yield Note(f"{use.file} was written on {use.written}, a day to come: every finding is new")
    elif use.ended:
        yield Note(f"{use.file} ended on {use.until}: every finding counts as new")
    if file.revision is None:
        yield Note(
            f"{use.file} was read from the folder that is judged; with --base it is read from "
            "the revision that stands"
        )
    elif file.altered:
        yield Note(f"this change alters {use.file}; the one of {file.revision} was used")
    if use.gone:
        them = "1 finding" if use.gone == 1 else f"{use.gone:,} findings"
        yield Note(
            f"{them} of {use.file} {'is' if use.gone == 1 else 'are'} gone; --write-baseline over "
            "it takes them out"
        )


def find_added(file: GivenBaseline) -> Iterator[Ungrouped]:
    """What a change adds to the baseline that stands: lines, or days on which they count."""
    stood, now = file.read(), None if file.here is None else parse(file.file, file.here)
    if stood is None or now is None or file.here is None:
        return
    document = read(file.file, file.here)
    rule = file_rule("base/baseline-widened")
    if now.until > stood.until:
        says = f"counts until {now.until}, and that of {file.revision} until {stood.until}"
        yield of_verdict(rule, Violation(says, ROOT / "until"), document, None)
    left = Counter(map(_key_of_line, stood.findings))
    for number, line in enumerate(now.findings):
        key = _key_of_line(line)
        if left[key]:
            left[key] -= 1
            continue
        says = f"lists a finding of {line.rule} that the baseline of {file.revision} does not"
        at = ROOT / "findings" / number
        yield of_verdict(rule, Violation(says, at), document, line.agency)


def lines(report: Report, tree: Tree) -> tuple[tuple[OldFinding, ...], int]:
    """Return a line for each place that refuses and that a baseline may list, and how many more."""
    around = _Decisions(tree)
    made: list[OldFinding] = []
    left = 0
    for finding in report.open:
        if not finding.blocks(strict=report.strict):
            continue
        for spot in (finding.spot, *finding.also):
            line = _line(finding, spot, around) if may_be_old(finding, spot) else None
            if line is None:
                left += 1
            else:
                made.append(line)
    return tuple(sorted(made, key=_order)), left


def still_there(before: Sequence[OldFinding], now: Sequence[OldFinding]) -> tuple[OldFinding, ...]:
    """Return the lines that a baseline keeps: those that are found again, and no other."""
    there = Counter(map(_key_of_line, now)) & Counter(map(_key_of_line, before))
    kept = []
    for line in before:
        if there[_key_of_line(line)] > 0:
            there[_key_of_line(line)] -= 1
            kept.append(line)
    return tuple(kept)


def may_be_old(finding: Finding, spot: Spot) -> bool:
    """Whether a baseline may list a finding at all.

    A grant to a federal immigration agency, or to whoever may be one, is never old. Nor is a known
    way to one: a path leads through the decisions of others, which may change.
    """
    if finding.waiver is not None or spot.path:
        return False
    if spot.group is RecipientGroup.FEDERAL_IMMIGRATION:
        return False
    if finding.rule.id == "grant/leads-to-immigration":
        return False
    if finding.rule.id == "directory/contradiction":
        return spot.group is not None  # of a grant's words; one of the directory picks its judge
    return finding.rule.layer is not None or finding.rule.id.startswith(_OWN_RULES)


def _line(finding: Finding, spot: Spot, around: _Decisions) -> OldFinding | None:
    """Return the line of one place; None where a message is none that a file can hold."""
    digest = around.digest(spot)
    if digest is None:
        return None
    try:
        return OldFinding(
            rule=finding.rule.id,
            verdict=finding.answer,
            agency=finding.agency,
            message=spot.message,
            fingerprint=spot.fingerprint,
            around=digest,
        )
    except ValidationError:
        return None


_Key = tuple[str, str, str | None, str, str, str]


def _key_of_line(line: OldFinding) -> _Key:
    said = (line.rule, line.verdict.value, line.agency)
    return (*said, line.message, line.fingerprint, line.around)


def _key(finding: Finding, spot: Spot, around: _Decisions, left: Counter[_Key]) -> _Key | None:
    if not left or not may_be_old(finding, spot):
        return None
    digest = around.digest(spot)
    if digest is None:
        return None
    said = (finding.rule.id, finding.answer.value, finding.agency)
    return (*said, spot.message, spot.fingerprint, digest)


def _order(line: OldFinding) -> tuple[str, ...]:
    return (line.agency or "", line.rule, line.message, line.fingerprint, line.around)


class _Decisions:
    """The digest of the decision that a place is in: a grant, a system, or a part of a block."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._data: dict[str, Any] = {}
        self._digests: dict[tuple[str, Pointer], str] = {}

    def digest(self, spot: Spot) -> str | None:
        file, at = spot.location.file, decision_at(spot.pointer)
        data = self._read(file)
        if data is None:
            return None
        if (file, at) not in self._digests:
            for step in at.parts:
                data = _entry(data, step)
            said = json.dumps([str(at.parent), data], sort_keys=True, default=str)
            self._digests[file, at] = hashlib.sha256(said.encode()).hexdigest()
        return self._digests[file, at]

    def length(self, file: str, at: Pointer) -> int:
        """How many entries the list at a place has; 0 where there is none."""
        data = self._read(file)
        for step in at.parts:
            data = _entry(data, step)
        return len(data) if isinstance(data, list) else 0

    def _read(self, file: str) -> Any:
        if file not in self._data:
            path = file.removeprefix(self._tree.prefix)
            raw = self._tree.files.get(path)
            self._data[file] = None if raw is None else read(path, raw).data
        return self._data[file]


class _BaseDecisions:
    """The decisions of a base, at whatever number of their list they stood."""

    def __init__(self, tree: Tree, before: Tree, around: _Decisions) -> None:
        self._there = _Decisions(Tree(before.files, prefix=tree.prefix))
        self._around = around
        self._known: dict[tuple[str, Pointer], frozenset[str | None]] = {}

    def holds(self, spot: Spot) -> bool:
        """Whether the decision around a place is one of the base, word for word."""
        at = decision_at(spot.pointer)
        lists = at.parent if at.parts and isinstance(at.parts[-1], int) else at
        file = spot.location.file
        if (file, lists) not in self._known:
            self._known[file, lists] = frozenset(
                self._digests(file, lists, spot, listed=lists != at)
            )
        return self._around.digest(spot) in self._known[file, lists]

    def _digests(
        self, file: str, lists: Pointer, spot: Spot, *, listed: bool
    ) -> Iterator[str | None]:
        if not listed:
            yield self._there.digest(spot)
            return
        for number in range(self._there.length(file, lists)):
            yield self._there.digest(replace(spot, pointer=lists / number))


def decision_at(at: Pointer) -> Pointer:
    """Return the place of the decision that a place belongs to.

    >>> str(decision_at(Pointer.parse("/sharing/grants/3/to")))
    '/sharing/grants/3'
    >>> str(decision_at(Pointer.parse("/retention/reads/keep")))
    '/retention/reads'
    """
    in_list = len(at.parts) > 2 and isinstance(at.parts[2], int)
    return Pointer(at.parts[: 3 if in_list else 2])


def _entry(data: Any, step: str | int) -> Any:
    """Return what a step leads to; None where there is nothing."""
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return None


def baseline_of(
    found: Sequence[OldFinding], before: Baseline | None, *, written: dt.date, until: dt.date
) -> Baseline:
    """Return a new baseline; over one that is there, it only becomes smaller and ends no later."""
    if before is not None:
        found, written = still_there(before.findings, found), before.written
        until = min(until, before.until)
    return Baseline.model_validate(
        {
            "schema": "lprpolicy/baseline/v1",
            "written": written,
            "until": until,
            "findings": tuple(found),
        }
    )
