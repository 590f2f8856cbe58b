"""Pages are for everybody: at most the reading of eighth grade."""

from __future__ import annotations

import pytest

from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.page import page
from lprpolicy.write.page.say import cite, name, say
from lprpolicy.write.page.sections import sentences_of
from tests.write.page.reading_grade import grade, masked, sentences, syllables

MOST = 8


def test_every_page_reads_at_eighth_grade_or_below(
    subject: Material, capsys: pytest.CaptureFixture[str]
) -> None:
    made = page(subject)
    whole = grade(made.sentences())
    with capsys.disabled():
        print(f"\nreading grade of {made.agency}: {whole:.1f}")
    assert whole <= MOST
    for section in made.sections:
        said = [sentence for block in section.blocks for sentence in sentences_of(block)]
        if len(sentences(said)) >= 5:
            assert grade(said) <= MOST, section.id


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("read", 1),
        ("plate", 1),
        ("licence", 2),
        ("searched", 1),
        ("agency", 3),
        ("agencies", 3),
        ("police", 2),
        ("vehicle", 3),
        ("the", 1),
        ("Connecticut", 4),
        ("immigration", 4),
        ("declaration", 4),
        ("deleted", 3),
        ("21", 1),
    ],
)
def test_syllables_are_counted_by_ear(word: str, count: int) -> None:
    assert syllables(word) == count


def test_names_and_citations_do_not_count_against_a_page() -> None:
    short = say("The law is ", cite("Conn. Gen. Stat. sec. 54-192h(b)"), " of ", name("X Y"), ".")
    assert masked(short) == "The law is it of it."


def test_a_phrase_of_a_list_is_no_sentence() -> None:
    assert sentences([say("the plate"), say("It is kept.")]) == [["It", "is", "kept"]]
