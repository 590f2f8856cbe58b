"""Changes in which a policy disappears, moves or hides."""

from __future__ import annotations

from hashlib import sha256

import pytest

from tests.attacks.edits import (
    AGENCY,
    RULE,
    VOTE_RULE,
    Edit,
    Files,
    against,
    both,
    gone,
    moved,
    new,
    other,
    rules,
    vote_file,
)
from tests.repositories import WESTPORT
from tests.rounds import adopted

HIDDEN: dict[str, Edit] = {
    "deleted": gone(WESTPORT),
    "hidden": moved(WESTPORT, f"{AGENCY}/.policy.yaml"),
    "as json": moved(WESTPORT, f"{AGENCY}/policy.json"),
    "in a hidden folder": moved(WESTPORT, "us-ct/.westport-pd/policy.yaml"),
    "as yml": both(moved(WESTPORT, f"{AGENCY}/policy.yml"), other(f"{AGENCY}/policy.yml")),
    "in another folder": both(
        moved(WESTPORT, "old/us-ct/westport-pd/policy.yaml"),
        other("old/us-ct/westport-pd/policy.yaml"),
    ),
}


def _whole_folder(edit: Edit) -> Edit:
    """The same, with everything else of the folder gone, so that nothing is left to wonder at."""

    def wider(files: Files) -> None:
        edit(files)
        for path in (RULE, VOTE_RULE):
            files.pop(path, None)

    return wider


@pytest.mark.parametrize("way", HIDDEN)
def test_a_policy_that_disappears_is_refused(way: str) -> None:
    assert "policy/gone" in rules(against(_whole_folder(HIDDEN[way]))), way


def test_a_town_that_moves_to_another_state_is_gone_from_its_own() -> None:
    there = "us-ma/westport-pd"

    def move(files: Files) -> None:
        for path in [one for one in files if one.startswith(f"{AGENCY}/")]:
            raw = files.pop(path).replace(AGENCY.encode(), there.encode())
            files[path.replace(AGENCY, there)] = raw
        files["directory/us-ma.yaml"] = (
            "schema: lprpolicy/directory/v1\ntitle: More\nsource: {title: me, on: 2026-11-20}\n"
            f"agencies: [{{id: {there}, name: Westport Police Department, "
            "kind: municipal-police, state: us-ma}]\n"
        ).encode()

    found = against(move)
    assert {"policy/gone", "base/rule-lost", "directory/unknown-agency"} <= rules(found)


ADOPTED = adopted()
VOTE_LINE = next(line for line in ADOPTED.splitlines() if line.startswith("adopted:"))
GRANTS = ADOPTED[ADOPTED.index("  grants:\n") : ADOPTED.index("\n\n", ADOPTED.index("  grants:\n"))]
DRAFT = ADOPTED.replace("status: adopted", "status: proposed").replace(VOTE_LINE, "adopted: null")
ENDED = ADOPTED.replace("status: adopted", "status: superseded")


def _as(text: str) -> Edit:
    return lambda files: files.__setitem__(WESTPORT, text.encode())


@pytest.mark.parametrize("text", [DRAFT, ENDED, ENDED.replace(GRANTS, "")], ids=str.__len__)
def test_an_adopted_policy_that_lets_somebody_in_stays_adopted(text: str) -> None:
    """Nobody compares a draft with the vendor's list, and its documents are asked of nobody."""
    assert "policy/withdrawn" in rules(against(_as(text), base=_as(ADOPTED)))
    was, becomes = (sha256(one.encode()).hexdigest() for one in (ADOPTED, text))
    held = new(f"{AGENCY}/votes.yaml", vote_file(WESTPORT, was, becomes, "2026-11-10"))
    voted = against(_as(text), base=both(_as(ADOPTED), held))
    assert "policy/withdrawn" not in rules(voted)


def test_a_policy_may_end_with_its_grants() -> None:
    ended = ENDED.replace(GRANTS, "  grants: []")
    assert "policy/withdrawn" not in rules(against(_as(ended), base=_as(ADOPTED)))
    assert "policy/withdrawn" not in rules(against(_as(ADOPTED), base=_as(DRAFT)))
    assert "policy/withdrawn" not in rules(against(_as(ENDED), base=_as(DRAFT)))
