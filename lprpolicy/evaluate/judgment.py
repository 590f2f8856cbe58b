"""Judge one agency: from its own folder, and from the files that all agencies share.

A judgment depends on nothing else, except on the whole network if a rule follows grants. So
agencies can be judged in any order and in several processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from lprpolicy.checks import FOLLOW_GRANTS
from lprpolicy.evaluate.adoption import when_adopted
from lprpolicy.evaluate.bound import as_bound, states_of, ways_out
from lprpolicy.evaluate.claimed_papers import notes_on_papers
from lprpolicy.evaluate.lists_used import statements_behind
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.own_rules import PapersAskedFor, own_flaws
from lprpolicy.evaluate.subjects import by_id, subject
from lprpolicy.evaluate.unknown import unknown
from lprpolicy.evaluate.votes_seen import unseen_votes
from lprpolicy.host.files.found import FileFault
from lprpolicy.host.files.papers import Papers, one_look
from lprpolicy.host.files.tree import Tree
from lprpolicy.identify.standing import EntryStanding
from lprpolicy.judge.asked import Asked
from lprpolicy.judge.obligation import Obligation
from lprpolicy.judge.papers import not_seen, of_waiver
from lprpolicy.judge.recipient_groups import groups_of
from lprpolicy.judge.rules_in_force import Judged, RulesInForce, judge
from lprpolicy.judge.waivers import covers, flaws, unused_flaw
from lprpolicy.model.places import ROOT
from lprpolicy.model.policy import Policy
from lprpolicy.model.provenance import Rank
from lprpolicy.model.report import Note, RuleInfo
from lprpolicy.model.rule import Pack
from lprpolicy.model.subject import Named, Paths, Recipient, Subject
from lprpolicy.model.verdicts import Violation
from lprpolicy.model.waiver import Waiver
from lprpolicy.model.words import AgencyKind, Status
from lprpolicy.read.files import Read
from lprpolicy.repository.findings import Findings, Ungrouped, file_rule, of_file_fault, of_verdict
from lprpolicy.repository.folder import Folder, read_folder
from lprpolicy.repository.law import Law, built_in, of_state
from lprpolicy.repository.repository import Shared, folders, repository_of

if TYPE_CHECKING:
    from lprpolicy.evaluate.base.standing import Base
    from lprpolicy.model.network import Lead


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
    """The sources of the directory entries that it relies on, if official lists do."""
    file: str | None = None
    """The path of the policy's file; None if no policy was judged."""
    asked: bool = False
    follows: bool = False
    """Whether a rule followed the grants, so that it depends on the whole network too."""
    papers: tuple[tuple[str, str | None], ...] = ()
    """The papers that were asked for, with the digest of each that is there."""
    rests_on: frozenset[str] = frozenset()
    """Ids of the repository's own directory entries that only their own words bear out."""
    draft: bool = False
    """Whether the policy is proposed only; a judgment that finds nothing may not say so."""
    adoption: list[Ungrouped] = field(default_factory=list)
    """What a draft would still need if it were adopted as it stands."""
    standing: EntryStanding | None = field(default=None, compare=False)
    """What the agency's own entry is worth, for a process that did not judge it."""

    @property
    def clean(self) -> bool:
        """Whether a policy was judged that meets every rule, and nothing else is worth a word."""
        said = self.findings or self.coming or self.notes or self.follows or self.adoption
        return self.asked and self.file is not None and not said and not self.papers

    def __reduce__(self) -> tuple[Callable[..., Judgment], tuple[object, ...]]:
        """Pickle the values alone: a worker sends thousands, and this takes a third of the time."""
        return Judgment, _values(self)


_values = attrgetter(*(one.name for one in fields(Judgment)))


def clean(
    agency: str,
    file: str | None,
    rules: tuple[RuleInfo, ...],
    rests_on: frozenset[str],
    named: frozenset[Named] = frozenset(),
) -> Judgment:
    """Return the judgment of a policy that meets every rule."""
    return Judgment(agency, rules=rules, named=named, file=file, asked=True, rests_on=rests_on)


def by_rules(found: Iterable[Judgment]) -> Iterator[list[Judgment]]:
    """Give neighbors together that were judged by one and the same list of rules."""
    run: list[Judgment] = []
    for one in found:
        if run and one.rules is not run[0].rules:
            yield run
            run = []
        run.append(one)
    if run:
        yield run


