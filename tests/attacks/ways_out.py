"""How a change takes Westport's own rule out of its own way."""

from __future__ import annotations

from tests.attacks.edits import (
    AGENCY,
    FOUND,
    RULE,
    WAIVERS,
    Edit,
    both,
    gone,
    moved,
    new,
    other,
    put,
)

WAIVER = f"""schema: lprpolicy/waivers/v1
agency: {AGENCY}
status: proposed
waivers:
  - rule: {FOUND}
    scope: {{block: collection}}
    authority: Town Meeting
    reason: I would like it.
    granted: 2026-11-20
    expires: 2027-02-01
    record: minutes/me.md
"""
OLD = f"{AGENCY}/old/no-demographic-fields.yaml"
STAND_ASIDE = """      - occupant-image
      - face
"""
WAYS_OUT: dict[str, Edit] = {
    "deleted": gone(RULE),
    "begins in 2099": put(RULE, "- from: 2026-11-01", "- from: 2099-11-01"),
    "ended": put(RULE, "- from: 2026-11-01", "- from: 2026-11-01\n    until: 2026-11-02"),
    "a should": put(RULE, "binding: must", "binding: should"),
    "without faces": put(RULE, STAND_ASIDE, "      - occupant-image\n"),
    "disputed": put(RULE, "    forbid:\n", "    contested: some lawyers say no\n    forbid:\n"),
    "for sheriffs": put(
        RULE, "check: fields-prohibited\n",
        "applies: {kinds: [county-sheriff]}\ncheck: fields-prohibited\n",
    ),
    "not yaml any more": moved(RULE, RULE.replace(".yaml", ".txt")),
    "in a hidden folder": moved(RULE, RULE.replace("/rules/", "/.rules/")),
    "named as something else": both(moved(RULE, OLD), other(OLD)),
    "of another town": moved(RULE, RULE.replace("westport", "norwalk")),
    "under another name": moved(RULE, RULE.replace("no-demographic-fields", "some-fields")),
    "waived by its author": new(WAIVERS, WAIVER),
    "another check": put(RULE, "check: fields-prohibited", "check: fields-within"),
    "unreadable": put(RULE, "binding: must", "binding: [must"),
}  # fmt: skip
