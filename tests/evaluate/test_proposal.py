"""A draft is settled from the rules themselves, and `check` lets it pass or names what is open."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lprpolicy.checks import ON_POLICIES
from lprpolicy.errors import UsageError
from lprpolicy.evaluate.proposal import propose, rules_that_bind, state_of
from lprpolicy.evaluate.report import Options, check
from lprpolicy.model.durations import Duration
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.proposal import Ask, DraftEntry, Form, Told
from lprpolicy.model.report import Decision
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.words import AgencyKind, ApprovalKind, ContractDuty, ContractTerm, Deliverable
from lprpolicy.propose import FAMILIES, asks
from lprpolicy.propose.frame import BLOCKS, FRAME
from lprpolicy.propose.values import settle_value
from lprpolicy.repository.law import Law, bind, built_in
from lprpolicy.repository.layout import folder
from lprpolicy.repository.national import national
from lprpolicy.repository.town_names import slug
from lprpolicy.tasks.init import begin
from lprpolicy.write.start.begun import begun_text
from tests.limits import examples
from tests.repositories import TODAY

PACKED = sorted(
    {rule.pack.state for rule in built_in().obligations if rule.pack.state and "/" in rule.id}
)
RECORDED = sorted(pack.state for pack in built_in().packs.values() if pack.no_law and pack.state)
TOWNS = ["Westport", "St. John's", "Sainte-Thérèse d'Été", "Cañon  City", "Big #1: Town", "no"]
EACH = ROOT / "systems" / "*"


def told(state: str, town: str = "Westport", **more: object) -> Told:
    made = Told(
        agency=f"{state}/{slug(town)}-pd",
        name=f"{town} Police Department",
        town=town,
        state=state,
        kind=AgencyKind.MUNICIPAL_POLICE,
        day=TODAY,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def everything(state: str) -> Told:
    """All facts that a town may know, as if somebody had given each of them."""
    day = dt.date(2026, 3, 2)
    facts = {
        EACH / "readers" / "fixed": 0,
        EACH / "readers" / "vehicle": 2,
        EACH / "readers" / "portable": 0,
        EACH / "readers" / "state_highway": 0,
        EACH / "program": "general",
        EACH / "storage": "state-server" if state == "us-vt" else "vendor-separate",
        EACH / "contract" / "signed": day,
        EACH / "contract" / "expires": dt.date(2030, 3, 1),
        EACH / "contract" / "forbids": [str(term) for term in ContractTerm],
        EACH / "contract" / "requires": [str(duty) for duty in ContractDuty],
        EACH / "contract" / "delivers": [{"what": str(w), "every": "1 month"} for w in Deliverable],
        EACH / "contract" / "retention": "14 days",
        ROOT / "security" / "encrypted_in_transit": True,
        ROOT / "security" / "encrypted_at_rest": True,
        ROOT / "transparency" / "policy_published": "https://town.example/policy",
        ROOT / "transparency" / "annual_report" / "published": "https://town.example/report",
        ROOT / "transparency" / "annual_report" / "due": "03-02",
        ROOT / "transparency" / "public_notice": day,
        ROOT / "approvals": [
            {"kind": str(k), "by": "Town Council", "on": day} for k in ApprovalKind
        ],
    }
    lists = {"us-mn": ("mn-license-plate-data-file",), "us-wa": ("wa-licensing",)}
    return told(
        state,
        systems=({"id": "flock", "vendor": "flock"},),
        hot_lists=lists.get(state, ("ncic",)),
        facts=facts,
    )


def value(entries: tuple[DraftEntry, ...], path: str) -> object:
    return next(entry.value for entry in entries if entry.at == Pointer.parse(path))


def with_rule(name: str, rule_check: str, **params: object) -> Law:
    """The built-in law with one more rule of Connecticut."""
    law = built_in()
    model = law.rule("us-ct/retention-reads")
    assert model is not None
    version = model.rule.versions[0].model_dump(
        by_alias=True, include={"from_", "provision"}, exclude_none=True
    )
    changed = type(model.rule.versions[0]).model_validate(version | params)
    rule = model.rule.model_copy(update={"check": rule_check, "versions": (changed,)})
    bound, misfits = bind(f"us-ct/{name}", rule, model.pack, "test")
    assert bound is not None, misfits
    return Law(law.packs, (*law.obligations, bound))


def test_every_check_knows_what_meets_it() -> None:
    assert sorted(FAMILIES) == sorted(ON_POLICIES)


def test_every_place_belongs_to_a_block_with_a_question() -> None:
    order = list(BLOCKS)
    blocks = [str(place.at.parts[0]) for place in FRAME]
    assert blocks == sorted(blocks, key=order.index)
    assert set(blocks) == set(order)


@pytest.mark.parametrize(
    ("state", "town"),
    [(state, TOWNS[number % len(TOWNS)]) for number, state in enumerate(PACKED)]
    + [("us-ct", town) for town in TOWNS],
)
def test_a_draft_breaks_no_rule_and_leaves_open_only_what_the_town_knows(
    state: str, town: str, tmp_path: Path
) -> None:
    begun = begin(told(state, town), tmp_path / "town")
    again = check(folder((begun.folder,)), Options(TODAY), lists=national())
    assert {finding.answer for finding in again.findings} <= {Answer.UNDECIDED}
    assert again.findings == begun.start.report.findings
    bound = {rule.id for rule in begun.start.bound}
    broken = bound & {finding.rule.id for finding in again.findings}
    assert len(broken) < len(bound) / 2


def test_each_of_the_fifty_states_and_the_district_is_asked_for_a_draft() -> None:
    assert len({*PACKED, *RECORDED}) == 51


@pytest.mark.parametrize("state", sorted({*PACKED, *RECORDED}))
def test_with_every_fact_given_the_draft_passes(state: str, tmp_path: Path) -> None:
    begun = begin(everything(state), tmp_path / "town")
    report = check(folder((begun.folder,)), Options(TODAY, strict=True))
    assert report.decision is Decision.ALLOW, report.findings


def days_of(state: str) -> list[dt.date]:
    """The days ahead on which the law of a state turns, the ones before them, and ten years on.

    Between two of them the same rules are in force, and a draft knows no other day.
    """
    rules = rules_that_bind(told(state), built_in())
    turns = {dated.start for rule in rules for dated in rule.versions if dated.start > TODAY}
    eves = {day - dt.timedelta(days=1) for day in turns}
    return sorted(turns | eves | {dt.date(2028, 2, 29), TODAY.replace(year=TODAY.year + 10)})


@pytest.mark.parametrize("state", [*PACKED, RECORDED[0]])
def test_a_state_gets_a_draft_on_every_day_of_the_next_ten_years(
    state: str, tmp_path: Path
) -> None:
    """States without a law have the nation's alone, as is tested below, so one stands for them."""
    for day in days_of(state):
        begun = begin(told(state, day=day), tmp_path / str(day))
        memo = (begun.folder / "docs/memo.md").read_text(encoding="utf-8")
        output = begun_text(begun.start, "town")
        for finding in begun.start.report.findings:
            assert f"  {finding.rule.id}" in output
            assert finding.rule.remedy.replace("[", "\\[") in memo


