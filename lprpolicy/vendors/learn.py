"""Motorola (Vigilant) LEARN and VehicleManager: the "Agency Data Sharing Report", a PDF.

It lists direct shares of reads and hot lists. It prints no day of a share, no share-all switch,
and nothing on images or alerts; those stay unknown.
"""

from __future__ import annotations

import hashlib

from lprpolicy.errors import ExportError
from lprpolicy.model.observation import Completeness, Observation
from lprpolicy.model.words import Vendor
from lprpolicy.vendors.learn_pages import sheets
from lprpolicy.vendors.learn_sections import ReportHead, SectionName, report
from lprpolicy.vendors.learn_shares import shares

_MAGIC = b"%PDF-"


def recognises(name: str, raw: bytes) -> bool:  # noqa: ARG001 (the shape of all formats)
    """Whether it is a PDF; which report it is takes reading it."""
    return _MAGIC in raw[:1024]


def read(name: str, raw: bytes) -> Observation:
    """Read a whole report."""
    if not recognises(name, raw):
        raise ExportError(
            f"{name}: the file is not a PDF",
            hint="print the report in LEARN or VehicleManager: Sharing, Output Report",
        )
    made = report(name, sheets(name, raw))
    found = shares(name, made.sections)
    absent = [part for part in SectionName if part not in made.sections]
    notes = [
        *([f"read off a scan, letters may be wrong: {made.scanned}"] if made.scanned else []),
        *made.notes,
        *(f"the section {part} is missing, so what it would say is unknown" for part in absent),
        *found.notes,
    ]
    return Observation(
        vendor=Vendor.MOTOROLA_LEARN,
        document=name,
        sha256=hashlib.sha256(raw).hexdigest(),
        owner=made.owner,
        reported=made.reported,
        completeness=_completeness(made, absent, holes=found.holes),
        shares=found.found,
        notes=tuple(dict.fromkeys(notes)),
    )


def _completeness(made: ReportHead, absent: list[SectionName], *, holes: bool) -> Completeness:
    """A missing page, section or cell can hide a share; a scan can also misspell one."""
    if made.scanned is not None:
        return Completeness.OCR
    empty = any(not section.lines for section in made.sections.values())
    outbound_absent = bool({SectionName.SHARED, SectionName.HOT_SHARING} & set(absent))
    hides = made.gaps or holes or empty or outbound_absent
    return Completeness.LOWER_BOUND if hides else Completeness.COMPLETE
