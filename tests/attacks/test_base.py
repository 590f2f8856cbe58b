"""Changes that take away what would refuse them: each was allowed by a check without a base."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.evaluate.base.entries import claimed_entries
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.report import check
from lprpolicy.host.files.tree import Tree
from lprpolicy.model.directory import Directory
from lprpolicy.model.report import Decision, Report
from lprpolicy.read.files import read_file
from lprpolicy.repository.national import national
from lprpolicy.repository.revisions import Side
from tests.attacks.edits import (
    AGENCY,
    CONFIG,
    DERBY,
    FOUND,
    RULE,
    VOTE_RULE,
    WAIVERS,
    Edit,
    Files,
    against,
    both,
    gone,
    moved,
    new,
    other,
    put,
    rules,
    with_faces,
)
from tests.repositories import TODAY, WESTPORT, drafts

WAIVER = f"""schema: lprpolicy/waivers/v1
agency: {AGENCY}
status: proposed
waivers:
  - rule: {FOUND}
    scope: {{block: collection}}
    authority: me
    reason: I would like it.
    granted: 2026-11-20
    expires: 2027-02-01
    record: minutes/me.md
"""
OLD = f"{AGENCY}/old/no-demographic-fields.yaml"
STAND_ASIDE = """      - occupant-image
      - face
