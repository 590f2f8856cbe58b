"""Whatever words a file holds, its page stays a page."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lprpolicy.evaluate.page_facts import JudgedRepository, material
from lprpolicy.evaluate.subjects import subject
from lprpolicy.model.policy import Policy
from lprpolicy.model.scalars import LINE_PATTERN
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.html import body as html_body
from lprpolicy.write.page.markdown import write as markdown
from lprpolicy.write.page.page import page
from lprpolicy.write.page.text import write as text
from tests.limits import examples
from tests.repositories import TODAY
from tests.write.page.rich_policy import AGENCY, POLICY

LINES = st.from_regex(LINE_PATTERN, fullmatch=True).filter(lambda line: len(line) < 200)


@pytest.fixture(scope="module")
def plain(judgement: JudgedRepository) -> tuple[Material, list[str], int]:
    """A policy, and the tags and the lines of its page as it is."""
    found = material(judgement, AGENCY)
    made = page(found)
    return found, tags(html_body(made)), markdown(made).count("\n")


@settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(LINES)
def test_any_name_is_shown_and_is_never_markup(
    judgement: JudgedRepository, plain: tuple[Material, list[str], int], line: str
) -> None:
    found, bare, lines = plain
    data = json.loads(json.dumps(POLICY))
    data["systems"][1]["other"] = line
    policy = Policy.model_validate(data)
    other = subject(policy, judgement.repository.index, TODAY)
    made = page(replace(found, subject=other, data=data))
    body = html_body(made)
    assert tags(body) == bare
    assert markdown(made).count("\n") == lines
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text(made))
    shown = html.unescape(re.sub(r"<[^>]*>", "", body))
    assert all(word in shown for word in line.split() if word.isascii() and word.isprintable())


def tags(body: str) -> list[str]:
    return [re.sub(r'data-\w+="[^"]*"', "", tag) for tag in re.findall(r"<[^>]*>", body)]
