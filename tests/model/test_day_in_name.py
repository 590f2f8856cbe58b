"""The day in a file's name: every way that lists and exports write it, and never a guess."""

from __future__ import annotations

import datetime as dt

import pytest

from lprpolicy.model.day_in_name import day_in

JULY = dt.date(2025, 7, 18)
MAY = dt.date(2026, 5, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("participatingAgencies07182025pm.xlsx", JULY),
        ("participating_2025-07-18.csv", JULY),
        ("20250718", JULY),
        ("agreements_20250718_024922", JULY),
        ("agreements_20250718_021522", JULY),
        ("2025-07-18 pm", JULY),
        ("7-18-2025.xlsx", JULY),
        ("list 7.18.25.xlsx", JULY),
        ("287gParticipatingAgencies091526pm.xlsx", dt.date(2026, 9, 15)),
        ("ParticipatingAgency091826am.xlsx", dt.date(2026, 9, 18)),
        ("ParticipatingAgency090526am (1).xlsx", dt.date(2026, 9, 5)),
        ("pending_260505.csv", MAY),
        ("SharedNetworks_2026_May_5.csv", MAY),
        ("SharedNetworks_2026_5_5.csv", MAY),
        ("SharedNetworks-5-May-2026.csv", MAY),
        ("SharedNetworks May 5, 2026.csv", MAY),
        ("SharedNetworksMay052026.csv", MAY),
        ("participating May 5th 26.csv", MAY),
        ("05May26.csv", MAY),
        ("Sept_15_2026.csv", dt.date(2026, 9, 15)),
    ],
)
def test_a_name_gives_its_day(text: str, day: dt.date) -> None:
    assert day_in(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "13452025",
        "v1.csv",
        "v1.2.26.4.csv",
        "",
        "participating_2025-05-16_to_2025-07-18.csv",
        "2026_May_5_2026_May_6.csv",
        "agencies091526_091826.xlsx",
        "report 121110.csv",
        "Maybe 5 2026.csv",
        "1234567",
        "2026_Mayor_5",
        "2025-02-30",
    ],
)
def test_a_name_with_no_day_or_with_two_gives_none(text: str) -> None:
    assert day_in(text) is None


def test_the_first_text_with_a_day_decides() -> None:
    assert day_in(None, "Sheet1", "2025-07-18") == JULY
    assert day_in("2026-05-05", "2025-07-18") == MAY