@dataclass(slots=True)
class Session:
    """A repository and the law for its agencies, loaded state by state when first needed."""

    tree: Tree
    options: Options
    shared: Shared
    law: Law | None = None
    base: Base | None = None
    """What stands before the change that is judged, where that is known."""
    files: dict[str, dict[str, bytes]] = field(init=False)
    papers: Papers = field(init=False)
    _in_force: dict[str | None, tuple[Law, RulesInForce]] = field(default_factory=dict)
    _ways_out: dict[str | None, frozenset[AgencyKind]] = field(default_factory=dict)
    _asked: dict[RulesInForce, Asked] = field(default_factory=dict)
    _read: dict[str, Folder] = field(default_factory=dict)
    _follow: Callable[[str], Paths] | None = None

    def __post_init__(self) -> None:
        self.files = folders(self.tree)
        self.papers = one_look(self.tree.papers)

    def whole(self) -> Law:
        """Return the law of every state."""
        return self.law or built_in()

    def of(self, agency: Recipient) -> tuple[Law, RulesInForce]:
        """Return the law of an agency's state and the rules in force; of all states if in doubt."""
        state = _state_of_law(agency)
        if state not in self._in_force:
            law = self.whole() if self.law or state is None else of_state(state)
            self._in_force[state] = (law, self.in_force(law.obligations))
        return self._in_force[state]

    def that_bind(self, agency: Recipient, rules: RulesInForce) -> RulesInForce:
        """What binds an agency, whatever kind it enters itself as; of every state that it names."""
        return rules.that_bind(*self._in_each_state(agency))

    def _in_each_state(self, agency: Recipient) -> list[Recipient]:
        """The agency as rules may see it, once for each state that it names."""
        state = _state_of_law(agency)
        if state not in self._ways_out:
            self._ways_out[state] = ways_out(self.of(agency)[0].obligations)
        seen = as_bound(agency, self.shared.index, self._ways_out[state])
        states = sorted(states_of(agency)) if state is None else ()
        return [replace(seen, state=one) for one in states] if len(states) > 1 else [seen]

    def what_is_asked(self, agency: Recipient, law: Law, rules: RulesInForce) -> Asked:
        """What those rules ask about, known once for all agencies that they bind."""
        if rules not in self._asked:
            held = self._in_each_state(agency)
            binding = [rule for rule in law.obligations if any(map(rule.binds, held))]
            packs = [pack for pack in law.packs.values() if _is_for(pack, agency)]
            self._asked[rules] = Asked.by(binding, packs, self.options.as_of)
        return self._asked[rules]

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
        entries = self.that_bind(by_id(agency, self.shared.index), in_force)
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


def _state_of_law(agency: Recipient) -> str | None:
    """The state whose law to look at; None, for that of every state, if it is in doubt.

    It is in doubt if the directory and the agency's id disagree, so that no wrong entry picks the
    law.
    """
    named = (agency.id or agency.name).partition("/")[0]
    return agency.state if agency.state == named and len(states_of(agency)) < 2 else None


def _is_for(pack: Pack, agency: Recipient) -> bool:
    """Whether a pack is of a state that the agency is in, and for this agency."""
    named = agency.id or agency.name
    return pack.state in states_of(agency) and (pack.agencies is None or named in pack.agencies)


def judge_agency(agency: str, session: Session, *, asked: bool) -> Judgment:
    """Read an agency's folder, and judge its policy if that was asked about."""
    folder = session.folder(agency)
    made = Judgment(agency, list(folder.findings), asked=asked and folder.policy is not None)
    made.findings += _of_law_names(folder, session)
    if folder.rules and session.shared.config.own_rules_only_tighten:
        from lprpolicy.evaluate.weaker_rules import weaker_rules

        made.findings += weaker_rules(folder, session)
    if made.asked and folder.policy is not None:
        judge_read(folder, folder.policy, session, made)
        if session.base is not None:
            from lprpolicy.evaluate.base.judged import judge_by_base

            judge_by_base(session.base, folder, session, made)
    return made


