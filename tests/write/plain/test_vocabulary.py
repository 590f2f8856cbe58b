"""Every word of the vocabularies has plain words of its own."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest

from lprpolicy.model import vocabulary as model
from lprpolicy.model.page import Part
from lprpolicy.model.policy import Policy
from lprpolicy.write.plain import vocabulary as plain
from lprpolicy.write.plain.own import BLOCKS
from lprpolicy.write.plain.terms import TERMS

PAIRS = [
    (plain.FIELDS, model.Field),
    (plain.PLACES, model.Place),
    (plain.RECORDS, model.RecordClass),
    (plain.UNTIL, model.Until),
    (plain.ARTIFACTS, model.Artifact),
    (plain.PURPOSES, model.Purpose),
    (plain.VENDORS, model.Vendor),
    (plain.CONTRACT, model.ContractTerm),
    (plain.HOT_LIST_FILES, model.HotListFile),
    (plain.DATA, model.Data),
    (plain.BASES, model.BasisKind),
    (plain.LOG, model.LogField),
    (plain.APPROVALS, model.ApprovalKind),
    (plain.KINDS, model.AgencyKind),
]


def said(phrase: Any) -> str:
    if isinstance(phrase, tuple):
        return "".join(map(said, phrase))
    return phrase.text if isinstance(phrase, Part) else phrase


@pytest.mark.parametrize(("phrases", "words"), PAIRS)
def test_every_word_has_plain_words_of_its_own(
    phrases: Mapping[StrEnum, Any], words: type[StrEnum]
) -> None:
    assert set(phrases) == set(words)
    assert len({said(phrase) for phrase in phrases.values()}) == len(words)


def test_every_term_that_is_used_is_explained() -> None:
    used = [
        part.key
        for phrases, _ in PAIRS
        for phrase in phrases.values()
        for part in (phrase if isinstance(phrase, tuple) else (phrase,))
        if isinstance(part, Part) and part.key
    ]
    assert set(used) <= set(TERMS)


def test_a_waiver_can_be_for_any_block() -> None:
    facts = {"format", "agency", "status", "adopted", "effective", "review_by"}
    assert set(BLOCKS) == set(Policy.model_fields) - facts
