"""Everything that a report says about one agency, from its folder and what all agencies share.

It rests on nothing else but, where a rule follows grants, on the whole network; so agencies can be
judged in any order and in several processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from lprpolicy.checks import FOLLOW_GRANTS
from lprpolicy.judge.docket import Docket, Judged, judge
from lprpolicy.judge.obligation import Obligation
from lprpolicy.judge.waivers import covers, flaws, unused
from lprpolicy.model.case import Case, Paths, Recipient
from lprpolicy.model.places import ROOT
from lprpolicy.model.policy import Policy
from lprpolicy.model.report import Note, RuleInfo
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.vocabulary import AgencyKind, Status
from lprpolicy.model.waiver import Waiver
from lprpolicy.model.words import meant
from lprpolicy.read.files import Read
from lprpolicy.tasks.cases import by_id, case
from lprpolicy.tasks.findings import Ungrouped, house, of_verdict
from lprpolicy.tasks.folders import Folder, read_folder
from lprpolicy.tasks.law import Law, built_in, of_state
from lprpolicy.tasks.lists_used import Named, named
from lprpolicy.tasks.options import Options
from lprpolicy.tasks.repository import Shared, folders, repository_of
from lprpolicy.tasks.trees import Tree

if TYPE_CHECKING:
    from lprpolicy.model.network import Lead


AGENCY: Final = ROOT / "agency"


@dataclass(slots=True)
class Judgement:
    """What was found in one agency's folder, and the rules that its policy was judged by.

    `asked` says whether there is a policy and it was asked about.
    """

    agency: str
    findings: list[Ungrouped] = field(default_factory=list)
    coming: list[Ungrouped] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    rules: tuple[RuleInfo, ...] = ()
    named: frozenset[Named] = frozenset()
    """What the directories' entries of its agencies are from, where lists are among them."""
    file: str | None = None
    """The policy's file, where it was judged."""
    asked: bool = False
    follows: bool = False
    """Whether it rests on the whole network besides, since a rule followed the grants."""

    @property
    def clean(self) -> bool:
        """Whether it is of a policy that keeps every rule, and there is no more to say of it."""
        said = self.findings or self.coming or self.notes or self.named or self.follows
        return self.asked and self.file is not None and not said

    def __reduce__(self) -> tuple[Callable[..., Judgement], tuple[object, ...]]:
        """By its values alone, which takes a third of the time: thousands come from a worker."""
        if self.clean:
            return clean, (self.agency, self.file, self.rules)
        return Judgement, _values(self)


_values = attrgetter(*(one.name for one in fields(Judgement)))


def clean(agency: str, file: str | None, rules: tuple[RuleInfo, ...]) -> Judgement:
    """The judgement of a policy that keeps every rule."""
    return Judgement(agency, rules=rules, file=file, asked=True)


@dataclass(slots=True)
class Court:
    """What every agency of a run is judged by, sorted out when the first of a state comes."""

    tree: Tree
    options: Options
    shared: Shared
    law: Law | None = None
    files: dict[str, dict[str, bytes]] = field(init=False)
    _dockets: dict[str | None, tuple[Law, Docket]] = field(default_factory=dict)
    _read: dict[str, Folder] = field(default_factory=dict)
    _follow: Callable[[str], Paths] | None = None

    def __post_init__(self) -> None:
        self.files = folders(self.tree)

    def whole(self) -> Law:
        """The law of every state."""
        return self.law or built_in()

    def of(self, agency: Recipient) -> tuple[Law, Docket]:
        """The law of an agency's state, and its docket; of all states, where that is in doubt."""
        named = (agency.id or agency.name).partition("/")[0]
        state = agency.state if agency.state == named else None
        if state not in self._dockets:
            law = self.whole() if self.law or state is None else of_state(state)
            self._dockets[state] = (law, self.docket(law.obligations))
        return self._dockets[state]

    def docket(self, rules: Iterable[Obligation]) -> Docket:
        within = self.shared.config.coming_within_days
        return Docket.of(rules, self.options.as_of, within)

    def folder(self, agency: str) -> Folder:
        """An agency's folder, read."""
        known = self._read.get(agency)
        if known is not None:
            return known
        return read_folder(agency, self.files[agency], self.tree.prefix, self.shared.others)

    def follows(self, agency: str) -> bool:
        """Whether a rule of an agency looks beyond its own folder, where its grants lead."""
        _, docket = self.of(by_id(agency, self.shared.index))
        entries = docket.binding(by_id(agency, self.shared.index))
        bound = (entry.obligation for entry in (*entries.today, *entries.coming))
        return any(rule.rule.check in FOLLOW_GRANTS for rule in (*bound, *self._own_rules(agency)))

    def _own_rules(self, agency: str) -> list[Obligation]:
        written = any(path.startswith(f"{agency}/rules/") for path in self.files[agency])
        return self.folder(agency).rules if written else []

    def paths(self, made: Judgement) -> Paths:
        """Where an agency's grants lead; every folder is read when a rule first asks."""

        def follow(
            kinds: frozenset[AgencyKind], ids: frozenset[str], max_hops: int | None
        ) -> tuple[Lead, ...]:
            made.follows = True
            if self._follow is None:
                from lprpolicy.tasks.paths import paths

                self._read = {name: self.folder(name) for name in self.files}
                self._follow = paths(repository_of(self.shared, self._read.values()))
            return self._follow(made.agency)(kinds, ids, max_hops)

        return follow


def judged(agency: str, court: Court, *, asked: bool) -> Judgement:
    """Read an agency's folder, and judge its policy if that was asked about."""
    folder = court.folder(agency)
    made = Judgement(agency, list(folder.findings), asked=asked and folder.policy is not None)
    if made.asked and folder.policy is not None and folder.policy.value is not None:
        _judge(folder, folder.policy, folder.policy.value, court, made)
    return made