def test_what_only_an_adoption_can_settle_is_named_and_keeps_nothing_from_being_written(
    tmp_path: Path,
) -> None:
    begun = begin(told("us-ct", day=dt.date(2027, 1, 1)), tmp_path / "town")
    assert begun.start.unmet == {"us-ct/policy-adopted"}
    output = begun_text(begun.start, "town")
    assert "1 violated until Westport acts" in output
    assert "  us-ct/policy-adopted: is not adopted yet\n" in output
    memo = (begun.folder / "docs/memo.md").read_text(encoding="utf-8")
    assert "The draft is not adopted yet. Have the policy adopted" in memo
    assert "| violated until the town acts |" in memo
    policy = (begun.folder / "us-ct/westport-pd/policy.yaml").read_text(encoding="utf-8")
    assert "# Open until Westport adopts it. Law (Conn. Public Act 26-14, sec. 13(f)):" in policy


def test_a_violation_of_what_the_draft_says_is_still_refused_when_it_is_not_adopted(
    tmp_path: Path,
) -> None:
    late = told("us-ct", day=dt.date(2027, 1, 1), facts={ROOT / "retention" / "reads": "90 days"})
    with pytest.raises(UsageError, match="keeps reads for 90") as refused:
        begin(late, tmp_path / "town")
    assert "us-ct/policy-adopted" not in refused.value.message


