"""The time zone of each state that lies in one. Of the others an agency has to say its own."""

from __future__ import annotations

from typing import Final

_EASTERN: Final = "America/New_York"
_CENTRAL: Final = "America/Chicago"
_MOUNTAIN: Final = "America/Denver"
_PACIFIC: Final = "America/Los_Angeles"
_BY_ZONE: Final = {
    _EASTERN: "ct dc de ga ma md me nc nh nj ny oh pa ri sc va vt wv",
    _CENTRAL: "ar ia il la mn mo ms ok wi",
    _MOUNTAIN: "co mt nm ut wy",
    _PACIFIC: "ca wa",
    "Pacific/Honolulu": "hi",
}
ZONE_OF_STATE: Final = {
    f"us-{state}": zone for zone, states in _BY_ZONE.items() for state in states.split()
}
