"""Every document of one policy on one day counts the same required rules."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from lprpolicy.evaluate.first_draft import first_draft
from lprpolicy.evaluate.page_facts import JudgedRepository
from lprpolicy.evaluate.report import Options, check
from lprpolicy.evaluate.site_facts import facts, people
from lprpolicy.model.proposal import Told
from lprpolicy.model.words import AgencyKind, Status
from lprpolicy.repository.law import built_in
from lprpolicy.repository.layout import folder
from lprpolicy.repository.national import national
from lprpolicy.write.council_policy.build import council_policy
from lprpolicy.write.council_policy.markdown import write as council_markdown
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.markdown import write as page_markdown
from lprpolicy.write.page.page import page
from lprpolicy.write.report import markdown as report_markdown
from lprpolicy.write.report import text
from lprpolicy.write.site.facts import ChangeLog, Town
from lprpolicy.write.site.view import worst
from lprpolicy.write.start.begun import open_lines
from lprpolicy.write.start.memo import memo
from tests.repositories import POLICIES, TODAY
from tests.write.page.rich_policy import AGENCY


@pytest.fixture(scope="session")
def towns(judgement: JudgedRepository) -> dict[str, Town]:
    made = facts(judgement, people(judgement.repository), ChangeLog((), None, None), url=None)
    return dict(made.towns)


def counted(patterns: str, said: str) -> set[int]:
    """The numbers that a text gives by several patterns, each of which it has to have."""
    found = [re.findall(one, said) for one in patterns.split("|")]
    assert all(found), f"{patterns} in {said}"
    return {int(number) for number in chain.from_iterable(found)}


def test_page_document_and_site_count_as_the_report_does(
    subject: Material, judgement: JudgedRepository, towns: dict[str, Town]
) -> None:
    agency = str(subject.subject.policy.agency)
    rules = {rule.id: rule for rule in judgement.report.rules}
    (bound,) = (one.rules for one in judgement.report.subjects if one.agency == agency)
    required = {sum(rules[rule].required for rule in bound)}
    shown = page_markdown(page(subject))
    says = r"(\d+) required rules? appl|[Ff]or \d+ of (\d+) required rule"
    assert counted(says, shown) == required
    voted = council_markdown(council_policy(subject))
    assert counted(r"meets? \d+ of (\d+) required rule", voted) == required
    if subject.subject.policy.status is Status.PROPOSED and agency != AGENCY:
        assert counted(r"^draft: would meet \d+ of (\d+)", worst(towns[agency])[0]) == required


def test_a_check_of_one_policy_says_it_in_text_and_markdown(judgement: JudgedRepository) -> None:
    agency = "us-ct/westport-pd"
    report = check(folder((POLICIES / agency,)), Options(TODAY), lists=national())
    rules = {rule.id: rule for rule in judgement.report.rules}
    (bound,) = (one.rules for one in judgement.report.subjects if one.agency == agency)
    required = {sum(rules[rule].required for rule in bound)}
    assert counted(r"\((\d+) required\)", text.write(report)) == required
    assert counted(r"\((\d+) required\)", report_markdown.write(report)) == required


def test_a_new_draft_its_memo_and_its_check_count_alike() -> None:
    told = Told(
        agency="us-ct/alder-pd",
        name="Alder Police Department",
        town="Alder",
        state="us-ct",
        kind=AgencyKind.MUNICIPAL_POLICE,
        day=TODAY,
    )
    start = first_draft(told, built_in(), national()).start
    required = {sum(rule.required for rule in start.bound)}
    says = r"of (\d+) required rules rest|(\d+) required rules and|of the (\d+)\s+required"
    assert counted(says, memo(start)) == required
    assert counted(r"(\d+) required rules and", "\n".join(open_lines(start))) == required
    assert counted(r"\((\d+) required\)", text.write(start.report)) == required
