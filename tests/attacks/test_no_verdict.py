"""What is no verdict: an expression without an end, a name that turns the text around."""

from __future__ import annotations

from dataclasses import replace

from lprpolicy.checks.policy.expression import Params, check
from lprpolicy.model.policy import Policy
from lprpolicy.model.subject import Recipient, Subject
from lprpolicy.model.verdicts import Answer
from lprpolicy.write.report import junit
from tests.rounds import AGENCY, CLOCK
from tests.write.sample_report import REPORT


def test_an_expression_that_takes_too_long_is_undecided() -> None:
    endless = "true"
    for name in "abcdefgh":
        endless = f"[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].all({name}, {endless})"
    params = Params(each="policy", expression=endless, at="/status", says="is wrong")
    written = {"schema": "lprpolicy/policy/v1", "agency": AGENCY, "status": "proposed"}
    town = Recipient(AGENCY, "Westport Police Department", None, "us-ct", False)
    (verdict,) = check(Subject(Policy.model_validate(written), town, (), CLOCK.date()), params)
    assert verdict.answer is Answer.UNDECIDED
    assert "budget" in verdict.message


def test_junit_shows_the_marks_that_turn_a_file_name_around() -> None:
    name = "us-xx/town/policy\u202elmay.yaml"
    subject = replace(REPORT.subjects[0], file=name)
    written = junit.write(replace(REPORT, subjects=(subject,), findings=()))
    assert "\u202e" not in written
    assert "\\u202e" in written
