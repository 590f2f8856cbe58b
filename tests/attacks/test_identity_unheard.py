"""Entries under one word that no list has: each of these let its recipient in before.

Initials of a team, a company, a program's name, a foreign word: nothing speaks against one word
that nobody knows, and nothing speaks for it. It is enough for whose policy it is, and not for a
recipient.
"""

from __future__ import annotations

import pytest

from lprpolicy.evaluate.subjects import by_id, judged_agency, recipient
from lprpolicy.identify.borne_out import doubts
from lprpolicy.identify.posing import POSING as POSES
from lprpolicy.model.directory import Agency
from lprpolicy.model.provenance import Rank
from lprpolicy.model.sharing import Grant
from lprpolicy.model.words import AgencyKind
from lprpolicy.repository.national import national
from lprpolicy.repository.repository import open_shared
from tests.attacks.entries import entry, grant, known
from tests.repositories import drafts

STATES = ("us-ct", "us-tx")
TEAMS = "NEMLEC METROLEC SEMLEC CREST ILEAS NIPAS MABAS NYSIC SDLECC ARTIC GISAC NEHIDTA"
PROGRAMS = "Stonegarden Streamline Safeguard Endgame Predator Cornerstone Gatekeeper Crosscheck"
SWITCHES = "Partner Trusted Discovery Transparency Convoy Federated Universe Broadcast Total Whole"
COMPANIES = "Maltego Venntel Spycloud Skopenow Whooster CLEAR Carfax Copart Citizen Titan Comcast"
FOREIGN = "Dogana Granica Abschiebung Patrulla Fronteiras Migrasi Nyumin Koseki Krome Varick Wyatt"
PLACES = "Bordertown Borderville Removalton Detainville Customsville Homelandton Fedville Iceville"
ICE = "Iceland Iceberg Icehouse Iceworks Icefall Iceton Icebrook Eroville Erowood Visaville"
ORDINARY = "Transport Overview Interview Heartland Teleport Outside Switzerland Ireland Finland"
ENDED = "Raidville Taskford Readerville Trackerton Inmateville Operationville Everyville Searchton"
OTHERS = (
    "Clear View",
    "Cape and Islands",
    "Giant Oak",
    "Blue Campaign",
    "Cross Check",
    "Law Support Center",
    "Community",
    "Port Director",
    "VOICE Office",
)
WORDS = (TEAMS, PROGRAMS, SWITCHES, COMPANIES, FOREIGN, PLACES, ICE, ORDINARY, ENDED)
NAMES = [*(word for words in WORDS for word in words.split()), *OTHERS]


def _id(name: str, state: str) -> str:
    return f"{state}/{name.lower().replace(' ', '-')}-pd"


def test_one_word_that_no_list_has_lets_no_recipient_in() -> None:
    lists = national()
    let_in = []
    for name in NAMES:
        for state in STATES:
            one = entry(f"{name} Police Department", id=_id(name, state), state=state)
            who = recipient(grant(one["id"]), known(one, lists=lists))
            if who.id or who.kind or who.state or who.rank.may_permit:
                let_in.append((state, name))
    assert not let_in


BODIES = {
    "campus-police": "{} University Police Department",
    "tribal-police": "{} Nation Police",
    "transit-police": "{} Airport Police Department",
    "corrections": "{} Department of Correction",
    "state-agency": "Connecticut Department of {}",
    "special-district": "{} Housing Authority Police",
    "local-government": "City of {}",
    "prosecutor": "{} District Attorney",
}


@pytest.mark.parametrize("kind", BODIES)
def test_nor_as_any_other_kind_of_body(kind: str) -> None:
    lists = national()

    def kind_of(word: str) -> AgencyKind | None:
        name = BODIES[kind].format(word)
        id_ = f"us-ct/{name.lower().replace(' ', '-')}"
        return recipient(grant(id_), known(entry(name, id=id_, kind=kind), lists=lists)).kind

    words = f"{TEAMS.title()} {COMPANIES} {FOREIGN} {PROGRAMS} {ORDINARY} {ENDED}".split()
    assert not [word for word in (*words, "New England") if kind_of(word) is not None]
    assert kind_of("Environmental Protection" if kind == "state-agency" else "Norwalk")


def test_the_directory_of_the_drafts_is_known_whole() -> None:
    """Bodies of a whole state are named after it and after what they do."""
    shared = open_shared(drafts(), national())
    entries = [one for read in shared.directories if read.value for one in read.value.agencies]
    assert len(entries) > 150
    assert not [one.id for one in entries if shared.index.standing(one).unheard]


