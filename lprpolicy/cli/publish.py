"""`lprpolicy publish`: make a static site out of a policy repository."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from lprpolicy.cli.options import as_of, in_paths, proposed_rules, searches
from lprpolicy.host.cache import open_cache
from lprpolicy.host.clock import today

EPILOG = """\b
Examples:
  lprpolicy publish policies/
  lprpolicy publish policies/ --out public/ --url https://plates.example.org
  lprpolicy publish policies/ --as-of 2027-01-01
  lprpolicy publish policies/ --searches us-ct/westport-pd=october.groups.json
  lprpolicy publish policies/ --pdf us-ct/westport-pd

\b
The site works from a folder: open site/index.html. The same policies, history
and day give the same bytes; only files that changed are written. What the
pages say of a policy decides nothing here: that is `lprpolicy check`.
Exit codes: 0 published, 2 bad usage or configuration, 3 nothing to publish,
4 a bug in lprpolicy."""


@click.command("publish", epilog=EPILOG)
@in_paths()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("site"),
    show_default=True,
    help="The folder for the site: empty, new, or made by this command.",
)
@as_of
@click.option("--url", help="Where the site will be, for the feed; an https address.")
@click.option(
    "--pdf",
    "pdf",
    multiple=True,
    metavar="AGENCY",
    help="Print this agency's page as PDF too, for a meeting; needs Chromium. Repeatable.",
)
@click.option(
    "--no-cache",
    is_flag=True,
    help="Make every page again. LPRPOLICY_CACHE is where it is kept what pages were made from.",
)
@searches("Add a page of an agency's searches.")
@proposed_rules("Add a page on what these proposed rules would change, if they were law.")
def command(
    paths: tuple[Path, ...],
    out: Path,
    as_of: dt.date | None,
    url: str | None,
    pdf: tuple[str, ...],
    no_cache: bool,
    searches: dict[str, Path],
    over: tuple[Path, ...],
) -> int:
    """Make a static site out of a policy repository.

    The whole repository is published.
    """
    from lprpolicy.tasks.publish import publish

    cache = None if no_cache else open_cache()
    day = as_of or today()
    done = publish(paths, out, day, url=url, pdf=pdf, searches=searches, over=over, cache=cache)
    click.echo(done.says)
    return 0
