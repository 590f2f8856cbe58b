"""What lprpolicy asks of every log, whatever the law: grants, windows, personal data, repetition.

The policy is the authority for the first two. The others only ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from lprpolicy.checks import check_named, is_asked_of
from lprpolicy.evaluate.searches.judged import JudgedRule, ask
from lprpolicy.model.report import RuleInfo
from lprpolicy.model.search_log import SearchLog
from lprpolicy.model.words import Binding


@dataclass(frozen=True, slots=True)
class _OwnRule:
    info: RuleInfo
    check: str
    params: dict[str, Any]
    needs_policy: bool = False


_MUST, _SHOULD = Binding.MUST, Binding.SHOULD
_RULES: Final = (
    _OwnRule(
        RuleInfo(
            "log/granted",
            "Only agencies that were let in have searched",
            "Every agency in the log had a grant in effect on the day of its search.",
            "Compare the vendor's list with the policy (lprpolicy drift); take the access away.",
            _MUST,
        ),
        "searches-by-granted",
        {},
    ),
    _OwnRule(
        RuleInfo(
            "log/personal-data",
            "No personal data in a reason",
            "A reason says why; a plate or a date of birth does not belong in it.",
            "Tell users to leave personal data out; such a log cannot be published as it is.",
            _SHOULD,
        ),
        "searches-personal-data",
        {},
    ),
    _OwnRule(
        RuleInfo(
            "log/repeated",
            "One user, one plate, many days",
            "A user who searches one plate on three days or more is asked why.",
            "Ask for the case behind it; a stakeout and a stalker look alike in a log.",
            _SHOULD,
        ),
        "searches-repeated",
        {"days": 3},
    ),
    _OwnRule(
        RuleInfo(
            "log/whole",
            "The log is whole",
            "A log that was cut or has a gap cannot show what is missing from it.",
            "Download it again in shorter periods, and compare the counts with the vendor's.",
            _SHOULD,
        ),
        "searches-log-whole",
        {"gap_days": 7},
    ),
    _OwnRule(
        RuleInfo(
            "log/window",
            "No search reaches further back than reads are kept",
            "A search for reads that are older than the retention period finds them or does not.",
            "Ask the vendor whether older reads came back.",
            _SHOULD,
        ),
        "searches-window",
        {},
        needs_policy=True,
    ),
)


def own_answers(log: SearchLog) -> Iterator[JudgedRule]:
    """Ask each question of the log."""
    for one in _RULES:
        if not is_asked_of(one.check, own=log.own) or (one.needs_policy and log.policy is None):
            continue
        check = check_named(one.check)
        params = check.params.model_validate(one.params)
        found = ask(one.info.id, partial(check.decide, log, params))
        yield JudgedRule(one.info, None, log.searches, found)
