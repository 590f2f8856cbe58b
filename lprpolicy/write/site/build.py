"""Build a site as a mapping from paths to texts."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.write.site import address, search
from lprpolicy.write.site.environment import ASSETS, asset, environment
from lprpolicy.write.site.facts import Site
from lprpolicy.write.site.feed import feed
from lprpolicy.write.site.pages import (
    agency,
    changes,
    front,
    plain,
    recipient,
    rule,
    searches,
    what_if,
)
from lprpolicy.write.site.pages.agency import Body
from lprpolicy.write.site.tables import as_csv, as_json
from lprpolicy.write.site.view import SitePage, View

FORMAT = "lprpolicy/table/v1"


def build(site: Site, body: Body) -> Iterator[tuple[str, str]]:
    """Return every file of the site. `body` writes one agency's policy as HTML."""
    view = View.of(site)
    for name in ASSETS:
        yield f"assets/{name}", asset(name)
    yield address.INDEX, search.index(view)
    yield address.FEED, feed(view)
    for page in _pages(view, body):
        yield page.path, _html(page, view)
        yield from _data(page, view)


def _pages(view: View, body: Body) -> Iterator[SitePage]:
    yield from front.pages(view)
    yield from agency.pages(view, body)
    yield from recipient.pages(view)
    yield from rule.pages(view)
    yield from searches.pages(view)
    yield from changes.pages(view)
    yield from what_if.pages(view)
    yield from plain.pages(view)


def _html(page: SitePage, view: View) -> str:
    return (
        environment()
        .get_template(page.template)
        .render(
            page=page,
            root=address.root(page.path),
            site=view.site,
            tables={table.id: table for table in page.tables},
            **page.shows,
        )
    )


def _data(page: SitePage, view: View) -> Iterator[tuple[str, str]]:
    """Give the open data of every table that has rows, beside its page."""
    for table in page.tables:
        if table.rows:
            about = (
                ("schema", FORMAT),
                ("site", view.site.title),
                ("page", page.path),
                ("as_of", view.site.as_of.isoformat()),
            )
            yield address.data(page.path, table.id, "csv"), as_csv(table)
            yield address.data(page.path, table.id, "json"), as_json(table, about)
