"""A first policy from an export: a name that no policy can hold is refused where it stands."""

from __future__ import annotations

import pytest

from lprpolicy.errors import ExportError
from lprpolicy.identify.index import Index
from lprpolicy.repository.directories import federal
from lprpolicy.tasks.import_ import draft
from lprpolicy.vendors import observe

HEADER = "Organization Name,Networks Shared With Me,Networks I'm Sharing"


def drafted(name: str, network: str = "Town") -> str:
    rows = f"{HEADER}\nElm CT PD,,{network}\n{name},,{network}\n"
    seen = observe("SharedNetworks.csv", rows.encode())
    return draft(seen, "us-ct/town-pd", Index.of(federal()), schema="policy.schema.json").text


@pytest.mark.parametrize(
    ("name", "long"),
    [("A" * 498 + " PD", "501"), ("A" + "\u200d" * 63 + " PD", "508")],
    ids=["as it is", "spelled out"],
)
def test_a_name_that_is_too_long_for_a_policy_is_refused_at_its_row(name: str, long: str) -> None:
    with pytest.raises(ExportError, match=f"row 3: the name takes {long} characters") as raised:
        drafted(name)
    assert raised.value.hint


def test_the_longest_name_that_a_policy_holds_is_written() -> None:
    assert "A" * 497 + " PD" in drafted("A" * 497 + " PD")


def test_an_export_that_nobody_can_tell_to_be_the_agencys_is_said_to_be_so() -> None:
    said = "Whose it is: it is of “Town”, and no one can tell that this is us-ct/town-pd."
    assert said in drafted("Oak CT PD")
    assert "Whose it is" not in drafted("Oak CT PD", network="Town CT PD")


def test_rows_that_name_one_recipient_are_counted_apart_from_it() -> None:
    assert "# 1 recipients in 2 rows, 1 of them" in drafted(" Elm  CT PD")
