"""Audit a search log: by the law of each search's day, by the policy, by its own completeness."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lprpolicy import __version__
from lprpolicy.errors import NothingChecked, UnreadablePolicy, UsageError
from lprpolicy.evaluate.history.records import records
from lprpolicy.evaluate.searches.granted import Stood, grants_lookup, looked_up
from lprpolicy.evaluate.searches.initials import shared_initials
from lprpolicy.evaluate.searches.judged import JudgedRule, rules_judged
from lprpolicy.evaluate.searches.opening import group_logs
from lprpolicy.evaluate.searches.options import LogOptions
from lprpolicy.evaluate.searches.own import own_answers
from lprpolicy.evaluate.searches.tables import show_tables, tables
from lprpolicy.evaluate.searches.zones import ZONE_OF_STATE
from lprpolicy.evaluate.subjects import judged_agency
from lprpolicy.host import git
from lprpolicy.host.files.tree import Tree
from lprpolicy.identify.index import Index
from lprpolicy.model.policy import Policy
from lprpolicy.model.rule import About
from lprpolicy.model.search_groups import Key, SearchGroups, TableName
from lprpolicy.model.search_log import SearchLog
from lprpolicy.model.small_cells import LEAST, CountCell, HiddenCells, ShownCount
from lprpolicy.model.verdicts import Verdict
from lprpolicy.model.words import Binding
from lprpolicy.repository.directories import federal
from lprpolicy.repository.law import of_state
from lprpolicy.repository.lexicons import phrases_of
from lprpolicy.repository.national import national
from lprpolicy.repository.repository import Repository, open_repository
from lprpolicy.write.audit.facts import AuditedRule, AuditFinding, AuditReport


@dataclass(frozen=True, slots=True)
class AuditInputs:
    """What `audit` is given. `own` is None where the log itself shows whose users are in it."""

    agency: str
    logs: tuple[Path, ...]
    as_of: dt.date
    period: tuple[dt.date, dt.date] | None = None
    period_said: str | None = None
    zone: str | None = None
    printed_in: str | None = None
    own: bool | None = None
    ignored: tuple[str, ...] = ()
    duckdb: bool = False
    addresses: tuple[str, ...] = ()
    """What Spark reads in place of `logs`."""
    master: str | None = None
    memory: str = "1GB"


@dataclass(frozen=True, slots=True)
class Audited:
    """An audit: the log, what each rule says of it, and what a report shows."""

    log: SearchLog
    answers: tuple[JudgedRule, ...]
    report: AuditReport
    index: Index
    options: LogOptions = field(default_factory=LogOptions)

    def keys_of(self, rule: str) -> frozenset[tuple[TableName, Key]]:
        """The groups that the findings of a rule are about."""
        return frozenset(
            (verdict.searches.table, key)
            for one in self.answers
            if one.info.id == rule
            for verdict in one.verdicts
            if verdict.searches is not None
            for key in verdict.searches.keys
        )


def audit(tree: Tree | None, asked: AuditInputs) -> Audited:
    """Read the logs and judge them. Without a repository there are no grants to compare with."""
    repository = open_repository(tree, national()) if tree is not None else None
    options = log_options(asked)
    groups = _group(asked, options)
    log = _log(asked, groups, repository, tree)
    if asked.period is not None:
        log = log.within(*asked.period)
    every = log.searches
    log = log.within(dt.date.min, asked.as_of)
    if not log.searches:
        raise NothingChecked(
            f"there is no search {f'in {asked.period_said} ' if asked.period_said else ''}"
            f"up to {asked.as_of}",
            hint="the days of the log are those where the agency is; see --period and --as-of",
        )
    law = of_state(_state(asked.agency))
    own_rules = [
        rule
        for rule in (repository.rules if repository else ())
        if rule.asks is About.SEARCH and rule.pack.agencies == (asked.agency,)
    ]
    answers = (*rules_judged(log, (*law.on_searches, *own_rules)), *own_answers(log))
    index = repository.index if repository is not None else _plain_index()
    return Audited(log, answers, _report(asked, log, answers, every - log.searches), index, options)


def _group(asked: AuditInputs, options: LogOptions) -> SearchGroups:
    if not asked.addresses:
        return of_agency(group_logs(asked.logs, options)[0], asked)
    from lprpolicy.evaluate.searches.spark_engine import group_with_spark

    return group_with_spark(asked.addresses, options, asked.master)


def of_agency(groups: SearchGroups, asked: AuditInputs) -> SearchGroups:
    """The same groups; a UsageError if they were counted for another agency than is asked about."""
    if groups.agency not in (None, asked.agency):
        raise UsageError(
            f"{asked.logs[0].name}: these groups were made for {groups.agency}, not {asked.agency}",
            hint="give the groups file of the agency, or its log",
            consequence="nothing was audited",
        )
    return groups


def log_options(asked: AuditInputs) -> LogOptions:
    """How the logs are read: in the agency's zone, with the codes and initials of its state."""
    state = _state(asked.agency)
    return LogOptions(
        zone=asked.zone or ZONE_OF_STATE.get(state),
        printed_in=asked.printed_in,
        state=state,
        agency=asked.agency,
        local=shared_initials(state, phrases_of(state)),
        own=asked.own is not False,
        ignored=asked.ignored,
        duckdb=asked.duckdb,
        memory=asked.memory,
    )


def _state(agency: str) -> str:
    state, slash, name = agency.partition("/")
    if not slash or not name or not state.startswith("us-"):
        raise UsageError(
            f"{agency!r} is not an agency's id",
            hint="write it like us-ct/westport-pd; its state says which law binds",
            consequence="nothing was audited",
        )
    return state