@pytest.mark.parametrize("state", RECORDED)
def test_a_state_without_a_law_gets_a_draft_by_the_federal_rules_and_a_note(
    state: str, tmp_path: Path
) -> None:
    begun = begin(told(state), tmp_path / "town")
    assert {rule.id.partition("/")[0] for rule in begun.start.bound} == {"us"}
    assert "No plate reader law of" in (begun.folder / "docs/memo.md").read_text()


def test_a_state_that_nobody_looked_at_gets_no_draft() -> None:
    with pytest.raises(UsageError, match="nobody has written down the law of Puerto Rico"):
        state_of("Puerto Rico", built_in())


@pytest.mark.parametrize("said", ["CT", "us-ct", "Connecticut", "ct", "US-CT"])
def test_a_state_is_named_as_people_name_it(said: str) -> None:
    assert state_of(said, built_in()) == "us-ct"


def test_a_new_rule_shapes_the_draft() -> None:
    law = with_rule("shorter", "retention-at-most", record="reads", limit="3 days")
    assert value(propose(told("us-ct"), law), "/retention/reads") == "3 days"
    law = with_rule("no-pictures", "fields-prohibited", forbid=["vehicle-image"])
    fields = value(propose(told("us-ct"), law), "/collection/fields")
    assert "vehicle-image" not in fields  # type: ignore[operator]
    law = with_rule("no-schools", "places-avoided", places=["school"])
    assert value(propose(told("us-ct"), law), "/collection/avoids") == ["school"]
    law = with_rule("training", "interval-at-most", of="training", at_most="2 years")
    assert value(propose(told("us-ct"), law), "/access/training/every") == "2 years"


def test_a_report_and_a_notice_that_the_law_asks_for_stand_in_the_draft() -> None:
    law = with_rule("filed", "report-filed", to="agency-head", every="1 year")
    report = {"to": "agency-head", "every": "1 year"}
    assert value(propose(told("us-ct"), law), "/transparency/reports") == [report]
    notice = {"of": "new-reader", "to": "public", "within": "10 days"}
    law = with_rule("noticed", "notice-within", **notice)
    assert value(propose(told("us-ct"), law), "/transparency/notices") == [notice]


def test_no_disputed_law_makes_a_draft_keep_reads_for_longer() -> None:
    entries = propose(told("us-nj"), built_in())
    assert value(entries, "/retention/reads") == "14 days"
    assert value(entries, "/retention/hits") == "14 days"
    (entry,) = [one for one in entries if str(one.at) == "/retention/reads"]
    said = {one.rule: one.followed for one in entry.because}
    assert said == {"us-nj/retention-cap": True, "us-nj/retention-floor": False}
    assert entry.choice is not None
    assert "too short" in entry.choice


@pytest.mark.parametrize("state", PACKED)
def test_where_the_law_is_disputed_a_draft_never_keeps_reads_for_the_longest_time(
    state: str,
) -> None:
    rules = rules_that_bind(told(state), built_in())
    disputed = {rule.id for rule in rules for dated in rule.versions if dated.contested}
    for entry in propose(told(state), built_in()):
        if entry.at.parts[0] != "retention" or entry.at.parts[-1] == "search-log":
            continue
        if disputed & {one.rule for one in entry.because}:
            limits = {
                version.params.get("limit")
                for rule in rules
                for version in rule.rule.versions
                if rule.id in disputed
            }
            assert entry.value not in limits, entry


def test_a_shorter_contract_shortens_what_is_kept_and_not_the_log() -> None:
    facts = {EACH / "contract" / "retention": "5 days"}
    system = {"id": "flock", "vendor": "flock"}
    entries = propose(told("us-ct", systems=(system,), facts=facts), built_in())
    assert value(entries, "/retention/reads") == "5 days"
    assert value(entries, "/retention/search-log") == "1 year"


