"""What a finding's fix can do by itself: the narrower text of a policy, and nothing wider.

A forbidden grant goes out, a limit is set, a switch that has to be off is off, a word that has to
stand on a list is added, one that may not is taken out. Each step is judged again: it is dropped
if it widens anything, if a finding comes that was not there, or if the text does not read back as
it was meant. An editor and `check --fix` ask here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from lprpolicy.compare.changes import compare
from lprpolicy.errors import UsageError
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.proposal import params_of
from lprpolicy.evaluate.report import check
from lprpolicy.evaluate.states import state_of
from lprpolicy.evaluate.subjects import GRANTS
from lprpolicy.evaluate.town_says import NOTHING_SAID, PUBLISHED, TownSays, require_systems
from lprpolicy.evaluate.vote_record import refuse_given, require_allowed, require_taken, with_vote
from lprpolicy.model.change import Change
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Policy
from lprpolicy.model.proposal import Ask, Form
from lprpolicy.model.report import Finding, Report
from lprpolicy.model.state import Topic
from lprpolicy.model.verdicts import Answer
from lprpolicy.propose import asks
from lprpolicy.propose.values import settle_value
from lprpolicy.read.document import Document
from lprpolicy.read.files import Read, read_file
from lprpolicy.read.splice import value_at, with_items, with_value, without_items
from lprpolicy.repository.law import built_in
from lprpolicy.repository.repository import open_shared

if TYPE_CHECKING:
    from lprpolicy.host.files.tree import Tree
    from lprpolicy.identify.index import Index
    from lprpolicy.repository.known_lists import Known

BOM: Final = "\ufeff"
_LETS_IN: Final = frozenset(
    {
        *(Topic.ACCESS, Topic.SYSTEM, Topic.DATA, Topic.MODE, Topic.GRANT_PURPOSES),
        *(Topic.ALLOWED, Topic.POLICY, Topic.ADOPTION, Topic.RECIPIENT, Topic.UNTIL),
    }
)


@dataclass(frozen=True, slots=True)
class FixStep:
    """One change of the data of a policy, in the words of the finding that asks for it."""

    at: Pointer
    says: str
    value: Any = None
    gone: Mapping[int, str] | None = None
    """Items of the list that go out, with the reason; then `value` says nothing."""
    given: bool = False
    """Whether the town gave the value: then what speaks against it is told, not passed over."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A policy's new text, and what was done to it."""

    file: str
    text: str
    steps: tuple[FixStep, ...]


def fixes(
    tree: Tree,
    options: Options,
    lists: Known,
    *,
    says: TownSays = NOTHING_SAID,
    only: Pointer | None = None,
) -> tuple[Fixed, ...]:
    """Return the policies that can be made narrower by themselves, each with its new text.

    With `only`, one step is taken, for what is found at that place. With a vote in `says`, the one
    draft that is asked about becomes an adopted policy first. A UsageError says why something that
    the town says cannot be written.
    """
    report = check(tree, options, lists=lists)
    agencies = list(_choose_agencies(tree, report))
    for option in says.of_one_policy():
        if len(agencies) != 1:
            raise UsageError(
                f"{option} is about one policy, and {len(agencies):,} are asked about",
                hint="name the folder of the policy",
                consequence="nothing was written",
            )
    if says.vote is not None:
        return (_adopt(tree, options, lists, report, says, agencies[0]),)
    made = []
    for agency in agencies:
        found = (*report.findings, *report.coming, *report.adoption)
        if says.published is not None or any(one.agency == agency for one in found):
            file = f"{agency}/policy.yaml"
            made.append(_FixWork(tree, file, agency, options, lists, report, says, only).fix())
    return tuple(one for one in made if one.steps)


def _choose_agencies(tree: Tree, report: Report) -> Iterator[str]:
    for subject in report.subjects:
        if tree.selected is None or f"{subject.agency}/policy.yaml" in tree.selected:
            yield subject.agency


def _adopt(
    tree: Tree, options: Options, lists: Known, report: Report, says: TownSays, agency: str
) -> Fixed:
    """Write a vote into the one draft that is asked about, and then fix what it requires."""
    file, vote = f"{agency}/policy.yaml", says.vote
    assert vote is not None
    text = with_vote(file, read_file(file, tree.files[file], Policy), vote)
    bom = BOM if tree.files[file].startswith(BOM.encode()) else ""
    after = tree.over(file, (bom + text).encode())
    now = check(after, options, lists=lists)
    work = _FixWork(after, file, agency, options, lists, now, says, None)
    fixed = work.fix()
    before = {*_identities(report)}
    strict = report.strict
    refusing = (one for one in work.report.findings if one.blocks(strict=strict))
    new = [one for one in refusing if (one.rule.id, one.answer, one.spot.message) not in before]
    require_allowed(tree.display_path(file), new)
    did = f"record the vote of {vote.by} on {vote.on}: status is adopted"
    return replace(fixed, steps=(FixStep(ROOT / "adopted", did), *fixed.steps))


