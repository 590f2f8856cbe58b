"""What an edge means depends on whose reads are followed."""

from __future__ import annotations

from lprpolicy.model.network import Certainty, MadeKnown, Party, SeenSwitch, Target, Wanted
from lprpolicy.model.reach_answers import ReachAnswer, Reached
from lprpolicy.model.words import AgencyKind, Component, Onward, Tri
from lprpolicy.reach.answer import answer_reach
from lprpolicy.reach.graph import Graph
from tests.reach.networks import (
    GRANT,
    IMMIGRATION,
    PARTNER,
    PASSES_ON,
    SHOWN,
    Link,
    graph,
    keys,
    party,
)


def ask(made: Graph, wanted: Wanted = IMMIGRATION, **options: int) -> Reached:
    return answer_reach(made, made.numbers["a"], wanted, "an immigration agency", **options)  # type: ignore[arg-type]


def sorts(found: Reached) -> list[str]:
    return [step.certainty.value for step in found.ways[0].steps]


def test_an_agencys_own_grant_reaches_for_certain() -> None:
    found = ask(graph([("a", "ice", GRANT)]))
    assert found.outcome is ReachAnswer.REACHES
    assert sorts(found) == ["certain"]


def test_a_vendors_export_reaches_as_a_policy_does() -> None:
    assert ask(graph([("a", "ice", SHOWN)])).outcome is ReachAnswer.REACHES


def test_who_passes_on_what_it_receives_reaches_for_certain() -> None:
    found = ask(graph([("a", "b", GRANT), ("b", "c", PASSES_ON), ("c", "ice", PASSES_ON)]))
    assert (found.outcome, sorts(found)) == (ReachAnswer.REACHES, ["certain"] * 3)


def test_a_recipients_own_grant_opens_its_own_reads_and_is_only_possible() -> None:
    found = ask(graph([("a", "b", GRANT), ("b", "ice", GRANT)]))
    assert found.outcome is ReachAnswer.CANNOT_TELL
    assert sorts(found) == ["certain", "possible"]


def test_where_passing_on_is_forbidden_such_a_path_is_against_the_terms() -> None:
    made = graph([("a", "b", GRANT), ("b", "ice", SHOWN)], terms=Onward.FORBIDDEN)
    assert sorts(ask(made)) == ["certain", "against-terms"]
    allowed = graph([("a", "b", GRANT), ("b", "ice", SHOWN)], terms=Onward.WITH_PERMISSION)
    assert sorts(ask(allowed)) == ["certain", "possible"]


def test_forbidding_does_not_undo_what_a_source_says() -> None:
    links: list[Link] = [("a", "b", GRANT), ("b", "ice", PASSES_ON)]
    assert ask(graph(links, terms=Onward.FORBIDDEN)).outcome is ReachAnswer.REACHES


def test_a_partner_may_search_for_its_partner() -> None:
    found = ask(graph([("a", "b", GRANT), ("b", "ice", PARTNER)], whole="a b"))
    assert (found.outcome, sorts(found)) == (ReachAnswer.CANNOT_TELL, ["certain", "possible"])


def test_what_an_agency_does_with_others_reads_says_little_of_its_own() -> None:
    found = ask(graph([("a", "ice", PASSES_ON)], whole="a"))
    assert (found.outcome, sorts(found)) == (ReachAnswer.CANNOT_TELL, ["possible"])


def test_a_longer_certain_path_is_shown_before_a_shorter_possible_one() -> None:
    found = ask(
        graph(
            [
                ("a", "b", GRANT),
                ("b", "ice", GRANT),
                ("b", "c", PASSES_ON),
                ("c", "ice", PASSES_ON),
            ]
        )
    )
    assert keys(found.ways[0].steps) == ["a", "b", "c", "ice"]
    assert found.ways[0].certainty is Certainty.CERTAIN


