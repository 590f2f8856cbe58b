"""Judge one agency: from its own folder, and from the files that all agencies share.

A judgment depends on nothing else, except on the whole network if a rule follows grants. So
agencies can be judged in any order and in several processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from lprpolicy.checks import FOLLOW_GRANTS
from lprpolicy.evaluate.lists_used import Named, statements_behind
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.subjects import by_id, subject
from lprpolicy.host.files.tree import Tree
from lprpolicy.judge.obligation import Obligation
from lprpolicy.judge.rules_in_force import Judged, RulesInForce, judge
from lprpolicy.judge.waivers import covers, flaws, unused_flaw
from lprpolicy.model.places import ROOT
from lprpolicy.model.policy import Policy
from lprpolicy.model.prose import meant
from lprpolicy.model.provenance import Rank
from lprpolicy.model.report import Note, RuleInfo
from lprpolicy.model.subject import Paths, Recipient, Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.waiver import Waiver
from lprpolicy.model.words import AgencyKind, Status
from lprpolicy.read.files import Read
from lprpolicy.repository.findings import Ungrouped, file_rule, of_verdict
from lprpolicy.repository.folder import Folder, read_folder
from lprpolicy.repository.law import Law, built_in, of_state
from lprpolicy.repository.repository import Shared, folders, repository_of

if TYPE_CHECKING:
    from lprpolicy.model.network import Lead


AGENCY: Final = ROOT / "agency"


@dataclass(slots=True)
class Judgment:
    """What was found in one agency's folder, and the rules that its policy was judged by.

    `asked` says whether there is a policy and it was asked about.
    """

    agency: str
    findings: list[Ungrouped] = field(default_factory=list)
    coming: list[Ungrouped] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    rules: tuple[RuleInfo, ...] = ()
    named: frozenset[Named] = frozenset()
    """The sources of the directory entries that it relies on, if imported lists exist."""
    file: str | None = None
    """The path of the policy's file; None if no policy was judged."""
    asked: bool = False
    follows: bool = False
    """Whether a rule followed the grants, so that it depends on the whole network too."""
    rests_on: frozenset[str] = frozenset()
    """Ids of the repository's own directory entries that only their own words bear out."""

    @property
    def clean(self) -> bool:
        """Whether a policy was judged that meets every rule, and nothing else is worth a word."""
        said = self.findings or self.coming or self.notes or self.named or self.follows
        return self.asked and self.file is not None and not said

    def __reduce__(self) -> tuple[Callable[..., Judgment], tuple[object, ...]]:
        """Pickle the values alone: a worker sends thousands, and this takes a third of the time."""
        if self.clean:
            return clean, (self.agency, self.file, self.rules, self.rests_on)
        return Judgment, _values(self)


_values = attrgetter(*(one.name for one in fields(Judgment)))


def clean(
    agency: str, file: str | None, rules: tuple[RuleInfo, ...], rests_on: frozenset[str]
) -> Judgment:
    """Return the judgment of a policy that meets every rule."""
    return Judgment(agency, rules=rules, file=file, asked=True, rests_on=rests_on)


