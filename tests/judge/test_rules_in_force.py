"""Which rules bind whom, and on which days: what is not known lets nobody out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from lprpolicy.judge.obligation import Dated, Obligation
from lprpolicy.judge.rules_in_force import RulesInForce
from lprpolicy.model.rule import Applies
from lprpolicy.model.subject import Recipient
from lprpolicy.model.words import AgencyKind
from lprpolicy.repository.law import built_in
from tests.repositories import TODAY

TOWN = Recipient("us-ct/elm-pd", "Elm PD", AgencyKind.MUNICIPAL_POLICE, "us-ct", False)
DAY = dt.timedelta(days=1)
SOON = TODAY + 10 * DAY


def rule(*versions: tuple[dt.date, dt.date | None, str | None]) -> Obligation:
    """A statute of Connecticut with versions from, until and disputed as given."""
    found = built_in().rule("us-ct/retention-reads")
    assert found is not None
    law = found.versions[0].provision
    dated = tuple(
        Dated(start, until, law, contested, lambda _: ()) for start, until, contested in versions
    )
    return replace(found, versions=dated)


def applying(**to: tuple[AgencyKind, ...]) -> Obligation:
    """A statute that binds some kinds of agency only."""
    found = rule((TODAY, None, None))
    return replace(found, rule=found.rule.model_copy(update={"applies": Applies(**to)}))


def days(one: Obligation, within: int = 30, day: dt.date = TODAY) -> tuple[list[str], list[str]]:
    """The first days of the versions in force, and of those that are coming."""
    found = RulesInForce.of([one], day, within)
    return (
        [str(entry.dated.start) for entry in found.today],
        [str(entry.dated.start) for entry in found.coming],
    )


# Whom.


def test_an_agency_of_an_unknown_state_is_bound() -> None:
    assert rule((TODAY, None, None)).binds(replace(TOWN, state=None))


def test_an_agency_of_another_state_is_not_bound() -> None:
    assert rule((TODAY, None, None)).binds(TOWN)
    assert not rule((TODAY, None, None)).binds(replace(TOWN, state="us-ny"))


@pytest.mark.parametrize("to", ["kinds", "not_kinds"])
def test_an_agency_of_an_unknown_kind_is_bound(to: str) -> None:
    one = applying(**{to: (AgencyKind.COUNTY_SHERIFF,)})
    assert one.binds(replace(TOWN, kind=None))


def test_a_kind_is_bound_where_it_is_named_or_not_let_out() -> None:
    only, all_but = ((AgencyKind.COUNTY_SHERIFF,),) * 2
    sheriff = replace(TOWN, kind=AgencyKind.COUNTY_SHERIFF)
    assert (applying(kinds=only).binds(sheriff), applying(kinds=only).binds(TOWN)) == (True, False)
    assert not applying(not_kinds=all_but).binds(sheriff)
    assert applying(not_kinds=all_but).binds(TOWN)


def test_a_rule_of_a_town_binds_who_claims_its_id_without_an_entry() -> None:
    one = rule((TODAY, None, None))
    own = replace(one, pack=one.pack.model_copy(update={"agencies": ("us-ct/elm-pd",)}))
    claims = Recipient(None, "us-ct/elm-pd", None, "us-ct", None)
    assert own.binds(TOWN)
    assert own.binds(claims)
    assert not own.binds(replace(claims, name="us-ct/ash-pd"))
    in_force = RulesInForce.of([own], TODAY)
    assert len(in_force.that_bind(replace(claims, name="us-ct/ash-pd")).today) == 0
    assert len(in_force.that_bind(claims).today) == 1


def test_of_several_states_the_rules_of_each_bind() -> None:
    one = rule((TODAY, SOON - DAY, None), (SOON, None, None))
    in_force = RulesInForce.of([one], TODAY, 30)
    other = replace(TOWN, state="us-ny")
    for held, many in (((other,), 0), ((other, TOWN), 1), ((TOWN, other), 1)):
        found = in_force.that_bind(*held)
        assert (len(found.today), len(found.coming)) == (many, many)


def test_agencies_of_one_kind_and_state_share_what_binds_them() -> None:
    in_force = RulesInForce.of([rule((TODAY, None, None))], TODAY)
    other = replace(TOWN, id="us-ct/ash-pd", name="Ash PD")
    assert in_force.that_bind(other) is in_force.that_bind(TOWN)
    assert in_force.that_bind(replace(TOWN, state="us-ny")) is not in_force.that_bind(TOWN)
    assert in_force.that_bind(TOWN, other) is not in_force.that_bind(TOWN)


# When.


def test_a_rule_is_in_force_on_its_first_day_and_its_last() -> None:
    last = TODAY + 3 * DAY
    one = rule((TODAY, last, None))
    found = {day: days(one, 0, day)[0] for day in (TODAY - DAY, TODAY, last, last + DAY)}
    assert [bool(started) for started in found.values()] == [False, True, True, False]


def test_law_is_coming_up_to_the_last_day_that_is_asked_about() -> None:
    for within, coming in ((9, []), (10, [str(SOON)]), (11, [str(SOON)])):
        assert days(rule((SOON, None, None)), within) == ([], coming)


def test_law_that_begins_today_is_not_coming() -> None:
    assert days(rule((TODAY, None, None))) == ([str(TODAY)], [])


def test_contested_law_is_not_reported_as_coming() -> None:
    contested = (SOON, None, "two courts disagree")
    assert days(rule(contested)) == ([], [])
    assert days(rule((TODAY, SOON - DAY, None), contested)) == ([str(TODAY)], [])


def test_contested_law_is_in_force_when_its_day_has_come() -> None:
    assert days(rule((TODAY, None, "two courts disagree"))) == ([str(TODAY)], [])


def test_the_version_that_replaces_todays_is_coming() -> None:
    one = rule((TODAY, SOON - DAY, None), (SOON, None, None))
    assert days(one) == ([str(TODAY)], [str(SOON)])
