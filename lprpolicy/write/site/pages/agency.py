"""An agency's page: its policy, who can search its reads, what the rules say, what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lprpolicy.model.prose import amount, join_terms, long_day, words
from lprpolicy.model.standing import Standing
from lprpolicy.model.states import state_name
from lprpolicy.model.words import Status
from lprpolicy.write.site import address
from lprpolicy.write.site.charts import Neighbor, Picture, picture
from lprpolicy.write.site.facts import Ruling, ShownGrant, Town
from lprpolicy.write.site.fragment import contents, inside, screens
from lprpolicy.write.site.pages.changes import shifts
from lprpolicy.write.site.phrasing import keeping_time, kind, paper
from lprpolicy.write.site.tables import Cell, Column, PageTable, cell
from lprpolicy.write.site.view import (
    SitePage,
    View,
    count_by_standing,
    found_cell,
    standing_cell,
)

Body = Callable[[str], str]

RECIPIENTS = (
    Column("recipient", "Who"),
    Column("kind", "Kind", choice=True),
    Column("state", "State", choice=True),
    Column("listed_as", "The vendor's name for it"),
    Column("mode", "How", choice=True),
    Column("data", "What"),
    Column("purposes", "For what"),
    Column("basis", "On which document"),
    Column("until", "Until"),
)
RULES = (
    Column("rule", "Rule"),
    Column("outcome", "Outcome", choice=True),
    Column("found", "What was found"),
    Column("law", "Law"),
)


def agencies(view: View) -> list[str]:
    """Return every agency with a page: those with a folder, and those that had a policy."""
    towns = view.site.towns
    return [*towns, *sorted(set(view.of_town) - set(towns))]


def page(view: View, body: Body, identifier: str) -> SitePage:
    """Make the page of one of these agencies."""
    town = view.site.towns.get(identifier)
    return _former(view, identifier) if town is None else _page(view, town, body)


def _page(view: View, town: Town, body: Body) -> SitePage:
    changes = shifts(view, view.of_town.get(town.id, []), of="town")
    tables = (_recipients(view, town), _rules(view, town), changes)
    words_ = body(town.id) if town.policy else ""
    first, rest = screens(inside(words_))
    shows = {
        "town": town,
        "status": town.policy.status.plain if town.policy else None,
        "facts": list(_facts(view, town)),
        "first": first,
        "body": rest,
        "contents": contents(words_),
        "picture": _picture(view, town),
        "outcomes": count_by_standing(one for one in town.rulings if not one.advises),
        "advice": count_by_standing(one for one in town.rulings if one.advises),
        "as_recipient": address.recipient(town.id) if town.id in view.site.bodies else "",
        "searched": address.searches(town.id) if town.id in view.site.searches else "",
        "itself": _itself(view, town),
    }
    trail = (("Agencies", address.AGENCIES),)
    return SitePage(
        address.agency(town.id), "agency.html", town.name, "agencies", shows, tables, trail
    )


def _itself(view: View, town: Town) -> str:
    """Say how many others let the agency search; empty if none does."""
    towns = {one.town for one in view.let_in.get(town.id, ())}
    count = amount(len(towns), "other agency", "other agencies")
    could = "could, by their drafts," if all(map(view.is_draft, towns)) else "can"
    return f"It {could} itself search the reads of {count} here" if towns else ""


def _former(view: View, identifier: str) -> SitePage:
    """Write the page of an agency whose policy is gone, so that links to it still work."""
    commit = view.of_town[identifier][0][0]
    tables = (shifts(view, view.of_town[identifier], of="town"),)
    shows = {"id": identifier, "gone": commit.when.date()}
    trail = (("Agencies", address.AGENCIES),)
    name = view.name(identifier)
    return SitePage(
        address.agency(identifier), "former.html", name, "agencies", shows, tables, trail
    )


def _facts(view: View, town: Town) -> Iterator[tuple[str, str]]:
    yield "Kind", kind(town.kind)
    place = [town.region, state_name(town.state) if town.state else None]
    yield "Where", ", ".join(one for one in place if one) or "not known"
    policy = town.policy
    if policy is None:
        return
    if policy.adopted is not None:
        yield "Adopted", f"by {policy.adopted.by} on {long_day(policy.adopted.on)}"
    draft = policy.status is Status.PROPOSED
    starts = "Would take effect" if draft else "Takes effect"
    yield starts, long_day(policy.effective) if policy.effective else "not specified"
    yield "Review by", long_day(policy.review_by) if policy.review_by else "not specified"
    reads = policy.retention.reads if policy.retention else None
    yield "Reads are kept", keeping_time(reads) or "not specified"
    grants = policy.sharing.grants if policy.sharing else None
    several = len({access.body for access in view.lets_in.get(town.id, ())})
    who = "Others who could search" if draft else "Others who can search"
    yield who, "not specified" if grants is None else str(several)


def _recipients(view: View, town: Town) -> PageTable:
    accesses = view.lets_in.get(town.id, [])
    rows = sorted((_recipient(view, one) for one in accesses), key=lambda row: row[0].text)
    can = "could" if view.is_draft(town.id) else "can"
    return PageTable(
        "recipients", f"Who else {can} search the reads of {town.name}", RECIPIENTS, tuple(rows)
    )


def _recipient(view: View, access: ShownGrant) -> tuple[Cell, ...]:
    who, grant = view.body(access.body), access.grant
    return (
        view.body_cell(access.body),
        cell(kind(who.kind), value=who.kind, tone="" if who.kind else "unclear"),
        cell(view.place(who), unknown="not known"),
        cell(grant.listed_as, unknown="–"),
        *grant_cells(access),
    )


def grant_cells(access: ShownGrant) -> tuple[Cell, ...]:
    """Return the cells of a grant: how, which data, for what, by which document, until when."""
    grant = access.grant
    basis = grant.basis
    until = basis.expires if basis else None
    return (
        cell(words(grant.mode) if grant.mode else None, value=grant.mode),
        cell(join_terms(grant.data) if grant.data else None, value=grant.data),
        cell(join_terms(grant.purposes) if grant.purposes else None, value=grant.purposes),
        cell(paper(basis), value=basis.kind if basis else None, unknown="none named"),
        cell(
            long_day(until) if until else None,
            value=until.isoformat() if until else None,
            key=until.isoformat() if until else "~",
            unknown="no end named",
        ),
    )


def _rules(view: View, town: Town) -> PageTable:
    worst_first = sorted(town.rulings, key=_weight)
    rows = tuple(_rule(view, ruling) for ruling in worst_first)
    return PageTable("rules", f"What the rules say of the policy of {town.name}", RULES, rows)


def _weight(ruling: Ruling) -> tuple[int, bool, str]:
    return list(Standing).index(ruling.standing), ruling.advises, ruling.rule


def _rule(view: View, ruling: Ruling) -> tuple[Cell, ...]:
    law = view.site.laws[ruling.rule]
    version = law.version or law.rule.versions[0]
    return (
        cell(law.rule.title, value=law.id, href=address.rule(law.id)),
        standing_cell(ruling),
        found_cell(ruling),
        cell(version.provision.citation, href=address.provision(version.provision.citation)),
    )


def _picture(view: View, town: Town) -> Picture | None:
    towns = [one.town for one in view.let_in.get(town.id, ())]
    above = [neighbor(view, one) for one in towns]
    below = []
    for key in dict.fromkeys(access.body for access in view.lets_in.get(town.id, ())):
        who = view.body(key)
        federal = bool(who.kind and who.kind.federal)
        below.append(Neighbor(who.name, address.recipient(key), kind(who.kind), federal))
    return picture(
        "neighborhood",
        town.name,
        above=sorted(above, key=lambda one: one.name),
        above_says=searches_words(view, towns),
        below=sorted(below, key=lambda one: one.name),
        below_says="Its reads would be searchable by"
        if view.is_draft(town.id)
        else "Its reads can be searched by",
    )


def neighbor(view: View, town: str) -> Neighbor:
    """An agency in the picture of another one; a draft is called one."""
    marked = f"{view.name(town)} (draft)" if view.is_draft(town) else view.name(town)
    return Neighbor(marked, address.agency(town), region_of(view, town))


def searches_words(view: View, towns: Iterable[str]) -> str:
    """Head those whose reads somebody can search, or could if their drafts were adopted."""
    could = all(map(view.is_draft, towns))
    return f"It {'could' if could else 'can'} search the reads of"


def region_of(view: View, town: str) -> str:
    return view.site.towns[town].region or "region not known"
