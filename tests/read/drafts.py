"""Policies as towns write them, and all that reading one comes to."""

from __future__ import annotations

from operator import itemgetter
from pathlib import Path
from typing import Any

from lprpolicy.model.places import ROOT, Pointer, Span
from lprpolicy.read.yaml import Document

FOLDER = Path(__file__).resolve().parents[2]

DRAFTS = sorted((FOLDER / "policies").glob("**/*.yaml"))

SLUG = itemgetter("slug")


def spans(document: Document) -> list[tuple[str, bool, Span]]:
    """Every place: of each value and key, and of what is not there."""
    found: list[tuple[str, bool, Span]] = []

    def walk(here: Any, at: Pointer) -> None:
        for place in (at, at / "nothing", at / 99):
            found.extend((str(place), key, document.span(place, key=key)) for key in (False, True))
        if isinstance(here, (dict, list)):
            for step, inner in here.items() if isinstance(here, dict) else enumerate(here):
                walk(inner, at / step)

    walk(document.data, ROOT)
    return found


def told(document: Document) -> tuple[Any, ...]:
    return repr(document.data), document.faults, document.text, spans(document)
