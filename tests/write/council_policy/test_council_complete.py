"""Every clause stands in the document that is voted on, with the YAML that it says."""

from __future__ import annotations

import io
import re

import docx
import pytest

from lprpolicy.evaluate.page_facts import JudgedRepository, material
from lprpolicy.model.places import ROOT
from lprpolicy.model.policy import Policy
from lprpolicy.write.council_policy.build import council_policy
from lprpolicy.write.council_policy.document import PolicyDocument, sentences_of
from lprpolicy.write.council_policy.docx import write as docx_of
from lprpolicy.write.council_policy.html import write as html_of
from lprpolicy.write.council_policy.markdown import write as markdown_of
from lprpolicy.write.page.facts import Material
from tests.repositories import TODAY
from tests.write.completeness import (
    of,
    require_grounds,
    require_shown_and_cited,
    shown,
    without_sentence,
)
from tests.write.page.rich_policy import AGENCY, POLICY


def words_of(document: PolicyDocument) -> str:
    return shown(html_of(document))


def word_text(raw: bytes) -> str:
    """What a word processor shows of the body: paragraphs and cells."""
    word = docx.Document(io.BytesIO(raw))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def test_a_change_of_any_leaf_shows_and_what_comes_with_it_names_it(
    shape: Material, judgement: JudgedRepository
) -> None:
    require_shown_and_cited(council_policy, (markdown_of, words_of), shape, judgement)


def test_every_leaf_is_cited(subject: Material) -> None:
    assert without_sentence(council_policy(subject), subject.data) == []


def test_every_sentence_rests_on_something_that_exists_or_explains(
    subject: Material, judgement: JudgedRepository
) -> None:
    require_grounds(council_policy(subject), subject, judgement)


def test_the_word_processor_shows_every_sentence(subject: Material) -> None:
    document = council_policy(subject)
    text = word_text(docx_of(document))
    for sentence in document.sentences():
        assert sentence.text in text
    for article in (*document.articles, document.annex):
        assert article.title in text
        assert article.source in text


def test_every_block_of_the_format_is_said_by_an_article(judgement: JudgedRepository) -> None:
    document = council_policy(material(judgement, AGENCY))
    said = {at.parts[0] for article in document.articles for at in article.states}
    on_the_cover = {"schema", "status", "adopted"}
    fields = {field.alias or name for name, field in Policy.model_fields.items()}
    assert fields - said == on_the_cover
    assert on_the_cover <= set(POLICY)


def test_each_article_states_only_the_blocks_that_it_names(subject: Material) -> None:
    """So a clerk who changes a line finds it in the file, and the file's line in the document."""
    document = council_policy(subject)
    for article in (*document.articles, document.annex):
        named = [re.compile(str(at).replace("*", r"\d+")) for at in article.states]
        for block in article.blocks:
            for sentence in sentences_of(block):
                for at in (*sentence.grounds.at, *sentence.grounds.silent):
                    if at == ROOT or re.fullmatch(r"/systems/\d+/id", str(at)):
                        continue
                    assert any(one.match(str(at)) for one in named), f"{article.id}: {at}"


@pytest.mark.parametrize("missing", ["collection", "retention", "purposes", "sharing", "audit"])
def test_what_a_policy_leaves_out_is_not_specified(
    missing: str, subject: Material, judgement: JudgedRepository
) -> None:
    data = {key: value for key, value in subject.data.items() if key != missing}
    made = of(council_policy, data, Policy.model_validate(data), subject, judgement)
    silent = [s for s in made.sentences() for at in s.grounds.silent if at.parts[0] == missing]
    assert silent
    assert "not specif" in " ".join(sentence.text for sentence in silent)


def test_a_policy_that_specifies_nothing_has_every_article(
    judgement: JudgedRepository, subject: Material
) -> None:
    data = {"schema": "lprpolicy/policy/v1", "agency": "us-ct/westport-pd", "status": "proposed"}
    bare = of(council_policy, data, Policy.model_validate(data), subject, judgement)
    silent = {at for sentence in bare.sentences() for at in sentence.grounds.silent}
    blocks = {name for name in Policy.model_fields if name not in ("format", "agency", "status")}
    assert {at.parts[0] for at in silent} == blocks
    assert [article.id for article in bare.articles] == [
        article.id for article in council_policy(subject).articles
    ]
    assert bare.day == TODAY