class _FixWork:
    """One policy under repair: the text that stands so far, and what is found in it."""

    def __init__(
        self,
        tree: Tree,
        file: str,
        agency: str,
        options: Options,
        lists: Known,
        report: Report,
        says: TownSays,
        only: Pointer | None,
    ) -> None:
        self._tree, self._file, self._agency = tree, file, agency
        self._options, self._lists, self.report = options, lists, report
        self._says, self._only = says, only
        self._index: Index = open_shared(tree, lists).index
        self._read = read_file(file, tree.files[file], Policy)
        require_systems(says, self._read.value, tree.display_path(file))

    def fix(self) -> Fixed:
        done: list[FixStep] = []
        tried: set[tuple[Pointer, str]] = set()
        while (step := self._next(tried)) is not None:
            tried.add((step.at, step.says))
            if self._take(step):
                done.append(step)
                if self._only is not None:
                    break
            elif step.given:
                refuse_given(self._tree.display_path(self._file), step.at, step.value)
        return Fixed(self._file, self._read.document.text, tuple(done))

    def _next(self, tried: set[tuple[Pointer, str]]) -> FixStep | None:
        steps = _steps(self._mine(), self._read.document, self._says)
        return next((one for one in steps if (one.at, one.says) not in tried), None)

    def _mine(self) -> list[Finding]:
        adoption = (one for one in self.report.adoption if one.spot.pointer.parts[-1] == "attested")
        every = (*self.report.findings, *self.report.coming, *adoption)
        mine = (one for one in every if one.agency == self._agency and one.blocks(strict=False))
        return [one for found in mine for one in self._part_to_fix(found)]

    def _part_to_fix(self, finding: Finding) -> Iterator[Finding]:
        """The part of a finding that is to be fixed."""
        if self._only is None:
            yield finding
            return
        for spot in (finding.spot, *finding.also):
            if spot.pointer == self._only:
                yield replace(finding, spot=spot, also=())

    def _take(self, step: FixStep) -> bool:
        """Take a step if it reads back as meant, and nothing is wider or newly wrong."""
        text = _text(self._read.document, step)
        if text is None:
            return False
        bom = BOM if self._tree.files[self._file].startswith(BOM.encode()) else ""
        raw = (bom + text).encode()
        read = read_file(self._file, raw, Policy)
        if read.value is None or read.document.data != _apply(self._read.document.data, step):
            return False
        if self._widens(read):
            return False
        tree = self._tree.over(self._file, raw)
        report = check(tree, self._options, lists=self._lists)
        if step.given:
            new = {*_with_adoption(report)} - {*_with_adoption(self.report)}
            require_taken(self._tree.display_path(self._file), step.says, new)
        elif not {*_identities(report)} <= {*_identities(self.report)}:
            return False
        self._tree, self._read, self.report = tree, read, report
        return True

    def _widens(self, read: Read[Policy]) -> bool:
        before, after = self._read.value, read.value
        if before is None or after is None:
            return True
        day = self._options.as_of
        then = state_of(before, self._index, day)
        return any(map(_is_wider, compare(then, state_of(after, self._index, day))))


def _is_wider(change: Change) -> bool:
    """Whether a change gives anybody more. A limit where nothing was said gives nobody more."""
    unsaid = change.before is None or not change.before.known
    return change.widens and not (unsaid and change.topic not in _LETS_IN)


def _identities(report: Report) -> Iterator[tuple[str, str, str | None]]:
    """What is found, wherever it stands: a grant that goes out moves those below it."""
    for finding in (*report.findings, *report.coming):
        for spot in (finding.spot, *finding.also):
            yield finding.rule.id, finding.answer, spot.message


def _with_adoption(report: Report) -> Iterator[tuple[str, str, str | None]]:
    yield from _identities(report)
    for finding in report.adoption:
        yield finding.rule.id, finding.answer, finding.spot.message


def _steps(found: Iterable[Finding], document: Document, says: TownSays) -> Iterator[FixStep]:
    """Yield what the findings ask for: first the forbidden grants, all at once."""
    if says.published not in (None, value_at(document.data, PUBLISHED)):
        yield FixStep(
            PUBLISHED, f"write that it is published at {says.published}", says.published, given=True
        )
    found = tuple(found)
    gone: dict[int, str] = {}
    for finding in found:
        for at in _forbidden_grants(finding):
            gone.setdefault(at, f"removed {_name(document, at)}: {finding.rule.id}")
    if gone:
        yield FixStep(GRANTS, f"remove {len(gone)} of its grants: rules forbid them", gone=gone)
    yield from _single_purposes(found, document)
    asked: dict[Pointer, list[tuple[Ask, str]]] = {}
    for finding in found:
        for place, ask in _requests_of(finding, document.data):
            asked.setdefault(place, []).append((ask, finding.rule.id))
    for place, rules in asked.items():
        yield from _of_place(place, rules, document, says)