def test_who_has_published_nothing_is_named_and_nothing_is_called_safe() -> None:
    found = ask(graph([("a", "b", GRANT), ("b", "c", GRANT)], whole="a b"))
    assert found.outcome is ReachAnswer.CANNOT_TELL
    assert [(one.party.key, one.hops, one.certain) for one in found.silent] == [("c", 2, False)]


def test_no_path_is_known_where_everybody_on_the_way_has_said_all() -> None:
    found = ask(graph([("a", "b", GRANT), ("b", "c", GRANT)], whole="a b c"))
    assert (found.outcome, found.silent) == (ReachAnswer.NO_KNOWN_PATH, ())


def test_a_list_that_may_be_short_is_no_clean_bill() -> None:
    made = graph([("a", "b", GRANT)], whole="a")
    made.publish(made.numbers["b"], MadeKnown.PART)
    found = ask(made)
    assert found.outcome is ReachAnswer.CANNOT_TELL
    assert [one.party.key for one in found.partial] == ["b"]


def test_a_recipient_of_no_known_kind_may_be_whom_one_asks_about() -> None:
    found = ask(graph([("a", "?b", GRANT)], whole="a ?b"))
    assert found.outcome is ReachAnswer.CANNOT_TELL
    assert [one.party.key for one in found.unclassified] == ["?b"]


def test_who_is_beyond_the_limit_is_not_asked_to_say_anything() -> None:
    links: list[Link] = [("a", "b", GRANT), ("b", "ice", GRANT)]
    found = ask(graph(links, whole="a"), max_hops=1)
    assert (found.outcome, found.ways) == (ReachAnswer.NO_KNOWN_PATH, ())


def test_a_switch_that_is_on_or_that_nobody_looked_at_is_told() -> None:
    made = graph([("a", "b", GRANT)], whole="a b")
    of = made.parties[0]
    made.switches[0] = (SeenSwitch(of, "national", Tri.YES), SeenSwitch(of, "statewide", Tri.NO))
    assert [switch.name for switch in ask(made).switches] == ["national"]
    assert ask(made).outcome is ReachAnswer.CANNOT_TELL
    made.switches[0] = (SeenSwitch(of, "national", Tri.UNKNOWN),)
    assert ask(made).outcome is ReachAnswer.CANNOT_TELL
    made.switches = {1: (SeenSwitch(made.parties[1], "national", Tri.UNKNOWN),)}
    assert ask(made).outcome is ReachAnswer.NO_KNOWN_PATH


def test_of_two_edges_between_two_parties_the_surest_is_shown() -> None:
    found = ask(graph([("a", "b", GRANT), ("b", "ice", SHOWN), ("b", "ice", PASSES_ON)]))
    assert found.ways[0].steps[1].edge.kind is PASSES_ON


def test_a_department_is_asked_about_with_its_components() -> None:
    ice = Target(
        "us/ice", "ICE", AgencyKind.FEDERAL_IMMIGRATION, None, frozenset({Component.ICE_HSI})
    )
    hsi = Party("us/x", "us/x", "X", AgencyKind.FEDERAL_IMMIGRATION, None, True, Component.ICE_HSI)
    assert ice.holds(hsi) is True
    assert ice.holds(party("b")) is False


def test_a_bare_name_may_be_the_agency_unless_its_kind_or_state_says_otherwise() -> None:
    target = Target("us-xx/b", "B", AgencyKind.MUNICIPAL_POLICE, "us-xx")

    def named(kind: AgencyKind | None, state: str | None, federal: bool | None) -> Party:
        return Party("B [?]", None, "B", kind, state, federal)

    assert target.holds(named(None, None, None)) is None
    assert target.holds(named(AgencyKind.MUNICIPAL_POLICE, "us-xx", False)) is None
    assert target.holds(named(AgencyKind.MUNICIPAL_POLICE, "us-yy", False)) is False
    assert target.holds(named(AgencyKind.COUNTY_SHERIFF, "us-xx", False)) is False
    assert target.holds(named(None, None, True)) is False
