"""Recipients without an entry are never let in, and what rests on entries stays usable."""

from __future__ import annotations

from lprpolicy.evaluate.subjects import recipient
from lprpolicy.model.report import Decision
from tests.attacks.entries import GRANT, grant, index, names, rules
from tests.repositories import WESTPORT, changed, drafts, judged


def test_a_name_without_an_entry_is_never_let_in() -> None:
    made = {
        text: recipient(grant({"named": text, "state": "us-ct"}), index())
        for text in names("named")
    }
    local = [text for text, who in made.items() if who.kind and not who.kind.federal]
    assert not [*local, *(text for text, who in made.items() if who.state)]


def test_the_state_beside_a_name_is_no_fact() -> None:
    who = recipient(grant({"named": "Anytown PD", "state": "us-ct"}), index())
    assert (who.id, who.kind, who.state, who.federal) == (None, None, None, None)


def test_the_check_refuses_a_name_without_an_entry() -> None:
    tree = changed(WESTPORT, GRANT, "    - to: {named: Anytown PD, state: us-ct}\n")
    assert "directory/unknown-agency" in rules(tree)


def test_a_name_of_an_entry_in_another_state_is_a_contradiction() -> None:
    who = recipient(grant({"named": "Norwalk Ohio PD", "state": "us-ct"}), index())
    assert who.id is None


def test_the_drafts_are_allowed_and_rest_on_their_own_directory() -> None:
    report = judged(drafts())
    assert report.decision is Decision.ALLOW
    assert report.rests_on
