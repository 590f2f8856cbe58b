"""Where in a name a state stands: in front, behind a place, or written out as a part of it."""

from __future__ import annotations

from lprpolicy.identify.states import LEADING
from lprpolicy.identify.words import (
    KIND_WORDS,
    KINDS_BEHIND_A_STATE,
    NEVER_BEFORE_INSTITUTIONS,
    STATE_BODY_WORDS,
)

DASH = "-"


def leads_as_a_state(words: list[str]) -> bool:
    """Whether a name's first word is a state. `LA Port` and `VA Police` begin with other words."""
    code = words[0]
    behind = words[1] if len(words) > 1 else None
    if behind == DASH:
        return True
    if code == "va":
        known = ("state", "department", "doc", "dmv", "abc", "game", "marine", "wildlife")
        return behind in known or "capitol" in words
    if code == "la":
        of = words[3] if words[1:3] == ["department", "of"] and len(words) > 3 else behind
        return of in ("state", "wildlife", "dps", "doc", "corrections")
    return code in LEADING or behind in STATE_BODY_WORDS


def follows_a_place(words: list[str], at: int) -> bool:
    """Whether a state can stand here: behind a place, in front of the kind of agency or the end."""
    behind = words[at + 1] if at + 1 < len(words) else None
    kinds = KIND_WORDS if words[at] in NEVER_BEFORE_INSTITUTIONS else KINDS_BEHIND_A_STATE
    stands = behind in kinds or behind in (None, DASH, "pct")
    return stands or words[at - 1] in ("county", "parish")


def is_written_out(words: list[str], at: int) -> bool:
    """Whether the state is a part of the name: CT State Police, University of North FL."""
    if at == 0:
        return words[1:2] != [DASH]
    before = words[:at]
    if before[-1] in ("north", "south", "east", "west", "central"):
        before = before[:-1]
    return before[-2:] == ["university", "of"]
