"""What a change says of the entries of the directory, and what the base said of them."""

from __future__ import annotations

from hashlib import sha256

import pytest

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
    SMALLVILLE,
    VOTE_RULE,
    Edit,
    Files,
    against,
    both,
    enter,
    gone,
    grant_to,
    new,
    rules,
    vote_file,
)
from tests.repositories import TODAY, WESTPORT, drafts


def test_an_entry_of_the_change_lets_nobody_in() -> None:
    report = against(lambda files: enter(files, SMALLVILLE), grant_to("us-ct/smallville-pd"))
    [found] = [one for one in report.findings if one.rule.id == "directory/unknown-agency"]
    assert "merge the entry first" in found.spot.message


def test_an_entry_comes_in_one_change_and_its_grant_in_the_next() -> None:
    assert against(lambda files: enter(files, SMALLVILLE)).decision is Decision.ALLOW
    grant = grant_to("us-ct/smallville-pd")
    report = against(grant, gone(VOTE_RULE), base=lambda files: enter(files, SMALLVILLE))
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
    enter(files, entry)
    value = read_file("directory/zz.yaml", files["directory/zz.yaml"], Directory).value
    assert value is not None
    return value


def _listed(more: str) -> Edit:
    return lambda files: enter(files, SMALLVILLE.replace("us-ct}", f"us-ct, {more}}}"))


FEDERAL = SMALLVILLE.replace("municipal-police", "federal-other")
ONWARD = "passes_on_to: [{to: us/ice, source: {title: m, on: 2026-01-01}}]"
MEMBER = "programs: [{program: 287g, member: true, source: {title: m, on: 2026-01-01}}]"
FEWER: dict[str, tuple[Edit, Edit]] = {
    "no way on": (_listed(ONWARD), lambda files: enter(files, SMALLVILLE)),
    "another way on": (_listed(ONWARD), _listed(ONWARD.replace("us/ice", "us-ct/norwalk-pd"))),
    "gone with its way on": (_listed(ONWARD), gone("directory/zz.yaml")),
    "no partner": (_listed(MEMBER), lambda files: enter(files, SMALLVILLE)),
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
        lambda files: enter(files, SMALLVILLE.replace("municipal-police", "task-force")),
        lambda files: enter(files, SMALLVILLE),
    ),
    "no federal kind": (
        lambda files: enter(files, SMALLVILLE.replace("municipal-police", "federal-other")),
        lambda files: enter(files, SMALLVILLE.replace("kind: municipal-police, ", "")),
    ),
    "no component": (
        _listed("component: ice"), lambda files: enter(files, SMALLVILLE)
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
            lambda files: enter(files, SMALLVILLE),
            lambda files: enter(files, SMALLVILLE.replace("municipal-police", "federal-other")),
        ),
        (
            lambda files: enter(files, SMALLVILLE.replace("kind: municipal-police, ", "")),
            lambda files: enter(files, SMALLVILLE),
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
    held = vote_file("directory/zz.yaml", was, becomes, "2026-11-10", "votes.yaml")
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


def test_who_an_agency_was_counts_beside_who_the_change_says_it_is() -> None:
    def task_force(files: Files) -> None:
        enter(files, SMALLVILLE.replace("municipal-police", "federal-law-enforcement"))

    report = against(
        lambda files: enter(files, SMALLVILLE), grant_to("us-ct/smallville-pd"), base=task_force
    )
    plain = against(grant_to("us-ct/smallville-pd"), base=task_force)
    assert rules(plain) <= rules(report)
    assert any("changes kind of us-ct/smallville-pd" in note.message for note in report.notes)


def test_an_agency_that_changes_its_kind_is_judged_by_the_kind_that_stands() -> None:
    """A rule of Washington on immigration binds no tribe, so a town might like to be one."""
    town = "us-wa/fairfax"

    def of_kind(kind: str, name: str) -> Edit:
        def edit(files: Files) -> None:
            enter(files, f"{{id: {town}, name: {name}, kind: {kind}, state: us-wa}}")
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


OTHER_NAMES: dict[str, tuple[Edit, Edit]] = {
    "another name of a recipient": (
        lambda files: enter(files, SMALLVILLE),
        lambda files: enter(files, SMALLVILLE.replace("Smallville ", "Smallvale ")),
    ),
    "one more name of a recipient": (
        lambda files: enter(files, SMALLVILLE), _listed("aliases: [Smallville Harbor Unit]")
    ),
    "a federal one loses a name": (
        lambda files: enter(files, FEDERAL.replace("us-ct}", "us-ct, aliases: [Border Detail]}")),
        lambda files: enter(files, FEDERAL),
    ),
    "a federal one is gone": (
        lambda files: enter(files, FEDERAL), gone("directory/zz.yaml")
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", OTHER_NAMES)
def test_other_names_of_an_entry_are_refused_until_a_vote(way: str) -> None:
    """Once merged, the next row of a vendor under that name would be nothing new."""
    before, after = OTHER_NAMES[way]
    granted = grant_to("us-ct/smallville-pd")
    report = against(after, base=both(before, granted))
    found = [one for one in report.findings if one.rule.id == "base/entry-loosened"]
    assert found
    assert "no vote in the votes.yaml of main says {file: directory/zz.yaml, was: " in (
        found[0].spot.message
    )
    assert "base/entry-loosened" not in rules(against(base=both(before, granted)))
    files: Files = {}
    before(files)
    was = sha256(files["directory/zz.yaml"]).hexdigest()
    after(files)
    raw = files.get("directory/zz.yaml")
    becomes = "gone" if raw is None else sha256(raw).hexdigest()
    held = vote_file("directory/zz.yaml", was, becomes, "2026-11-10", "votes.yaml")
    voted = against(after, base=both(before, granted, new("votes.yaml", held)))
    assert "base/entry-loosened" not in rules(voted)


@pytest.mark.parametrize(
    ("granted", "after"),
    [
        (True, _listed("aliases: [Smallville PD]")),
        (True, _listed("aliases: ['SMALLVILLE P.D., CT']")),
        (False, _listed("aliases: [Smallville Harbor Unit]")),
    ],
    ids=["the same in short", "the same in capitals", "of nobody who is let in"],
)
def test_a_name_that_means_the_same_already_needs_no_vote(granted: bool, after: Edit) -> None:
    def base(files: Files) -> None:
        enter(files, SMALLVILLE)
        if granted:
            grant_to("us-ct/smallville-pd")(files)

    assert "base/entry-loosened" not in rules(against(after, base=base))


def test_an_id_that_is_written_with_escapes_is_a_recipient_too() -> None:
    hidden = grant_to('"us\\u002dct/smallville-pd"')
    base = both(lambda files: enter(files, SMALLVILLE), hidden)
    report = against(_listed("aliases: [Smallville Harbor Unit]"), base=base)
    assert "base/entry-loosened" in rules(report)
