"""The pages of each rule, and of each provision of law behind a rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from lprpolicy.model.prose import long_day
from lprpolicy.model.rule import Provision
from lprpolicy.model.standing import Standing
from lprpolicy.model.words import Layer
from lprpolicy.write.phrases import SECONDARY
from lprpolicy.write.site import address
from lprpolicy.write.site.facts import BindingRule
from lprpolicy.write.site.tables import Cell, Column, PageTable, cell
from lprpolicy.write.site.view import (
    SitePage,
    View,
    count_by_standing,
    found_cell,
    standing_cell,
)

RULES = (
    Column("rule", "Rule"),
    Column("of", "Whose rule", choice=True),
    Column("binding", "Binding", choice=True),
    Column("from", "In effect from"),
    Column("met", "Met", number=True),
    Column("would_be_met", "Drafts that would meet it", number=True),
    Column("not_met", "Violated", number=True),
    Column("cannot_tell", "Not enough information", number=True),
    Column("waived", "Waived", number=True),
    Column("disputed", "Disputed law", number=True),
)
OUTCOMES = (
    Column("agency", "Agency"),
    Column("outcome", "Outcome", choice=True),
    Column("found", "What was found"),
)
LAYERS = {
    Layer.FEDERAL: "federal",
    Layer.STATE: "state",
    Layer.AGENCY: "agency",
    Layer.TOWN: "the agency's own",
}


def pages(view: View) -> Iterator[SitePage]:
    laws = view.site.laws.values()
    rows = tuple(_summary(view, law) for law in laws)
    table = PageTable("rules", "Rules that bind the agencies here", RULES, rows)
    shows = {"packs": _packs(view)}
    yield SitePage(address.RULES, "rules.html", "Rules", "rules", shows, (table,))
    for law in laws:
        yield _rule(view, law)
    yield from _provisions(view)


def _packs(view: View) -> list[tuple[str, bool, tuple[str, ...]]]:
    """Describe each pack: whose law it is, and what no rule covers."""
    packs = {law.pack.name: law.pack for law in view.site.laws.values() if not law.pack.agencies}
    return [(pack.name, pack.complete, pack.not_covered) for _, pack in sorted(packs.items())]


def _summary(view: View, law: BindingRule) -> tuple[Cell, ...]:
    version = law.version or law.rule.versions[0]
    rulings = view.of_rule.get(law.id, ())
    found = Counter(ruling.standing for ruling in rulings)
    would = sum(ruling.would_be_met for ruling in rulings)
    begins = version.from_
    return (
        cell(law.rule.title, value=law.id, href=address.rule(law.id)),
        cell(whose(view, law)),
        cell(str(law.rule.binding)),
        cell(long_day(begins), value=begins.isoformat(), key=begins.isoformat()),
        cell(found[Standing.MET] - would),
        cell(would),
        cell(found[Standing.NOT_MET]),
        cell(found[Standing.CANNOT_TELL]),
        cell(found[Standing.SET_ASIDE]),
        cell(found[Standing.DISPUTED]),
    )


def whose(view: View, law: BindingRule) -> str:
    """Say whose rule it is."""
    if law.pack.agencies:
        return view.name(law.pack.agencies[0])
    return law.pack.name if law.pack.state else LAYERS[law.pack.layer]


def _rule(view: View, law: BindingRule) -> SitePage:
    rulings = view.of_rule.get(law.id, [])
    rows = tuple(
        (
            view.town_cell(ruling.town),
            standing_cell(ruling),
            found_cell(ruling),
        )
        for ruling in rulings
    )
    caption = f"What became of “{law.rule.title}”"
    table = PageTable("outcomes", caption, OUTCOMES, rows)
    shows = {
        "law": law,
        "whose": whose(view, law),
        "outcomes": count_by_standing(rulings),
        "coming": [
            (view.name(one.town), view.town_href(one.town), one)
            for town in view.site.towns.values()
            for one in town.coming
            if one.rule == law.id
        ],
        "secondary": SECONDARY,
        "as_of": view.site.as_of,
    }
    trail = (("Rules", address.RULES),)
    return SitePage(
        address.rule(law.id), "rule.html", law.rule.title, "rules", shows, (table,), trail
    )


def _provisions(view: View) -> Iterator[SitePage]:
    """Write one page per citation, with the rules that come from it."""
    found: dict[str, dict[str, BindingRule]] = defaultdict(dict)
    passages: dict[str, Provision] = {}
    for law in view.site.laws.values():
        for version in law.rule.versions:
            citation = version.provision.citation
            passages.setdefault(citation, version.provision)
            found[citation][law.id] = law
    for citation, laws in sorted(found.items()):
        rows = tuple(_summary(view, law) for _, law in sorted(laws.items()))
        table = PageTable("rules", f"Rules that rest on {citation}", RULES, rows)
        shows = {"provision": passages[citation], "secondary": SECONDARY}
        trail = (("Rules", address.RULES),)
        path = address.provision(citation)
        yield SitePage(path, "provision.html", citation, "rules", shows, (table,), trail)
