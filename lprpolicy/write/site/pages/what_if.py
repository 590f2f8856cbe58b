"""The page on what proposed rules would change: each policy that they would refuse, and where."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.report import Finding
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.what_if import ProposedRule, WhatIf
from lprpolicy.write.phrases import UNKNOWN
from lprpolicy.write.site import address
from lprpolicy.write.site.tables import Cell, Column, PageTable, cell
from lprpolicy.write.site.view import SitePage, View
from lprpolicy.write.what_if.text import headline

COLUMNS = (
    Column("agency", "Agency"),
    Column("rule", "Proposed rule", choice=True),
    Column("outcome", "Outcome", choice=True),
    Column("says", "What the policy does"),
    Column("line", "First line to change"),
    Column("today", "By the law of today", choice=True),
)


def pages(view: View) -> Iterator[SitePage]:
    facts = view.site.what_if
    if facts is None:
        return
    rows = tuple(
        _row(view, facts, rule, one)
        for rule in facts.rules
        for one in rule.findings
        if one.agency is not None
    )
    table = PageTable("would-be-refused", "Policies that would be refused", COLUMNS, rows)
    shows = {"facts": facts, "headline": headline(facts)}
    title = "What these proposed rules would change"
    yield SitePage(address.WHAT_IF, "what_if.html", title, "what-if", shows, (table,))


def _row(view: View, facts: WhatIf, rule: ProposedRule, one: Finding) -> tuple[Cell, ...]:
    assert one.agency is not None
    violated = one.answer is Answer.VIOLATION
    at = one.spot.location.span.start.line
    line = at - one.excerpt.first
    text = one.excerpt.lines[line].strip() if 0 <= line < len(one.excerpt.lines) else ""
    today = "refused" if one.agency in facts.refused_today else "allowed"
    return (
        view.town_cell(one.agency),
        cell(rule.title, value=rule.id),
        cell("violated" if violated else UNKNOWN, value=str(one.answer)),
        cell(one.spot.message),
        cell(f"line {at}: {text}" if text else f"line {at}", value=at),
        cell(today),
    )
