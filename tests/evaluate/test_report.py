"""The drafts are allowed as they stand, and each thing that is changed for the worse refuses."""

from __future__ import annotations

import datetime as dt

import pytest

from lprpolicy.errors import CheckBug, ConfigError, NothingChecked
from lprpolicy.evaluate.report import Options, check
from lprpolicy.host.files.tree import Tree
from lprpolicy.judge.obligation import Obligation
from lprpolicy.model.report import Decision
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Answer
from lprpolicy.repository.law import Law, built_in
from tests.repositories import NORWALK, TODAY, WESTPORT, blocking, changed, drafts, judged

ICE_GRANT = """  grants:
    - to: us/ice
      system: plate-reads
      data: [reads]
      mode: standing
      purposes: [stolen-vehicle]
"""


def with_ice() -> Tree:
    return changed(WESTPORT, "  grants:\n", ICE_GRANT)


def test_the_drafts_are_allowed_by_todays_law() -> None:
    report = judged(drafts())
    assert report.decision is Decision.ALLOW
    assert report.checked.agencies == 8
    assert blocking(report) == []


def test_a_grant_to_ice_is_refused_by_the_states_law_at_the_words_it_is_about() -> None:
    report = judged(with_ice())
    assert report.decision is Decision.REFUSE
    rules = {rule for rule, *_ in blocking(report)}
    assert "us-ct/no-federal-immigration-grants" in rules
    finding = next(f for f in report.findings if f.rule.id == "us-ct/no-federal-immigration-grants")
    line = with_ice().files[WESTPORT].decode().splitlines().index("    - to: us/ice") + 1
    assert str(finding.spot.location) == f"{WESTPORT}:{line}:11"
    assert finding.rule.provision is not None
    assert "26-14" in finding.rule.provision.citation


def test_twenty_two_days_are_refused_from_the_day_the_law_begins_and_coming_up_before() -> None:
    tree = changed(WESTPORT, "  reads: 14 days", "  reads: 22 days")
    assert ("us-ct/retention-reads", f"{WESTPORT}:28:10") in {r[:2] for r in blocking(judged(tree))}
    before = judged(tree, dt.date(2026, 9, 30))
    assert before.decision is Decision.ALLOW
    assert "us-ct/retention-reads" in {f.rule.id for f in before.coming}
    assert {f.rule.since for f in before.coming if f.rule.id == "us-ct/retention-reads"} == {
        dt.date(2026, 10, 1)
    }


def test_what_comes_up_blocks_nothing_even_when_strict() -> None:
    report = judged(drafts(), dt.date(2026, 9, 30), strict=True)
    assert report.coming
    assert all(not f.rule.id.startswith("us-ct/policy-") for f in report.findings)


def test_a_rule_that_begins_after_half_a_year_is_not_coming_up_yet() -> None:
    tree = changed(WESTPORT, "  reads: 14 days", "  reads: 22 days")
    assert judged(tree, dt.date(2026, 4, 3)).coming == ()


def test_advice_refuses_only_when_strict() -> None:
    assert judged(drafts(), strict=True).decision is Decision.REFUSE


def test_the_verdict_is_the_same_whatever_else_is_in_the_repository() -> None:
    alone = {
        path: raw
        for path, raw in with_ice().files.items()
        if path.startswith(("us-ct/westport-pd/", "directory/"))
    }
    assert set(blocking(judged(Tree(alone)))) == set(blocking(judged(with_ice())))


def test_a_waived_finding_is_kept_and_does_not_refuse() -> None:
    report = judged(drafts())
    (waived,) = report.waived
    assert waived.rule.id == "us-ct/norwalk-pd/reads-two-weeks"
    assert waived.waiver is not None
    assert waived.waiver.expires == dt.date(2027, 3, 31)


def test_without_waivers_the_finding_refuses() -> None:
    report = judged(drafts(), waivers=False)
    assert [rule for rule, *_ in blocking(report)] == ["us-ct/norwalk-pd/reads-two-weeks"]


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("expires: 2027-03-31", "expires: 2026-11-21", "waiver/expired"),
        ("expires: 2027-03-31", "expires: 2027-05-20", "waiver/too-long"),
        ("rule: us-ct/norwalk-pd/reads-two-weeks", "rule: us-ct/retention-reads", "waiver/over-reaching"),
        ("rule: us-ct/norwalk-pd/reads-two-weeks", "rule: us-ct/westport-pd/no-demographic-fields", "waiver/unknown-rule"),
        ("rule: us-ct/norwalk-pd/reads-two-weeks", "rule: us-ct/norwalk-pd/read-two-weeks", "waiver/unknown-rule"),
        ("scope: {block: retention}", "scope: {}", "waiver/no-scope"),
        ("scope: {block: retention}", "scope: {block: sharing}", "waiver/unused"),
        ("scope: {block: retention}", "scope: {block: retention, to: us-ct/darien-pd}", "waiver/unused"),
    ],
)  # fmt: skip
def test_a_waiver_that_is_not_right_is_a_finding_and_covers_nothing(
    before: str, after: str, rule: str
) -> None:
    report = judged(changed(f"{NORWALK}/waivers.yaml", before, after))
    assert {r for r, *_ in blocking(report)} == {rule, "us-ct/norwalk-pd/reads-two-weeks"}