@dataclass(slots=True)
class Session:
    """A repository and the law for its agencies, loaded state by state when first needed."""

    tree: Tree
    options: Options
    shared: Shared
    law: Law | None = None
    files: dict[str, dict[str, bytes]] = field(init=False)
    _in_force: dict[str | None, tuple[Law, RulesInForce]] = field(default_factory=dict)
    _read: dict[str, Folder] = field(default_factory=dict)
    _follow: Callable[[str], Paths] | None = None

    def __post_init__(self) -> None:
        self.files = folders(self.tree)

    def whole(self) -> Law:
        """Return the law of every state."""
        return self.law or built_in()

    def of(self, agency: Recipient) -> tuple[Law, RulesInForce]:
        """Return the law of an agency's state and the rules in force; of all states if in doubt.

        The state is in doubt if the directory and the agency's id disagree. The rules of every
        state are then looked at, so that no wrong entry picks the law.
        """
        named = (agency.id or agency.name).partition("/")[0]
        state = agency.state if agency.state == named else None
        if state not in self._in_force:
            law = self.whole() if self.law or state is None else of_state(state)
            self._in_force[state] = (law, self.in_force(law.obligations))
        return self._in_force[state]

    def in_force(self, rules: Iterable[Obligation]) -> RulesInForce:
        within = self.shared.config.coming_within_days
        return RulesInForce.of(rules, self.options.as_of, within)

    def folder(self, agency: str) -> Folder:
        """Read an agency's folder, unless it was read already."""
        known = self._read.get(agency)
        if known is not None:
            return known
        return read_folder(agency, self.files[agency], self.tree.prefix, self.shared.others)

    def follows(self, agency: str) -> bool:
        """Whether a rule that binds an agency follows its grants, beyond the agency's folder."""
        _, in_force = self.of(by_id(agency, self.shared.index))
        entries = in_force.binding(by_id(agency, self.shared.index))
        bound = (entry.obligation for entry in (*entries.today, *entries.coming))
        return any(rule.rule.check in FOLLOW_GRANTS for rule in (*bound, *self._own_rules(agency)))

    def _own_rules(self, agency: str) -> list[Obligation]:
        written = any(path.startswith(f"{agency}/rules/") for path in self.files[agency])
        return self.folder(agency).rules if written else []

    def paths(self, made: Judgment) -> Paths:
        """Return a function that follows an agency's grants; its first call reads every folder."""

        def follow(
            kinds: frozenset[AgencyKind], ids: frozenset[str], max_hops: int | None
        ) -> tuple[Lead, ...]:
            made.follows = True
            if self._follow is None:
                from lprpolicy.evaluate.paths import paths

                self._read = {name: self.folder(name) for name in self.files}
                self._follow = paths(repository_of(self.shared, self._read.values()))
            return self._follow(made.agency)(kinds, ids, max_hops)

        return follow


def judge_agency(agency: str, session: Session, *, asked: bool) -> Judgment:
    """Read an agency's folder, and judge its policy if that was asked about."""
    folder = session.folder(agency)
    made = Judgment(agency, list(folder.findings), asked=asked and folder.policy is not None)
    if made.asked and folder.policy is not None and folder.policy.value is not None:
        _judge(folder, folder.policy, folder.policy.value, session, made)
    return made


def _judge(
    folder: Folder, read: Read[Policy], policy: Policy, session: Session, made: Judgment
) -> None:
    index, day = session.shared.index, session.options.as_of
    asked = subject(policy, index, day, session.paths(made))
    if index.has_lists:
        made.named = statements_behind(asked)
    law, in_force = session.of(asked.agency)
    made.findings += _directory_findings(asked, read, session, law)
    in_force = in_force.binding(asked.agency)
    if folder.rules:
        in_force += session.in_force(folder.rules).binding(asked.agency)
    made.rests_on = _own_entries(asked)
    made.rules = in_force.rules
    made.file = read.document.file
    today = in_force.judge(asked)
    waivers = _waivers(folder, policy, law, session, made)
    used: set[int] = set()
    for one in today:
        if one.entry.dated.contested is not None:
            _note_contested(one, read, made)
            continue
        covered = (numbered for numbered in waivers if covers(numbered[1], one, asked))
        number, waiver = next(covered, (None, None))
        if number is not None:
            used.add(number)
        made.findings.append(
            of_verdict(one.entry.info, one.verdict, read.document, folder.agency, waiver=waiver)
        )
    _report_unused(folder, [waiver for waiver in waivers if waiver[0] not in used], made)
    made.coming += _coming(asked, in_force, today, read)


def _own_entries(asked: Subject) -> frozenset[str]:
    """Find the repository's own entries that may let somebody in here without an official list."""
    everybody = (asked.agency, *(given.recipient for given in asked.grants))
    return frozenset(
        who.entry.id for who in everybody if who.entry is not None and who.rank is Rank.REVIEWED
    )


def _note_contested(one: Judged, read: Read[Policy], made: Judgment) -> None:
    """Turn a finding under disputed law into a note, once per rule: it decides nothing."""
    entry = one.entry
    location = read.document.locate(one.verdict.at, key=one.verdict.key)
    note = Note(entry.dated.contested or "", entry.info, entry.obligation.pack.name, location)
    if all(known.rule is None or known.rule.id != entry.info.id for known in made.notes):
        made.notes.append(note)


