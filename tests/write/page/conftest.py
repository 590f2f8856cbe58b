"""Pages of the drafts and of a policy that uses every field."""

from __future__ import annotations

import pytest

from lprpolicy.evaluate.page_facts import JudgedRepository, judge_repository, material
from lprpolicy.write.page.facts import Material
from tests.repositories import TODAY
from tests.write.page.rich_policy import AGENCY, repository

DRAFTS = (
    "us-ct/enfield-pd",
    "us-ct/fairfield-pd",
    "us-ct/norwalk-pd",
    "us-ct/southern-connecticut-state-university-police",
    "us-ct/stratford-pd",
    "us-ct/trumbull-pd",
    "us-ct/westport-pd",
    "us-ct/wethersfield-pd",
)
EVERY = (*DRAFTS, AGENCY)
SHAPES = ("us-ct/westport-pd", AGENCY)
"""One policy of each set of clauses: what changes every clause costs a second a policy."""


@pytest.fixture(scope="session")
def judgement() -> JudgedRepository:
    """The drafts and the rich policy, judged once."""
    return judge_repository(repository(), TODAY)


@pytest.fixture(params=EVERY)
def subject(request: pytest.FixtureRequest, judgement: JudgedRepository) -> Material:
    """What one page after the other is made from."""
    return material(judgement, request.param)


@pytest.fixture(params=SHAPES)
def shape(request: pytest.FixtureRequest, judgement: JudgedRepository) -> Material:
    """What the page of a policy of each set of clauses is made from."""
    return material(judgement, request.param)
