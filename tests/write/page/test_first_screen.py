"""What a page says first, and what it folds."""

from __future__ import annotations

import io
import shutil

import pypdf
import pytest

from lprpolicy.evaluate.page_facts import JudgedRepository, material
from lprpolicy.host.browser import NAMES, printer
from lprpolicy.tasks.render import render
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.html import body as html_body
from lprpolicy.write.page.html import write as html_page
from lprpolicy.write.page.law import repeated_doubts
from lprpolicy.write.page.page import page
from lprpolicy.write.page.say import prose
from lprpolicy.write.page.sections import Group
from tests.repositories import TODAY, drafts
from tests.write.page.parts import WESTPORT_PD, law_lines, section, with_ice

CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)


def test_the_first_screen_answers_what_people_ask() -> None:
    made = render(with_ice(), WESTPORT_PD, TODAY)
    listing = section(made, "status").blocks[-1]
    entries = [" ".join(s.text for s in entry) for entry in listing.entries]  # type: ignore[union-attr]
    begins = (
        "A read that matches no list is kept for 14 days. The limit set by law is 21 days.",
        "6 agencies would be able to search the reads from outside: 1 federal immigration agency, ",
        "1 of them is federal: U.S. Immigration and Customs Enforcement.",
        "Nobody may ever search for: immigration law of any kind; ",
        "Required rules that are violated (2): ",
        "Required rules without enough information",
    )
    assert len(entries) == len(begins)
    for entry, start in zip(entries, begins, strict=True):
        assert entry.startswith(start)
    text_ = " ".join(entries)
    assert text_.count("not checked against the statute") == 1
    assert len(text_.split()) < 250, "it fits one screen"


def test_the_shortest_limit_that_binds_is_named(judgement: JudgedRepository) -> None:
    assert [(one.rule, str(one.period)) for one in material(judgement, WESTPORT_PD).limits] == [
        ("us-ct/retention-reads", "21 days")
    ]
    assert material(judgement, "us-ct/norwalk-pd").limits[0].period.amount == 14


def test_a_doubt_that_several_rules_share_is_said_once(subject: Material) -> None:
    told = [s.text for s in page(subject).sentences() if s.grounds.rules and not s.grounds.at]
    for doubt in repeated_doubts(d for d in subject.duties if not d.own):
        shown = "".join(part.text for part in prose(doubt, subject.names))
        assert told.count(shown) <= 1 + sum(
            shown in [n.text for n in line.notes] for line in law_lines(page(subject), "coming")
        )


def test_comments_are_folded_and_the_policy_is_not(subject: Material) -> None:
    """Closed parts are not printed, so no clause of the policy may stand in one."""
    for part in page(subject).sections:
        for block in part.blocks:
            if isinstance(block, Group) and block.folded:
                assert part.id in ("law", "unknown")
    assert "<details" in html_body(page(subject))
    assert "<details open" not in html_body(page(subject))


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
def test_westport_is_at_most_four_printed_pages() -> None:
    shown = html_page(render(drafts(), WESTPORT_PD, TODAY))
    raw = printer().pdf_of(shown, TODAY, what=WESTPORT_PD)
    assert len(pypdf.PdfReader(io.BytesIO(raw)).pages) <= 4
