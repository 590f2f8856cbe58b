"""From files to paths: policies, directories and exports, each step with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from lprpolicy.errors import ExportError, NothingChecked, UsageError
from lprpolicy.host.files.tree import Tree
from lprpolicy.model.reach_answers import ReachAnswer, Reached
from lprpolicy.model.words import Onward
from lprpolicy.repository.exports import StateError
from lprpolicy.tasks.network import network
from lprpolicy.tasks.reach import reach
from tests.reaching import DIRECTORY, HEADER, policy


def tree(**policies: str) -> Tree:
    files = {f"us-ct/{name.replace('_', '-')}/policy.yaml": text for name, text in policies.items()}
    files["directory/us-ct.yaml"] = DIRECTORY
    return Tree({path: text.encode() for path, text in files.items()})


def ask(tree_: Tree, *observed: str, to: str = "federal-immigration") -> Reached:
    return reach(tree_, "us-ct/aville-pd", to, observed=observed)


def places(found: Reached) -> list[str]:
    return [str(step.edge.evidence.where) for step in found.ways[0].steps]


def test_a_grant_and_a_statement_of_the_directory_are_a_certain_path() -> None:
    found = ask(
        tree(
            aville_pd=policy(
                "us-ct/aville-pd", "{to: us-ct/connecticut-exampleton-fusion-center, data: [reads]}"
            )
        )
    )
    assert found.outcome is ReachAnswer.REACHES
    assert places(found) == ["us-ct/aville-pd/policy.yaml:7:12", "directory/us-ct.yaml:12:14"]
    assert found.ways[0].steps[1].edge.evidence.note == "Its own page, 2026-02-02"


def test_two_towns_policies_are_a_possible_path() -> None:
    towns = tree(
        aville_pd=policy("us-ct/aville-pd", "{to: us-ct/bville-pd}"),
        bville_pd=policy("us-ct/bville-pd", "{to: us/ice}"),
    )
    found = ask(towns)
    assert (found.outcome, len(found.ways)) == (ReachAnswer.CANNOT_TELL, 1)
    assert [step.certainty.value for step in found.ways[0].steps] == ["certain", "possible"]


def test_the_owners_terms_are_those_of_its_policy() -> None:
    towns = tree(
        aville_pd=policy(
            "us-ct/aville-pd", "{to: us-ct/bville-pd}", sharing="  onward: forbidden\n"
        ),
        bville_pd=policy("us-ct/bville-pd", "{to: us/ice}"),
    )
    found = ask(towns)
    assert found.terms is Onward.FORBIDDEN
    assert found.ways[0].certainty.value == "against-terms"


def test_a_287g_partner_is_a_possible_step_to_ice_and_is_dated() -> None:
    found = ask(tree(aville_pd=policy("us-ct/aville-pd", "{to: us-ct/partnerton-so}")))
    step = found.ways[0].steps[1]
    assert (step.edge.kind, step.certainty, step.edge.evidence.note) == (
        "partner",
        "possible",
        "A list, 2026-03-03",
    )


def test_agencies_that_no_directory_lists_are_followed_by_their_ids() -> None:
    towns = tree(
        aville_pd=policy("us-ct/aville-pd", "{to: us-ct/unlisted-pd}"),
        unlisted_pd=policy("us-ct/unlisted-pd", "{to: us/ice}"),
    )
    assert [step.edge.to.key for step in ask(towns).ways[0].steps] == [
        "us-ct/unlisted-pd",
        "us/ice",
    ]


def test_a_vendors_name_for_a_neighbour_is_that_neighbour() -> None:
    towns = tree(
        aville_pd=policy("us-ct/aville-pd", "{to: {named: Partnerton CT SO}}"),
        partnerton_so=policy("us-ct/partnerton-so", "{to: {named: HSI Newark NJ}}"),
    )
    assert "us/ice-hsi" in [way.target.id for way in ask(towns).ways]


def test_a_name_of_immigration_beside_another_id_reaches_immigration() -> None:
    grant = "{to: us-ct/bville-pd, listed_as: HSI Newark NJ}"
    found = ask(tree(aville_pd=policy("us-ct/aville-pd", grant)))
    assert found.outcome is ReachAnswer.REACHES


def test_a_name_that_means_another_than_the_id_beside_it_is_nobodys() -> None:
    grant = "{to: us-ct/bville-pd, listed_as: Regional Lookup}"
    found = ask(tree(aville_pd=policy("us-ct/aville-pd", grant)))
    assert found.outcome is ReachAnswer.CANNOT_TELL
    assert len(found.unclassified) == 1


def test_hot_lists_alone_open_no_reads() -> None:
    found = ask(tree(aville_pd=policy("us-ct/aville-pd", "{to: us/ice, data: [hot-lists]}")))
    assert found.ways == ()


def test_a_grant_says_what_a_reader_must_know_of_it() -> None:
    grant = "{to: us/ice, mode: per-request}"
    found = ask(tree(aville_pd=policy("us-ct/aville-pd", grant, status="proposed")))
    assert found.ways[0].steps[0].edge.evidence.note == (
        "proposed, not adopted; asked for each time; the grant does not say which data it opens"
    )


def test_a_component_answers_for_its_department() -> None:
    towns = tree(aville_pd=policy("us-ct/aville-pd", "{to: us/ice-hsi}"))
    assert ask(towns, to="us/ice").outcome is ReachAnswer.REACHES
    assert ask(towns, to="us/dhs").outcome is ReachAnswer.REACHES
    assert ask(towns, to="us/cbp").outcome is not ReachAnswer.REACHES


def test_an_export_is_followed_and_its_agency_is_found_by_its_name(tmp_path: Path) -> None:
    export = tmp_path / "SharedNetworks.csv"
    export.write_text(
        HEADER + "Bville Police Department (CT),,Aville\nRome CT PD,Rome,\nICE,,\n",
        encoding="utf-8",
    )
    other = tmp_path / "SharedNetworks_b.csv"
    other.write_text(HEADER + "HSI Newark NJ,,Bville\n", encoding="utf-8")
    found = ask(
        tree(), f"us-ct/aville-pd={export}", f"us-ct/bville-pd={other}", to="federal-immigration"
    )
    assert places(found) == [f"{export}, row 2", f"{other}, row 2"]
    assert found.outcome is ReachAnswer.CANNOT_TELL
    assert {switch.name for switch in found.switches} == {"national", "share-all", "statewide"}


def test_an_agency_without_an_entry_goes_by_the_name_its_own_export_prints(tmp_path: Path) -> None:
    export = tmp_path / "a.csv"
    export.write_text(HEADER + "Cville CT PD,,Aville\n", encoding="utf-8")
    found = reach(
        tree(),
        "us-ct/aville-pd",
        "us-ct/cville-pd",
        observed=[f"us-ct/aville-pd={export}"],
    )
    assert found.outcome is ReachAnswer.CANNOT_TELL  # a bare name may be that agency, or another
    assert [one.party.name for one in found.unclassified] == ["Cville CT PD"]


def test_an_export_of_nobody_is_asked_about(tmp_path: Path) -> None:
    export = tmp_path / "SharedNetworks.csv"
    export.write_text(HEADER + "HSI,,A\n", encoding="utf-8")
    with pytest.raises(UsageError, match="does not say whose it is") as error:
        ask(tree(), str(export))
    assert "--observed us-ct/westport-pd=" in str(error.value.hint)
    with pytest.raises(ExportError, match="cannot be read"):
        ask(tree(), f"us-ct/aville-pd={tmp_path / 'none.csv'}")


def test_of_two_exports_the_newest_is_followed_and_the_other_is_told(tmp_path: Path) -> None:
    old, new = (tmp_path / f"SharedNetworks_2026-0{n}-01.csv" for n in (1, 2))
    old.write_text(HEADER + "HSI,,A\n", encoding="utf-8")
    new.write_text(HEADER + "Bville Police Department (CT),,A\n", encoding="utf-8")
    found = ask(tree(), f"us-ct/aville-pd={old}", f"us-ct/aville-pd={new}")
    assert found.ways == ()
    assert f"{old} was not used" in found.notes[0]


def test_who_has_published_nothing_cannot_be_followed() -> None:
    with pytest.raises(NothingChecked, match="has published nothing here"):
        reach(tree(), "us-ct/bville-pd", "us/ice")
    with pytest.raises(NothingChecked, match="no network"):
        network(Tree({}), "us/ice")


def test_a_word_that_is_neither_id_nor_kind_is_refused() -> None:
    towns = tree(aville_pd=policy("us-ct/aville-pd"))
    with pytest.raises(UsageError, match="neither an id nor a kind"):
        ask(towns, to="immigration")
    with pytest.raises(UsageError, match="not an agency's id"):
        reach(towns, "Aville", "us/ice")


def test_a_policy_that_cannot_be_read_is_told_and_its_agency_has_published_nothing() -> None:
    towns = tree(
        aville_pd=policy("us-ct/aville-pd", "{to: us-ct/bville-pd}"), bville_pd="schema: x\n"
    )
    found = ask(towns)
    assert [one.party.id for one in found.silent] == ["us-ct/bville-pd"]
    assert "us-ct/bville-pd/policy.yaml is not right as it stands" in found.notes[0]


@pytest.mark.real
def test_the_real_report_of_2022_reaches_with_the_page(real_data: Path) -> None:
    export = real_data / "learn" / "ocso_2022-11-18.pdf"
    if not export.exists():
        pytest.fail(f"{export} is missing")
    found = reach(
        Tree({}),
        "us-ca/orange-county-so",
        "federal-immigration",
        observed=[f"us-ca/orange-county-so={export}"],
    )
    assert found.outcome is ReachAnswer.REACHES
    assert {way.target.id for way in found.ways} >= {"us/ice-hsi", "us/cbp-ntc"}
    assert all("page" in str(way.steps[0].edge.evidence.where) for way in found.ways)


def test_an_export_of_somebody_else_shows_nothing_of_an_agency(tmp_path: Path) -> None:
    export = tmp_path / "SharedNetworks.csv"
    export.write_text(HEADER + "HSI,,Bville CT PD\n", encoding="utf-8")
    with pytest.raises(
        StateError, match="it is of “Bville CT PD”, not of us-ct/aville-pd"
    ) as error:
        ask(tree(), f"us-ct/aville-pd={export}")
    assert error.value.consequence == "nothing was followed"
    asked = "us-ct/bville-pd", "federal-immigration"
    found = reach(tree(), *asked, observed=[f"us-ct/bville-pd={export}"])
    assert not [note for note in found.notes if "no one can tell" in note]
