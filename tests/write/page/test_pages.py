"""What a page says, and what it never says."""

from __future__ import annotations

import datetime as dt
import html.parser
import re
from dataclasses import replace

import pytest

from lprpolicy.errors import UnreadablePolicy, UsageError
from lprpolicy.evaluate.page_facts import JudgedRepository, material
from lprpolicy.model.standing import Standing
from lprpolicy.tasks.render import render
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.html import body as html_body
from lprpolicy.write.page.html import write as html_page
from lprpolicy.write.page.markdown import write as markdown
from lprpolicy.write.page.page import page
from lprpolicy.write.page.say import prose, say, sentences_in
from lprpolicy.write.page.sections import Tone, sentences_of
from lprpolicy.write.page.terms import TERMS
from lprpolicy.write.page.text import write as text
from tests.conftest import Snapshot
from tests.repositories import NORWALK, TODAY, WESTPORT, changed, drafts
from tests.write.page.parts import WESTPORT_PD, law_lines, said, with_ice
from tests.write.page.rich_policy import AGENCY, repository

QUESTIONS = [
    "What is this?",
    "What is collected, and what never is?",
    "Who holds the records?",
    "How long is it kept?",
    "What may it be used for, and what never?",
    "Which lists raise an alert?",
    "Who can search it?",
    "Who could get it through them?",
    "Who watches the searches?",
    "What can people read?",
    "What does the law ask?",
    "What rules of its own are there?",
    "Which exceptions are there?",
    "Which law is coming?",
    "What can this page not tell?",
    "Where does this come from?",
]


def test_westport_in_plain_english(snapshot: Snapshot) -> None:
    made = render(drafts(), WESTPORT_PD, TODAY)
    snapshot("render-westport.txt", text(made))
    snapshot("render-westport.md", markdown(made))
    snapshot("render-westport.html", html_page(made))


def test_a_policy_that_lets_ice_in(snapshot: Snapshot) -> None:
    made = render(with_ice(), WESTPORT_PD, TODAY)
    snapshot("render-ice.txt", text(made))
    assert "1 of them is a federal immigration agency." in said(made, "shared")
    assert "Required rules that are violated (2):" in said(made, "status")


def test_every_field_in_plain_english(snapshot: Snapshot) -> None:
    snapshot("render-every-field.txt", text(render(repository(), AGENCY, TODAY)))


def test_a_council_finds_its_questions_in_its_own_order() -> None:
    made = render(drafts(), WESTPORT_PD, TODAY)
    assert [section.title for section in made.sections] == QUESTIONS


def test_a_draft_says_so_first_and_loudly() -> None:
    made = render(drafts(), WESTPORT_PD, TODAY)
    first = made.sections[0].blocks[0]
    assert first.tone is Tone.LOUD  # type: ignore[union-attr]
    assert [s.text for s in sentences_of(first)][:2] == [
        "THIS IS A DRAFT.",
        "Nobody has adopted it.",
    ]
    assert "this policy" not in text(made).casefold()


def test_an_adopted_policy_is_no_draft() -> None:
    made = render(repository(), AGENCY, TODAY)
    assert not made.draft
    assert "draft" not in " ".join(
        s.text.casefold() for s in made.sentences() if not s.grounds.packs
    )


def test_legal_advice_is_denied_once(subject: Material) -> None:
    told = [s for s in page(subject).sentences() if "legal advice" in s.text]
    assert len(told) == 1


def test_a_page_never_promises(subject: Material) -> None:
    words = " ".join(sentence.text for sentence in page(subject).sentences()).casefold()
    for never in ("compliant", "compliance", "proved", "proven", "cannot reach", "guarantee"):
        assert never not in words


def test_every_term_is_explained_once_where_it_is_used_first(subject: Material) -> None:
    made = list(page(subject).sentences())
    for key, parts in TERMS.items():
        explanation = say(*parts).text
        told = [n for n, sentence in enumerate(made) if sentence.text == explanation]
        used = [n for n, s in enumerate(made) if any(part.key == key for part in s.parts)]
        assert len(told) == (1 if used else 0), key
        assert not used or used[0] < told[0] <= used[0] + 4, key


def test_days_are_written_in_full(subject: Material) -> None:
    shown = re.sub(r"https?://\S+|\S+\.(md|pdf|yaml)", "", text(page(subject)))
    assert re.findall(r"\b20\d\d-\d\d(-\d\d)?\b", shown) == []


def test_no_code_stands_without_a_name(subject: Material) -> None:
    words = "".join(
        part.text for s in page(subject).sentences() for part in s.parts if part.url is None
    )
    words = words.replace(subject.file, "")
    assert re.findall(r"\bus(?:-[a-z]{2})?/[a-z0-9/-]+|\bus-[a-z]{2}\b", words) == []


def test_every_rule_that_binds_has_one_line_with_its_answer(
    subject: Material, judgement: JudgedRepository
) -> None:
    made = page(subject)
    lines = [
        line
        for identifier in ("law", "own-rules", "coming")
        for line in law_lines(made, identifier)
    ]
    bound = next(s.rules for s in judgement.report.subjects if s.agency == made.agency)
    today = [line for line in lines if line.standing not in (Standing.NOT_YET, Standing.ON_CHANGE)]
    assert sorted(line.rule for line in today if "/" in line.rule) == sorted(
        [*bound, *(fault.rule.id for fault in subject.faults)]
    )
    later = [duty.rule.id for duty in subject.duties if duty.standing is Standing.NOT_YET]
    assert sorted(line.rule for line in lines if line.standing is Standing.NOT_YET) == sorted(later)