"""

WAYS_OUT: dict[str, Edit] = {
    "deleted": gone(RULE),
    "begins in 2099": put(RULE, "- from: 2026-11-01", "- from: 2099-11-01"),
    "ended": put(RULE, "- from: 2026-11-01", "- from: 2026-11-01\n    until: 2026-11-02"),
    "a should": put(RULE, "binding: must", "binding: should"),
    "without faces": put(RULE, STAND_ASIDE, "      - occupant-image\n"),
    "disputed": put(RULE, "    forbid:\n", "    contested: some lawyers say no\n    forbid:\n"),
    "for sheriffs": put(
        RULE, "check: fields-prohibited\n",
        "applies: {kinds: [county-sheriff]}\ncheck: fields-prohibited\n",
    ),
    "not yaml any more": moved(RULE, RULE.replace(".yaml", ".txt")),
    "in a hidden folder": moved(RULE, RULE.replace("/rules/", "/.rules/")),
    "named as something else": both(moved(RULE, OLD), other(OLD)),
    "of another town": moved(RULE, RULE.replace("westport", "norwalk")),
    "under another name": moved(RULE, RULE.replace("no-demographic-fields", "some-fields")),
    "waived by its author": new(WAIVERS, WAIVER),
    "another check": put(RULE, "check: fields-prohibited", "check: fields-within"),
    "unreadable": put(RULE, "binding: must", "binding: [must"),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS_OUT)
def test_a_rule_that_goes_with_the_change_still_refuses_it(way: str) -> None:
    found = rules(against(with_faces, WAYS_OUT[way]))
    assert FOUND in found, way


@pytest.mark.parametrize("way", WAYS_OUT)
def test_to_lose_or_loosen_a_rule_is_refused_even_where_nothing_breaks_it(way: str) -> None:
    report = against(WAYS_OUT[way])
    assert report.decision is Decision.REFUSE, way
    assert rules(report) & {"base/rule-lost", "base/rule-loosened", "base/waiver-added"}, way


@pytest.mark.parametrize(
    "edit",
    [
        put(RULE, "title: Nothing about the people in a car", "title: Nothing about people"),
        put(RULE, "remedy: Take the field out", "remedy: Take out the field"),
        with_faces,
    ],
    ids=["title", "remedy", "policy"],
)
def test_words_of_a_rule_may_be_mended(edit: Edit) -> None:
    assert not {one for one in rules(against(edit)) if one.startswith("base/")}


def test_a_should_may_become_a_must() -> None:
    strict = put(RULE, "binding: should", "binding: must")
    report = against(strict, base=put(RULE, "binding: must", "binding: should"))
    assert report.decision is Decision.ALLOW


def test_a_rule_that_is_added_binds_and_needs_no_vote() -> None:
    def add(files: Files) -> None:
        files[f"{AGENCY}/rules/another.yaml"] = files[RULE]

    assert against(add).decision is Decision.ALLOW
    assert f"{AGENCY}/another" in rules(against(add, with_faces))


def test_a_vote_that_the_base_holds_lets_the_rule_go() -> None:
    before = drafts().files[RULE]
    digest = sha256(before).hexdigest()
    held = _votes(RULE, digest, "gone", "2026-11-10")
    assert against(gone(RULE), base=new(f"{AGENCY}/votes.yaml", held)).decision is Decision.ALLOW
    allowed = against(gone(RULE), with_faces, base=new(f"{AGENCY}/votes.yaml", held))
    assert FOUND not in rules(allowed)


@pytest.mark.parametrize(
    ("votes", "was", "becomes", "day"),
    [
        (f"{AGENCY}/votes.yaml", None, "gone", "2027-01-10"),
        (f"{AGENCY}/votes.yaml", "0" * 64, "gone", "2026-11-10"),
        (f"{AGENCY}/votes.yaml", None, "0" * 64, "2026-11-10"),
        ("us-ct/norwalk-pd/votes.yaml", None, "gone", "2026-11-10"),
        ("votes.yaml", None, "gone", "2026-11-10"),
    ],
    ids=["a later day", "another text", "another change", "of another town", "of nobody"],
)
def test_a_vote_about_something_else_lets_nothing_go(
    votes: str, was: str | None, becomes: str, day: str
) -> None:
    digest = was or sha256(drafts().files[RULE]).hexdigest()
    held = new(votes, _votes(RULE, digest, becomes, day, votes.removesuffix("/votes.yaml")))
    assert "base/rule-lost" in rules(against(gone(RULE), base=held))


def test_a_vote_in_the_change_itself_lets_nothing_go() -> None:
    digest = sha256(drafts().files[RULE]).hexdigest()
    vote = new(f"{AGENCY}/votes.yaml", _votes(RULE, digest, "gone", "2026-11-10"))
    assert "base/rule-lost" in rules(against(gone(RULE), vote))


@pytest.mark.parametrize("home", [f"{AGENCY}/votes.yaml", "votes.yaml"])
def test_a_vote_without_minutes_lets_nothing_go(home: str) -> None:
    """Whoever adds one is told so at once, and a base that has one anyway gains nothing by it."""
    agency = home.removesuffix("/votes.yaml")
    file, edit = (RULE, gone(RULE)) if "/" in home else (CONFIG, put(CONFIG, "180", "10"))
    after = dict(drafts().files)
    edit(after)
    becomes = "gone" if file == RULE else sha256(after[CONFIG]).hexdigest()
    held = _votes(file, sha256(drafts().files[file]).hexdigest(), becomes, "2026-11-10", agency)
    unseen = new(home, held.replace("minutes/b.md", "minutes/none.md"))
    lost = {"base/rule-lost", "base/setting-loosened"}
    assert rules(against(edit, base=unseen)) & lost
    assert not rules(against(edit, base=new(home, held))) & lost
    assert "paper/not-seen" in rules(against(unseen))
    assert "day/still-to-come" in rules(
        against(new(home, held.replace("2026-11-10", "2027-11-10")))
    )


def _votes(file: str, was: str, becomes: str, day: str, agency: str = AGENCY) -> str:
    of = f"agency: {agency}\n" if agency.startswith("us-") else ""
    vote = (
        f"{{file: {file}, was: {was!r}, becomes: {becomes}, by: Town Meeting, on: {day}, "
        "record: minutes/b.md}"
    )
    return f"schema: lprpolicy/votes/v1\n{of}votes:\n  - {vote}\n"


HIDDEN: dict[str, Edit] = {
    "deleted": gone(WESTPORT),
    "hidden": moved(WESTPORT, f"{AGENCY}/.policy.yaml"),
    "as json": moved(WESTPORT, f"{AGENCY}/policy.json"),
    "in a hidden folder": moved(WESTPORT, "us-ct/.westport-pd/policy.yaml"),
    "as yml": both(moved(WESTPORT, f"{AGENCY}/policy.yml"), other(f"{AGENCY}/policy.yml")),
    "in another folder": both(
        moved(WESTPORT, "old/us-ct/westport-pd/policy.yaml"),
        other("old/us-ct/westport-pd/policy.yaml"),
    ),
}


def _whole_folder(edit: Edit) -> Edit:
    """The same, with everything else of the folder gone, so that nothing is left to wonder at."""

    def wider(files: Files) -> None:
        edit(files)
        for path in (RULE, VOTE_RULE):
            files.pop(path, None)

    return wider


@pytest.mark.parametrize("way", HIDDEN)
def test_a_policy_that_disappears_is_refused(way: str) -> None:
    assert "policy/gone" in rules(against(_whole_folder(HIDDEN[way]))), way


def test_a_town_that_moves_to_another_state_is_gone_from_its_own() -> None:
    there = "us-ma/westport-pd"

    def move(files: Files) -> None:
        for path in [one for one in files if one.startswith(f"{AGENCY}/")]:
            raw = files.pop(path).replace(AGENCY.encode(), there.encode())
            files[path.replace(AGENCY, there)] = raw
        files["directory/us-ma.yaml"] = (
            "schema: lprpolicy/directory/v1\ntitle: More\nsource: {title: me, on: 2026-11-20}\n"
            f"agencies: [{{id: {there}, name: Westport Police Department, "
            "kind: municipal-police, state: us-ma}]\n"
        ).encode()

    found = against(move)
    assert {"policy/gone", "base/rule-lost", "directory/unknown-agency"} <= rules(found)


def _entry(files: Files, text: str) -> None:
    files["directory/zz.yaml"] = (
        "schema: lprpolicy/directory/v1\ntitle: More\nsource: {title: me, on: 2026-11-20}\n"
        f"agencies: [{text}]\n"
    ).encode()


def _grant(to: str) -> Edit:
    grant = DERBY.replace("us-ct/derby-pd", to)
    return put(WESTPORT, "    - to: us-ct/norwalk-pd\n", f"{grant}    - to: us-ct/norwalk-pd\n")


SMALLVILLE = (
    "{id: us-ct/smallville-pd, name: Smallville Police Department, kind: municipal-police, "
    "state: us-ct}"
)


def test_an_entry_of_the_change_lets_nobody_in() -> None:
    report = against(lambda files: _entry(files, SMALLVILLE), _grant("us-ct/smallville-pd"))
    [found] = [one for one in report.findings if one.rule.id == "directory/unknown-agency"]
    assert "merge the entry first" in found.spot.message


def test_an_entry_comes_in_one_change_and_its_grant_in_the_next() -> None:
    assert against(lambda files: _entry(files, SMALLVILLE)).decision is Decision.ALLOW
    grant = _grant("us-ct/smallville-pd")
    report = against(grant, gone(VOTE_RULE), base=lambda files: _entry(files, SMALLVILLE))
    assert "directory/unknown-agency" not in rules(report)


@pytest.mark.parametrize(
    ("entry", "claimed"),
    [
        (SMALLVILLE, False),
        (SMALLVILLE.replace("{id: us-ct/smallville-pd, ", "{ id: us-ct/smallville-pd,  "), False),
        (SMALLVILLE.replace("municipal-police", "county-sheriff"), True),
        (SMALLVILLE.replace("us-ct}", "us-ct, aliases: [Homeland Security]}"), True),
        (SMALLVILLE.replace("Smallville ", "Smallvale "), True),
        (SMALLVILLE.replace("us-ct}", "us-ct, source: {title: b, on: 2026-11-20}}"), True),
    ],
    ids=["same", "same data", "kind", "alias", "name", "source"],
)
def test_an_entry_is_claimed_unless_the_base_has_it_in_the_same_words(
    entry: str, claimed: bool
) -> None:
    old, new = (_directory(text) for text in (SMALLVILLE, entry))
    assert ("us-ct/smallville-pd" in claimed_entries([old], [new])) is claimed
    assert claimed_entries([old, new], [new]) == frozenset()
    assert claimed_entries([], [old]) == {"us-ct/smallville-pd"}
    assert claimed_entries([old], []) == frozenset()


def _directory(entry: str) -> Directory:
    files: Files = {}
    _entry(files, entry)
    value = read_file("directory/zz.yaml", files["directory/zz.yaml"], Directory).value
    assert value is not None
    return value


def _listed(more: str) -> Edit:
    return lambda files: _entry(files, SMALLVILLE.replace("us-ct}", f"us-ct, {more}}}"))


ONWARD = "passes_on_to: [{to: us/ice, source: {title: m, on: 2026-01-01}}]"
MEMBER = "programs: [{program: 287g, member: true, source: {title: m, on: 2026-01-01}}]"
FEWER: dict[str, tuple[Edit, Edit]] = {
    "no way on": (_listed(ONWARD), lambda files: _entry(files, SMALLVILLE)),
    "another way on": (_listed(ONWARD), _listed(ONWARD.replace("us/ice", "us-ct/norwalk-pd"))),
    "gone with its way on": (_listed(ONWARD), gone("directory/zz.yaml")),
    "no partner": (_listed(MEMBER), lambda files: _entry(files, SMALLVILLE)),
    "a newer no": (_listed(MEMBER), _listed(MEMBER.replace("true", "false").replace("01-01", "02-02"))),
    "a newer no beside the yes": (
        _listed(MEMBER),
        _listed(
            MEMBER.replace("}}]", "}}, ")
            + "{program: 287g, member: false, source: {title: m, on: 2026-02-02}}]"
        ),
    ),
    "gone with its partner": (_listed(MEMBER), gone("directory/zz.yaml")),
    "another kind": (
        lambda files: _entry(files, SMALLVILLE.replace("municipal-police", "task-force")),
        lambda files: _entry(files, SMALLVILLE),
    ),
    "no federal kind": (
        lambda files: _entry(files, SMALLVILLE.replace("municipal-police", "federal-other")),
        lambda files: _entry(files, SMALLVILLE.replace("kind: municipal-police, ", "")),
    ),
    "no component": (
        _listed("component: ice"), lambda files: _entry(files, SMALLVILLE)
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", FEWER)
def test_an_entry_that_says_less_against_its_agency_is_refused(way: str) -> None:
    """The next change would be judged without what it said."""
    before, after = FEWER[way]
    report = against(after, base=before)
    (found, *_) = [one for one in report.findings if one.rule.id == "base/entry-loosened"]
    assert "directory/zz.yaml" in found.spot.location.file
    assert "no vote in the votes.yaml of main says {file: directory/zz.yaml, was: " in (
        found.spot.message
    )
    assert "base/entry-loosened" not in rules(against(base=before))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (_listed(ONWARD), _listed(f"{ONWARD}, aliases: [Smallville PD]")),
        (_listed(MEMBER), _listed(f"{MEMBER}, {ONWARD}")),
        (
            lambda files: _entry(files, SMALLVILLE),
            lambda files: _entry(files, SMALLVILLE.replace("municipal-police", "federal-other")),
        ),
        (
            lambda files: _entry(files, SMALLVILLE.replace("kind: municipal-police, ", "")),
            lambda files: _entry(files, SMALLVILLE),
        ),
    ],
    ids=["another name", "one more way on", "a federal kind", "a kind where there was none"],
)
def test_an_entry_may_say_more_against_its_agency(before: Edit, after: Edit) -> None:
    assert "base/entry-loosened" not in rules(against(after, base=before))


def test_a_vote_lets_an_entry_say_less() -> None:
    files: Files = {}
    before, after = FEWER["no way on"]
    before(files)
    was = sha256(files["directory/zz.yaml"]).hexdigest()
    after(files)
    becomes = sha256(files["directory/zz.yaml"]).hexdigest()
    held = _votes("directory/zz.yaml", was, becomes, "2026-11-10", "votes.yaml")
    report = against(after, base=both(before, new("votes.yaml", held)))
    assert "base/entry-loosened" not in rules(report)


def test_an_entry_may_be_corrected_to_what_an_official_list_says() -> None:
    wrong = dict(drafts().files)
    put_kind = wrong["directory/us-ct.yaml"].decode()
    at = put_kind.index("kind: municipal-police", put_kind.index("id: us-ct/derby-pd"))
    changed = (
        put_kind[:at] + "kind: county-sheriff" + put_kind[at + len("kind: municipal-police") :]
    )
    side = Side("main", Tree(wrong | {"directory/us-ct.yaml": changed.encode()}))
    for lists, refused in ((national(), False), (None, True)):
        report = check(drafts(), Options(TODAY), lists=lists, base=side)
        assert ("base/entry-loosened" in rules(report)) is refused


def test_a_statement_that_is_good_for_longer_is_a_setting_loosened() -> None:
    short = put(CONFIG, "strict: false", "strict: false\nstatement_good_for_days: 1")
    longer = put(CONFIG, "statement_good_for_days: 1", "statement_good_for_days: 7")
    assert "base/setting-loosened" in rules(against(longer, base=short))
    assert "base/setting-loosened" in rules(against(gone(CONFIG), base=short))


EDITS: list[Edit] = [
    *WAYS_OUT.values(),
    with_faces,
    _grant("us-ct/smallville-pd"),
    _grant("us/ice"),
    lambda files: _entry(files, SMALLVILLE),
    lambda files: _entry(files, SMALLVILLE.replace("smallville-pd", "norwalk-pd")),
    lambda files: _entry(files, "{id: us-ct/x-pd, name: X, aliases: [ICE], state: us-ct}"),
    put("directory/us-ct.yaml", "- id: us-ct/norwalk-pd\n", "- id: us-ct/norwich-pd\n"),
    put(CONFIG, "strict: false", "strict: true"),
    gone(CONFIG),
    gone("directory/us-ct.yaml"),
]


@settings(deadline=None, max_examples=12)
@given(st.lists(st.sampled_from(EDITS), max_size=4), st.lists(st.sampled_from(EDITS), max_size=1))
def test_nothing_besides_policies_takes_a_finding_of_the_base_away(
    edits: list[Edit], before: list[Edit]
) -> None:
    """What is wrong with an entry itself goes with the entry; what rests on the entry stays."""
    base = dict(drafts().files)
    _all(base, before)
    head = dict(base)
    _all(head, edits)
    side = Side("main", Tree(base))
    policies = {path: raw for path, raw in head.items() if path.endswith("/policy.yaml")}
    others = {path: raw for path, raw in base.items() if not path.endswith("/policy.yaml")}
    by_base = check(Tree(others | policies), Options(TODAY))
    report = check(Tree(head), Options(TODAY), base=side)
    whole = ("format/", "files/", "yaml/", "waiver/", "directory/dup", "directory/coll")
    standing = {
        (rule, place)
        for rule, place in _told(by_base)
        if not rule.startswith(whole) and not place.startswith("directory/")
    }
    assert standing <= _told(report)
    assert report.decision is Decision.REFUSE or not standing


def _all(files: Files, edits: list[Edit]) -> None:
    """Those of the edits that can be made: one may have taken what another changes."""
    for edit in edits:
        with suppress(AssertionError, KeyError):
            edit(files)


def _told(report: Report) -> set[tuple[str, str]]:
    return {
        (one.rule.id, str(spot.location))
        for one in report.findings
        if one.blocks(strict=report.strict)
        for spot in (one.spot, *one.also)
    }


def test_who_an_agency_was_counts_beside_who_the_change_says_it_is() -> None:
    def task_force(files: Files) -> None:
        _entry(files, SMALLVILLE.replace("municipal-police", "federal-law-enforcement"))

    report = against(
        lambda files: _entry(files, SMALLVILLE), _grant("us-ct/smallville-pd"), base=task_force
    )
    plain = against(_grant("us-ct/smallville-pd"), base=task_force)
    assert rules(plain) <= rules(report)
    assert any("changes kind of us-ct/smallville-pd" in note.message for note in report.notes)


def test_an_agency_that_changes_its_kind_is_judged_by_the_kind_that_stands() -> None:
    """A rule of Washington on immigration binds no tribe, so a town might like to be one."""
    town = "us-wa/fairfax"

    def of_kind(kind: str, name: str) -> Edit:
        def edit(files: Files) -> None:
            _entry(files, f"{{id: {town}, name: {name}, kind: {kind}, state: us-wa}}")
            text = files[WESTPORT].replace(AGENCY.encode(), town.encode())
            files[f"{town}/policy.yaml"] = text.replace(b"    - immigration-enforcement\n", b"")

        return edit

    def of_washington(report: Report) -> set[str]:
        return {one for one in rules(report) if one.startswith("us-wa/")}

    police = of_kind("municipal-police", "Fairfax Police Department")
    tribal = of_kind("tribal-police", "Fairfax Tribal Police")
    standing = of_washington(against(base=police))
    assert "us-wa/immigration-police" in standing
    files = dict(drafts().files)
    tribal(files)
    without_base = of_washington(check(Tree(files), Options(TODAY)))
    assert "us-wa/immigration-police" not in without_base
    assert of_washington(against(tribal, base=police)) >= standing


def test_settings_that_are_loosened_bind_as_they_stood_and_are_refused() -> None:
    strict = put(CONFIG, "strict: false", "strict: true")
    loose = put(CONFIG, "strict: true", "strict: false")
    before = rules(against(base=strict))
    report = against(loose, base=strict)
    assert report.strict
    assert before | {"base/setting-loosened"} == rules(report)
    assert "base/setting-loosened" in rules(against(gone(CONFIG), base=strict))


def test_settings_of_the_base_that_cannot_be_read_are_the_strictest() -> None:
    report = against(
        put(CONFIG, "strict: maybe", "strict: false"),
        base=put(CONFIG, "strict: false", "strict: maybe"),
    )
    assert report.strict


def test_a_rule_on_changes_is_judged_where_there_is_a_base(tmp_path: Path) -> None:
    must = put(VOTE_RULE, "binding: should", "binding: must")
    text = drafts().files[VOTE_RULE].decode()
    base = must if "binding: should" in text else None
    adopted = both(*([base] if base else []), put(WESTPORT, "status: proposed", "status: adopted"))
    report = against(_grant("us-ct/derby-pd"), gone(VOTE_RULE), base=adopted)
    assert {f"{AGENCY}/widening-needs-a-vote", "base/rule-lost"} <= rules(report)


def test_a_rule_that_is_proved_to_tighten_needs_no_vote() -> None:
    """More is forbidden than before: nothing passes that the base refuses."""
    more = put(RULE, "    forbid:\n", "    forbid:\n      - audio\n")
    assert not {one for one in rules(against(more)) if one.startswith("base/")}


def test_a_rule_that_accepts_more_is_refused_with_what_it_accepts() -> None:
    report = against(put(RULE, STAND_ASIDE, "      - occupant-image\n"))
    told = [one.spot.message for one in report.findings if one.rule.id == "base/rule-loosened"]
    assert len(told) == 1
    assert "so that it accepts collection.fields: [face], which it refuses now" in told[0]