def test_a_waiver_covers_nothing_before_it_is_granted() -> None:
    report = judged(
        changed(f"{NORWALK}/waivers.yaml", "granted: 2026-11-20", "granted: 2026-11-23")
    )
    assert [rule for rule, *_ in blocking(report)] == ["us-ct/norwalk-pd/reads-two-weeks"]
    assert [note.message for note in report.notes if note.rule is None] == [
        "a waiver of us-ct/norwalk-pd/reads-two-weeks begins only on 2026-11-23"
    ]


def test_a_waiver_covers_its_last_day_and_not_the_next() -> None:
    tree = drafts()
    last = judged(tree, dt.date(2027, 3, 31))
    assert "us-ct/norwalk-pd/reads-two-weeks" not in {rule for rule, *_ in blocking(last)}
    after = judged(tree, dt.date(2027, 4, 1))
    assert "us-ct/norwalk-pd/reads-two-weeks" in {rule for rule, *_ in blocking(after)}


def test_a_proposed_waiver_counts_only_beside_a_proposed_policy() -> None:
    path = f"{NORWALK}/policy.yaml"
    tree = changed(path, "status: proposed", "status: adopted")
    tree = changed(
        path, "adopted: null ", "adopted: {by: nobody, on: 2026-11-20, record: x.md} ", tree
    )
    rules = {rule for rule, *_ in blocking(judged(tree))}
    assert {"waiver/only-proposed", "us-ct/norwalk-pd/reads-two-weeks"} <= rules


def test_a_town_rule_tightens_the_states_and_says_so() -> None:
    tree = changed(WESTPORT, "vehicle-image, time", "face, time")
    assert [rule for rule, *_ in blocking(judged(tree))] == [
        "us-ct/westport-pd/no-demographic-fields",
        "words/not-asked",
    ]


def test_a_town_rule_binds_only_its_town() -> None:
    path = "us-ct/enfield-pd/policy.yaml"
    assert blocking(judged(changed(path, "vehicle-image, time", "vehicle-make, time"))) == []


def test_a_recipient_that_nobody_knows_refuses_and_is_suggested_for() -> None:
    tree = changed(WESTPORT, "us-ct/fairfield-pd", "us-ct/farfield-pd")
    found = {rule: says for rule, _, says in blocking(judged(tree))}
    assert found["directory/unknown-agency"].endswith("did you mean 'us-ct/fairfield-pd'?")
    assert "us-ct/recipient-tiers" in found


def test_a_vendors_name_for_ice_beside_a_neighbours_id_is_a_contradiction() -> None:
    tree = changed(
        WESTPORT,
        "- to: us-ct/fairfield-pd\n",
        "- to: us-ct/fairfield-pd\n      listed_as: ICE ERO\n",
    )
    assert "directory/contradiction" in {rule for rule, *_ in blocking(judged(tree))}


def test_a_vendors_name_for_ice_is_ice() -> None:
    tree = changed(WESTPORT, "- to: us-ct/fairfield-pd", "- to: {named: DHS - HSI (Newark NJ)}")
    assert "us-ct/no-federal-immigration-grants" in {rule for rule, *_ in blocking(judged(tree))}


def test_a_directory_that_reclassifies_ice_is_refused_with_both_places() -> None:
    entry = b"""schema: lprpolicy/directory/v1
title: Friends
source: {title: nobody, on: 2026-11-22}
agencies:
  - {id: us-ct/ice, name: ICE, kind: municipal-police, state: us-ct}
"""
    report = judged(drafts().over("directory/friends.yaml", entry))
    found = next(f for f in report.findings if f.rule.id == "directory/collision")
    assert str(found.spot.location).startswith("directory/friends.yaml:5")
    assert found.related[0].location.file == "lprpolicy/directory/federal.yaml"


def test_a_state_that_nobody_has_searched_is_undecided() -> None:
    policy = drafts().files[WESTPORT].replace(b"us-ct/westport-pd", b"us-pr/example-pd")
    report = judged(Tree({"us-pr/example-pd/policy.yaml": policy}))
    assert "law/unknown-state" in {rule for rule, *_ in blocking(report)}


