"""A vendor's text beside an id that is approved: no other body rides on it."""

from __future__ import annotations

from typing import Any

import pytest

from lprpolicy.compare.changes import compare
from lprpolicy.evaluate.states import state_of
from lprpolicy.evaluate.subjects import recipient
from lprpolicy.identify.index import Index
from lprpolicy.model.change import Effect
from lprpolicy.repository.directories import federal
from lprpolicy.repository.national import national
from tests.attacks.entries import DAY, GRANT, grant, index, names
from tests.repositories import NORWALK, WESTPORT, blocking, changed, judged


def test_no_other_name_rides_on_an_approved_id() -> None:
    made = {text: recipient(grant(NORWALK, listed_as=text), index()) for text in names("listed_as")}
    assert not [text for text, who in made.items() if who.id or who.kind or who.state]


BESIDE = [
    "Homeland", "DHS", "for ICE", "Task Force", "Palantir", "1CE", "HSIB", "guest", "c/o DHS",
    "Border", "imm. unit",
]  # fmt: skip


@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("text", ["Norwalk CT PD ({})", "({}) Norwalk CT PD", "Norwalk PD [{}]"])
def test_a_row_with_somebody_else_in_brackets_is_not_the_agency(text: str, beside: str) -> None:
    """It would raise no drift beside a grant to the agency itself."""
    assert index().identify(text.format(beside), state="us-ct").id != NORWALK


@pytest.mark.parametrize(
    "beside", ["CT", "Inactive", "Falcon Flex", "Condors", "Live Video", "WingLPR", "Main Street"]
)
def test_a_part_of_its_own_network_in_brackets_is(beside: str) -> None:
    assert index().identify(f"Norwalk CT PD ({beside})", state="us-ct").id == NORWALK


@pytest.mark.parametrize(
    "text",
    [
        "Norwalk CT PD",
        "Norwalk Police Department (CT)",
        "CT - Norwalk Police Department",
        "Norwalk PD",
        "[Inactive] Norwalk CT PD",
    ],
)
def test_a_name_of_the_agency_is_the_agency(text: str) -> None:
    assert recipient(grant(NORWALK, listed_as=text), index()).id == NORWALK


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Florida Department of Law Enforcement (FDLE)", True),
        ("Florida Department of Law Enforcement (FD)", False),
        ("Florida Department of Law Enforcement (DHS)", False),
        ("Florida Department of Law Enforcement (Main)", False),
        ("Florida Department of Law Enforcement (ICE)", False),
        ("Florida Department of Law Enforcement (FDLE) (GSD)", False),
    ],
)
def test_initials_in_brackets_are_the_names_own_or_somebody_elses(text: str, same: bool) -> None:
    who = "us-fl/department-of-law-enforcement"
    found = recipient(grant(who, listed_as=text), Index.of(federal(), lists=national()))
    assert (found.id == who) is same


def test_the_check_refuses_another_name_beside_an_id() -> None:
    tree = changed(WESTPORT, GRANT, f"{GRANT}      listed_as: Homeland Security\n")
    found = blocking(judged(tree))
    assert ("directory/contradiction") in {rule for rule, _, _ in found}
    assert any(
        ":listed_as" in says or "listed as Homeland Security" in says for _, _, says in found
    )


def test_a_text_that_is_immigrations_is_forbidden_and_not_only_a_question() -> None:
    tree = changed(WESTPORT, GRANT, f"{GRANT}      listed_as: HSI Boston\n")
    answers = {
        finding.answer.value for finding in judged(tree).findings if finding.rule.layer is not None
    }
    assert "violation" in answers


def test_a_changed_text_is_access_gained_and_lost() -> None:
    def of(text: str | None) -> Any:
        more = f"      listed_as: {text}\n" if text else ""
        tree = changed(WESTPORT, GRANT, GRANT + more)
        from lprpolicy.repository.repository import open_repository

        repository = open_repository(tree)
        policy = repository.policies["us-ct/westport-pd"].value
        assert policy is not None
        return state_of(policy, repository.index, DAY)

    for before, after in (
        (None, "Homeland Security"),
        ("Norwalk CT PD", "Homeland Security"),
        ("Norwalk CT PD", "Norwalk Police Department (CT)"),
    ):
        effects = [one.effect for one in compare(of(before), of(after))]
        assert {Effect.WIDENS, Effect.NARROWS} <= set(effects), (before, after)
    said = compare(of(None), of("Norwalk CT PD"))
    assert [one.topic.value for one in said] == ["name"]


def test_two_texts_under_one_id_are_two_recipients() -> None:
    from lprpolicy.checks.policy.recipients_at_most import Params, check
    from lprpolicy.evaluate.subjects import subject
    from lprpolicy.model.policy import Policy

    grants = [{"to": NORWALK, "listed_as": text} for text in ("Norwalk CT PD", "Norwalk PD")]
    policy = Policy.model_validate(
        {
            "schema": "lprpolicy/policy/v1",
            "agency": "us-ct/westport-pd",
            "status": "proposed",
            "sharing": {"grants": grants},
        }
    )
    assert list(check(subject(policy, index(), DAY), Params(at_most=1)))
