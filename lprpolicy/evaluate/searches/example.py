"""The examples of a rule on searches: a log of a few lines, and what the rule finds in it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from typing import Final
from zoneinfo import ZoneInfo

from lprpolicy.audit.groups import Grouper
from lprpolicy.audit.reading import begin
from lprpolicy.audit.reasons import Reasons
from lprpolicy.audit.times import Clock
from lprpolicy.evaluate.searches.granted import Stood, grants_lookup, looked_up
from lprpolicy.evaluate.searches.zones import ZONE_OF_STATE
from lprpolicy.evaluate.subjects import judged_agency
from lprpolicy.identify.index import Index
from lprpolicy.model.policy import Policy
from lprpolicy.model.rule import Example
from lprpolicy.model.search_groups import SearchGroups
from lprpolicy.model.search_log import SearchLog
from lprpolicy.repository.lexicons import phrases_of

_ID: Final = re.compile(r"us(?:-[a-z]{2})?/[a-z0-9-]+")


def ids_in(example: Example) -> frozenset[str]:
    """The agencies that an example's log names by their ids."""
    return frozenset(_ID.findall(example.searches or ""))


def log_of(example: Example, policy: Policy, index: Index) -> SearchLog:
    """Read an example's log as a file would be read. Its agencies stand there by their ids."""
    state = policy.agency.partition("/")[0]
    rows = iter(list(enumerate(map(tuple, csv.reader(io.StringIO(example.searches or ""))), 1)))
    sheet = begin(example.name, None, rows)
    if sheet is None:
        raise ValueError(f"the log of the example {example.name!r} has no header")
    zone = ZONE_OF_STATE.get(state)
    phrases = phrases_of(state)
    grouper = Grouper(Clock(ZoneInfo(zone) if zone else None), Reasons(phrases), own=example.own)
    grouper.add(sheet, rows, lambda: "")
    stood = [Stood(dt.date.min, policy, index)]
    return SearchLog(
        groups=SearchGroups(tuple(grouper.sources), grouper.tables(), zone, state, ""),
        policy=policy,
        agency=judged_agency(policy.agency, index),
        day=example.as_of,
        own=example.own,
        classes=phrases.classes,
        who=lambda name: looked_up(name, index),
        granted=grants_lookup(stood, policy.agency),
    )
