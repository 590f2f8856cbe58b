"""A portal as the JSON file of a scraper → the same page that the text would give.

The scraper chose the keys and split the lists. An empty text or list means that the scraper found
none, not that the portal says none.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any, Final

from lprpolicy.errors import ExportError
from lprpolicy.vendors.flock_headings import role
from lprpolicy.vendors.flock_page import PageLine, Portal, PortalSection

_LISTS: Final = {
    "sharing_outbound": "Organizations granted access",
    "sharing_inbound": "Organizations sharing their data",
}
_TEXTS: Final = {
    "acceptable_use_policy": "Acceptable Use Policy",
    "prohibited_uses": "Prohibited Uses",
    "access_policy": "Access Policy",
    "hotlist_policy": "Hotlist Policy",
    "hotlists_alerted_on": "Hotlists Alerted On",
    "sharing_with_partners": "Sharing with Partners",
    "sharing_restrictions": "Sharing Restrictions",
    "sharing_info": "Sharing",
    "restrictions_on_deployment": "Restrictions on Deployment",
    "whats_detected": "What's Detected",
    "whats_not_detected": "What's Not Detected",
    "california_svs": "California SVS",
    "sb54": "SB54",
    "policy_info": "Policy",
    "alpr_policy": "ALPR Policy",
}
_RETENTION: Final = "data_retention_days"
_ABOUT: Final = ("crawled_slug", "crawled_name", "archived_date", "last_updated")
_FIGURES: Final = frozenset(
    {"camera_count", "vehicles_detected_30d", "hotlist_hits_30d", "searches_30d", "overview"}
)
_AGAIN: Final = "give the scraper's file as it was made, or the saved page itself"


@dataclass(frozen=True, slots=True)
class Scraped:
    """The page, the address it stands at, the day it was fetched, and what was not read."""

    page: Portal
    slug: str | None
    fetched: dt.date | None
    notes: tuple[str, ...]


def read_scraped(name: str, text: str) -> Scraped:
    """Read the file, or raise an ExportError that names the wrong value."""
    found = _mapping(name, text)
    about = {key: _text(name, found, key) for key in _ABOUT}
    known = {*_LISTS, *_TEXTS, *_ABOUT, *_FIGURES, _RETENTION}
    notes = [f"the key {key!r} is not known; not read" for key in sorted({*found} - known)]
    day = _day(name, about["archived_date"])
    return Scraped(
        Portal(about["crawled_name"], about["last_updated"], tuple(_sections(name, found))),
        about["crawled_slug"],
        day,
        tuple(notes),
    )


def _mapping(name: str, text: str) -> dict[str, Any]:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, value in pairs:
            if key in made:
                raise ExportError(f"{name}: the key {key!r} stands twice", hint=_AGAIN)
            made[key] = value
        return made

    try:
        found = json.loads(text, object_pairs_hook=once)
    except json.JSONDecodeError as fault:
        raise ExportError(
            f"{name}, line {fault.lineno}, column {fault.colno}: this is not JSON ({fault.msg})",
            hint=_AGAIN,
        ) from fault
    except (RecursionError, ValueError) as fault:
        raise ExportError(f"{name}: this is not JSON that is read ({fault})", hint=_AGAIN) from None
    if not isinstance(found, dict):
        raise ExportError(f"{name}: this is not one portal as a mapping", hint=_AGAIN)
    return found


def _sections(name: str, found: dict[str, Any]) -> list[PortalSection]:
    made = [
        _section(heading, text.splitlines())
        for key, heading in _TEXTS.items()
        if (text := _text(name, found, key))
    ]
    days = found.get(_RETENTION)
    if days is not None:
        if isinstance(days, bool) or not isinstance(days, int):
            raise ExportError(f"{name}: {_RETENTION} is {days!r}, no whole number", hint=_AGAIN)
        made.append(_section("Data retention (in days)", [str(days)]))
    for key, heading in _LISTS.items():
        if names := _names(name, found, key):
            cells = tuple(PageLine(one, cell=True) for one in names)
            made.append(PortalSection(heading, role(heading), cells))
    return made


def _section(heading: str, lines: list[str]) -> PortalSection:
    return PortalSection(heading, role(heading), tuple(PageLine(line.strip()) for line in lines))


def _text(name: str, found: dict[str, Any], key: str) -> str | None:
    value = found.get(key)
    if value is not None and not isinstance(value, str):
        raise ExportError(f"{name}: {key} is {type(value).__name__}, no text", hint=_AGAIN)
    return value.strip() or None if value else None


def _names(name: str, found: dict[str, Any], key: str) -> list[str]:
    value = found.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ExportError(f"{name}: {key} is no list of names", hint=_AGAIN)
    return [one.strip() for one in value]


def _day(name: str, text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ExportError(f"{name}: archived_date {text!r} is no day", hint=_AGAIN) from None