def _log(
    asked: AuditInputs, groups: SearchGroups, repository: Repository | None, tree: Tree | None
) -> SearchLog:
    index = repository.index if repository is not None else _plain_index()
    read = repository.policies.get(asked.agency) if repository is not None else None
    if read is not None and read.value is None:
        raise UnreadablePolicy(
            f"{read.document.file}: this policy cannot be read",
            hint="lprpolicy check says what is wrong with it",
            consequence="nothing was audited",
        )
    policy = read.value if read is not None else None
    agencies = {str(group.key[1]) for group in groups.tables[TableName.PURPOSES]}
    own = asked.own
    if own is None:
        own = len(agencies) == 1 and _is_own(next(iter(agencies)), asked.agency, index)
    known = {name: looked_up(name, index) for name in agencies}
    stood = _policies_over_time(asked, tree, policy, index) if not own else ()
    return SearchLog(
        groups=groups,
        policy=policy,
        agency=judged_agency(asked.agency, index),
        day=asked.as_of,
        own=own,
        classes=phrases_of(groups.state or _state(asked.agency)).classes,
        who=known.__getitem__,
        granted=grants_lookup(stood, asked.agency),
    )


def _plain_index() -> Index:
    return Index.of(federal(), lists=national())


def _is_own(text: str, agency: str, index: Index) -> bool:
    """Whether the one agency of a log is the one that is audited; a portal names none."""
    return not text or looked_up(text, index).id == agency


def _policies_over_time(
    asked: AuditInputs, tree: Tree | None, policy: Policy | None, index: Index
) -> tuple[Stood, ...]:
    """Return the policy at every commit; outside git the one at hand, from its adoption on."""
    if tree is None or tree.root is None or policy is None:
        return ()
    try:
        top, head = git.top(tree.root), git.commit_of(tree.root, "HEAD")
    except UsageError:
        since = policy.adopted.on if policy.adopted else asked.as_of
        return (Stood(since, policy, index),)
    return tuple(
        Stood(one.revision.day, one.policy, one.index, one.revision.earliest)
        for one in records(tree.root, top, head, asked.agency)
    )


def _report(
    asked: AuditInputs, log: SearchLog, answers: Sequence[JudgedRule], later: int
) -> AuditReport:
    cells = [[_cell(verdict) for verdict in one.verdicts] for one in answers]
    counts = (cell for held in cells for cell in held if cell is not None)
    shown, hidden = show_tables(list(tables(log)), counts)
    rules = tuple(_show_rule(*one, hidden) for one in zip(answers, cells, strict=True))
    refused = any(one.rule.binding is Binding.MUST and one.answer is not None for one in rules)
    return AuditReport(
        version=__version__,
        agency=asked.agency,
        as_of=asked.as_of,
        period=asked.period_said,
        own=log.own,
        zone=log.groups.zone,
        lexicon=log.groups.lexicon,
        sources=log.groups.sources,
        searches=log.searches,
        days=log.days,
        rules=rules,
        tables=shown,
        notes=(*_notes(log), *_note_later(later, asked.as_of)),
        refused=refused,
    )


def _cell(verdict: Verdict) -> CountCell | None:
    """The count of a finding, as a cell that tables may have too."""
    found = verdict.searches
    if found is None:
        return None
    return CountCell(found.searches, frozenset([(found.table, key) for key in found.keys]))


def _show_rule(
    one: JudgedRule, cells: Sequence[CountCell | None], hidden: HiddenCells
) -> AuditedRule:
    findings = tuple(
        _finding(verdict, hidden.show(cell) if cell is not None else ShownCount(0))
        for verdict, cell in zip(one.verdicts, cells, strict=True)
    )
    bound = ShownCount(one.searches) if one.searches >= LEAST else ShownCount(None, small=True)
    return AuditedRule(one.info, one.contested, bound, findings)


def _finding(verdict: Verdict, count: ShownCount) -> AuditFinding:
    found = verdict.searches
    says = verdict.says
    if verdict.who is not None:
        says = says.replace("{who}", verdict.who)
    if found is None:
        return AuditFinding(verdict.answer, says, count, True, None, ())
    whole = not found.places
    months = (found.days[0][:7], found.days[1][:7]) if found.days else None
    places = found.places if count.count is not None else found.places[:1]
    return AuditFinding(verdict.answer, says, count, whole, months, places)


def _note_later(searches: int, day: dt.date) -> Iterator[str]:
    """Note searches of days after the one that is judged by, which are in no count."""
    if searches:
        shown = ShownCount(searches) if searches >= LEAST else ShownCount(None, small=True)
        yield (
            f"searches dated after {day}: {shown}; none of them is judged or counted here. "
            "Where that day is today, the log shows days that have not been"
        )


def _notes(log: SearchLog) -> Iterator[str]:
    yield (
        "a log shows what was typed, not what was so: no reason in it proves a purpose, and a "
        "search that was filtered or made by another program leaves no row"
    )
    yield (
        "each search is judged by the law of its own day; a finding says what the log says, and "
        "never that a person broke the law"
    )
    if log.groups.zone is None:
        yield "no time zone was given, so days are as printed and hours are unknown (--time-zone)"
    dropped = sum(one.group.searches for one in log.purposes if one.offense)
    if dropped:
        yield (
            "where the reason says nothing, the vendor's drop-down list of offenses was read; "
            "shares before and after the list appeared cannot be compared"
        )
