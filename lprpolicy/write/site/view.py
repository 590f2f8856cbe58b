"""Indexes over the facts for the pages, and a page before its template is filled."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lprpolicy.model.prose import amount, long_day
from lprpolicy.model.standing import RuleCount, Standing
from lprpolicy.model.words import Status
from lprpolicy.write.site import address
from lprpolicy.write.site.facts import (
    Body,
    Ruling,
    Shift,
    ShownCommit,
    ShownGrant,
    Site,
    Town,
)
from lprpolicy.write.site.phrasing import TONES, WORDS, WOULD_BE_MET, place
from lprpolicy.write.site.tables import Cell, PageTable, cell


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page: where it is, which template draws it, and what it shows."""

    path: str
    template: str
    title: str
    section: str
    shows: Mapping[str, Any]
    tables: tuple[PageTable, ...] = ()
    trail: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A site, with indexes over its facts."""

    site: Site
    let_in: Mapping[str, list[ShownGrant]]
    lets_in: Mapping[str, list[ShownGrant]]
    of_rule: Mapping[str, list[Ruling]]
    of_town: Mapping[str, list[tuple[ShownCommit, Shift]]] = field(default_factory=dict)
    of_body: Mapping[str, list[tuple[ShownCommit, Shift]]] = field(default_factory=dict)

    @classmethod
    def of(cls, site: Site) -> View:
        lets_in: dict[str, list[ShownGrant]] = defaultdict(list)
        let_in: dict[str, list[ShownGrant]] = defaultdict(list)
        for access in site.accesses:
            lets_in[access.town].append(access)
            let_in[access.body].append(access)
        of_rule: dict[str, list[Ruling]] = defaultdict(list)
        for town in site.towns.values():
            for ruling in town.rulings:
                of_rule[ruling.rule].append(ruling)
        of_town: dict[str, list[tuple[ShownCommit, Shift]]] = defaultdict(list)
        of_body: dict[str, list[tuple[ShownCommit, Shift]]] = defaultdict(list)
        for commit in site.history.commits:
            for shift in commit.shifts:
                of_town[shift.town].append((commit, shift))
                for key in (*(shift.gained or ()), *(shift.lost or ())):
                    of_body[key].append((commit, shift))
        return cls(site, dict(let_in), dict(lets_in), dict(of_rule), dict(of_town), dict(of_body))

    def name(self, town: str) -> str:
        """Return the name of an agency that has or had a policy."""
        if town in self.site.towns:
            return self.site.towns[town].name
        return self.site.bodies[town].name if town in self.site.bodies else town

    def town_cell(self, town: str) -> Cell:
        return cell(self.name(town), value=town, href=self.town_href(town))

    def town_href(self, town: str) -> str:
        known = town in self.site.towns or town in self.of_town
        return address.agency(town) if known else ""

    def is_draft(self, town: str) -> bool:
        """Whether nobody has adopted the policy of a town, so that it lets nobody in yet."""
        policy = self.site.towns[town].policy
        return policy is not None and policy.status is Status.PROPOSED

    def count_letting(self, key: str) -> tuple[int, int]:
        """Count the policies that let a body search, and the drafts that would."""
        towns = {access.town for access in self.let_in.get(key, ())}
        drafts = sum(map(self.is_draft, towns))
        return len(towns) - drafts, drafts

    @property
    def only_drafts(self) -> bool:
        """Whether nothing here is more than a draft, so that nobody can search yet."""
        return all(map(self.is_draft, self.site.towns))

    def body(self, key: str) -> Body:
        return self.site.bodies[key]

    def body_cell(self, key: str) -> Cell:
        return cell(self.body(key).name, value=key, href=address.recipient(key))

    def place(self, body: Body) -> str | None:
        return place(body)


Outcome = tuple[str, str]
"""How a policy stands to a rule, in words, and the tone to show it in."""


def outcome_of(ruling: Ruling) -> Outcome:
    if ruling.would_be_met:
        return WOULD_BE_MET, "draft"
    return WORDS[ruling.standing], TONES[ruling.standing]


def count_by_standing(rulings: Iterable[Ruling]) -> list[tuple[str, str, int]]:
    """Return each result of rules with its word, its tone, and their number, the worst first."""
    worst_first = sorted(rulings, key=lambda one: list(WORDS).index(one.standing))
    found = Counter(map(outcome_of, worst_first))
    return [(*outcome, number) for outcome, number in found.items()]


MOST_SAID = 4
WORSE = {Standing.NOT_MET: "violated", Standing.CANNOT_TELL: "without enough information"}


def worst(town: Town) -> tuple[str, str]:
    """Sum up a town's rules in two or three words, with a tone."""
    if town.policy is None or town.faults:
        return "cannot be read", "unmet"
    count = RuleCount.of((one.binding, one.standing) for one in town.rulings)
    musts = count.musts
    if town.policy.status is Status.PROPOSED and town.rulings:
        return _of_draft(count), "draft"
    for standing in (Standing.NOT_MET, Standing.CANNOT_TELL):
        if musts[standing]:
            return f"{amount(musts[standing], 'required rule')} {WORSE[standing]}", TONES[standing]
    if not town.rulings:
        return "no rule applies", "unclear"
    if musts[Standing.SET_ASIDE]:
        return (
            f"{amount(musts[Standing.SET_ASIDE], 'required rule')} waived, "
            f"{musts[Standing.MET]} met",
            "waived",
        )
    return f"{amount(musts[Standing.MET], 'required rule')} met", "met"


def _of_draft(count: RuleCount) -> str:
    """Sum up a draft, which meets nothing yet: how many required rules it would meet."""
    musts = count.musts
    waived = f", {musts[Standing.SET_ASIDE]} waived" if musts[Standing.SET_ASIDE] else ""
    return f"draft: would meet {musts[Standing.MET]} of {count.required}{waived}"


def standing_cell(ruling: Ruling) -> Cell:
    said, tone = outcome_of(ruling)
    if ruling.advises and ruling.standing in (Standing.NOT_MET, Standing.CANNOT_TELL):
        return cell(f"advice: {said}", value=said, tone="unclear")
    return cell(said, tone=tone)


def found_cell(ruling: Ruling) -> Cell:
    """Make the cell of the findings: a few sentences for a person, all of them in the data."""
    more = len(ruling.says) - MOST_SAID
    said = " ".join(ruling.says[:MOST_SAID]) + (f" And {more:,} more." if more > 0 else "")
    return cell(said or None, value=ruling.says, unknown="–")


def day_cell(commit: ShownCommit) -> Cell:
    date = commit.when.date()
    return cell(long_day(date), value=date.isoformat(), key=commit.when.isoformat())
