"""A policy as lists of headings and values: every block that is written, in the file's order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from markupsafe import Markup, escape

from lprpolicy.model.durations import Duration
from lprpolicy.model.policy import Policy
from lprpolicy.model.scalars import Written
from lprpolicy.model.words import words
from lprpolicy.write.escape import one_line
from lprpolicy.write.site.phrasing import day

SKIPPED = {"format", "agency", "grants"}


def html_body(policy: Policy) -> str:
    """The blocks of a policy as HTML; who has access is in the page's own table."""
    return str(Markup("\n").join(_blocks(policy)))


def _blocks(policy: Policy) -> Iterator[Markup]:
    plain: list[tuple[str, Any]] = []
    for name, title, value in _said(policy):
        if isinstance(value, (Written, tuple)):
            if plain:
                yield Markup("<h2>The policy</h2>{}").format(_pairs(plain))
                plain = []
            yield Markup('<h2 id="{}">{}</h2>{}').format(name, title, _value(value))
        else:
            plain.append((title, value))
    if plain:
        yield Markup("<h2>The policy</h2>{}").format(_pairs(plain))


def _said(written: Written) -> Iterator[tuple[str, str, Any]]:
    for name, field in type(written).model_fields.items():
        value = getattr(written, name)
        if name not in SKIPPED and value is not None and value != ():
            yield name.replace("_", "-"), field.title or name, value


def _value(value: Any) -> Markup:
    if isinstance(value, Written):
        return _pairs([(title, one) for _, title, one in _said(value)])
    if isinstance(value, tuple):
        if not value:
            return Markup("<p>none</p>")
        items = (Markup("<li>{}</li>").format(_value(one)) for one in value)
        return Markup("<ul>{}</ul>").format(Markup("").join(items))
    return escape(_word(value))


def _pairs(pairs: list[tuple[str, Any]]) -> Markup:
    rows = (Markup("<dt>{}</dt><dd>{}</dd>").format(title, _value(one)) for title, one in pairs)
    return Markup('<dl class="said">{}</dl>').format(Markup("").join(rows))


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, StrEnum):
        return words(value)
    if isinstance(value, dt.date):
        return day(value)
    if isinstance(value, Duration):
        return str(value)
    return one_line(str(value))