@pytest.mark.parametrize("name", ["Quabadoli", "Quabadoli Harbor", "Smallville", "Norwalk Hill"])
def test_whose_policy_it_is_may_be_a_place_that_no_list_has(name: str) -> None:
    """A town that begins has an entry, and its own policy lets it in nowhere."""
    one = entry(f"{name} Police Department", id=_id(name, "us-ct"))
    made = known(one, lists=national())
    assert judged_agency(one["id"], made).kind is AgencyKind.MUNICIPAL_POLICE
    known_place = "Quabadoli" not in name
    assert (recipient(grant(one["id"]), made).kind is not None) is known_place


def test_the_reason_says_which_word_and_keeps_what_speaks_against_it() -> None:
    program = {"program": "287g", "member": True, "source": {"title": "m", "on": "2026-01-01"}}
    one = entry("Nemlec Police Department", id="us-ct/nemlec-pd", programs=[program])
    who = recipient(grant("us-ct/nemlec-pd"), known(one, lists=national()))
    assert (who.rank, who.may_be) == (Rank.CLAIMED, {AgencyKind.MUNICIPAL_POLICE})
    assert "no official list has a place or a body called 'nemlec' in us-ct" in who.why
    assert who.entry is not None
    assert who.entry.programs


def test_a_list_that_has_the_name_lets_it_in() -> None:
    from lprpolicy.identify.entries import Own
    from tests.attacks.entries import directory

    one = entry("Nemlec Police Department", id="us-ct/nemlec-pd", ori="CT0099900")
    listed = known(one, lists=Own.of(directory(one)))
    assert by_id("us-ct/nemlec-pd", listed).rank is Rank.OFFICIAL
    assert recipient(grant("us-ct/nemlec-pd"), listed).kind is AgencyKind.MUNICIPAL_POLICE


@pytest.mark.parametrize("kind", ["transit-police", "special-district"])
@pytest.mark.parametrize("name", ["Hartford Port of Entry", "Bradley Preclearance Port Police"])
def test_a_port_of_entry_is_nobodys_transit_police(name: str, kind: str) -> None:
    one = entry(name, id="us-ct/port", kind=kind)
    assert by_id("us-ct/port", known(one, lists=national())).kind is None


POSING = [
    "ＮＯＲＷＡＬＫ PD",
    "𝐍𝐨𝐫𝐰𝐚𝐥𝐤 PD",
    "N\u200borwalk PD",
    "Norwalk PD\u2060",
    "Ⓝorwalk PD",
    "ℕorwalk PD",
    "ᴺorwalk PD",
    "Norwalk\ufe0f PD",
    "Norwalk PD\U000e0049",
    "Norwalk ⅭT PD",
]


@pytest.mark.parametrize("text", POSING)
def test_a_text_that_looks_like_a_name_is_another_account(text: str) -> None:
    lists = national()
    listed = known(entry("Norwalk Police Department", id="us-ct/norwalk-pd"), lists=lists)
    assert listed.identify(text, state="us-ct").id is None
    assert (
        recipient(Grant.model_construct(to="us-ct/norwalk-pd", listed_as=text), listed).id is None
    )
    for fields in ({"name": text}, {"aliases": [text]}):
        one = entry("Norwalk Police Department", id="us-ct/norwalk-pd")
        posing = Agency.model_construct(**Agency.model_validate(one).__dict__ | fields)
        assert any(POSES in doubt.says for doubt in doubts(posing))


@pytest.mark.parametrize(
    "text", ["Nor\u00adwalk PD", "\ufeffNorwalk PD", "Norwalk\u00a0PD", "Norwalk PD\u200e"]
)
def test_what_a_document_leaves_behind_is_no_disguise(text: str) -> None:
    listed = known(entry("Norwalk Police Department", id="us-ct/norwalk-pd"), lists=national())
    assert listed.identify(text, state="us-ct").id == "us-ct/norwalk-pd"


def test_a_federal_name_stays_one_however_it_is_written() -> None:
    assert known().identify("ＩＣＥ").federal is True
    assert known().identify("IC\u200bE").federal is True


@pytest.mark.parametrize("alias", ["Public Police Department", "Police", "City PD"])
def test_an_alias_that_names_nobody_is_nobodys(alias: str) -> None:
    one = entry("Norwalk Police Department", id="us-ct/norwalk-pd", aliases=[alias])
    assert by_id("us-ct/norwalk-pd", known(one, lists=national())).kind is None
