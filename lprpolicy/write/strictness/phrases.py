"""How a comparison of rules is said: places in short, and what a policy says there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lprpolicy.model.form import AGENCY
from lprpolicy.model.strictness import Counterexample, StrictnessAnswer
from lprpolicy.write.strictness.plain_yaml import flow

ANSWERS = {
    StrictnessAnswer.YES: "Yes",
    StrictnessAnswer.NO: "No",
    StrictnessAnswer.CANNOT_TELL: "Not enough information",
}


def in_short(one: Counterexample) -> str:
    """What passes, in one line: `passes: retention.reads: 30 days`."""
    return f"passes: {what_passes(one)}"


def what_passes(one: Counterexample) -> str:
    """What a policy says, or does not say, that passes."""
    bare = passing_values(one)
    if bare:
        return "; ".join(f"{key(place)}: {flow(what)}" for place, what in bare.items())
    silent = sorted(one.silent) or sorted(one.shows.keys() - {AGENCY})
    whose = f" of {one.shows[AGENCY]}" if AGENCY in one.shows else ""
    return f"a policy{whose} that does not mention {_or(list(map(key, _outermost(silent))))}"


def passing_values(one: Counterexample) -> dict[str, Any]:
    """What a policy says that passes, by place; empty where it passes by silence."""
    said = {place: what for place, what in one.shows.items() if what not in ([], [{}], "proposed")}
    return {} if said.keys() == {AGENCY} else said


def _outermost(places: Sequence[str]) -> list[str]:
    """Places that are in none of the others."""
    return [one for one in places if not any(one.startswith(f"{other}/") for other in places)]


def _or(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def key(place: str) -> str:
    """A place as one would say it.

    >>> key("/sharing/grants/0/to"), key("/retention/reads")
    ('sharing.grants.to', 'retention.reads')
    """
    return place.strip("/").replace("/0/", "/").replace("/", ".")
