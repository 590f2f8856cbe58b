"""Pages are for everybody: at most the reading of eighth grade."""

from __future__ import annotations

from pathlib import Path

import pytest

from lprpolicy.cli.run import run
from lprpolicy.evaluate.first_draft import first_draft
from lprpolicy.evaluate.page_facts import judge_repository, material
from lprpolicy.model.proposal import Told
from lprpolicy.model.words import AgencyKind
from lprpolicy.repository.law import built_in
from lprpolicy.repository.layout import folder
from lprpolicy.repository.national import national
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.page import page
from lprpolicy.write.page.say import cite, name, say
from lprpolicy.write.page.sections import sentences_of
from lprpolicy.write.start.memo import memo
from tests.repositories import TODAY
from tests.write.page.reading_grade import grade, masked, of_markdown, sentences, syllables

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


@pytest.mark.parametrize("state", ["us-ca", "us-ct", "us-nh", "us-tx", "us-wa"])
def test_the_memo_to_a_council_does_too(state: str) -> None:
    told = Told(
        agency=f"{state}/alder-pd",
        name="Alder Police Department",
        town="Alder",
        state=state,
        kind=AgencyKind.MUNICIPAL_POLICE,
        day=TODAY,
    )
    said = of_markdown(memo(first_draft(told, built_in(), national()).start))
    assert len(sentences(said)) > 40
    assert grade(said) <= MOST


@pytest.mark.real
def test_the_page_of_an_imported_town_does_too(real_data: Path, tmp_path: Path) -> None:
    rows = (real_data / "flock/sharednetworks/okaloosa-county-fl-so_undated.csv").read_bytes()
    export = tmp_path / "SharedNetworks.csv"
    export.write_bytes(b"".join(rows.splitlines(keepends=True)[:150]))
    asked = ["import", str(export), "--agency", "us-fl/okaloosa-county-so", "--repository"]
    assert run([*asked, str(tmp_path / "town")]) == 0
    judged = judge_repository(folder((tmp_path / "town",)), TODAY)
    made = page(material(judged, "us-fl/okaloosa-county-so"))
    assert len(sentences(made.sentences())) > 300
    assert grade(made.sentences()) <= MOST


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
