"""The figures that statutes ask for every year, as far as a log has them.

What each act asks for was read as its pack says; items that no log shows are left to fill in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from lprpolicy.evaluate.searches import tables as made
from lprpolicy.model.search_groups import SearchGroup, TableName
from lprpolicy.model.search_log import SearchLog
from lprpolicy.model.subject import Recipient
from lprpolicy.write.annual.facts import AnnualFigures

Table = Callable[[SearchLog], made.RawTable]


@dataclass(frozen=True, slots=True)
class Statute:
    """What one state's report holds: the tables that a log gives, and the rest."""

    law: str
    tables: tuple[Table, ...]
    fill_in: tuple[str, ...]


def _by_place(state: str, log: SearchLog) -> made.RawTable:
    """Who searched: this agency, others of the state, of other states, federal, unknown."""
    found: defaultdict[str, list[SearchGroup]] = defaultdict(list)
    for one in log.purposes:
        found[_place(log.who(one.agency), one.agency, state, log)].append(one.group)
    title = "Searches by where the agency is"
    return made.raw_table(title, "agency", TableName.PURPOSES, found)


def _place(who: Recipient, text: str, state: str, log: SearchLog) -> str:
    if log.own or (who.id is not None and who.id == log.agency.id):
        return "the agency itself"
    if who.federal:
        return "federal agencies"
    if who.state is None:
        return "agencies whose state is not known" if text else "no agency is named"
    return "agencies of the state" if who.state == state else "agencies of other states"


_PURPOSES: Final[Table] = made.purposes
_REASONS: Final[Table] = made.reasons
_MONTHS: Final[Table] = made.months
_AGENCIES: Final[Table] = made.agencies
STATUTES: Final[dict[str, Statute]] = {
    "us-ct": Statute(
        "Conn. Public Act 26-14, sec. 13(g)-(h); what the report holds was not found",
        (_MONTHS, _PURPOSES, _AGENCIES),
        ("plate readers", "reads", "hits", "whatever else the act asks for"),
    ),
    "us-md": Statute(
        "Md. Code, Public Safety 3-509(e)",
        (partial(_by_place, "us-md"),),
        ("plate readers", "reads", "requests made by other means", "breaches", "audits"),
    ),
    "us-nm": Statute(
        "2026 N.M. Laws ch. 20 (SB 40), sec. 4",
        (_MONTHS, _REASONS),
        ("plate readers", "searches that an auditor confirmed as not authorized", "breaches"),
    ),
    "us-or": Statute(
        "Or. Laws 2026, ch. 77 (SB 1516)",
        (_MONTHS, _PURPOSES, _AGENCIES),
        ("audits made", "searches that an auditor confirmed as not authorized"),
    ),
    "us-va": Statute(
        "Va. Code 2.2-5517(I)",
        (_PURPOSES, partial(_by_place, "us-va")),
        ("plate readers", "stops", "requests by others that were answered", "misuse found"),
    ),
    "us-wa": Statute(
        "Wash. Laws of 2026, ch. 239, sec. 7(2)(a)(ii) (RCW 10.130.070(2)(a)(ii))",
        (_AGENCIES, partial(_by_place, "us-wa"), _PURPOSES),
        ("stops", "recoveries", "audits", "reads", "sites of plate readers"),
    ),
}

NOT_IN_A_LOG: Final[dict[str, str]] = {
    "us-ne": "Neb. Rev. Stat. 60-3206(3)(a) asks for lists, matches and plates entered by hand",
    "us-nh": "N.H. Code Admin. R. Saf-C 7204.01 asks for devices, matches, stops and outcomes",
}
"""Acts that ask for a report of which a log of searches holds nothing."""


def figures(log: SearchLog, state: str, agency: str) -> AnnualFigures:
    """Fill in what the log has of a state's report."""
    statute = STATUTES[state]
    notes = (
        "purposes are those that the reasons state; what states none is counted as such",
        "check the wording of the form: this tool knows what the act asks for, not the form",
    )
    tables, _ = made.show_tables([one(log) for one in statute.tables])
    return AnnualFigures(
        agency, statute.law, log.days, log.searches, tables, statute.fill_in, notes
    )
