"""Acts of nobody, and a policy that was in force before anybody adopted it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.model.no_name import is_no_name
from tests.attacks.edits import AGENCY, WAIVERS
from tests.attacks.towns import FACE, PAPERS, SEEN, WAIVER, found, of_westport, town

NOBODY = (
    "nobody", "No one", "none", "-", "—", "n/a", "N.A.", "tbd", "T B D", "to be decided",
    "to be named by the department", "unknown", "Unknown person", "?", "???", "x", "xxx", "123",
    "me", "somebody", "[pending]", "not yet named", "no\u0301body", "n\u043ebody",
    "\uff4e\uff4fbody", "Your name here",
)  # fmt: skip
NAMES = (
    "Town Council", "the board", "IT", "C. Void", "Representative Town Meeting", "internal-affairs",
    "Chief of Police", "Nobody Road Association", "Não-Me-Toque",
)  # fmt: skip
PLACES = {
    "/adopted/by": ("{by: Representative Town Meeting,", "{by: NAME,", "nobody"),
    "/systems/0/attested/by": ("{by: records office,", "{by: NAME,", "-"),
    "/approvals/0/by": (
        "transparency:\n",
        "approvals: [{kind: council-vote, by: NAME, on: 2026-11-01, record: minutes/v.md}]\n"
        "transparency:\n",
        "n/a",
    ),
    "/systems/0/export_owner/name": (
        "    contract:\n",
        "    export_owner: {name: NAME, why: So it says.}\n    contract:\n",
        "unknown",
    ),
    "/systems/0/other": ("vendor: flock\n", "vendor: other\n    other: NAME\n", "to be named"),
    "/audit/by": ("  by: internal-affairs\n", "  by: NAME\n", "none"),
}


@pytest.mark.parametrize("text", NOBODY)
def test_a_dash_is_no_name(text: str) -> None:
    assert is_no_name(text)


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_a_name(text: str) -> None:
    assert not is_no_name(text)


@given(st.sampled_from(NOBODY), st.sampled_from(" .-_/*!([{"), st.booleans())
def test_marks_around_no_name_make_no_name_of_it(text: str, mark: str, loud: bool) -> None:
    assert is_no_name(f"{mark}{text.upper() if loud else text}{mark}")


@pytest.mark.parametrize("at", PLACES)
def test_what_nobody_did_was_not_done(at: str) -> None:
    before, after, nobody = PLACES[at]

    def found_with(name: str) -> dict[str, str]:
        papers = PAPERS | {"minutes/v.md": "7" * 64}
        return of_westport(town((before, after.replace("NAME", f'"{name}"')), papers=papers))

    assert found_with(nobody)[at].endswith("policy/no-name")
    assert at not in found_with("internal-affairs")


def test_a_draft_may_name_its_vendor_later() -> None:
    vendor = "vendor: flock\n", "vendor: other\n    other: to be named by the department\n"
    draft = "status: adopted", "status: proposed"
    assert of_westport(town(vendor)) == {"/systems/0/other": "policy/no-name"}
    assert "/systems/0/other" not in of_westport(town(vendor, draft))


def test_a_waiver_of_nobody_covers_nothing() -> None:
    own = f"{AGENCY}/no-demographic-fields"
    waiver = WAIVER.format(rule=own).replace("authority: Town Meeting", "authority: nobody")
    refused = found(town(FACE, more={WAIVERS: waiver}, papers=PAPERS | {"minutes/w.md": SEEN}))
    assert refused[f"{AGENCY}/waivers/0/authority"] == "policy/no-name"
    assert own in refused[f"{AGENCY}/collection/fields/2"]


def test_a_policy_takes_effect_with_its_vote_and_not_before() -> None:
    early = town(("effective: 2026-11-15", "effective: 2026-11-09"))
    assert of_westport(early) == {"/effective": "policy/order-of-dates"}
    assert of_westport(town(("effective: 2026-11-15", "effective: 2026-11-10"))) == {}
