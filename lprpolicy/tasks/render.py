"""Gather what a page about one policy says: the policy, the law's answers, who is who."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from lprpolicy.errors import UnreadablePolicy, UsageError
from lprpolicy.judge.obligation import Dated, Obligation
from lprpolicy.model.case import Case
from lprpolicy.model.material import Duty, Material
from lprpolicy.model.page import Page, Standing
from lprpolicy.model.policy import Policy
from lprpolicy.model.report import Finding, Report
from lprpolicy.model.rule import About, Pack
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.vocabulary import Layer
from lprpolicy.model.words import meant
from lprpolicy.read.files import Read
from lprpolicy.tasks.cases import case
from lprpolicy.tasks.check import Options, check
from lprpolicy.tasks.diff import diff
from lprpolicy.tasks.law import Law, built_in
from lprpolicy.tasks.onward import routes
from lprpolicy.tasks.repository import Repository, open_repository
from lprpolicy.tasks.revisions import Side
from lprpolicy.tasks.trees import Tree
from lprpolicy.tasks.unread import unread
from lprpolicy.write.plain import page
from lprpolicy.write.plain.changed import sentences


@dataclass(frozen=True, slots=True)
class Judgement:
    """A repository with everything that was found in it; made once for any number of pages."""

    repository: Repository
    law: Law
    report: Report
    by_file: Mapping[str, tuple[Finding, ...]]


def render(tree: Tree, agency: str, day: dt.date, *, since: Side | None = None) -> Page:
    """The page about one agency's policy, by the law of a day; `since` is an earlier state."""
    made = material(judged(tree, day), agency)
    if since is not None:
        compared = diff(since, Side("these files", tree), Options(day))
        mine = next((one for one in compared.agencies if one.agency == agency), None)
        made = replace(made, changes=tuple(sentences(mine)))
    return page(made)


def judged(tree: Tree, day: dt.date, law: Law | None = None) -> Judgement:
    """Judge every policy of the tree once."""
    law = law or built_in()
    repository = open_repository(tree)
    report = check(tree, Options(day), law)
    by_file: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_file.setdefault(finding.spot.location.file, []).append(finding)
    return Judgement(
        repository, law, report, {file: tuple(found) for file, found in by_file.items()}
    )


def material(judgement: Judgement, agency: str) -> Material:
    """Everything about one policy; an error where there is none that can be read."""
    repository, report = judgement.repository, judgement.report
    read = _policy(repository, agency)
    assert read.value is not None
    asked = case(read.value, repository.index, report.as_of)
    rules = _rules(judgement, agency, asked)
    waivers = repository.waivers.get(agency)
    files = {read.document.file, *({waivers.document.file} if waivers else ())}
    mine = [found for file in sorted(files) for found in judgement.by_file.get(file, ())]
    coming = [found for found in report.coming if found.agency == agency]
    return Material(
        case=asked,
        file=read.document.file,
        data=read.document.data,
        duties=tuple(_duties(rules, mine, coming, report.as_of)),
        faults=tuple(found for found in mine if found.rule.layer is None),
        packs=_packs(judgement.law, asked),
        names=_names(repository, rules),
        waivers=waivers.value if waivers else None,
        waivers_file=waivers.document.file if waivers else None,
        waived=tuple(found for found in mine if found.waiver is not None),
        routes=routes(asked, repository.index),
    )


def _policy(repository: Repository, agency: str) -> Read[Policy]:
    wrong = unread(repository, agency)
    if wrong is not None:
        raise wrong
    read = repository.policies.get(agency)
    if read is None:
        known = sorted(repository.policies)
        listed = f"the policies here are of {', '.join(known)}" if known else None
        says = f"there is no policy of {agency!r} here{meant(agency, known)}"
        raise UsageError(says, hint=listed)
    if read.value is None:
        raise UnreadablePolicy(
            f"{read.document.file}: this policy cannot be read",
            hint="`lprpolicy check` shows what is wrong with it",
        )
    return read


def _rules(judgement: Judgement, agency: str, asked: Case) -> list[Obligation]:
    """Every rule that binds the agency, on any day."""
    own = [rule for rule in judgement.repository.rules if rule.pack.agencies == (agency,)]
    rules = [*judgement.law.obligations, *own]
    return [rule for rule in rules if rule.binds(asked.agency)]


def _duties(
    rules: Iterable[Obligation], found: list[Finding], coming: list[Finding], day: dt.date
) -> Iterator[Duty]:
    for rule in rules:
        own = rule.pack.layer is Layer.TOWN
        dated = rule.on(day)
        if dated is not None:
            yield _today(rule, dated, [f for f in found if f.rule.id == rule.id], own=own)
        for later in rule.versions:
            if later.start > day:
                info = rule.info(later)
                then = tuple(
                    f for f in coming if f.rule.id == rule.id and f.rule.since == later.start
                )
                yield Duty(info, Standing.NOT_YET, then, own, later.until, later.contested)


def _today(rule: Obligation, dated: Dated, found: list[Finding], *, own: bool) -> Duty:
    """How the policy stands to a rule today. Disputed law gets no answer, whatever is found."""
    open_ = [finding for finding in found if finding.waiver is None]
    if rule.asks is About.CHANGE:
        return Duty(rule.info(dated), Standing.ON_CHANGE, (), own, dated.until, dated.contested)
    if dated.contested is not None:
        standing = Standing.DISPUTED
    elif any(finding.answer is Answer.VIOLATION for finding in open_):
        standing = Standing.NOT_MET
    elif open_:
        standing = Standing.CANNOT_TELL
    else:
        standing = Standing.SET_ASIDE if found else Standing.MET
    return Duty(rule.info(dated), standing, tuple(found), own, dated.until, dated.contested)


def _packs(law: Law, asked: Case) -> dict[str, Pack]:
    """The packs whose law could bind the agency."""
    who = asked.agency
    return {
        identifier: pack
        for identifier, pack in law.packs.items()
        if (pack.agencies is None or (who.id or who.name) in pack.agencies)
        and (pack.state is None or who.state is None or pack.state == who.state)
    }


def _names(repository: Repository, rules: Iterable[Obligation]) -> dict[str, str]:
    """Words for the ids that a page may meet."""
    own = [
        agency for read in repository.directories if read.value for agency in read.value.agencies
    ]
    known = [*own, *repository.index.federal.by_id.values()]
    names = {agency.id: agency.name for agency in known}
    return names | {rule.id: f"“{rule.rule.title}”" for rule in rules}