def _forbidden_grants(finding: Finding) -> Iterator[int]:
    """Yield the grants that a finding forbids; one about a single purpose takes that alone."""
    for spot in (finding.spot, *finding.also):
        parts = spot.pointer.parts
        of_grant = parts[:2] == GRANTS.parts and len(parts) > 2
        if finding.answer is Answer.VIOLATION and of_grant and parts[3:4] != ("purposes",):
            yield int(parts[2])


def _name(document: Document, at: int) -> str:
    grant = value_at(document.data, GRANTS / at)
    to = grant.get("to") if isinstance(grant, dict) else None
    return " ".join(str(to.get("named") if isinstance(to, dict) else to).split())


def _single_purposes(found: Iterable[Finding], document: Document) -> Iterator[FixStep]:
    """Yield the purposes of grants that may not be among them."""
    for finding in found:
        for spot in (finding.spot, *finding.also):
            parts = spot.pointer.parts
            one = parts[:2] == GRANTS.parts and parts[3:4] == ("purposes",) and len(parts) == 5
            if one and finding.answer is Answer.VIOLATION:
                says = f"remove a purpose of {_name(document, int(parts[2]))}: {finding.rule.id}"
                gone = {int(parts[4]): f"removed: {finding.rule.id}"}
                yield FixStep(spot.pointer.parent, says, gone=gone)


def _requests_of(finding: Finding, data: Any) -> Iterator[tuple[Pointer, Ask]]:
    """Yield what the rule of a finding asks for at the places that the finding is about."""
    spots = [spot.pointer for spot in (finding.spot, *finding.also)]
    for ask in _asks(finding):
        for at in _places(ask.at, data):
            if any(at.overlaps(spot) for spot in spots):
                yield at, ask


def _asks(finding: Finding) -> Iterator[Ask]:
    """Yield what the rule of a finding asks for, by the version that was used."""
    rule = built_in().rule(finding.rule.id)
    for number, dated in enumerate(rule.versions if rule is not None else ()):
        if rule is not None and dated.start == finding.rule.since:
            yield from asks(rule.rule.check, params_of(rule, number))


def _places(at: Pointer, data: Any) -> Iterator[Pointer]:
    """Yield a place with `*` as each entry of the list that is there."""
    if "*" not in at.parts:
        yield at
        return
    number = at.parts.index("*")
    listed = value_at(data, Pointer(at.parts[:number]))
    for entry in range(len(listed) if isinstance(listed, list) else 0):
        yield Pointer((*at.parts[:number], entry, *at.parts[number + 1 :]))


def _of_place(
    at: Pointer,
    rules: Sequence[tuple[Ask, str]],
    document: Document,
    says: TownSays,
) -> Iterator[FixStep]:
    """Yield the narrow value that meets all that is asked at a place, if there is one to write."""
    here, ids = value_at(document.data, at), ", ".join(dict.fromkeys(rule for _, rule in rules))
    if at.parts[-1] == "attested":
        said = says.of_system(at, document.data)
        if here is None and said is not None:
            yield FixStep(at, f"add {_dotted_path(at)}: {ids}", said, given=True)
        return
    if any(_is_for_the_town(ask, here, at) for ask, _ in rules):
        return
    value = settle_value(here, [ask for ask, _ in rules])
    if value is None or value == here or value == []:
        return
    to = f"to {str(value).lower()}" if isinstance(value, str | bool) else "as the rules ask"
    yield FixStep(at, f"set {_dotted_path(at)} {to}: {ids}", value)


def _is_for_the_town(ask: Ask, here: Any, at: Pointer) -> bool:
    """Whether only the town can meet it: a fact, a longer time, what to open, what it is for.

    Where nothing is written and a rule accepts several answers, the choice is the town's too.
    """
    if ask.form in (Form.TOLD, Form.AT_LEAST) or at.parts[0] == "transparency":
        return True
    return here is None and (ask.form is Form.WITHIN or bool(ask.instead))


def _dotted_path(at: Pointer) -> str:
    return ".".join(str(part) for part in at.parts)


def _text(document: Document, step: FixStep) -> str | None:
    if step.gone is not None:
        return without_items(document, step.at, step.gone)
    here = value_at(document.data, step.at)
    if isinstance(here, list) and isinstance(step.value, list):
        gone = {n: step.says for n, word in enumerate(here) if word not in step.value}
        new = [word for word in step.value if word not in here]
        if gone and new:
            return None
        if new:
            return with_items(document, step.at, new)
        return without_items(document, step.at, gone) or with_value(document, step.at, step.value)
    return with_value(document, step.at, step.value)


def _apply(data: Any, step: FixStep) -> Any:
    """Return the data as a step means it."""
    made = deepcopy(data)
    if step.gone is not None:
        listed = value_at(made, step.at)
        listed[:] = [one for number, one in enumerate(listed) if number not in step.gone]
        return made
    here = made
    for part in step.at.parts[:-1]:
        here = here.setdefault(part, {}) if isinstance(here, dict) else here[part]
    here[step.at.parts[-1]] = step.value
    return made