def test_a_state_that_was_searched_and_has_no_law_is_not_taken_for_a_hole() -> None:
    policy = drafts().files[WESTPORT].replace(b"us-ct/westport-pd", b"us-oh/example-pd")
    report = judged(Tree({"us-oh/example-pd/policy.yaml": policy}))
    assert "law/unknown-state" not in {finding.rule.id for finding in report.findings}


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("us-ct/westport-pd/policy.yml", "files/yml"),
        ("us-ct/westport-pd/Policy.yaml", "files/unmatched"),
        ("us-ct/westport-pd/policy.yaml.yaml", "files/unmatched"),
        ("us-ct/Westport-PD/policy.yaml", "files/unmatched"),
        ("stray.yaml", "files/unmatched"),
        ("us-ct/westport-pd/rules/deep/rule.yaml", "files/unmatched"),
        ("us-ct/hartford-pd/policy.yaml", "files/wrong-place"),
    ],
)
def test_no_file_is_overlooked(path: str, rule: str) -> None:
    report = judged(drafts().over(path, drafts().files[WESTPORT]))
    assert rule in {found for found, *_ in blocking(report)}


def test_a_policy_cannot_be_named_as_a_file_that_is_not_judged() -> None:
    config = b"""schema: lprpolicy/config/v1
other_files:
  - {path: us-ct/westport-pd/policy.yaml, why: nothing to see here}
"""
    report = judged(with_ice().over("lprpolicy.yaml", config))
    assert report.decision is Decision.REFUSE


def test_a_file_that_is_named_as_something_else_is_let_be() -> None:
    config = b"schema: lprpolicy/config/v1\nother_files: [{path: notes.yaml, why: minutes}]\n"
    tree = drafts().over("lprpolicy.yaml", config).over("notes.yaml", b"a: 1\n")
    assert judged(tree).decision is Decision.ALLOW


def test_a_second_file_of_settings_is_not_passed_over() -> None:
    report = judged(drafts().over(".lprpolicy.yaml", drafts().files["lprpolicy.yaml"]))
    assert "files/unmatched" in {rule for rule, *_ in blocking(report)}


def test_the_same_fault_of_many_grants_is_one_finding_with_all_places() -> None:
    grants = "  grants:\n" + "".join(
        f"    - to: {{named: Nobody Knows Number {number}}}\n      mode: standing\n"
        for number in range(500)
    )
    report = judged(changed(WESTPORT, "  grants:\n", grants))
    found = [f for f in report.findings if f.rule.id == "directory/unknown-agency"]
    assert [f.count for f in found] == [500]


def test_contested_law_is_a_note_and_no_verdict() -> None:
    tree = changed(WESTPORT, "allowed: [stolen-vehicle,", "allowed: [debt-collection,")
    report = judged(tree)
    assert "us-ct/allowed-purposes" in {note.rule.id for note in report.notes if note.rule}
    assert "us-ct/allowed-purposes" not in {finding.rule.id for finding in report.findings}


def test_nothing_to_check_is_an_error() -> None:
    with pytest.raises(NothingChecked):
        judged(Tree({}))


def test_a_wrong_setting_is_an_error_with_its_place() -> None:
    tree = drafts().over("lprpolicy.yaml", b"schema: lprpolicy/config/v1\nstrickt: true\n")
    with pytest.raises(ConfigError, match=r"lprpolicy.yaml:2:1: .*did you mean 'strict'"):
        judged(tree)


def test_a_check_that_raises_decides_nothing_and_names_its_rule() -> None:
    def broken(case: Subject) -> list[None]:
        raise ZeroDivisionError("no")

    rule = built_in().rule("us-ct/retention-reads")
    assert rule is not None
    dated = rule.versions[0]
    bad = Obligation(
        rule.id,
        rule.rule,
        rule.pack,
        rule.source,
        (type(dated)(dated.start, None, dated.provision, None, broken),),
    )
    with pytest.raises(CheckBug, match="us-ct/retention-reads failed on us-ct/") as raised:
        check(drafts(), Options(TODAY), Law(built_in().packs, (bad,)))
    assert (raised.value.exit_code, raised.value.consequence) == (4, "nothing was decided")


def test_fingerprints_stay_when_lines_and_positions_move() -> None:
    first = judged(with_ice())
    moved = changed(WESTPORT, "schema: lprpolicy", "# one more line\nschema: lprpolicy", with_ice())
    second = judged(moved)
    assert {f.spot.fingerprint for f in first.findings} == {
        f.spot.fingerprint for f in second.findings
    }
    lines = [f.spot.location for f in second.findings if f.answer is Answer.VIOLATION]
    assert lines != [f.spot.location for f in first.findings if f.answer is Answer.VIOLATION]
