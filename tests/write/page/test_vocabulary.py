"""Every word of the vocabularies has plain words of its own."""

from __future__ import annotations

from typing import get_args

import pytest

from lprpolicy.checks.policy.lookups_off import SwitchName
from lprpolicy.model import words as model
from lprpolicy.model.policy import Lookups, Policy
from lprpolicy.model.words import GRAVEST_FIRST, AgencyKind, Switch, Word
from lprpolicy.write.page.own_rules import BLOCKS
from lprpolicy.write.page.terms import TERMS
from lprpolicy.write.page.vocabulary import wordings

SPOKEN = [
    words
    for name in model.__all__
    if isinstance(words := getattr(model, name), type)
    and issubclass(words, Word)
    and words is not Word
]


@pytest.mark.parametrize("words", SPOKEN)
def test_every_word_has_plain_words_of_its_own(words: type[Word]) -> None:
    said = {"".join(part.text for part in wordings(word)) for word in words}
    assert "" not in said
    assert len(said) == len(words)


@pytest.mark.parametrize("form", ["noun", "one", "many"])
def test_every_kind_of_agency_has_a_noun_of_its_own(form: str) -> None:
    assert len({getattr(kind, form) for kind in AgencyKind}) == len(AgencyKind)


def test_people_ask_about_every_kind_in_some_order() -> None:
    assert sorted(GRAVEST_FIRST) == sorted(AgencyKind)


def test_every_term_that_is_used_is_explained() -> None:
    used = {part.key for words in SPOKEN for word in words for part in wordings(word) if part.key}
    assert used
    assert used <= set(TERMS)


def test_the_switches_of_a_policy_and_of_the_check_are_the_words() -> None:
    assert set(Lookups.model_fields) == set(Switch) == set(get_args(SwitchName))


def test_a_waiver_can_be_for_any_block() -> None:
    facts = {"format", "agency", "status", "adopted", "effective", "review_by"}
    assert set(BLOCKS) == set(Policy.model_fields) - facts
