"""Vendor exports, one reader a format: bytes → Observation.

A reader is chosen by what a file holds, never by its name alone. Other packages may bring more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from lprpolicy.errors import ExportError
from lprpolicy.model.observation import Observation
from lprpolicy.model.words import Vendor
from lprpolicy.tables import is_workbook
from lprpolicy.vendors import (
    flock_portal,
    flock_requests,
    flock_sharednetworks,
    learn,
    neutral,
    plugins,
)
from lprpolicy.vendors.not_lists import say_what_it_is
from lprpolicy.vendors.protocol import ExportFormat


@dataclass(frozen=True, slots=True)
class _FormatReader:
    name: str
    vendor: Vendor
    title: str
    _recognises: Callable[[str, bytes], bool]
    _read: Callable[[str, bytes], Observation]

    def recognises(self, name: str, raw: bytes) -> bool:
        return self._recognises(name, raw)

    def read(self, name: str, raw: bytes) -> Observation:
        return self._read(name, raw)


_HALF: Final = re.compile("[\ud800-\udfff]")
FORMATS: Final[tuple[ExportFormat, ...]] = (
    _FormatReader(
        "flock-portal",
        Vendor.FLOCK,
        "Flock transparency portal (saved page, its text, or a scraper's JSON)",
        flock_portal.recognises,
        flock_portal.read,
    ),
    _FormatReader(
        "flock-requests",
        Vendor.FLOCK,
        "Flock share requests that are pending (CSV)",
        flock_requests.recognises,
        flock_requests.read,
    ),
    _FormatReader(
        "flock-sharednetworks",
        Vendor.FLOCK,
        "Flock SharedNetworks (CSV or XLSX)",
        flock_sharednetworks.recognises,
        flock_sharednetworks.read,
    ),
    _FormatReader(
        "learn",
        Vendor.MOTOROLA_LEARN,
        "LEARN / VehicleManager Agency Data Sharing Report (PDF)",
        learn.recognises,
        learn.read,
    ),
    _FormatReader(
        "neutral",
        Vendor.OTHER,
        "neutral CSV, written by hand for any other vendor",
        neutral.recognises,
        neutral.read,
    ),
)
LARGEST: Final = 50_000_000
"""The most bytes of an export; real ones are under 3 MB."""
MOST_SHARES: Final = 10_000
"""The most rows in one direction; the largest real export has 1,191."""
MOST_NOTES: Final = 10_000


def observe(name: str, raw: bytes, *, format: str | None = None) -> Observation:  # noqa: A002 - it is the name of a format
    """Read an export in the named format, or else in the one format that its content fits."""
    if not raw:
        raise ExportError(f"{name}: the file is empty", hint="download the export again")
    if len(raw) > LARGEST:
        raise ExportError(
            f"{name}: the file has {len(raw):,} bytes, more than the {LARGEST:,} that are read",
            hint="download the export again; a sharing list of thousands of rows is under 10 MB",
        )
    if format is not None:
        return _check_bounds(name, _format_named(name, format).read(name, raw))
    known = formats()
    found = [one for one in known if one.recognises(name, raw)]
    if not found or is_workbook(raw):
        say_what_it_is(name, raw)
    if len(found) == 1:
        return _check_bounds(name, found[0].read(name, raw))
    if found:
        raise ExportError(
            f"{name}: could be {' or '.join(one.name for one in found)}",
            hint="say which with --format",
        )
    titles = "; ".join(f"{one.name}: {one.title}" for one in known)
    raise ExportError(
        f"{name}: its content is not an export that lprpolicy knows",
        hint=f"the formats are {titles}",
    )


def _check_bounds(name: str, made: Observation) -> Observation:
    """Return the observation, or refuse one too large for a person to review."""
    directions = Counter(share.direction for share in made.shares)
    for what, count, most in (
        *((f"{way} rows", count, MOST_SHARES) for way, count in sorted(directions.items())),
        ("notes", len(made.notes), MOST_NOTES),
    ):
        if count > most:
            raise ExportError(
                f"{name}: the export gives {count:,} {what}, more than the {most:,} that are read",
                hint="make sure that it is one agency's sharing list, and download it again",
            )
    texts = (text for share in made.shares for text in (share.raw, share.networks, share.city))
    claims = (text for claim in made.claims for text in (claim.heading, claim.text))
    for text in (made.owner, *texts, *made.notes, *claims):
        if text and not text.isascii() and (odd := _HALF.search(text)):
            raise ExportError(
                f"{name}: the text holds half of a character, U+{ord(odd[0]):04X}",
                hint="download the export again; a program has cut its text",
            )
    return made


def formats() -> tuple[ExportFormat, ...]:
    """Return our own formats and those of installed packages."""
    return (*FORMATS, *plugins.plugin_formats({one.name for one in FORMATS}))


def _format_named(name: str, format: str) -> ExportFormat:  # noqa: A002 - it is the name of a format
    """Find the format with this name; other packages are loaded only if it is not ours."""
    for one in FORMATS:
        if one.name == format:
            return one
    known = formats()
    for one in known:
        if one.name == format:
            return one
    raise ExportError(
        f"{name}: there is no format named {format!r}",
        hint=f"the formats are {', '.join(one.name for one in known)}",
    )
