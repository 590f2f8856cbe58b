"""One agency, one normal form."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.identify.names import read_name
from lprpolicy.identify.states import STATES
from lprpolicy.model.words import RowStatus
from tests.limits import examples


@pytest.mark.parametrize(
    "raw",
    [
        "Norwalk Police Department (CT)",
        "Norwalk CT PD",
        "Norwalk PD CT",
        "Norwalk PD - CT",
        "CT - Norwalk PD",
        "CT- Norwalk P.D.",
        "Norwalk (CT) Police Dept.",
        "Norwalk Connecticut PD",
        "NORWALK  POLICE DEPT, CT",
        "Norwalk\u00a0CT PD",
    ],
)
def test_a_town_has_one_form_however_it_is_written(raw: str) -> None:
    name = read_name(raw)
    assert (name.form, name.state) == ("norwalk pd", "us-ct")


@pytest.mark.parametrize(
    ("raw", "form", "state"),
    [
        ("Polk County FL SO", "polk county so", "us-fl"),
        ("Polk Co. Sheriff's Office (FL)", "polk county so", "us-fl"),
        ("County of Polk Sheriffs Dept FL", "polk county so", "us-fl"),
        ("Jefferson CO TX SO", "jefferson county so", "us-tx"),
        ("Routt County CO SO", "routt county so", "us-co"),
        ("Aurora CO PD", "aurora pd", "us-co"),
        ("Greenville County SC SD", "greenville county so", "us-sc"),
        ("Minnehaha County SD SO", "minnehaha county so", "us-sd"),
        ("Redmond Police Department (OR)", "redmond pd", "us-or"),
        ("Anderson IN PD", "anderson pd", "us-in"),
        ("Purcell OK PD", "purcell pd", "us-ok"),
        ("Scarborough ME PD", "scarborough pd", "us-me"),
        ("Covington LA PD", "covington pd", "us-la"),
        ("LA Port Police", "la port pd", None),
        ("De Soto KS PD", "de soto pd", "us-ks"),
        ("Mt. Juliet TN PD", "mount juliet pd", "us-tn"),
        ("Billings MT PD", "billings pd", "us-mt"),
        ("St. Louis MO PD", "st louis pd", "us-mo"),
        ("Saint Louis MO Police", "st louis pd", "us-mo"),
        ("Port Washington PD", "port washington pd", None),
        ("West New York NJ PD", "west new york pd", "us-nj"),
        ("New York City PD", "new york city pd", None),
        ("Kansas City KS PD", "kansas city pd", "us-ks"),
        ("Virginia Minnesota PD", "virginia pd", "us-mn"),
        ("VA Police", "va pd", None),
        ("Richmond VA PD", "richmond pd", "us-va"),
        ("CT State Police", "connecticut state police", "us-ct"),
        ("Indiana State Police IN PD", "indiana state police", "us-in"),
        ("University of North FL PD", "university of north florida pd", "us-fl"),
        ("Kings County CA DAs Office", "kings county da", "us-ca"),
        ("Port Authority of NY and NJ", "port authority of ny nj", None),
        ("D'Iberville MS PD", "diberville pd", "us-ms"),
    ],
)
def test_states_and_counties_are_told_from_words(raw: str, form: str, state: str | None) -> None:
    name = read_name(raw)
    assert (name.form, name.state) == (form, state)


@pytest.mark.parametrize(
    "raw",
    [
        "Inactive Reno NV PD",
        "Reno NV PD [Inactive]",
        "Reno NV PD (deactivated)",
        "Reno NV PD [turned off]",
        "Reno NV PD (DNU)",
        "Reno NV PD - DO NOT USE DUPLICATE ACCOUNT",
        "(Dead/Old) Reno NV PD",
        "(revoked MOU) - former NV - Reno PD",
    ],
)
def test_a_mark_of_an_inactive_account_is_kept_apart_from_its_name(raw: str) -> None:
    name = read_name(raw)
    assert (name.form, name.status) == ("reno pd", RowStatus.INACTIVE)


@pytest.mark.parametrize(
    "suffix", [" (LR)", " (Flex)", " - Condor", " - Axon", " RedSpeed", " (2)"]
)
def test_parts_of_a_network_belong_to_the_same_agency(suffix: str) -> None:
    assert read_name("Polk County FL SO" + suffix).form == "polk county so"


def test_a_federal_mark_is_heard_and_taken_off() -> None:
    for raw in ("[Federal] FBI", "(Federal) FBI", "FBI [Federal]"):
        name = read_name(raw)
        assert (name.form, name.says_federal) == ("fbi", True)


@pytest.mark.parametrize("raw", ["\u0406CE", "I\u0421E", "Wes\u03c4port PD"])
def test_letters_that_only_look_latin_are_strange(raw: str) -> None:
    assert read_name(raw).strange is not None


def test_invisible_characters_and_wide_letters_change_nothing() -> None:
    assert read_name("I\u200bC\u00adE").form == "ice"
    assert read_name("\uff29\uff23\uff25").form == "ice"


_WORDS = st.sampled_from(
    """
    ICE HSI Norwalk CT CO MT LA VA Mt St. Co. County of the & University PD P.D. Police State
    Department SO Sheriff's Office Inactive DNU [Inactive] (CT) (LR) - ( ] former Washington
    West Virginia New York North Carolina sd so da DAs Dept
    """.split()  # noqa: SIM905 - a table of words
)


@settings(max_examples=examples(400), deadline=None)
@given(st.lists(_WORDS, max_size=9).map(" ".join) | st.text(max_size=40))
def test_a_normal_form_is_its_own_normal_form(raw: str) -> None:
    once = read_name(raw).form
    assert read_name(once).form == once


@given(st.sampled_from(sorted(set(STATES) - {"vi"})))
def test_every_state_is_read_behind_a_town(code: str) -> None:
    for raw in (f"Springdale {code.upper()} PD", f"Springdale PD ({code.upper()})"):
        assert read_name(raw).state == f"us-{code}"
    assert read_name(f"Springdale {STATES[code].title()} PD").state == f"us-{code}"
