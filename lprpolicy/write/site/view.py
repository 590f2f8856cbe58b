"""The facts, looked up the way pages ask for them; and a page before it is drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lprpolicy.model.site import Access, Body, Commit, Outcome, Ruling, Shift, Site, Town
from lprpolicy.write.phrases import amount
from lprpolicy.write.site import address
from lprpolicy.write.site.phrasing import TONES, day, place
from lprpolicy.write.site.tables import Cell, Table, cell


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it is, which template draws it, and what it shows."""

    path: str
    template: str
    title: str
    section: str
    shows: Mapping[str, Any]
    tables: tuple[Table, ...] = ()
    trail: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A site with its indexes."""

    site: Site
    let_in: Mapping[str, list[Access]]
    lets_in: Mapping[str, list[Access]]
    of_rule: Mapping[str, list[Ruling]]
    of_town: Mapping[str, list[tuple[Commit, Shift]]] = field(default_factory=dict)
    of_body: Mapping[str, list[tuple[Commit, Shift]]] = field(default_factory=dict)

    @classmethod
    def of(cls, site: Site) -> View:
        lets_in: dict[str, list[Access]] = defaultdict(list)
        let_in: dict[str, list[Access]] = defaultdict(list)
        for access in site.accesses:
            lets_in[access.town].append(access)
            let_in[access.body].append(access)
        of_rule: dict[str, list[Ruling]] = defaultdict(list)
        for town in site.towns.values():
            for ruling in town.rulings:
                of_rule[ruling.rule].append(ruling)
        of_town: dict[str, list[tuple[Commit, Shift]]] = defaultdict(list)
        of_body: dict[str, list[tuple[Commit, Shift]]] = defaultdict(list)
        for commit in site.history.commits:
            for shift in commit.shifts:
                of_town[shift.town].append((commit, shift))
                for key in (*(shift.gained or ()), *(shift.lost or ())):
                    of_body[key].append((commit, shift))
        return cls(site, dict(let_in), dict(lets_in), dict(of_rule), dict(of_town), dict(of_body))

    def name(self, town: str) -> str:
        """The name of an agency with a policy, now or once."""
        if town in self.site.towns:
            return self.site.towns[town].name
        return self.site.bodies[town].name if town in self.site.bodies else town

    def town_cell(self, town: str) -> Cell:
        return cell(self.name(town), value=town, href=self.town_href(town))

    def town_href(self, town: str) -> str:
        known = town in self.site.towns or town in self.of_town
        return address.agency(town) if known else ""

    def body(self, key: str) -> Body:
        return self.site.bodies[key]

    def body_cell(self, key: str) -> Cell:
        return cell(self.body(key).name, value=key, href=address.recipient(key))

    def place(self, body: Body) -> str | None:
        return place(body)


def counts(rulings: Iterable[Ruling]) -> dict[Outcome, int]:
    """How many rules came out how; advice that is not met blocks nothing and is not counted so."""
    found = dict.fromkeys(Outcome, 0)
    for ruling in rulings:
        found[ruling.outcome] += 1
    return found


MOST_SAID = 4
WORSE = {Outcome.NOT_MET: "not met", Outcome.CANNOT_TELL: "nobody can tell"}


def worst(town: Town) -> tuple[str, str]:
    """What one can say of a town's rules in two or three words, and the tone to say it in."""
    if town.policy is None or town.faults:
        return "cannot be read", "unmet"
    musts = counts(ruling for ruling in town.rulings if not ruling.advises)
    for outcome in (Outcome.NOT_MET, Outcome.CANNOT_TELL):
        if musts[outcome]:
            return f"{amount(musts[outcome], 'rule')} {WORSE[outcome]}", TONES[outcome]
    if not town.rulings:
        return "no rule applies", "unclear"
    if musts[Outcome.WAIVED]:
        return f"{amount(musts[Outcome.WAIVED], 'rule')} waived, {musts[Outcome.MET]} met", "waived"
    return f"{amount(musts[Outcome.MET], 'rule')} met", "met"


def outcome_cell(ruling: Ruling) -> Cell:
    said = str(ruling.outcome)
    if ruling.advises and ruling.outcome in (Outcome.NOT_MET, Outcome.CANNOT_TELL):
        return cell(f"advice: {said}", value=said, tone="unclear")
    return cell(said, tone=TONES[ruling.outcome])


def found_cell(ruling: Ruling) -> Cell:
    """What was found: a few sentences for a person, all of them in the data."""
    more = len(ruling.says) - MOST_SAID
    said = " ".join(ruling.says[:MOST_SAID]) + (f" And {more:,} more." if more > 0 else "")
    return cell(said or None, value=ruling.says, unknown="–")


def day_cell(commit: Commit) -> Cell:
    date = commit.when.date()
    return cell(day(date), value=date.isoformat(), key=commit.when.isoformat())
