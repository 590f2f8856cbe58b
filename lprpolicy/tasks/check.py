"""Judge a policy repository by the law of a day: the main job."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from lprpolicy import __version__
from lprpolicy.errors import NothingChecked
from lprpolicy.judge.decision import decide
from lprpolicy.judge.obligation import Judged, Obligation, judge
from lprpolicy.judge.waivers import covers, flaws, unused
from lprpolicy.model.case import Case, Paths
from lprpolicy.model.places import ROOT
from lprpolicy.model.policy import Policy
from lprpolicy.model.report import Checked, Finding, Note, Report, RuleInfo, Subject
from lprpolicy.model.rule import About
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.vocabulary import Status
from lprpolicy.model.waiver import Waiver
from lprpolicy.model.words import meant
from lprpolicy.read.files import Read
from lprpolicy.tasks.cases import case
from lprpolicy.tasks.findings import Ungrouped, grouped, house, house_rules, of_verdict
from lprpolicy.tasks.law import Law, built_in
from lprpolicy.tasks.lists_used import notes, used
from lprpolicy.tasks.paths import paths
from lprpolicy.tasks.repository import Repository, open_repository
from lprpolicy.tasks.store import Store
from lprpolicy.tasks.trees import Tree


@dataclass(frozen=True, slots=True)
class Options:
    """How to judge. None is what the repository's configuration says."""

    as_of: dt.date
    strict: bool | None = None
    waivers: bool = True


@dataclass(slots=True)
class _Found:
    """What was found so far."""

    findings: list[Ungrouped]
    coming: list[Ungrouped]
    notes: list[Note]
    applied: dict[str, RuleInfo]
    subjects: list[Subject]
    cases: list[Case]


def check(
    tree: Tree, options: Options, law: Law | None = None, *, lists: Store | None = None
) -> Report:
    """Judge every policy of the tree that was asked about."""
    law = law or built_in()
    repository = open_repository(tree, lists)
    strict = repository.config.strict if options.strict is None else options.strict
    found = _Found(list(repository.findings), [], [], {}, [], [])
    follow = paths(repository)
    asked = [agency for agency in sorted(repository.policies) if _selected(tree, agency)]
    if not asked and not found.findings:
        raise NothingChecked(
            "there is no policy here",
            hint="a policy is us-xx/AGENCY/policy.yaml; `lprpolicy import` writes a first one",
        )
    for agency in asked:
        _judge_agency(repository, law, agency, options, found, follow=follow)
    if lists is not None:
        rested = used(found.cases, lists.sources)
        found.notes += notes(rested, options.as_of, repository.config.lists_older_than_days)
    findings = grouped(found.findings)
    return Report(
        version=__version__,
        as_of=options.as_of,
        decision=decide(findings, strict=strict),
        strict=strict,
        checked=Checked(len(tree.files), len(asked), len(found.applied)),
        rules=_all_rules(found, findings),
        findings=findings,
        coming=grouped(found.coming),
        notes=tuple(found.notes),
        subjects=tuple(found.subjects),
    )


def _selected(tree: Tree, agency: str) -> bool:
    if tree.selected is None:
        return True
    return any(name.startswith(f"{agency}/") for name in tree.selected)


def _all_rules(found: _Found, findings: Iterable[Finding]) -> tuple[RuleInfo, ...]:
    rules = found.applied | {finding.rule.id: finding.rule for finding in findings}
    rules |= {rule.id: rule for rule in house_rules()}
    return tuple(rules[identifier] for identifier in sorted(rules))


def _judge_agency(
    repository: Repository,
    law: Law,
    agency: str,
    options: Options,
    found: _Found,
    *,
    follow: Callable[[str], Paths],
) -> None:
    read = repository.policies[agency]
    if read.value is None:
        return
    rules = [*law.obligations, *(rule for rule in repository.rules if _of(rule, agency))]
    asked = case(read.value, repository.index, options.as_of, follow(agency))
    found.cases.append(asked)
    found.findings += _directory_findings(asked, repository, read, law)
    bound = {
        rule.id: rule.info(dated)
        for rule in rules
        if rule.asks is About.POLICY
        and (dated := rule.on(options.as_of)) is not None
        and rule.binds(asked.agency)
    }
    found.applied |= bound
    found.subjects.append(Subject(agency, read.document.file, tuple(bound)))
    today = list(judge(asked, rules, options.as_of))
    waivers = _waivers(repository, agency, rules, options, found)
    used: set[int] = set()
    for judged in today:
        info = judged.obligation.info(judged.dated)
        if judged.dated.contested is not None:
            _contested(judged, info, read, found)
            continue
        number = next((n for n, waiver in waivers if covers(waiver, judged, asked)), None)
        used |= {number} if number is not None else set()
        waiver = dict(waivers)[number] if number is not None else None
        found.findings.append(
            of_verdict(info, judged.verdict, read.document, agency, waiver=waiver)
        )
    _unused(repository, agency, [w for w in waivers if w[0] not in used], found)
    found.coming += _coming(repository, asked, rules, today, options, read)