def _waivers(
    folder: Folder, policy: Policy, law: Law, session: Session, made: Judgment
) -> list[tuple[int, Waiver]]:
    """Return the waivers that are good today, and report what is wrong with the others."""
    read, agency, day = folder.waivers, folder.agency, session.options.as_of
    if read is None or read.value is None or not session.options.waivers:
        return []
    if read.value.status == "proposed" and policy.status is not Status.PROPOSED:
        says = f"is proposed, beside a policy that is {policy.status}"
        rule = file_rule("waiver/only-proposed")
        made.findings.append(
            of_verdict(rule, Violation(says, ROOT / "status"), read.document, agency)
        )
        return []
    known = {rule.id for rule in (*law.obligations, *folder.rules)}
    if any(waiver.rule not in known for waiver in read.value.waivers):
        law = session.whole()  # the id may be one of another state's rules, or misspelled
    rules = [*law.obligations, *folder.rules]
    good = []
    for number, waiver in enumerate(read.value.waivers):
        wrong = list(flaws(number, waiver, agency, rules, day))
        for flaw in wrong:
            made.findings.append(
                of_verdict(file_rule(flaw.code), flaw.verdict, read.document, agency)
            )
        if waiver.granted > day:
            at = read.document.locate(ROOT / "waivers" / number / "granted")
            says = f"a waiver of {waiver.rule} begins only on {waiver.granted}"
            made.notes.append(Note(says, None, agency, at))
        elif not wrong:
            good.append((number, waiver))
    return good


def _report_unused(folder: Folder, idle: list[tuple[int, Waiver]], made: Judgment) -> None:
    for number, waiver in idle:
        flaw = unused_flaw(number, waiver)
        assert folder.waivers is not None
        document = folder.waivers.document
        made.findings.append(
            of_verdict(file_rule(flaw.code), flaw.verdict, document, folder.agency)
        )


def _coming(
    asked: Subject, in_force: RulesInForce, today: list[Judged], read: Read[Policy]
) -> Iterator[Ungrouped]:
    """Give what rules will find that begin or change within the next days; it blocks nothing."""
    known = {(one.entry.info.id, one.verdict) for one in today}
    then = asked
    for entry in in_force.coming:
        if then.day != entry.dated.start:
            then = replace(asked, day=entry.dated.start)
        for one in judge(then, [entry]):
            if (entry.info.id, one.verdict) not in known:
                yield of_verdict(entry.info, one.verdict, read.document, asked.policy.agency)


def _directory_findings(
    asked: Subject, read: Read[Policy], session: Session, law: Law
) -> Iterator[Ungrouped]:
    for verdict, code in _unknown(asked, session, law):
        yield of_verdict(file_rule(code), verdict, read.document, asked.policy.agency)


def _unknown(asked: Subject, session: Session, law: Law) -> Iterator[tuple[Verdict, str]]:
    agency, index = asked.agency, session.shared.index
    if agency.id is None and agency.entry is not None:
        says = f"is of {asked.policy.agency}, and {agency.why}"
        yield Undecided(says, AGENCY), "directory/not-borne-out"
    elif agency.id is None:
        says = f"is of {asked.policy.agency}, which the directory does not know"
        yield Undecided(says, AGENCY), "directory/unknown-agency"
    if agency.state is not None and agency.state not in law.states:
        says = f"is of an agency in {agency.state}, whose law nobody has written down here"
        yield Undecided(says, AGENCY), "law/unknown-state"
    for given in asked.grants:
        who, grant = given.recipient, given.grant
        if who.id is not None:
            continue
        if who.entry is not None:
            says = f"grants access to {{who}}, and {who.why}"
            yield Undecided(says, given.to, who=who.name), "directory/not-borne-out"
        elif isinstance(grant.to, str) and index.agency(grant.to) is not None:
            says = f"grants access to {grant.to}, listed as {grant.listed_as}, and {who.why}"
            yield Undecided(says, given.at / "listed_as"), "directory/contradiction"
        else:
            says = "grants access to {who}, whom the directory does not know"
            if isinstance(grant.to, str):
                says += meant(grant.to, index.ids_like(grant.to))
            yield Undecided(says, given.to, who=who.name), "directory/unknown-agency"
