"""Write an Atom feed of changes. An entry's id comes from its commit, so it never changes."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree as Xml

from lprpolicy.write.escape import one_line, xml
from lprpolicy.write.site import address
from lprpolicy.write.site.facts import Shift, ShownCommit
from lprpolicy.write.site.pages.changes import UNREADABLE, event_words
from lprpolicy.write.site.view import View

ATOM: Final = "http://www.w3.org/2005/Atom"
MOST: Final = 50
_OURS: Final = uuid.uuid5(uuid.NAMESPACE_URL, "https://www.w3.org/2005/Atom#lprpolicy")


def feed(view: View) -> str:
    """Write the newest changes with the times of their commits; the day of the law if none."""
    site = view.site
    commits = site.history.commits
    as_of = dt.datetime.combine(site.as_of, dt.time(), dt.UTC)
    root = Xml.Element("feed", {"xmlns": ATOM})
    if site.url:
        root.set("xml:base", f"{site.url}/")
    _add(root, "title", f"{site.title}: changes")
    _add(root, "id", _id(site.url or site.title))
    _add(root, "updated", _time(max((commit.when for commit in commits), default=as_of)))
    author = Xml.SubElement(root, "author")
    _add(author, "name", site.title)
    Xml.SubElement(root, "link", {"rel": "self", "href": address.FEED})
    Xml.SubElement(root, "link", {"rel": "alternate", "href": address.CHANGES})
    pairs = [(commit, shift) for commit in commits for shift in commit.shifts]
    for commit, shift in pairs[:MOST]:
        _entry(root, view, commit, shift)
    Xml.indent(root)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"
    )


def _entry(root: Xml.Element, view: View, commit: ShownCommit, shift: Shift) -> None:
    entry = Xml.SubElement(root, "entry")
    _add(entry, "title", f"{view.name(shift.town)}: {event_words(shift)}")
    _add(entry, "id", _id(f"{commit.id} {shift.town}"))
    _add(entry, "updated", _time(commit.when))
    Xml.SubElement(entry, "link", {"href": address.agency(shift.town)})
    gained, lost = _names(view, shift.gained), _names(view, shift.lost)
    gains, loses = ("Would gain", "Would lose") if shift.draft else ("Gained", "Lost")
    _add(entry, "summary", f"{gains} access: {gained}. {loses} access: {lost}. {commit.subject}")


def _names(view: View, keys: Iterable[str] | None) -> str:
    if keys is None:
        return UNREADABLE
    return "; ".join(sorted(view.body(key).name for key in keys)) or "nobody"


def _add(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, name).text = xml(one_line(text))


def _id(what: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_OURS, what)}"


def _time(when: dt.datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
