"""Changes in which a policy disappears, moves or hides."""

from __future__ import annotations

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
    other,
    rules,
)
from tests.repositories import WESTPORT

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