def test_a_fact_that_breaks_the_law_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    facts = {ROOT / "retention" / "reads": "90 days"}
    with pytest.raises(UsageError, match="us-ct/retention-reads: this draft keeps reads for 90"):
        begin(told("us-ct", facts=facts), tmp_path / "town")
    assert list(tmp_path.iterdir()) == []


def test_no_choice_is_made_in_silence() -> None:
    for state in PACKED:
        for entry in propose(told(state), built_in()):
            assert entry.value is None or entry.because or entry.choice, entry


def test_the_memo_names_the_days_of_connecticut_with_their_law(tmp_path: Path) -> None:
    begun = begin(told("us-ct"), tmp_path / "town")
    memo = (begun.folder / "docs/memo.md").read_text(encoding="utf-8")
    days = memo.partition("## Days to keep")[2].partition("## Still open")[0]
    assert days.count("**January 1, 2027.**") == 2
    assert days.count("[Conn. Public Act 26-14, sec. 13(f)]") == 2
    assert "must have adopted a policy" in days
    assert "must publish its policy" in days


def test_whatever_is_later_than_half_a_year_is_named_and_not_judged(tmp_path: Path) -> None:
    begun = begin(told("us-wa"), tmp_path / "town")
    later = {one.rule.id: one.met for one in begun.start.ahead}
    assert later["us-wa/policy-filed"] is None


periods = st.builds(
    Duration, st.integers(1, 400), st.sampled_from(["minute", "hour", "day", "week", "year"])
)
FIRST = ROOT / "retention" / "reads"


@given(periods, st.lists(periods, max_size=4))
def test_a_settled_time_is_within_every_limit(narrow: Duration, limits: list[Duration]) -> None:
    found = settle_value(str(narrow), [Ask(FIRST, Form.AT_MOST, (str(one),)) for one in limits])
    assert all(Duration.parse(found).at_most(limit) for limit in limits)
    assert found in {str(narrow), *map(str, limits)}


words = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=6)


@given(words, words, words)
def test_a_settled_list_holds_what_is_asked_for_and_adds_nothing(
    narrow: list[str], needed: list[str], banned: list[str]
) -> None:
    needed = [word for word in needed if word not in banned]
    asked = [Ask(FIRST, Form.HOLDS, tuple(needed)), Ask(FIRST, Form.LACKS, tuple(banned))]
    found = settle_value(narrow, asked)
    assert set(needed) <= set(found) <= {*narrow, *needed}
    assert not set(banned) & set(found)


@given(st.text(max_size=40))
def test_any_name_makes_an_id_or_none(name: str) -> None:
    made = slug(name)
    assert made == "" or all(part.isalnum() and part.isascii() for part in made.split("-"))


@settings(deadline=None, max_examples=examples(10))
@example("CA")
@example("VA")
@example("\U000e0000")  # nobody sees it, and no standard has named it
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), min_size=1))
def test_any_name_of_a_town_is_written_and_read_back(town: str) -> None:
    import tempfile

    from lprpolicy.repository.town_names import agency_name

    town = " ".join(town.split())  # as the command reads it
    try:
        agency_name(town, AgencyKind.MUNICIPAL_POLICE, None)
    except UsageError:
        return  # the command says that it is not one line of text
    with tempfile.TemporaryDirectory() as scratch:
        whose = replace(told("us-tx", "x"), town=town, name=f"{town} Police")
        try:
            begun = begin(whose, Path(scratch) / "town")
        except UsageError as error:
            # "VA" is a department's name as well, and a town of that name is told so.
            known = "directory/collision: .* a name of .*, a built-in federal agency"
            if not re.search(f"not plain Latin|{known}", error.message):
                raise
            return
        text = (begun.folder / "us-tx/x-pd/policy.yaml").read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) <= 100
    codes = {finding.rule.id for finding in begun.start.report.findings}
    # A name that says nothing of itself, or that another state answers to ("CA"), needs an official
    # list for its entry; the law of that state binds it too, until one settles where it is.
    asked = codes - {"directory/not-borne-out", "directory/other-state"}
    law = "us(-[a-z]{2})?/" if "directory/other-state" in codes else "us/"
    assert all(re.match(law, code) for code in asked), codes


def test_an_ask_of_an_unknown_check_is_left_to_the_check() -> None:
    assert asks("a-check-of-tomorrow", {}) == ()
