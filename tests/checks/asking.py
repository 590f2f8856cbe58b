"""Ask one check about a few blocks of a policy, as a rule's example does."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from lprpolicy.evaluate.examples import outcome
from lprpolicy.model.rule import Example, Pack, Rule
from lprpolicy.repository.law import bind

DAY: Final = dt.date(2026, 11, 28)
PACK: Final = Pack.model_validate(
    {
        "schema": "lprpolicy/pack/v1",
        "name": "A state",
        "layer": "state",
        "authority": "Its legislature",
        "state": "us-xx",
    }
)


def finds(
    check: str,
    params: dict[str, Any],
    policy: dict[str, Any],
    *,
    applies: dict[str, Any] | None = None,
) -> tuple[str, ...]:
    """What a rule of this check finds in a policy, in the notation of examples."""
    rule = Rule.model_validate(
        {
            "schema": "lprpolicy/rule/v1",
            "title": "A rule",
            "says": "It asks.",
            "binding": "must",
            "remedy": "Meet it.",
            "check": check,
            "versions": [
                {
                    "from": "2020-01-01",
                    "provision": {
                        "citation": "Ex. Code 1",
                        "url": "https://law.example/1",
                        "verified": "secondary",
                    },
                    **params,
                }
            ],
            "examples": [],
        }
        | ({} if applies is None else {"applies": applies})
    )
    obligation, misfits = bind("us-xx/it", rule, PACK, "it.yaml")
    assert obligation is not None, misfits
    return outcome(obligation, Example(name="it", as_of=DAY, policy=policy, finds=()))
