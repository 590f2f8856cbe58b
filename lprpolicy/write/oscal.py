"""The small parts of every OSCAL document: names, properties, texts, places, UUIDs.

OSCAL is the format in which U.S. government tools exchange controls and assessments. Each UUID is
made from what it names, so the same input gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from lprpolicy.model.report import RuleInfo
from lprpolicy.write.escape import one_line, url

VERSION: Final = "1.2.1"
NAMESPACE: Final = "https://lprpolicy.example/ns/oscal"
"""Marks the properties that OSCAL itself does not define. It is a name, not an address."""
_TOKEN: Final = re.compile(r"[^a-z0-9._-]+")
_PLAIN: Final = re.compile(r"[a-z][a-z0-9._-]*")
_MARKED: Final = re.compile(r"""[\\`*\[\]<>&{}~^"$|]|_(?![A-Za-z0-9])|(?<![A-Za-z0-9])_""")
_OPENING: Final = re.compile(r"^([#+=-]|\d{1,9}(?=[.)]))")
"""What begins a heading or a list at the start of a text."""


def token(text: str) -> str:
    """Return a name as OSCAL wants it: letters, digits, dots, hyphens; it begins with a letter.

    What is no such name gets a digest, so that two names never become one.

    >>> token("us-ca/california-highway-patrol")
    'us-ca.california-highway-patrol'
    """
    name = _TOKEN.sub(".", text).strip(".-")
    if name.replace(".", "/") == text and _PLAIN.fullmatch(name):
        return name
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"_{_TOKEN.sub('.', text.casefold()).strip('.-')}.{digest[:16]}".replace("_.", "_")


def objective(rule: str, start: dt.date | None) -> str:
    """Name a version of a rule, as the objective that it is in the catalog."""
    return f"{token(rule)}.{start.isoformat()}" if start else f"{token(rule)}.objective"


def in_catalog(rule: RuleInfo) -> bool:
    """Whether `rules export` has the rule: whether it comes with lprpolicy."""
    return (rule.source or "").startswith("lprpolicy/packs/")


def prop(name: str, value: str) -> dict[str, str]:
    return {"name": name, "ns": NAMESPACE, "value": one_line(value) or "-"}


def props(**values: object) -> list[dict[str, str]]:
    """Return a property for each value that there is."""
    return [
        prop(name.replace("_", "-"), str(value))
        for name, value in values.items()
        if value is not None and one_line(str(value))
    ]


def text(said: str) -> str:
    r"""Write a text that a reader of OSCAL takes for Markdown, so that it shows as it is.

    >>> text("# [a](b) <i>")
    '\\# \\[a\\](b) \\<i\\>'
    """
    marked = _MARKED.sub(lambda found: f"\\{found[0]}", one_line(said))
    return _OPENING.sub(_close, marked) or "(nothing)"


def _close(found: re.Match[str]) -> str:
    said = found[0]
    return f"\\{said}" if not said[0].isdigit() else f"{said}&#8203;"


def reference(address: str, said: str | None = None) -> dict[str, str]:
    """Return a link to a page of the law."""
    link = {"href": url(address), "rel": "reference"}
    return link | {"text": text(said)} if said else link


def moment(day: dt.date) -> str:
    """Return the beginning of a day: a report knows days, and OSCAL wants times."""
    return f"{day.isoformat()}T00:00:00Z"


def uuid(*names: Any) -> str:
    """Return the UUID of what has these names."""
    said = json.dumps(names, ensure_ascii=True, default=str)
    return str(uuid5(NAMESPACE_URL, f"{NAMESPACE}/{said}"))