def _judge(
    folder: Folder, read: Read[Policy], policy: Policy, court: Court, made: Judgement
) -> None:
    index, day = court.shared.index, court.options.as_of
    asked = case(policy, index, day, court.paths(made))
    if index.has_lists:
        made.named = named(asked)
    law, docket = court.of(asked.agency)
    made.findings += _directory_findings(asked, read, court, law)
    docket = docket.binding(asked.agency)
    if folder.rules:
        docket += court.docket(folder.rules).binding(asked.agency)
    made.rules = docket.rules
    made.file = read.document.file
    today = docket.judge(asked)
    waivers = _waivers(folder, policy, law, court, made)
    used: set[int] = set()
    for one in today:
        if one.entry.dated.contested is not None:
            _contested(one, read, made)
            continue
        covered = (numbered for numbered in waivers if covers(numbered[1], one, asked))
        number, waiver = next(covered, (None, None))
        if number is not None:
            used.add(number)
        made.findings.append(
            of_verdict(one.entry.info, one.verdict, read.document, folder.agency, waiver=waiver)
        )
    _unused(folder, [waiver for waiver in waivers if waiver[0] not in used], made)
    made.coming += _coming(asked, docket, today, read)


def _contested(one: Judged, read: Read[Policy], made: Judgement) -> None:
    """A reading that lawyers dispute decides nothing; the reader learns of it once."""
    entry = one.entry
    location = read.document.locate(one.verdict.at, key=one.verdict.key)
    note = Note(entry.dated.contested or "", entry.info, entry.obligation.pack.name, location)
    if all(known.rule is None or known.rule.id != entry.info.id for known in made.notes):
        made.notes.append(note)


def _waivers(
    folder: Folder, policy: Policy, law: Law, court: Court, made: Judgement
) -> list[tuple[int, Waiver]]:
    """The waivers that may cover something today; what is wrong with the others is found."""
    read, agency, day = folder.waivers, folder.agency, court.options.as_of
    if read is None or read.value is None or not court.options.waivers:
        return []
    if read.value.status == "proposed" and policy.status is not Status.PROPOSED:
        says = f"is proposed, beside a policy that is {policy.status}"
        rule = house("waiver/only-proposed")
        made.findings.append(
            of_verdict(rule, Violation(says, ROOT / "status"), read.document, agency)
        )
        return []
    known = {rule.id for rule in (*law.obligations, *folder.rules)}
    if any(waiver.rule not in known for waiver in read.value.waivers):
        law = court.whole()  # it may be a rule of another state, or meant to be one
    rules = [*law.obligations, *folder.rules]
    good = []
    for number, waiver in enumerate(read.value.waivers):
        wrong = list(flaws(number, waiver, agency, rules, day))
        for flaw in wrong:
            made.findings.append(of_verdict(house(flaw.code), flaw.verdict, read.document, agency))
        if waiver.granted > day:
            at = read.document.locate(ROOT / "waivers" / number / "granted")
            says = f"a waiver of {waiver.rule} begins only on {waiver.granted}"
            made.notes.append(Note(says, None, agency, at))
        elif not wrong:
            good.append((number, waiver))
    return good


def _unused(folder: Folder, idle: list[tuple[int, Waiver]], made: Judgement) -> None:
    for number, waiver in idle:
        flaw = unused(number, waiver)
        assert folder.waivers is not None
        document = folder.waivers.document
        made.findings.append(of_verdict(house(flaw.code), flaw.verdict, document, folder.agency))


def _coming(
    asked: Case, docket: Docket, today: list[Judged], read: Read[Policy]
) -> Iterator[Ungrouped]:
    """What rules will find that begin, or change, within the next days; it blocks nothing yet."""
    known = {(one.entry.info.id, one.verdict) for one in today}
    then = asked
    for entry in docket.coming:
        if then.day != entry.dated.start:
            then = replace(asked, day=entry.dated.start)
        for one in judge(then, [entry]):
            if (entry.info.id, one.verdict) not in known:
                yield of_verdict(entry.info, one.verdict, read.document, asked.policy.agency)


def _directory_findings(
    asked: Case, read: Read[Policy], court: Court, law: Law
) -> Iterator[Ungrouped]:
    for verdict, code in _unknown(asked, court, law):
        yield of_verdict(house(code), verdict, read.document, asked.policy.agency)


def _unknown(asked: Case, court: Court, law: Law) -> Iterator[tuple[Verdict, str]]:
    agency, index = asked.agency, court.shared.index
    if agency.id is None:
        says = f"is of {asked.policy.agency}, which the directory does not know"
        yield Undecided(says, AGENCY), "directory/unknown-agency"
    if agency.state is not None and agency.state not in law.states:
        says = f"is of an agency in {agency.state}, whose law nobody has written down here"
        yield Undecided(says, AGENCY), "law/unknown-state"
    for given in asked.grants:
        who, grant = given.recipient, given.grant
        if who.id is not None:
            continue
        if isinstance(grant.to, str) and index.agency(grant.to) is not None:
            says = f"grants access to {grant.to}, listed as {grant.listed_as}, and those differ"
            yield Violation(says, given.at / "listed_as"), "directory/contradiction"
        elif who.kind is None or (who.state is None and not who.kind.federal):
            says = "grants access to {who}, whom the directory does not know"
            if isinstance(grant.to, str):
                says += meant(grant.to, index.ids_like(grant.to))
            yield Undecided(says, given.to, who=who.name), "directory/unknown-agency"
