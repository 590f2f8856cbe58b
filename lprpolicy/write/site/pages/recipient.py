"""A recipient's page: which agencies let it search, and where what it gets goes on to."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.prose import words
from lprpolicy.write.site import address
from lprpolicy.write.site.charts import Neighbor, Picture, picture
from lprpolicy.write.site.facts import Body, ShownGrant
from lprpolicy.write.site.pages.agency import grant_cells, neighbor, searches_words
from lprpolicy.write.site.pages.changes import shifts
from lprpolicy.write.site.phrasing import kind, letting_words
from lprpolicy.write.site.tables import Cell, Column, PageTable, cell
from lprpolicy.write.site.view import SitePage, View

ALL = (
    Column("recipient", "Who"),
    Column("kind", "Kind", choice=True),
    Column("state", "State", choice=True),
    Column("agencies", "Agencies that let it search", number=True),
    Column("drafts", "Drafts that would", number=True),
)
LETTING = (
    Column("agency", "Agency"),
    Column("region", "County or region", choice=True),
    Column("status", "Status", choice=True),
    Column("mode", "How", choice=True),
    Column("data", "What"),
    Column("purposes", "For what"),
    Column("basis", "On which document"),
    Column("until", "Until"),
)
DIRECTORY = (
    Column("name", "Name"),
    Column("id", "Id"),
    Column("kind", "Kind", choice=True),
    Column("state", "State", choice=True),
    Column("county", "County or region"),
    Column("ori", "ORI"),
    Column("source", "Source"),
)


def pages(view: View) -> Iterator[SitePage]:
    rows = sorted((_summary(view, key) for key in view.let_in), key=lambda row: row[0].text)
    lets = "draft here would let" if view.only_drafts else "policy here lets"
    table = PageTable("recipients", f"Everybody whom a {lets} search", ALL, tuple(rows))
    yield SitePage(
        address.RECIPIENTS,
        "recipients.html",
        "Who can search",
        "recipients",
        {"drafts": any(map(view.is_draft, view.site.towns))},
        (table,),
    )
    entries = tuple(
        _entry(view, body) for body in view.site.bodies.values() if body.entry is not None
    )
    listing = PageTable("directory", "Every agency that the directory knows", DIRECTORY, entries)
    yield SitePage(address.DIRECTORY, "directory.html", "Directory", "directory", {}, (listing,))
    for body in view.site.bodies.values():
        yield _page(view, body)


def _summary(view: View, key: str) -> tuple[Cell, ...]:
    body = view.body(key)
    return (
        view.body_cell(key),
        cell(kind(body.kind), value=body.kind, tone="" if body.kind else "unclear"),
        cell(view.place(body), unknown="not known"),
        *map(cell, view.count_letting(key)),
    )


def _entry(view: View, body: Body) -> tuple[Cell, ...]:
    entry = body.entry
    return (
        view.body_cell(body.key),
        cell(body.key),
        cell(kind(body.kind), value=body.kind, tone="" if body.kind else "unclear"),
        cell(view.place(body), unknown="not known"),
        cell(entry.county if entry else None, unknown="–"),
        cell(entry.ori if entry else None, unknown="–"),
        cell(body.source.title if body.source else None),
    )


def _page(view: View, body: Body) -> SitePage:
    accesses = view.let_in.get(body.key, [])
    rows = tuple(_cells_of_grant(view, access) for access in accesses)
    now, drafts = view.count_letting(body.key)
    lets = "would let" if drafts and not now else "let"
    table = PageTable("agencies", f"Agencies that {lets} {body.name} search", LETTING, rows)
    changes = shifts(view, view.of_body.get(body.key, []), of="body")
    shows = {
        "body": body,
        "place": view.place(body),
        "letting": letting_words(now, drafts) if accesses else "",
        "heading": f"Which agencies {lets} it search",
        "all_towns": len(view.site.towns),
        "picture": _picture(view, body, accesses),
        "onwards": _onwards(view, body),
        "programs": [
            (words(one.program).upper().replace("287G", "287(g)"), one)
            for one in (body.entry.programs if body.entry else ())
        ],
        "own_policy": address.agency(body.key) if body.key in view.site.towns else "",
    }
    trail = (("Who can search", address.RECIPIENTS),)
    path = address.recipient(body.key)
    return SitePage(path, "recipient.html", body.name, "recipients", shows, (table, changes), trail)


def _cells_of_grant(view: View, access: ShownGrant) -> tuple[Cell, ...]:
    town = view.site.towns[access.town]
    status = town.policy.status if town.policy else None
    first = view.town_cell(access.town)
    region = cell(town.region, unknown="not known")
    return (first, region, cell(status), *grant_cells(access))


def _onwards(view: View, body: Body) -> list[tuple[str, str, str]]:
    """List to whom a recipient is known to pass reads on, with the source of each."""
    found = []
    for one in body.entry.passes_on_to if body.entry else ():
        known = one.to in view.site.bodies
        name = view.body(one.to).name if known else one.to
        found.append((name, address.recipient(one.to) if known else "", one.source.title))
    return found


def _picture(view: View, body: Body, accesses: list[ShownGrant]) -> Picture | None:
    towns = dict.fromkeys(access.town for access in accesses)
    above = [neighbor(view, town) for town in towns]
    below = [Neighbor(name, href, "others") for name, href, _ in _onwards(view, body)]
    return picture(
        "neighborhood",
        body.name,
        above=sorted(above, key=lambda one: one.name),
        above_says=searches_words(view, towns),
        below=below,
        below_says="It passes on what it gets to",
    )
