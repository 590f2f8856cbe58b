"""Gather what the site of a policy repository shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lprpolicy import __version__
from lprpolicy.evaluate.page_facts import JudgedRepository
from lprpolicy.evaluate.subjects import by_id, of_entry, recipient
from lprpolicy.identify.index import Index
from lprpolicy.judge.obligation import Obligation
from lprpolicy.judge.standing import standing
from lprpolicy.model.directory import Source
from lprpolicy.model.report import Finding, Report
from lprpolicy.model.rule import About
from lprpolicy.model.sharing import Grant, Named
from lprpolicy.model.subject import Recipient
from lprpolicy.model.words import Status
from lprpolicy.repository.directories import federal
from lprpolicy.repository.repository import Repository
from lprpolicy.write.phrases import sentence
from lprpolicy.write.site.address import name_of_text
from lprpolicy.write.site.facts import (
    BindingRule,
    Body,
    ChangeLog,
    Coming,
    Ruling,
    ShownGrant,
    Site,
    Town,
)


@dataclass(slots=True)
class People:
    """Everybody who has, had or could have access, by key."""

    index: Index
    sources: dict[str, Source]
    bodies: dict[str, Body] = field(default_factory=dict)

    def key(self, grant: Grant) -> str:
        """Return the key of a grant's recipient, and add the recipient if it is new."""
        who = recipient(grant, self.index)
        if who.id is not None:
            return self._of_entry(who.id)
        key = f"named/{name_of_text(_text(grant))}"
        self.bodies.setdefault(key, _nameless(key, _text(grant), who))
        return key

    def add_directory(self) -> None:
        """Add everybody in the directory, with or without access."""
        for identifier in self.sources:
            self._of_entry(identifier)

    def _of_entry(self, identifier: str) -> str:
        entry = self.index.agency(identifier)
        assert entry is not None, "ids come from the index itself"
        who = of_entry(entry, self.index)
        source = entry.source or self.sources.get(identifier)
        body = Body(identifier, entry.name, who.kind, who.state, entry, source, who.why)
        self.bodies.setdefault(identifier, body)
        return identifier


def _text(grant: Grant) -> str:
    """Return the policy's own text for a recipient that the directory does not identify."""
    if isinstance(grant.to, Named):
        return grant.to.named + (f" ({grant.to.state})" if grant.to.state else "")
    return f"{grant.to}: {grant.listed_as}" if grant.listed_as else grant.to


def _nameless(key: str, text: str, who: Recipient) -> Body:
    return Body(key, text, who.kind, who.state, None, None, who.why)


def people(repository: Repository) -> People:
    """Return everybody in the directories of a repository and the built-in one."""
    sources: dict[str, Source] = {}
    for directory in (federal(), *(one.value for one in repository.directories)):
        for entry in directory.agencies:
            sources.setdefault(entry.id, directory.source)
    everybody = People(repository.index, sources)
    everybody.add_directory()
    return everybody


def facts(
    judgment: JudgedRepository, known: People, history: ChangeLog, *, url: str | None
) -> Site:
    """Gather everything that the pages show."""
    repository, report = judgment.repository, judgment.report
    own = [rule for rule in repository.rules if rule.asks is not About.SEARCH]
    obligations = [*judgment.law.obligations, *own]
    towns = {
        agency: _town(agency, repository, report, obligations)
        for agency in sorted(repository.policies)
    }
    accesses = tuple(
        ShownGrant(town.id, known.key(grant), grant)
        for town in towns.values()
        if town.policy and town.policy.sharing
        for grant in town.policy.sharing.grants or ()
    )
    laws = {law.id: law for law in _laws(obligations, towns.values(), report.as_of, repository)}
    return Site(
        title=repository.config.title or "Plate reader policies",
        version=__version__,
        as_of=report.as_of,
        towns=towns,
        bodies=dict(sorted(known.bodies.items())),
        accesses=accesses,
        laws=laws,
        history=history,
        general_faults=tuple(_faults(report.findings, None)),
        url=url,
    )


def _town(
    agency: str, repository: Repository, report: Report, obligations: list[Obligation]
) -> Town:
    read = repository.policies[agency]
    who = by_id(agency, repository.index)
    bound = next((s.rules for s in report.subjects if s.agency == agency), ())
    own = [finding for finding in report.findings if finding.agency == agency]
    rules = {rule.id: rule for rule in obligations}
    draft = read.value is not None and read.value.status is Status.PROPOSED
    found = (_ruling(agency, rules[rule], own, report.as_of) for rule in bound)
    rulings = [replace(one, draft=draft) for one in found]
    return Town(
        id=agency,
        name=who.entry.name if who.entry else agency,
        kind=who.kind,
        state=who.state,
        region=who.entry.county if who.entry else None,
        file=read.document.file,
        policy=read.value,
        rulings=tuple(rulings),
        faults=tuple(_faults(own, agency)),
        coming=tuple(_find_coming(agency, report)),
    )


def _ruling(agency: str, rule: Obligation, own: list[Finding], day: dt.date) -> Ruling:
    """Return how a town stands to a rule that binds it, with every sentence of its findings."""
    dated = rule.on(day)
    assert dated is not None, "a rule that binds on a day is in force on it"
    found = [finding for finding in own if finding.rule.id == rule.id]
    stands = standing(rule, dated, found)
    binding = rule.rule.binding
    if dated.contested is not None:
        return Ruling(agency, rule.id, stands, binding, (dated.contested,))
    said = [
        sentence(finding, spot.message)
        for finding in found
        for spot in (finding.spot, *finding.also)
    ]
    waiver = next((finding.waiver for finding in found if finding.waiver), None)
    return Ruling(agency, rule.id, stands, binding, tuple(dict.fromkeys(said)), waiver)


def _faults(findings: Iterable[Finding], agency: str | None) -> Iterator[str]:
    """Give what is wrong with the files themselves: findings of lprpolicy's own rules."""
    for finding in findings:
        if finding.rule.layer is None and finding.agency == agency:
            for spot in (finding.spot, *finding.also):
                yield f"{spot.location}: {spot.message}"


def _find_coming(agency: str, report: Report) -> Iterator[Coming]:
    for finding in report.coming:
        if finding.agency == agency:
            for spot in (finding.spot, *finding.also):
                said = sentence(finding, spot.message)
                yield Coming(agency, finding.rule.id, finding.rule.since, said)


def _laws(
    obligations: list[Obligation], towns: Iterable[Town], day: dt.date, repository: Repository
) -> Iterator[BindingRule]:
    """Return the rules that bind a town here, today or on another day."""
    agencies = {town.id: by_id(town.id, repository.index) for town in towns}
    for obligation in sorted(obligations, key=lambda one: one.id):
        bound = tuple(town for town, who in agencies.items() if obligation.binds(who))
        if bound:
            versions = obligation.rule.versions
            current = next((v for v in versions if v.in_force(day)), None)
            yield BindingRule(obligation.id, obligation.rule, obligation.pack, current, bound)
