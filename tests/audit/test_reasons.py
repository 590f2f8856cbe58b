"""A reason is read by whole words, for four facets that are asked apart."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.audit.lexicon import Phrases, tokens
from lprpolicy.audit.reasons import ALIKE_NUMBER, Reasons, one_number_for_all
from lprpolicy.model.search import CellState, NamedAgency, Specific
from lprpolicy.model.words import Purpose
from lprpolicy.repository.lexicons import lexicons, phrases_of

CALIFORNIA = Reasons(phrases_of("us-ca"))
FLORIDA = Reasons(phrases_of("us-fl"))
LABELS = Path(__file__).parent / "labels.tsv"

ONLY_LOOKS_LIKE_IMMIGRATION = [
    "call for service", "vice", "police", "justice", "officer", "license plate", "Accomplice", "office warrant",
    "police warrant", "service pickup", "dangerous", "Heroin", "hotplate removal", "HSIN 495968", "ice cream truck",
    "ice rink", "notice", "zero", "hero", "MARSHALL 417 VEH", "28764", "52871", "meth/ice sales", "snow removal",
]  # fmt: skip


@pytest.mark.parametrize("reason", ONLY_LOOKS_LIKE_IMMIGRATION)
def test_words_that_only_look_like_immigration_are_not(reason: str) -> None:
    found = CALIFORNIA.read(reason)
    assert found.named in (NamedAgency.NOBODY, NamedAgency.OTHER)
    assert not {"immigration", "immigration-civil", "immigration-criminal"} & {*found.purposes}


@pytest.mark.parametrize(
    "reason",
    [
        "ICE",
        "I.C.E.",
        "HSI",
        "ICE+ERO",
        "ICE_assist",
        "opsg",
        "FUGOPS",
        "Border Patrol",
        "assist CBP",
        "ＩＣＥ",
        "DHS",
    ],
)
def test_an_agency_that_is_named_is_no_purpose_that_is_stated(reason: str) -> None:
    found = CALIFORNIA.read(reason)
    assert found.named is NamedAgency.IMMIGRATION
    assert found.purposes == ()
    assert found.specific is Specific.VAGUE


@pytest.mark.parametrize(
    ("reason", "purpose"),
    [
        ("HSI-Labor Trafficking", "trafficking"),
        ("HSI narcs", "drugs"),
        ("HSI Fraud Investigation", "fraud"),
        ("HSI Stolen", "stolen"),
    ],
)
def test_an_immigration_agency_may_have_another_purpose(reason: str, purpose: str) -> None:
    found = CALIFORNIA.read(reason)
    assert (found.named, found.purposes) == (NamedAgency.IMMIGRATION, (purpose,))


@pytest.mark.parametrize(
    ("reason", "purpose"),
    [
        ("Immigration (civil/administrative) - ", "immigration-civil"),
        ("Immigration (criminal) - ", "immigration-criminal"),
        ("immigration", "immigration"),
        ("ICE detainer", "immigration-civil"),
        ("deportation order", "immigration-civil"),
    ],
)
def test_civil_and_criminal_immigration_are_two_purposes(reason: str, purpose: str) -> None:
    assert CALIFORNIA.read(reason).purposes == (purpose,)


def test_initials_of_an_agency_of_the_state_make_a_federal_name_unclear() -> None:
    local = Reasons(phrases_of("us-ca"), {"dhs": "Desert Hot Springs Police Department"})
    assert local.read("DHS AOD").named is NamedAgency.UNCLEAR
    assert local.explain("DHS AOD").local == ("Desert Hot Springs Police Department",)
    assert local.read("DHS HSI").named is NamedAgency.IMMIGRATION
    assert CALIFORNIA.read("DHS AOD").named is NamedAgency.IMMIGRATION


@pytest.mark.parametrize(
    ("reason", "purpose"),
    [
        ("459", "theft"),
        ("211pc", "violence"),
        ("10851(a)cvc", "stolen-vehicle"),
        ("594PC", "property-damage"),
        ("245 PC", "violence"),
        ("273.5", "violence"),
        ("245(A)(1)pc INVESTIGATION", "violence"),
        ("PC 288", "sex-crime"),
        ("PC187", "homicide"),
        ("suspect in pc311", "sex-crime"),
        ("PC 594(a)(1)", "property-damage"),
    ],
)
def test_a_section_of_californias_codes_is_a_purpose_there_and_a_number_elsewhere(
    reason: str, purpose: str
) -> None:
    assert CALIFORNIA.read(reason).purposes == (purpose,)
    assert FLORIDA.read(reason).purposes == ()


def test_the_name_of_a_code_belongs_to_one_number() -> None:
    assert CALIFORNIA.read("459 PC 245").purposes == ("theft",)
    assert CALIFORNIA.read("PC 245 417").purposes == ("violence",)


@pytest.mark.parametrize("reason", ["245", "26-1", "5032", "925v", "2025-00012345", "xpc187"])
def test_a_number_that_nobody_can_read_is_no_purpose(reason: str) -> None:
    assert CALIFORNIA.read(reason).specific is Specific.NUMBER


@pytest.mark.parametrize("reason", ["", "***", "N/A", "7923.600 GC", None])
def test_a_reason_that_is_not_there_says_nothing_and_why(reason: str | None) -> None:
    found = CALIFORNIA.read(reason)
    assert found.state is not CellState.VALUE
    assert (found.purposes, found.named, found.specific) == ((), NamedAgency.NOBODY, Specific.NONE)


@pytest.mark.parametrize("reason", ["SSDFDF", "dfsdff", "IСE", "Fruad"])
def test_a_misspelling_is_never_guessed(reason: str) -> None:
    assert CALIFORNIA.read(reason).specific is Specific.UNRECOGNIZED


def test_the_drop_down_list_answers_where_the_text_says_nothing() -> None:
    found = CALIFORNIA.read("", "Burglary/Breaking & Entering")
    assert (found.purposes, found.offense, found.specific) == (("theft",), True, Specific.STATED)
    assert not CALIFORNIA.read("robbery", "Burglary/Breaking & Entering").offense
    assert CALIFORNIA.read("ICE", "Drugs/Narcotics").named is NamedAgency.IMMIGRATION


@pytest.mark.parametrize(
    "reason", ["burg 7ABC123", "DOB 1/2/1990", "call 555-555-0100", "theft 03/14/1988"]
)
def test_personal_data_in_a_reason_are_noticed(reason: str) -> None:
    assert CALIFORNIA.read(reason).personal


@pytest.mark.parametrize("reason", ["26-101 theft", "459pc", "theft 10/14/2025", "homicide"])
def test_a_case_number_is_no_personal_data(reason: str) -> None:
    assert not CALIFORNIA.read(reason).personal


def test_no_phrase_stands_in_two_classes_and_each_is_whole_words() -> None:
    everywhere = Phrases.of(lexicons(), "us-ca")
    for words, match in everywhere.whole.items():
        assert words == tuple(tokens(match.phrase))
    assert {one.id for one in everywhere.classes.values() if one.is_ or one.may_be} >= {
        "theft",
        "immigration-civil",
    }


@given(st.text(max_size=80))
def test_only_a_phrase_of_the_lexicon_gives_a_purpose_or_an_agency(text: str) -> None:
    found = CALIFORNIA.explain(text)
    if found.reading.purposes or found.reading.named is not NamedAgency.NOBODY:
        assert found.matches
        assert found.reading.state in (CellState.VALUE, CellState.PARTIAL)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=5))
def test_ice_within_a_word_is_never_the_agency(around: str) -> None:
    for word in (f"{around}ice", f"ice{around}"):
        if (word,) not in CALIFORNIA.phrases.whole:
            assert CALIFORNIA.read(word).named is NamedAgency.NOBODY


def test_every_offense_type_that_was_seen_is_read(real_data: Path) -> None:
    seen = json.loads((real_data / "flock/search-audit/offense_types_seen.json").read_text())
    unread = [
        name for name, _ in seen if FLORIDA.explain(name).reading.specific is not Specific.STATED
    ]
    assert unread == []


MEANS = {
    Specific.STATED: "P", Specific.NUMBER: "C", Specific.VAGUE: "V", Specific.UNRECOGNIZED: "V",
    Specific.TEST: "T", Specific.NONE: "E",
}  # fmt: skip
LOGS = {
    "org-audit/okaloosa_2025-11.csv": ("Reason", FLORIDA),
    "search-audit/bell-ca-pd.csv": ("reason", CALIFORNIA),
}


Counts = tuple[int, int, int]
"""How often it was right, how often it was said, and how often it is there."""


@dataclass(frozen=True)
class Labeled:
    """What a reader and the lexicon say of one text."""

    first: str
    label: dict[str, set[str]]
    reading: dict[str, set[str]]


def labeled(real_data: Path) -> tuple[list[Labeled], list[Labeled]]:
    """The free text of two logs, and the entries of the drop-down list that are not among it.

    labels.tsv has the labels by a digest of the text. `first` was given with the phrases in view,
    the others without: `second` is how specific it is, in the letters of MEANS.
    """
    with LABELS.open(encoding="utf-8") as file:
        labels = {row["digest"]: row for row in csv.DictReader(file, delimiter="\t")}
    typed: dict[str, Reasons] = {}
    for name, (column, reader) in LOGS.items():
        with (real_data / "flock" / name).open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                typed.setdefault(row[column], reader)
    seen = json.loads((real_data / "flock/search-audit/offense_types_seen.json").read_text())
    listed = {name: FLORIDA for name, _ in seen if name not in typed}

    def compare(text: str, reader: Reasons) -> Labeled:
        row, found = labels[hashlib.sha256(text.encode()).hexdigest()[:16]], reader.read(text)
        named = {str(found.named)} - {str(NamedAgency.NOBODY)}
        return Labeled(
            row["first"],
            {
                "specific": {row["second"]},
                "purposes": {*row["purposes"].split(",")} - {""},
                "agency": {row["agency"]} - {""},
                "personal": {row["personal"]} - {""},
            },
            {
                "specific": {MEANS[found.specific]},
                "purposes": {*found.purposes},
                "agency": named,
                "personal": {"yes"} if found.personal else set(),
            },
        )

    return [compare(*one) for one in typed.items()], [compare(*one) for one in listed.items()]


def counts(of: list[Labeled], facet: str, *only: str) -> Counts:
    pairs = [(one.label[facet], one.reading[facet]) for one in of]
    if only:
        pairs = [(there & {*only}, said & {*only}) for there, said in pairs]
    return (
        sum(len(there & said) for there, said in pairs),
        sum(len(said) for _, said in pairs),
        sum(len(there) for there, _ in pairs),
    )


def test_it_agrees_with_a_reader_on_reasons_of_two_real_logs(real_data: Path) -> None:
    """docs/explanation/search-logs.md prints these figures."""
    typed, listed = labeled(real_data)
    assert (len(typed), len(listed)) == (323, 57)
    assert {letter: counts(typed, "specific", letter) for letter in "PVCET"} == {
        "P": (208, 210, 210),
        "V": (96, 98, 99),
        "C": (5, 6, 9),
        "E": (2, 6, 2),
        "T": (3, 3, 3),
    }
    assert counts(typed, "purposes") == (206, 213, 213)
    assert counts(typed, "agency") == (6, 6, 8)
    assert counts(typed, "personal") == (0, 0, 0)
    assert counts(listed, "specific", "P") == (57, 57, 57)
    assert counts(listed, "purposes") == (64, 70, 66)
    assert counts(listed, "agency") == counts(listed, "personal") == (0, 0, 0)


def test_a_second_reading_gives_the_labels_of_the_first(real_data: Path) -> None:
    typed, _ = labeled(real_data)
    assert sum({one.first} == one.label["specific"] for one in typed) == 321


@pytest.mark.parametrize(
    ("reason", "purposes"),
    [
        ("possible stolen veh", ("stolen-vehicle",)),
        ("poss stolen plate", ("stolen-plate",)),
        ("possible stolen", ("stolen",)),
        ("felony theft", ("felony", "theft")),
        ("felony hit and run", ("felony", "traffic-crime")),
        ("felony retail", ("felony",)),
        ("crash hit and run", ("traffic-crime",)),
    ],
)
def test_a_doubt_or_a_grade_before_a_purpose_does_not_hide_it(
    reason: str, purposes: tuple[str, ...]
) -> None:
    assert FLORIDA.read(reason).purposes == purposes


@pytest.mark.parametrize(
    ("reason", "states"),
    [
        ("fatal crash", {Purpose.CRASH_INVESTIGATION}),
        ("hit and run", {Purpose.ACTIVE_INVESTIGATION}),
        ("dui", {Purpose.ACTIVE_INVESTIGATION}),
        ("City Planning/Traffic Analysis", {Purpose.TRAFFIC_STUDY}),
        ("traffic stop", {Purpose.TRAFFIC_ENFORCEMENT}),
    ],
)
def test_not_all_that_happens_on_a_road_states_traffic_enforcement(
    reason: str, states: set[Purpose]
) -> None:
    classes = (FLORIDA.phrases.classes[name] for name in FLORIDA.read(reason).purposes)
    assert {purpose for one in classes for purpose in one.is_} == states


@pytest.mark.parametrize("reason", ["assist", "motorist assist", "BOLO for suspect", "ATL for car"])
def test_to_assist_or_to_look_out_names_no_agency(reason: str) -> None:
    assert FLORIDA.read(reason).named is NamedAgency.NOBODY


@pytest.mark.parametrize("reason", ["assist other", "PD assist", "agency assist", "assist SO"])
def test_to_assist_an_agency_names_one(reason: str) -> None:
    assert FLORIDA.read(reason).named is NamedAgency.OTHER


@given(st.from_regex(ALIKE_NUMBER, fullmatch=True), st.sampled_from(["us-ca", "us-fl", "us-wa"]))
def test_the_digits_of_a_long_number_say_nothing(number: str, state: str) -> None:
    reasons = Reasons(phrases_of(state))
    shorter = one_number_for_all(number)
    assert shorter != number or number.endswith("123456")
    assert reasons.explain(number).reading == reasons.explain(shorter).reading


@pytest.mark.parametrize(
    "reason", ["459", "10851", "000000", "26-0412345", "123-456-7890", "01/02/1990", "7ABC123", ""]
)
def test_whatever_may_say_more_is_read_as_it_is(reason: str) -> None:
    assert one_number_for_all(reason) == reason