def _of(rule: Obligation, agency: str) -> bool:
    return rule.pack.agencies == (agency,)


def _contested(judged: Judged, info: RuleInfo, read: Read[Policy], found: _Found) -> None:
    """A reading that lawyers dispute decides nothing; the reader learns of it once."""
    location = read.document.locate(judged.verdict.at, key=judged.verdict.key)
    note = Note(judged.dated.contested or "", info, judged.obligation.pack.name, location)
    if all(known.rule is None or known.rule.id != info.id for known in found.notes):
        found.notes.append(note)


def _waivers(
    repository: Repository,
    agency: str,
    rules: list[Obligation],
    options: Options,
    found: _Found,
) -> list[tuple[int, Waiver]]:
    """The waivers that may cover something today; what is wrong with the others is found."""
    read = repository.waivers.get(agency)
    if read is None or read.value is None or not options.waivers:
        return []
    policy = repository.policies[agency].value
    if read.value.status == "proposed" and policy and policy.status is not Status.PROPOSED:
        says = f"is proposed, beside a policy that is {policy.status}"
        rule = house("waiver/only-proposed")
        found.findings.append(
            of_verdict(rule, Violation(says, ROOT / "status"), read.document, agency)
        )
        return []
    good = []
    for number, waiver in enumerate(read.value.waivers):
        wrong = list(flaws(number, waiver, agency, rules, options.as_of))
        for flaw in wrong:
            found.findings.append(of_verdict(house(flaw.code), flaw.verdict, read.document, agency))
        if waiver.granted > options.as_of:
            at = read.document.locate(ROOT / "waivers" / number / "granted")
            says = f"a waiver of {waiver.rule} begins only on {waiver.granted}"
            found.notes.append(Note(says, None, agency, at))
        elif not wrong:
            good.append((number, waiver))
    return good


def _unused(
    repository: Repository, agency: str, idle: list[tuple[int, Waiver]], found: _Found
) -> None:
    for number, waiver in idle:
        flaw, read = unused(number, waiver), repository.waivers[agency]
        found.findings.append(of_verdict(house(flaw.code), flaw.verdict, read.document, agency))


def _coming(
    repository: Repository,
    asked: Case,
    rules: list[Obligation],
    today: list[Judged],
    options: Options,
    read: Read[Policy],
) -> Iterator[Ungrouped]:
    """What rules will find that begin, or change, within the next days; it blocks nothing yet."""
    last = options.as_of + dt.timedelta(days=repository.config.coming_within_days)
    known = {(judged.obligation.id, judged.verdict) for judged in today}
    for rule in rules:
        if not rule.binds(asked.agency):
            continue
        for dated in rule.versions:
            if not options.as_of < dated.start <= last or dated.contested is not None:
                continue
            then = replace(asked, day=dated.start)
            for judged in judge(then, [rule], dated.start):
                if (rule.id, judged.verdict) not in known:
                    info = rule.info(dated)
                    yield of_verdict(info, judged.verdict, read.document, read.value.agency)  # type: ignore[union-attr]  # judged, so there


def _directory_findings(
    asked: Case, repository: Repository, read: Read[Policy], law: Law
) -> Iterator[Ungrouped]:
    agency = asked.policy.agency
    for verdict, code in _unknown(asked, repository, law):
        yield of_verdict(house(code), verdict, read.document, agency)


def _unknown(asked: Case, repository: Repository, law: Law) -> Iterator[tuple[Verdict, str]]:
    at, agency = ROOT / "agency", asked.agency
    if agency.id is None:
        says = f"is of {asked.policy.agency}, which the directory does not know"
        yield Undecided(says, at), "directory/unknown-agency"
    if agency.state is not None and agency.state not in law.states():
        says = f"is of an agency in {agency.state}, whose law nobody has written down here"
        yield Undecided(says, at), "law/unknown-state"
    for given in asked.grants:
        who, grant = given.recipient, given.grant
        if who.id is not None:
            continue
        if isinstance(grant.to, str) and repository.index.agency(grant.to) is not None:
            says = f"grants access to {grant.to}, listed as {grant.listed_as}, and those differ"
            yield Violation(says, given.at / "listed_as"), "directory/contradiction"
        elif who.kind is None or (who.state is None and not who.kind.federal):
            says = "grants access to {who}, whom the directory does not know"
            if isinstance(grant.to, str):
                says += meant(grant.to, repository.index.ids_like(grant.to))
            yield Undecided(says, given.to, who=who.name), "directory/unknown-agency"
