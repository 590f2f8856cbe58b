"""Gather what a page about one policy shows: the policy, the law's answers, who is who."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lprpolicy.errors import UnreadablePolicy, UsageError
from lprpolicy.evaluate.passes_on import routes
from lprpolicy.evaluate.report import Options, check
from lprpolicy.evaluate.subjects import subject
from lprpolicy.host.files.tree import Tree
from lprpolicy.judge.obligation import Obligation
from lprpolicy.judge.standing import standing
from lprpolicy.model.durations import Duration
from lprpolicy.model.policy import Policy
from lprpolicy.model.prose import suggestion
from lprpolicy.model.report import Finding, Report
from lprpolicy.model.rule import About, Pack
from lprpolicy.model.standing import Standing
from lprpolicy.model.subject import Subject
from lprpolicy.model.words import Binding, Layer, RecordClass
from lprpolicy.read.files import Read
from lprpolicy.repository.law import Law, built_in
from lprpolicy.repository.national import national
from lprpolicy.repository.repository import Repository, open_repository
from lprpolicy.repository.unread import why_unreadable
from lprpolicy.write.page.facts import Duty, Material, ReadsLimit


@dataclass(frozen=True, slots=True)
class JudgedRepository:
    """A repository and its report, made once for all pages."""

    repository: Repository
    law: Law
    report: Report
    by_file: Mapping[str, tuple[Finding, ...]]


def judge_repository(tree: Tree, day: dt.date, law: Law | None = None) -> JudgedRepository:
    """Open the tree and judge every policy once."""
    law = law or built_in()
    repository = open_repository(tree, national())
    report = check(tree, Options(day), law, lists=national())
    by_file: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_file.setdefault(finding.spot.location.file, []).append(finding)
    return JudgedRepository(
        repository, law, report, {file: tuple(found) for file, found in by_file.items()}
    )


def material(judgment: JudgedRepository, agency: str) -> Material:
    """Gather everything about one policy; an error if there is none that can be read."""
    repository, report = judgment.repository, judgment.report
    read = _policy(repository, agency)
    assert read.value is not None
    asked = subject(read.value, repository.index, report.as_of)
    rules = _rules(judgment, agency, asked)
    waivers = repository.waivers.get(agency)
    files = {read.document.file, *({waivers.document.file} if waivers else ())}
    mine = [found for file in sorted(files) for found in judgment.by_file.get(file, ())]
    coming = [found for found in report.coming if found.agency == agency]
    return Material(
        subject=asked,
        file=read.document.file,
        data=read.document.data,
        duties=tuple(_duties(rules, mine, coming, report.as_of)),
        faults=tuple(found for found in mine if found.rule.layer is None),
        packs=_packs(judgment.law, asked),
        names=_names(repository, rules),
        waivers=waivers.value if waivers else None,
        waivers_file=waivers.document.file if waivers else None,
        waived=tuple(found for found in mine if found.waiver is not None),
        routes=routes(asked, repository.index),
        limits=tuple(sorted(_limits(rules, report.as_of), key=lambda one: one.period.bounds())),
    )


def _policy(repository: Repository, agency: str) -> Read[Policy]:
    wrong = why_unreadable(repository, agency)
    if wrong is not None:
        raise wrong
    read = repository.policies.get(agency)
    if read is None:
        known = sorted(repository.policies)
        listed = f"the policies here are of {', '.join(known)}" if known else None
        says = f"there is no policy of {agency!r} here{suggestion(agency, known)}"
        raise UsageError(says, hint=listed)
    if read.value is None:
        raise UnreadablePolicy(
            f"{read.document.file}: this policy cannot be read",
            hint="`lprpolicy check` shows what is wrong with it",
        )
    return read


def _rules(judgment: JudgedRepository, agency: str, asked: Subject) -> list[Obligation]:
    """Return every rule that binds the agency, on any day."""
    own = [rule for rule in judgment.repository.rules if rule.pack.agencies == (agency,)]
    own = [rule for rule in own if rule.asks is not About.SEARCH]
    rules = [*judgment.law.obligations, *own]
    return [rule for rule in rules if rule.binds(asked.agency)]


def _duties(
    rules: Iterable[Obligation], found: list[Finding], coming: list[Finding], day: dt.date
) -> Iterator[Duty]:
    for rule in rules:
        own = rule.pack.layer is Layer.TOWN
        dated = rule.on(day)
        if dated is not None:
            mine = tuple(f for f in found if f.rule.id == rule.id)
            stands = standing(rule, dated, mine)
            said = () if stands is Standing.ON_CHANGE else mine
            yield Duty(rule.info(dated), stands, said, own, dated.until, dated.contested)
        for later in rule.versions:
            if later.start > day:
                info = rule.info(later)
                then = tuple(
                    f for f in coming if f.rule.id == rule.id and f.rule.since == later.start
                )
                yield Duty(info, Standing.NOT_YET, then, own, later.until, later.contested)


def _limits(rules: Iterable[Obligation], day: dt.date) -> Iterator[ReadsLimit]:
    """Give the limits on keeping reads that are required on a day and that nobody disputes."""
    for rule in rules:
        if rule.rule.check != "retention-at-most" or rule.rule.binding is not Binding.MUST:
            continue
        for version in rule.rule.versions:
            asked = version.params
            general = asked.get("record") == RecordClass.READS and not asked.get("purposes")
            if version.in_force(day) and not version.contested and general and asked.get("limit"):
                yield ReadsLimit(rule.id, Duration.parse(str(asked["limit"])))


def _packs(law: Law, asked: Subject) -> dict[str, Pack]:
    """Return the packs whose law could bind the agency."""
    who = asked.agency
    return {
        identifier: pack
        for identifier, pack in law.packs.items()
        if (pack.agencies is None or (who.id or who.name) in pack.agencies)
        and (pack.state is None or who.state is None or pack.state == who.state)
    }


def _names(repository: Repository, rules: Iterable[Obligation]) -> dict[str, str]:
    """Return names for the ids that a page may show."""
    own = [agency for one in repository.directories for agency in one.value.agencies]
    known = [*own, *repository.index.federal.by_id.values()]
    names = {agency.id: agency.name for agency in known}
    return names | {rule.id: f"“{rule.rule.title}”" for rule in rules}
