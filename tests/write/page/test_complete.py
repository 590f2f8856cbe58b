"""Every clause stands on the page, and every sentence rests on a clause, a rule or nothing."""

from __future__ import annotations

import html
import re
import types
import typing
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pydantic import BaseModel

from lprpolicy.evaluate.page_facts import JudgedRepository, material
from lprpolicy.evaluate.subjects import subject as subject_of
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Policy
from lprpolicy.model.waiver import Waivers
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.html import body as html_body
from lprpolicy.write.page.markdown import write as markdown
from lprpolicy.write.page.page import page
from lprpolicy.write.page.sections import Page, Sentence
from lprpolicy.write.page.text import write as text
from tests.repositories import NORWALK, TODAY
from tests.write.page.mutations import accepted, changed, leaves, removed
from tests.write.page.rich_policy import AGENCY, POLICY


def of(data: Any, policy: Policy, subject: Material, judgement: JudgedRepository) -> Page:
    """The page with another policy and no law on it, which could show a change by itself."""
    other = subject_of(policy, judgement.repository.index, TODAY)
    return page(replace(subject, subject=other, data=data, duties=(), faults=(), packs={}))


def unchanged(subject: Material, judgement: JudgedRepository) -> Page:
    return of(subject.data, subject.subject.policy, subject, judgement)


def mutants(data: Any) -> Iterator[tuple[Pointer, Any, Policy]]:
    """Every change and every removal of a leaf that says something else than before."""
    before = accepted(data)
    most = 3 if data["agency"] == AGENCY else 1
    for at in leaves(data):
        without = removed(data, at)
        for mutant, policy in [*changed(data, at, most), *([without] if without else [])]:
            if policy.model_dump() != before.model_dump():
                yield at, mutant, policy


def words_of(page_: Page) -> str:
    """What a browser shows of the page."""
    return html.unescape(re.sub(r"<[^>]*>", "", html_body(page_)))


def cites(sentence: Sentence, at: Pointer) -> bool:
    """Whether a sentence rests on a place, on what holds it, or on what is in it."""
    for ground in (*sentence.grounds.at, *sentence.grounds.silent):
        shared = min(len(ground.parts), len(at.parts))
        if ground.parts[:shared] == at.parts[:shared]:
            return True
    return False


def test_a_change_of_any_leaf_shows_in_every_format(
    subject: Material, judgement: JudgedRepository
) -> None:
    before = unchanged(subject, judgement)
    for at, data, policy in mutants(subject.data):
        after = of(data, policy, subject, judgement)
        for form in (text, markdown, words_of):
            assert form(after) != form(before), f"{at} does not show in {form.__name__}"


def test_what_comes_and_goes_with_a_leaf_names_it(
    subject: Material, judgement: JudgedRepository
) -> None:
    before = unchanged(subject, judgement)
    for at, data, policy in mutants(subject.data):
        if str(at) == "/status":  # a draft is called a draft everywhere
            continue
        after = of(data, policy, subject, judgement)
        for one, other in ((before, after), (after, before)):
            stays = {sentence.text for sentence in other.sentences()}
            for sentence in one.sentences():
                if sentence.text not in stays and not sentence.explains:
                    assert cites(sentence, at), f"{at}: {sentence.text!r}"


def test_every_leaf_is_cited(subject: Material) -> None:
    cited = {ground for sentence in page(subject).sentences() for ground in sentence.grounds.at}
    for at in leaves(subject.data):
        above = [Pointer(at.parts[:n]) for n in range(1, len(at.parts) + 1)]
        assert cited & set(above), f"no sentence states {at}"


def test_every_sentence_rests_on_something_that_exists_or_explains(
    subject: Material, judgement: JudgedRepository
) -> None:
    known = {duty.rule.id for duty in subject.duties} | {f.rule.id for f in subject.faults}
    for sentence in page(subject).sentences():
        grounds = sentence.grounds
        assert bool(grounds) is not sentence.explains, sentence.text
        assert all(subject.says(at) for at in grounds.at), sentence
        assert not any(subject.says(at) for at in grounds.silent), sentence
        assert all(in_format(at) for at in grounds.silent), sentence
        assert set(grounds.rules) <= known, sentence
        assert set(grounds.packs) <= set(subject.packs), sentence
        for agency in grounds.agencies:
            assert judgement.repository.index.agency(agency) is not None, sentence


def in_format(at: Pointer) -> bool:
    """Whether the format knows this place."""
    return all(
        re.sub(r"/\d+(?=/|$)", "/*", str(Pointer(at.parts[:n]))) in PLACES
        for n in range(1, len(at.parts) + 1)
    )


def places(model: type[BaseModel], at: str = "") -> Iterator[str]:
    """Every place of a format, with a star for a number."""
    for name, field in model.model_fields.items():
        here = f"{at}/{field.alias or name}"
        yield here
        yield from inner(field.annotation, here)


def inner(kind: Any, at: str) -> Iterator[str]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from places(kind, at)
    elif typing.get_origin(kind) is tuple:
        yield f"{at}/*"
        yield from inner(typing.get_args(kind)[0], f"{at}/*")
    elif typing.get_origin(kind) in (typing.Union, types.UnionType, typing.Annotated):
        for option in typing.get_args(kind):
            if isinstance(option, type) or typing.get_origin(option):
                yield from inner(option, at)


PLACES = set(places(Policy))


def test_the_rich_policy_uses_every_field_of_the_format() -> None:
    used = {re.sub(r"/\d+(?=/|$)", "/*", str(at)) for at in leaves(POLICY)}
    above = {place for leaf in used for place in ancestors(leaf)}
    retention = {p for p in PLACES if re.match(r"(/systems/\*)?/retention/", p)}
    assert retention & above
    assert {p for p in PLACES - above if p not in retention} == set()


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
        at for s in of(data, policy, subject, judgement).sentences() for at in s.grounds.silent
    }
    assert any(at.parts[0] == field for at in silent)


def test_a_policy_that_says_nothing_still_has_a_page(
    judgement: JudgedRepository, subject: Material
) -> None:
    data = {"schema": "lprpolicy/policy/v1", "agency": "us-ct/westport-pd", "status": "proposed"}
    policy = Policy.model_validate(data)
    bare = of(data, policy, subject, judgement)
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
