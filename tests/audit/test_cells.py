"""A cell without a value is empty, filled in to be done with it, masked, or withheld."""

from __future__ import annotations

import pytest

from lprpolicy.audit.cells import count_of, is_count, state_of, state_of_plate
from lprpolicy.model.search import CellState

STATES = {
    CellState.VALUE: [
        "theft",
        "459",
        "26-101",
        "A",
        "case",
        "number 7",
        "not there",
        "x-ray theft",
        "DUI *",
        "00-001",
        "459 and 496 PC",
        "GC 7923.600 theft",
    ],
    CellState.EMPTY: ["", " ", "\t\n"],
    CellState.PLACEHOLDER: [
        "N/A",
        "none",
        "-",
        "——",
        ".",
        "00-000",
        "0000000000",
        "0",
        "00-0000",
        "Unknown",
    ],
    CellState.MASKED: [
        "***",
        "* * *",
        "###",
        "██████",
        "REDACTED",
        "[REDACTED]",
        " redacted ",
        "[x]",
        "XXX",
        "(REDACTED)",
    ],
    CellState.WITHHELD: [
        "7923.600 GC",
        "GC 7923.600",
        "Gov. Code § 7923.600",
        "RCW 42.56.240",
        "Civ. Code § 1798.90.55",
        "7923.600 GC; 7922.000 GC",
        "Gov. Code §§ 7923.600, 7922.000 and Civil Code 1798.90.55",
        "Exempt - ongoing case",
    ],
    CellState.PARTIAL: ["REDACTED, theft", "[x] theft", "theft ***", "stolen ██ car"],
}


@pytest.mark.parametrize(
    ("state", "text"), [(state, text) for state, texts in STATES.items() for text in texts]
)
def test_the_state_of_a_cell(state: CellState, text: str) -> None:
    assert state_of(text) is state


def test_a_column_that_is_not_there_is_no_empty_cell() -> None:
    assert state_of(None) is CellState.NOT_EXPORTED
    assert CellState.NOT_EXPORTED.hidden
    assert not CellState.EMPTY.hidden


def test_a_star_in_a_plate_stands_for_any_letter() -> None:
    assert state_of_plate("AB**12") is CellState.VALUE
    assert state_of_plate("***") is CellState.MASKED
    assert state_of_plate("[x]12") is CellState.PARTIAL


def test_zero_networks_mean_that_none_were_recorded() -> None:
    assert (count_of("0"), count_of("1,204"), count_of("——"), count_of(None)) == (
        None,
        1204,
        None,
        None,
    )
    assert is_count("——")
    assert not is_count("Elm CT PD")
    assert not is_count("１２")  # digits of another script are no count
