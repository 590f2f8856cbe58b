"""The front page: every agency with a policy."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from lprpolicy.model.durations import Duration
from lprpolicy.model.prose import amount
from lprpolicy.model.states import state_name
from lprpolicy.model.words import AgencyKind, RecordClass, Status
from lprpolicy.write.site import address
from lprpolicy.write.site.charts import Bars, Limit, count_by_label, retention
from lprpolicy.write.site.facts import BindingRule, Site, Town
from lprpolicy.write.site.phrasing import keeping_time, kind, length
from lprpolicy.write.site.tables import Cell, Column, PageTable, cell
from lprpolicy.write.site.view import SitePage, View, worst

COLUMNS = (
    Column("agency", "Agency"),
    Column("region", "County or region", choice=True),
    Column("kind", "Kind", choice=True),
    Column("status", "Status", choice=True),
    Column("reads_kept", "Reads kept"),
    Column("recipients", "Recipients named", number=True),
    Column("rules", "Rules"),
)


def pages(view: View) -> Iterator[SitePage]:
    site = view.site
    shows = {
        "facts": _facts(view),
        "drafts": _drafts(site),
        "charts": [*_retention(site), _kinds(view)],
        "regions": _regions(view),
        "coming": sum(len(town.coming) for town in site.towns.values()),
        "general_faults": site.general_faults,
    }
    yield SitePage(address.HOME, "front.html", site.title, "agencies", shows, (_agencies(view),))


def _agencies(view: View) -> PageTable:
    rows = tuple(_row(view, town) for town in view.site.towns.values())
    return PageTable("agencies", "Agencies with a policy here", COLUMNS, rows)


def _row(view: View, town: Town) -> tuple[Cell, ...]:
    period = town.policy.retention.reads if town.policy and town.policy.retention else None
    minutes = length(period)
    said, tone = worst(town)
    return (
        view.town_cell(town.id),
        cell(town.region, unknown="not known"),
        cell(kind(town.kind), value=town.kind),
        cell(town.policy.status if town.policy else "cannot be read"),
        cell(keeping_time(period), key=f"{minutes:012d}" if minutes is not None else "~"),
        cell(_recipients(view, town)),
        cell(said, tone=tone),
    )


def _recipients(view: View, town: Town) -> int | None:
    sharing = town.policy.sharing if town.policy else None
    if sharing is None or sharing.grants is None:
        return None
    return len({access.body for access in view.lets_in.get(town.id, ())})


def _facts(view: View) -> list[tuple[str, str]]:
    """Return what a reader wants to know first, each a number with its noun."""
    site = view.site
    let_in = [view.body(key) for key in view.let_in]
    immigration = [body for body in let_in if body.kind is AgencyKind.FEDERAL_IMMIGRATION]
    unknown = [body for body in let_in if body.kind is None]
    adopted = sum(
        town.policy is not None and town.policy.status is Status.ADOPTED
        for town in site.towns.values()
    )
    facts = [
        (str(len(site.towns)), "policy" if len(site.towns) == 1 else "policies"),
        (str(adopted), "of them adopted"),
        (str(len(let_in)), f"others who {'could' if view.only_drafts else 'can'} search"),
        (str(len(immigration)), "of those are federal immigration agencies"),
    ]
    return (
        [*facts, (str(len(unknown)), "of those are of a kind nobody knows")] if unknown else facts
    )


def _drafts(site: Site) -> str | None:
    """Say before anything else that some policies are drafts."""
    proposed = sum(
        town.policy is not None and town.policy.status is Status.PROPOSED
        for town in site.towns.values()
    )
    if not proposed:
        return None
    if proposed == len(site.towns):
        return (
            "Every policy here is a draft. Nobody has adopted any of them, and none says what a "
            "police department does today."
        )
    drafts = amount(proposed, "policy here is a draft", "policies here are drafts")
    return f"{drafts} that nobody has adopted."


def _retention(site: Site) -> Iterator[Bars]:
    """Chart how long reads are kept, one chart per state."""
    towns = sorted(site.towns.values(), key=lambda town: (town.state or "", town.id))
    for state, group in groupby(towns, key=lambda town: town.state):
        name = state_name(state) if state else "other"
        title = f"How long {name} agencies keep reads that matched nothing"
        yield retention(f"kept-{state or 'nowhere'}", title, list(group), limit_of(site, state))


def limit_of(site: Site, state: str | None) -> Limit | None:
    """Return the shortest limit on keeping reads in a state's law that is in effect."""
    found = [
        limit for law in site.laws.values() if law.pack.state == state for limit in _limits(law)
    ]
    return min(found, key=lambda limit: limit.period.bounds(), default=None)


def _limits(law: BindingRule) -> Iterator[Limit]:
    if law.version is None or law.version.contested or law.pack.agencies is not None:
        return
    params = law.version.params
    if law.rule.check != "retention-at-most" or params.get("record") != RecordClass.READS:
        return
    if law.rule.applies is None and isinstance(params.get("limit"), str):
        yield Limit(Duration.parse(params["limit"]), law.version.provision.citation)


def _kinds(view: View) -> Bars:
    labels = [kind(view.body(key).kind) for key in view.let_in]
    can = "could" if view.only_drafts else "can"
    return count_by_label("kinds", f"Others who {can} search, by kind", labels, "body", "bodies")


def _regions(view: View) -> list[tuple[str, list[tuple[str, str, str, str]]]]:
    """Group agencies by county or region, a tile each, as a map would."""
    towns = sorted(
        view.site.towns.values(), key=lambda town: (town.region or "~", town.name.casefold())
    )
    return [
        (region or "Region not known", [_tile(town) for town in group])
        for region, group in groupby(towns, key=lambda town: town.region)
    ]


def _tile(town: Town) -> tuple[str, str, str, str]:
    return town.name, address.agency(town.id), *worst(town)
