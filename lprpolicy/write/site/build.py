"""Build a site as a mapping from paths to texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain

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


Part = Callable[[], Iterable[tuple[str, str]]]
"""Makes some files of a site, each a path and a text."""


def build(site: Site, body: Body) -> Iterator[tuple[str, str]]:
    """Return every file of the site. `body` writes one agency's policy as HTML."""
    return chain.from_iterable(part() for part in parts(site, body))


def parts(site: Site, body: Body) -> list[Part]:
    """Return the makers of all files: none needs another, and the large ones come first."""
    view = View.of(site)
    pages = (recipient, rule, front, searches, changes, what_if, plain)
    return [
        *(partial(_pages, view, one.pages) for one in pages),
        *(partial(_agency, view, body, one) for one in agency.agencies(view)),
        partial(_beside, view),
    ]


def _pages(view: View, make: Callable[[View], Iterable[SitePage]]) -> Iterator[tuple[str, str]]:
    return chain.from_iterable(_files(view, page) for page in make(view))


def _agency(view: View, body: Body, identifier: str) -> Iterator[tuple[str, str]]:
    return _files(view, agency.page(view, body, identifier))


def _files(view: View, page: SitePage) -> Iterator[tuple[str, str]]:
    """A page, and the data of its tables."""
    yield page.path, _html(page, view)
    yield from _data(page, view)


def _beside(view: View) -> Iterator[tuple[str, str]]:
    """What is no page: assets, the index of the search, and the feed."""
    for name in ASSETS:
        yield f"assets/{name}", asset(name)
    yield address.INDEX, search.index(view)
    yield address.FEED, feed(view)


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
