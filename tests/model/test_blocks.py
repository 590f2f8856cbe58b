"""The model of a block is made once for a format, and only of the data that the block holds."""

from __future__ import annotations

from lprpolicy.model.policy import Policy
from lprpolicy.model.waiver import Waivers
from lprpolicy.model.words import Status
from lprpolicy.read.blocks import Memory
from lprpolicy.read.schema import shape
from lprpolicy.read.yaml import Document, read

TEXT = (
    "schema: lprpolicy/policy/v1\nagency: us-ct/elm-pd\nstatus: adopted\naudit: {every: 1 month}\n"
)


def documents(*texts: str) -> list[Document]:
    memory = Memory()
    return [read("p.yaml", text.encode(), memory=memory) for text in texts]


def model(document: Document) -> Policy:
    made, misfits = shape(document.data, Policy, document.blocks)
    assert made is not None, misfits
    return made


def test_files_with_one_block_share_its_model_and_others_do_not() -> None:
    other = TEXT.replace("month", "year")
    *_, first, second, third = documents(TEXT, TEXT, TEXT, TEXT.replace("elm", "ash"), other)
    assert model(first).audit is model(second).audit
    assert model(first) == shape(first.data, Policy)[0]
    assert model(third).audit == shape(third.data, Policy)[0].audit != model(first).audit  # type: ignore[union-attr]


def test_a_block_is_not_taken_for_other_data_under_its_key() -> None:
    *_, document = documents(TEXT, TEXT, TEXT)
    model(document)
    made, _ = shape(document.data | {"audit": {"every": "1 year"}}, Policy, document.blocks)
    assert made is not None
    assert str(made.audit and made.audit.every) == "1 year"


def test_a_block_that_fits_no_model_is_wrong_in_every_file() -> None:
    wrong = TEXT.replace("every", "evry")
    said = {shape(one.data, Policy, one.blocks) for one in documents(*[wrong] * 4)}
    assert [made for made, _ in said] == [None]


def test_a_null_that_one_block_may_hold_is_still_wrong_in_another() -> None:
    nulls = TEXT.replace("adopted\n", "proposed\nadopted: null\n").replace(
        "{every: 1 month}", "null"
    )
    for one in documents(nulls, nulls, nulls):
        made, misfits = shape(one.data, Policy, one.blocks)
        assert made is None
        assert [str(misfit.verdict.at) for misfit in misfits] == ["/audit"]


def test_two_formats_with_one_block_have_a_model_each() -> None:
    waivers = TEXT.replace("policy/v1", "waivers/v1").replace(
        "audit: {every: 1 month}", "waivers: []"
    )
    *_, one, other, again = documents(TEXT, TEXT, TEXT, waivers, TEXT)
    assert one.blocks["status"] is other.blocks["status"] is again.blocks["status"]
    made, misfits = shape(other.data, Waivers, other.blocks)
    assert made is not None, misfits
    assert type(made.status) is str
    assert type(model(one).status) is type(model(again).status) is Status