def test_disputed_law_is_neither_met_nor_broken(judgement: JudgedRepository) -> None:
    duties = material(judgement, WESTPORT_PD).duties
    disputed = [duty for duty in duties if duty.contested]
    assert disputed
    assert {duty.standing for duty in disputed} == {Standing.DISPUTED}


def test_a_draft_of_an_exception_is_called_one() -> None:
    made = render(drafts(), NORWALK, TODAY)
    assert "Nobody has granted them." in said(made, "exceptions")
    assert "Its last day is March 31, 2027." in said(made, "exceptions")
    assert "Violated, waived for now: Reads are kept two weeks." in said(made, "own-rules")


def test_an_exception_that_ran_out_counts_for_nothing() -> None:
    made = render(drafts(), NORWALK, dt.date(2027, 4, 1))
    assert "It has run out on April 1, 2027." in said(made, "exceptions")
    assert "Violated: Reads are kept two weeks." in said(made, "own-rules")


def test_law_that_has_begun_is_no_longer_coming() -> None:
    made = render(drafts(), WESTPORT_PD, dt.date(2027, 1, 1))
    assert "The agency has adopted a plate reader policy" not in said(made, "coming")
    assert "Violated: The agency has adopted a plate reader policy." in said(made, "law")


PASSES_ON = """    name: Norwalk Police Department
    passes_on_to:
      - to: us/ice-hsi
        source: {title: An example for a test, on: 2026-01-02}
"""


def test_whoever_gets_it_through_a_recipient_is_named_with_the_source() -> None:
    tree = changed("directory/us-ct.yaml", "    name: Norwalk Police Department\n", PASSES_ON)
    told = said(render(tree, WESTPORT_PD, TODAY), "onward")
    assert "1 agency is known to get what these agencies receive:" in told
    assert "Norwalk Police Department hands it to ICE Homeland Security Investigations." in told
    assert "The source is An example for a test of January 2, 2026." in told
    assert "That is not a no." not in told


def test_without_a_source_nobody_knows_whom_it_reaches() -> None:
    told = said(render(drafts(), WESTPORT_PD, TODAY), "onward")
    assert "That is not a no." in told


def test_what_changed_is_said_where_somebody_compared(judgement: JudgedRepository) -> None:
    plain = material(judgement, WESTPORT_PD)
    assert "changes" not in [s.id for s in page(plain).sections]
    none = page(replace(plain, changes=()))
    assert said(none, "changes") == "Nothing has changed."
    gains = say("One agency more may search the reads.", agencies=["us-ct/wilton-pd"])
    assert "One agency more" in said(page(replace(plain, changes=(gains,))), "changes")


HOSTILE = "<script>alert(1)</script> [x](javascript:y) & \u202e\" onclick='z'"


def test_text_of_a_file_never_becomes_markup() -> None:
    policy = changed(
        WESTPORT,
        "other: to be named by the department",
        "other: " + repr(HOSTILE.replace("\u202e", "").replace("'", "’")),
    )
    made = render(policy, WESTPORT_PD, TODAY)
    shown = html_body(made)
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "[x](javascript" not in markdown(made)


class Balanced(html.parser.HTMLParser):
    """Tags that open and close in order, and the identifiers seen."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.ids += [value or "" for key, value in attrs if key == "id"]
        assert not {key for key, _ in attrs} & {"style", "onclick"}
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def seen_in(body: str) -> set[str]:
    parser = Balanced()
    parser.feed(body)
    return parser.seen


def test_html_is_balanced_without_script_and_its_body_without_style(subject: Material) -> None:
    parser = Balanced()
    parser.feed(html_page(page(subject)))
    assert parser.open == []
    assert not parser.seen & {"script", "link", "iframe", "img"}
    assert "style" not in seen_in(html_body(page(subject)))
    assert len(set(parser.ids)) == len(parser.ids)


def test_every_clause_is_a_data_pointer(subject: Material) -> None:
    shown = html_body(page(subject))
    pointers = {
        at for found in re.findall(r'data-pointer="([^"]*)"', shown) for at in found.split()
    }
    assert "/sharing/grants" in pointers
    assert "/retention/reads" in pointers


def test_an_agency_without_a_policy_here() -> None:
    with pytest.raises(UsageError, match="did you mean 'us-ct/westport-pd'"):
        render(drafts(), "us-ct/westprt-pd", TODAY)


def test_a_policy_that_cannot_be_read_has_no_page() -> None:
    with pytest.raises(UnreadablePolicy, match="cannot be read"):
        render(drafts().over(WESTPORT, b"schema: lprpolicy/policy/v1\n"), WESTPORT_PD, TODAY)


def test_prose_of_the_law_is_written_for_people() -> None:
    parts = prose("From 2027-01-01, us-ct/x says it in us-ri.", {"us-ct/x": "“A rule”"})
    assert (
        "".join(p.text for p in parts) == "From January 1, 2027, “A rule” says it in Rhode Island."
    )
    assert "".join(p.text for p in prose("on 2027-13-01", {})) == "on 2027-13-01"
    assert sentences_in("One. Two? Three") == ["One.", "Two?", "Three"]
