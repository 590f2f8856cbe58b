"""Every clause stands on the page, and every sentence rests on a clause, a rule or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from lprpolicy.evaluate.page_facts import JudgedRepository, material
from lprpolicy.model.places import ROOT
from lprpolicy.model.policy import Policy
from lprpolicy.model.waiver import Waivers
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.html import body as html_body
from lprpolicy.write.page.markdown import write as markdown
from lprpolicy.write.page.page import page
from lprpolicy.write.page.sections import Page
from lprpolicy.write.page.text import write as text
from tests.repositories import NORWALK
from tests.write.completeness import (
    PLACES,
    of,
    require_grounds,
    require_shown_and_cited,
    shown,
    without_sentence,
)
from tests.write.page.conftest import SHAPES
from tests.write.page.mutations import changed, leaves, removed
from tests.write.page.rich_policy import POLICY


def words_of(page_: Page) -> str:
    return shown(html_body(page_))


def test_a_change_of_any_leaf_shows_in_every_format_and_what_comes_with_it_names_it(
    shape: Material, judgement: JudgedRepository
) -> None:
    require_shown_and_cited(page, (text, markdown, words_of), shape, judgement)


def test_every_leaf_is_cited(subject: Material) -> None:
    assert without_sentence(page(subject), subject.data) == []


def test_every_sentence_rests_on_something_that_exists_or_explains(
    subject: Material, judgement: JudgedRepository
) -> None:
    require_grounds(page(subject), subject, judgement)


def test_the_rich_policy_uses_every_field_of_the_format() -> None:
    used = {re.sub(r"/\d+(?=/|$)", "/*", str(at)) for at in leaves(POLICY)}
    above = {place for leaf in used for place in ancestors(leaf)}
    retention = {p for p in PLACES if re.match(r"(/systems/\*)?/retention/", p)}
    assert retention & above
    assert {p for p in PLACES - above if p not in retention} == set()


def test_every_draft_has_the_clauses_of_one_whose_clauses_are_changed(
    subject: Material, judgement: JudgedRepository
) -> None:
    assert places_of(subject) in [places_of(material(judgement, one)) for one in SHAPES]


def places_of(subject: Material) -> set[str]:
    return {re.sub(r"/\d+(?=/|$)", "/*", str(at)) for at in leaves(subject.data)}


def ancestors(place: str) -> Iterator[str]:
    steps = place.split("/")
    yield from ("/".join(steps[: n + 1]) for n in range(1, len(steps)))


@pytest.mark.parametrize("field", ["collection", "retention", "purposes", "sharing", "audit"])
def test_what_a_policy_leaves_out_is_said_to_be_left_out(
    field: str, subject: Material, judgement: JudgedRepository
) -> None:
    data = {key: value for key, value in subject.data.items() if key != field}
    policy = Policy.model_validate(data)
    silent = {
        at
        for s in of(page, data, policy, subject, judgement).sentences()
        for at in s.grounds.silent
    }
    assert any(at.parts[0] == field for at in silent)


def test_a_policy_that_says_nothing_still_has_a_page(
    judgement: JudgedRepository, subject: Material
) -> None:
    data = {"schema": "lprpolicy/policy/v1", "agency": "us-ct/westport-pd", "status": "proposed"}
    policy = Policy.model_validate(data)
    bare = of(page, data, policy, subject, judgement)
    silent = {at for sentence in bare.sentences() for at in sentence.grounds.silent}
    blocks = {name for name in Policy.model_fields if name not in ("format", "agency", "status")}
    assert {at.parts[0] for at in silent} == blocks - {"adopted"}
    assert ROOT not in silent


def test_a_change_of_any_leaf_of_an_exception_shows(judgement: JudgedRepository) -> None:
    plain = replace(material(judgement, NORWALK), duties=(), faults=(), waived=())
    assert plain.waivers is not None
    data = plain.waivers.model_dump(mode="json", by_alias=True, exclude_none=True)
    data["waivers"][0]["scope"] |= {"to": "us-ct/westport-pd", "system": "plate-reads"}
    before = text(page(replace(plain, waivers=Waivers.model_validate(data))))
    for at in leaves(data):
        without = removed(data, at, Waivers)
        for _, other in [*changed(data, at, 3, Waivers), *([without] if without else [])]:
            if str(at) != "/agency":  # then the file is of another agency, which is a finding
                assert text(page(replace(plain, waivers=other))) != before, at