def _of_law_names(folder: Folder, session: Session) -> Iterator[Ungrouped]:
    """Rules of the agency's own that bear an id of the law, or of a pack's name space."""
    if not folder.rules:
        return
    law, _ = session.of(by_id(folder.agency, session.shared.index))
    for rule in folder.rules:
        if folder.agency in law.packs or law.rule(rule.id) is not None:
            says = f"is a rule {rule.id} of the agency's own, and ids like that are the law's"
            yield of_file_fault(FileFault(rule.source, "rules/id-of-the-law", says), rule.source)


def judge_read(folder: Folder, read: Read[Policy], session: Session, made: Judgment) -> None:
    """Judge a policy by its agency's own rules and waivers, and by what all agencies share."""
    policy = read.value
    if policy is None:
        return
    index, day = session.shared.index, session.options.as_of
    asked = subject(policy, index, day, session.paths(made))
    if index.has_lists:
        made.named = statements_behind(asked)
    law, in_force = session.of(asked.agency)
    findings = Findings(read.document, folder.agency, groups_of(asked))
    made.findings += [
        findings.of(file_rule(code), verdict) for verdict, code in unknown(asked, index, law)
    ]
    in_force = session.that_bind(asked.agency, in_force)
    questions = session.what_is_asked(asked.agency, law, in_force)
    if folder.rules:
        in_force += session.that_bind(asked.agency, session.in_force(folder.rules))
    made.rests_on = _own_entries(asked)
    made.standing = index.standings.look_up(folder.agency)
    made.rules = in_force.rules
    made.file = read.document.file
    made.draft = policy.status is Status.PROPOSED
    today = in_force.judge(asked, read.document.blocks)
    seen = PapersAskedFor(folder.agency, session.papers)
    made.findings += [
        findings.of(file_rule(flaw.code), flaw.verdict)
        for flaw in own_flaws(asked, questions, index, seen)
    ]
    made.findings += unseen_votes(folder.votes, folder.agency, seen, day)
    waivers = _waivers(folder, policy, law, session, made, seen)
    made.adoption += when_adopted(folder, asked, in_force, today, findings, seen)
    made.papers = tuple(sorted(seen.found.items()))
    made.notes += notes_on_papers(asked, read, folder.agency)
    used: set[int] = set()
    for one in today:
        if one.entry.dated.contested is not None:
            _note_contested(one, read, made)
            continue
        covered = (numbered for numbered in waivers if covers(numbered[1], one, asked))
        number, waiver = next(covered, (None, None))
        if number is not None:
            used.add(number)
        made.findings.append(findings.of(one.entry.info, one.verdict, waiver=waiver))
    _report_unused(folder, [waiver for waiver in waivers if waiver[0] not in used], made)
    made.coming += _find_coming(asked, in_force, today, findings)


def _own_entries(asked: Subject) -> frozenset[str]:
    """Find the repository's own entries that may let somebody in here without an official list."""
    everybody = (asked.agency, *(given.recipient for given in asked.grants))
    return frozenset(
        who.entry.id for who in everybody if who.entry is not None and who.rank is Rank.REVIEWED
    )


def _note_contested(one: Judged, read: Read[Policy], made: Judgment) -> None:
    """Turn a finding under disputed law into a note, once per rule: it decides nothing."""
    entry = one.entry
    if any(known.rule is not None and known.rule.id == entry.info.id for known in made.notes):
        return
    location = read.document.locate(one.verdict.at, key=one.verdict.key)
    pack = entry.obligation.pack.name
    made.notes.append(Note(entry.dated.contested or "", entry.info, pack, location))


def _waivers(
    folder: Folder,
    policy: Policy,
    law: Law,
    session: Session,
    made: Judgment,
    seen: PapersAskedFor,
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
        if read.value.status != "proposed":
            wrong += not_seen(of_waiver(waiver, ROOT / "waivers" / number), seen)
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


def _find_coming(
    asked: Subject, in_force: RulesInForce, today: list[Judged], findings: Findings
) -> Iterator[Ungrouped]:
    """Give what rules will find that begin or change within the next days; it blocks nothing."""
    if not in_force.coming:
        return
    known = {(one.entry.info.id, one.verdict) for one in today}
    then = asked
    for entry in in_force.coming:
        if then.day != entry.dated.start:
            then = replace(asked, day=entry.dated.start)
        for one in judge(then, [entry]):
            if (entry.info.id, one.verdict) not in known:
                yield findings.of(entry.info, one.verdict)
