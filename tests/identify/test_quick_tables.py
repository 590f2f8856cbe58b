"""Tables that are searched by the words of a name find what a search through all rows finds."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.identify.against import _NEVER_POLICE, _misspelt, _within
from lprpolicy.identify.borne_out import _is_of
from lprpolicy.identify.hints import (
    FEDERAL_PHRASES,
    IN_A_STATE,
    PLACES,
    SHARED,
    federal_hint,
    without_places,
)
from lprpolicy.identify.kind_words import (
    AFTER_THE_STATE,
    BEFORE_THE_STATE,
    BEFORE_TRIBES,
    KindRow,
)
from lprpolicy.identify.kinds import (
    _AFTER_THE_STATE,
    _BEFORE_THE_STATE,
    _BEFORE_TRIBES,
    kind_of,
    words_that_show,
)
from lprpolicy.identify.names import (
    _DASHES,
    _RESPELLED,
    _TOKENS,
    _has_phrase,
    _phrases,
    _spell_words,
    read_name,
)
from lprpolicy.identify.particles import _PARTICLES, _SHORTEST, other_spellings
from lprpolicy.identify.states import FULL, LONGEST, leading_state
from lprpolicy.identify.suspect_words import LIKE, LONG_FEDERAL
from lprpolicy.identify.tribes import TRIBES, tribe
from lprpolicy.identify.words import PHRASES

TABLES = (
    (_BEFORE_TRIBES, BEFORE_TRIBES),
    (_BEFORE_THE_STATE, BEFORE_THE_STATE),
    (_AFTER_THE_STATE, AFTER_THE_STATE),
)
ROWS = [row for _, rows in TABLES for row in rows]
TELLING = sorted(
    {
        phrase.replace("^", "").strip()
        for row in ROWS
        for phrase in (*row.words, *row.phrases, *row.but)
    }
    | {phrase.removeprefix("^ ") for phrase in (*PLACES, *IN_A_STATE, *FEDERAL_PHRASES, *SHARED)}
    | set(TRIBES)
    | {" ".join(name) for name in FULL}
)
NAMES = st.lists(
    st.sampled_from(TELLING) | st.sampled_from(["avon", "pd", "county", "of", "the", "state"]),
    max_size=5,
).map(" ".join)


def first_of_all(
    rows: Sequence[KindRow], words: list[str], padded: str
) -> tuple[KindRow, str] | None:
    for row in rows:
        hit = next((word for word in words if word in row.words), None)
        hit = hit or next((phrase.strip() for phrase in row.phrases if phrase in padded), None)
        if hit is not None and not any(phrase in padded for phrase in row.but):
            return row, hit
    return None


@given(NAMES)
def test_the_first_row_that_fits_is_found(name: str) -> None:
    words = name.split()
    padded = f"^ {name} "
    for quick, rows in TABLES:
        assert quick.first_match(words, padded) == first_of_all(rows, words, padded)


@given(NAMES, st.sampled_from([None, "us-dc", "us-tx"]))
def test_a_name_that_is_no_police_has_a_word_that_shows_it(name: str, known: str | None) -> None:
    for kind in _NEVER_POLICE & {kind_of(name, known).kind}:
        assert not words_that_show({kind}).isdisjoint(name.split())


def misspelt_among_all(word: str) -> str | None:
    read = word.replace("rn", "m").translate(LIKE)
    for long in sorted(LONG_FEDERAL):
        like, slips = long.translate(LIKE), 2 if len(long) > 8 else 1
        if word in (long, f"{long}s", long.removesuffix("s")):
            return None
        if (slips == 2 and like in read) or _within(read, like, slips):
            return long
    return None


@given(
    st.sampled_from(sorted(LONG_FEDERAL)),
    st.integers(0, 12),
    st.text("aein1lmrs", max_size=2),
    st.sampled_from(["", "s", "x", "oak", "avonville"]),
    st.sampled_from(["", "x", "oak", "fortoakville"]),
)
def test_a_long_federal_word_is_seen_in_a_word_of_any_size(
    long: str, at: int, slip: str, behind: str, before: str
) -> None:
    word = before + long[:at] + slip + long[at + 1 :] + behind
    assert _misspelt(word) == misspelt_among_all(word)


@given(NAMES)
def test_a_place_is_taken_out_wherever_it_stands(name: str) -> None:
    padded = f" {name} "
    for place in PLACES:
        padded = padded.replace(f" {place} ", " ")
    assert without_places(name) == padded.strip()


@given(NAMES, st.sampled_from([None, "us-dc", "us-tx"]))
def test_a_federal_phrase_is_found_among_all(name: str, known: str | None) -> None:
    padded = f" ^ {name} "
    for place in PLACES if known in (None, "us-dc") else (*PLACES, *IN_A_STATE):
        padded = padded.replace(f" {place} ", " ")
    phrases = [phrase for phrase in FEDERAL_PHRASES if f" {phrase} " in padded]
    if phrases:
        assert federal_hint(name, known) is not None
    elif not any(f" {phrase} " in padded for phrase in SHARED):
        hint = federal_hint(name, known)
        assert hint is None or hint in padded.split()


@given(NAMES)
def test_a_state_and_a_tribe_are_found_by_every_beginning(name: str) -> None:
    words = name.split()
    codes = [
        (code, size)
        for size in range(LONGEST, 0, -1)
        if size <= len(words) and (code := FULL.get(tuple(words[:size])))
    ]
    assert leading_state(words) == (codes[0] if codes else None)


@pytest.mark.parametrize("name", sorted(TRIBES))
def test_every_tribe_of_the_table_is_found(name: str) -> None:
    assert tribe(f"avon {name} pd".split()) is not None


@pytest.mark.parametrize("name", ["camp avon", "national avon pd", "avon fort indiantown gap"])
def test_a_federal_phrase_counts_at_its_place(name: str) -> None:
    assert federal_hint(name) is not None


@given(st.text("aZ9 é中ß²", max_size=12))
def test_a_name_without_signs_is_cut_at_its_blanks(text: str) -> None:
    if text.replace(" ", "").isalnum():
        assert _TOKENS.findall(_DASHES.sub(" - ", text)) == text.split()


@given(st.lists(st.sampled_from(["dept", "police", "state", "the", "oak", "sheriff", "pd"])))
def test_words_that_have_one_spelling_are_left_as_they_are(words: list[str]) -> None:
    if _RESPELLED.isdisjoint(words):
        assert _spell_words(words) == words


@given(st.lists(st.sampled_from(sorted({word for phrase in PHRASES for word in phrase} | {"oak"}))))
def test_words_without_a_phrase_are_left_as_they_are(words: list[str]) -> None:
    if not _has_phrase(words):
        assert _phrases(words) == words


@pytest.mark.parametrize("phrase", sorted(PHRASES))
def test_each_phrase_is_found_between_other_words(phrase: tuple[str, ...]) -> None:
    assert _has_phrase(["oak", *phrase, "oak"])


@given(NAMES)
def test_the_normal_form_of_a_name_is_of_that_name(name: str) -> None:
    form = read_name(name).form
    assert read_name(form).form == form
    assert _is_of(form, ("Elm PD", name))


@given(st.lists(st.sampled_from(["la", "laporte", "mcallen", "macon", "oak", "de", "so"])))
def test_every_particle_is_tried(words: list[str]) -> None:
    expected = []
    for at, word in enumerate(words):
        before, after = words[:at], words[at + 1 :]
        if word in _PARTICLES and after and len(after[0]) >= _SHORTEST:
            expected.append(" ".join([*before, word + after[0], *after[1:]]))
        expected += [
            " ".join([*before, one, word[len(one) :], *after])
            for one in _PARTICLES
            if word.startswith(one) and len(word) >= len(one) + _SHORTEST
        ]
    assert list(other_spellings(" ".join(words))) == expected
