"""Flock Safety: an agency's transparency portal, as a saved page, its text or a scraper's JSON.

A portal shows what its agency chose to print. A name on it is shared with; a name, a list or a
setting that is not on it is unknown. What it says in words are claims.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, field
from typing import Final

from lprpolicy.errors import ExportError
from lprpolicy.model.durations import Duration
from lprpolicy.model.observation import (
    Claim,
    ClaimSubject,
    Completeness,
    Direction,
    Observation,
    Share,
)
from lprpolicy.model.places import Where
from lprpolicy.model.words import Data, Tri, Vendor
from lprpolicy.tables import decode
from lprpolicy.vendors import flock_headings as headings
from lprpolicy.vendors.flock_claims import (
    has_exception,
    keeps_log_indefinitely,
    names_no_more,
    purposes,
)
from lprpolicy.vendors.flock_headings import HeadingRole
from lprpolicy.vendors.flock_html import lines
from lprpolicy.vendors.flock_marks import status
from lprpolicy.vendors.flock_names import is_name, join_names, pieces
from lprpolicy.vendors.flock_page import PageLine, Portal, PortalSection, lists_names, page
from lprpolicy.vendors.flock_scraped import Scraped, read_scraped

_DIRECTIONS: Final = {
    HeadingRole.OUTBOUND: Direction.OUTBOUND,
    HeadingRole.INBOUND: Direction.INBOUND,
}
_LISTED: Final = {
    Direction.OUTBOUND: "list of who is granted access",
    Direction.INBOUND: "list of who shares with it",
}
_PERIOD = re.compile(r"([\d,]+)\s*(minute|hour|day|week|month|year)?s?\.?", re.I)
_DATE = re.compile(
    r"(?:(?P<weekday>[A-Z][a-z]{2})[a-z]*,? )?(?P<month>[A-Z][a-z]{2})[a-z]* (?P<day>\d{1,2}),? "
    r"(?P<year>20\d\d)"
)
_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HEAD: Final = 200_000
_MARK: Final = b"transparency portal"


@dataclass(slots=True)
class _PortalSoFar:
    """What has been read so far."""

    document: str
    shares: list[Share] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)
    periods: list[Duration | None] = field(default_factory=list)
    empty: list[Direction] = field(default_factory=list)
    unread: bool = False


def recognises(name: str, raw: bytes) -> bool:  # noqa: ARG001 (the shape of all formats)
    """Whether it is a portal's page, its text, or the JSON that a scraper makes of it."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raw = raw.decode("utf-16", "replace").encode()
    head = raw[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(b"{"):
        return b'"crawled_slug"' in raw or b'"sharing_outbound"' in raw
    if head.startswith(b"<"):
        return _MARK in raw.lower() and b"flock" in raw.lower()
    first = [line.strip() for line in head.decode("utf-8", "replace").splitlines()[:80]]
    return "transparency portal" in first or any(
        headings.role(line) in _DIRECTIONS for line in first if len(line) < 160
    )


def read(name: str, raw: bytes) -> Observation:
    """Read a portal whole; what is on it and not understood is in the notes."""
    text = decode(name, raw)
    found = _PortalSoFar(name)
    taken, fetched, slug = _page(name, text, found)
    for section in taken.sections:
        _take(found, section)
    _check_missing(found, taken)
    reported = _report_day(found, taken.updated, fetched)
    return Observation(
        vendor=Vendor.FLOCK,
        document=name,
        sha256=hashlib.sha256(raw).hexdigest(),
        owner=_owner(found, taken.title, slug),
        reported=reported,
        completeness=Completeness.LOWER_BOUND,
        shares=tuple(found.shares),
        retention=_retention(found),
        notes=tuple(dict.fromkeys(found.notes)),
        claims=tuple(found.claims),
        empty=_empty(found),
        log_for_ever=any(
            one.subject is ClaimSubject.ACCESS and keeps_log_indefinitely(one.text)
            for one in found.claims
        ),
    )


def _page(name: str, text: str, found: _PortalSoFar) -> tuple[Portal, dt.date | None, str | None]:
    start = text.lstrip()
    if start.startswith("{"):
        made: Scraped = read_scraped(name, text)
        found.notes.extend(made.notes)
        return made.page, made.fetched, made.slug
    if start.startswith("<"):
        shown, title = lines(name, text)
        taken = page(shown, title)
    else:
        taken = page([PageLine(line) for line in text.splitlines()])
    if not any(section.role is not None for section in taken.sections):
        raise ExportError(
            f"{name}: there is no heading of a transparency portal in it",
            hint="save the page again, or copy all of its text into a file",
        )
    return taken, None, None


def _take(found: _PortalSoFar, section: PortalSection) -> None:
    """Read the section under one heading."""
    owner = headings.owner(section.heading)
    found.owners += [owner] if owner else []
    match section.role:
        case HeadingRole.OUTBOUND | HeadingRole.INBOUND:
            _list(found, section)
        case HeadingRole.RETENTION:
            _period(found, section)
        case HeadingRole.CLAIM:
            _claim(found, section, headings.subject(section.heading) or ClaimSubject.OTHER)
        case None if section.free:
            found.notes.append(
                f"the heading {section.heading!r} in the free part of the page; not read"
            )
        case None:
            found.notes.append(
                f"the heading {_short(section.heading)!r} is not known; "
                "its text is kept and not read"
            )
            if any(lists_names(line.text) for line in section.body if "," in line.text):
                found.notes.append(f"names stand under {_short(section.heading)!r}, not read")
                found.unread = True
            _claim(found, section, ClaimSubject.OTHER)
        case _:
            return


def _list(found: _PortalSoFar, section: PortalSection) -> None:
    """Read a list: each name becomes a share, and everything else becomes a note."""
    at = repr(_short(section.heading))
    direction = _DIRECTIONS[section.role or HeadingRole.OUTBOUND]
    said = _listed_lines(found, section)
    texts = [line.text for line in said]
    none = "".join(texts) or section.heading
    if headings.is_none(none):
        _nobody(found, section, direction, none)
        return
    if not headings.tells_direction(section.heading):
        found.notes.append(f"{at} does not say which way; its names are read as let in")
    made = join_names(pieces(texts, parted=any(line.cell for line in said)))
    found.notes.extend(f"{at}: {note}" for note in made.notes)
    number = 0
    for name in made.found:
        if is_name(name) and not headings.is_none(name):
            number += 1
            where = Where(found.document, row=number, part=section.heading)
            found.shares.append(_share(direction, name, where))
        else:
            found.notes.append(f"{at}: {_short(name)!r} is no agency's name; not read as one")
    if not number:
        found.notes.append(f"{at} has no name under it; who it is, is unknown")


def _listed_lines(found: _PortalSoFar, section: PortalSection) -> list[PageLine]:
    """The lines of a list without the small print about it."""
    said = []
    for line in section.body:
        if line.text and headings.describes(line.text):
            found.owners += [owner] if (owner := headings.owner(line.text)) else []
        elif headings.is_small_print(line.text) and not lists_names(line.text):
            at = repr(_short(section.heading))
            found.notes.append(f"{at}: {_short(line.text)!r} is no agency's name; not read as one")
        else:
            said.append(line)
    return said


def _nobody(found: _PortalSoFar, section: PortalSection, direction: Direction, said: str) -> None:
    """Take down a list that says that nobody is on it: the page's claim, unless it excepts some."""
    at = repr(_short(section.heading))
    if has_exception(said):
        found.notes.append(f"{at} says {_short(said)!r}; whom it excepts is unknown")
        found.unread = True
    else:
        found.notes.append(f"{at} says {_short(said)!r}: empty, as the page claims")
        found.empty.append(direction)
    where = Where(found.document, part=section.heading)
    found.claims.append(Claim(ClaimSubject.SHARING, section.heading, said, where))


def _empty(found: _PortalSoFar) -> tuple[Direction, ...]:
    """The lists that are empty by the page's word, and by nothing else on it."""
    listed = {share.direction for share in found.shares}
    if found.unread:
        return ()
    return tuple(way for way in Direction if way in found.empty and way not in listed)


def _share(direction: Direction, name: str, where: Where) -> Share:
    data = {kind: Tri.YES if kind is Data.READS else Tri.UNKNOWN for kind in Data}
    return Share(direction, name, where, data, status=status(name))


def _period(found: _PortalSoFar, section: PortalSection) -> None:
    """Read how long reads are kept, and keep the words that say so."""
    said = [line.text for line in section.body if line.text and not headings.describes(line.text)]
    _claim(found, section, ClaimSubject.RETENTION)
    fits = _PERIOD.fullmatch(said[0]) if len(said) == 1 else None
    in_days = "days" in headings.plain(section.heading) or any(
        "number of days" in line.text.casefold() for line in section.body
    )
    amount = int(fits[1].replace(",", "") or 0) if fits else 0
    if fits is None or not 0 < amount < 10**9 or not (fits[2] or in_days):
        found.notes.append(
            f"{section.heading!r} says {_short(' '.join(said))!r}; no period is read"
        )
        found.periods.append(None)
        return
    found.periods.append(Duration(amount, (fits[2] or "day").casefold()))


def _retention(found: _PortalSoFar) -> Duration | None:
    periods = set(found.periods)
    if len(periods) > 1:
        found.notes.append("the page says more than one retention; which one holds is unknown")
    return periods.pop() if len(periods) == 1 else None


def _claim(found: _PortalSoFar, section: PortalSection, subject: ClaimSubject) -> None:
    text = "\n".join(
        one.text for one in section.body if one.text and not headings.describes(one.text)
    )
    if not text:
        found.notes.append(f"the heading {section.heading!r} has nothing under it")
        return
    where = Where(found.document, part=section.heading)
    read = purposes(subject, text)
    if subject is ClaimSubject.PROHIBITED_USES and has_exception(text):
        found.notes.append(f"{section.heading!r} makes an exception, so no purpose is read from it")
    whole = subject is ClaimSubject.PROHIBITED_USES and names_no_more(text)
    found.claims.append(Claim(subject, section.heading, text, where, read, whole))


def _check_missing(found: _PortalSoFar, taken: Portal) -> None:
    roles = {section.role for section in taken.sections}
    for role, direction in _DIRECTIONS.items():
        if role not in roles:
            found.notes.append(f"there is no {_LISTED[direction]}, so it is unknown, not empty")
    if HeadingRole.RETENTION not in roles:
        found.notes.append("there is no retention on it, so it is unknown")


def _owner(found: _PortalSoFar, title: str | None, slug: str | None) -> str | None:
    """Find the owner in the headings of the lists, else the page's title, else its address."""
    named = list(dict.fromkeys([*found.owners, *([title] if title else [])]))
    if len({_bare(one) for one in named}) > 1:
        found.notes.append(f"the page calls its agency {' and '.join(map(repr, named))}")
    if named:
        return named[0]
    if slug:
        found.notes.append(f"the agency is known only by the page's address, {slug!r}")
    return slug.strip("-") if slug else None


def _bare(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def _report_day(
    found: _PortalSoFar, updated: str | None, fetched: dt.date | None
) -> dt.date | None:
    """Return the day the page says it was last updated, else the day it was fetched."""
    day = _date(updated) if updated else None
    if updated and day is None:
        found.notes.append(f"'Last Updated' says {_short(updated)!r}, which is no day")
    if day is None and fetched is not None:
        found.notes.append(f"the page's own day is not in it; {fetched} is when it was fetched")
        return fetched
    if day is None and not updated:
        found.notes.append("the page does not say when it was last updated")
    return day


def _date(text: str) -> dt.date | None:
    """Read a day, in words or as 2026-04-28; None if the calendar or its weekday contradicts it."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return dt.date.fromisoformat(text)
        said = _DATE.fullmatch(text)
        if said is None or said["month"] not in _MONTHS:
            return None
        day = dt.date(int(said["year"]), _MONTHS.index(said["month"]) + 1, int(said["day"]))
    except ValueError:
        return None
    right = said["weekday"] in (None, _WEEKDAYS[day.weekday()])
    return day if right else None


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
