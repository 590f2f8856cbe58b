"""Load the templates, with escaping of everything: a name can never become markup."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from lprpolicy.model.prose import amount, long_day
from lprpolicy.write.escape import one_line, url
from lprpolicy.write.site import address, phrasing

FOLDER = files("lprpolicy") / "write" / "site"
ASSETS = ("favicon.svg", "search.js", "site.css", "tables.js")


@lru_cache(maxsize=1)
def environment() -> Environment:
    made = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_make_visible,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters |= {
        "day": long_day,
        "kind": phrasing.kind,
        "kept": phrasing.keeping_time,
        "paper": phrasing.paper,
        "web": web,
    }
    made.globals |= {"address": address, "amount": amount}
    return made


def asset(name: str) -> str:
    """Read a file that is copied as it is."""
    return (FOLDER / "assets" / name).read_text(encoding="utf-8")


def web(link: str) -> str:
    """Return an address for a link: only web addresses are allowed."""
    return url(link) if link.startswith("https://") else "about:blank"


def _template(name: str) -> str:
    return (FOLDER / "templates" / name).read_text(encoding="utf-8")


def _make_visible(value: Any) -> Any:
    """Make text visible: no hidden characters, no change of the direction of writing."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _clean(str(value))
    return value


_clean = lru_cache(maxsize=50_000)(one_line)
