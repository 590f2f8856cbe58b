"""What `check --fix` may do: make a policy narrower by itself, and touch nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.errors import UsageError
from lprpolicy.evaluate.fixes import Fixed, fixes
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.subjects import GRANTS
from lprpolicy.evaluate.town_says import Attestation, TownSays
from lprpolicy.host.files.tree import Tree
from lprpolicy.model.durations import Duration
from lprpolicy.model.policy import Policy
from lprpolicy.read.files import read_file
from lprpolicy.repository.national import national
from tests.fixable import DIRECTORY, FILE, POLICY
from tests.limits import examples
from tests.repositories import TODAY, judged

NOTE = "records/settings-2026-11-20.pdf"


def town(policy: str) -> Tree:
    files = {FILE: policy.encode(), "directory/us-ct.yaml": DIRECTORY.encode()}
    return Tree(files, papers={NOTE: "0" * 64}.get)


def fix(policy: str, attested: tuple[str, dt.date, str] | None = None) -> Fixed:
    options = Options(TODAY, today=TODAY)
    seen = () if attested is None else (Attestation(*attested),)
    made = fixes(town(policy), options, national(), says=TownSays(seen))
    return made[0] if made else Fixed(FILE, policy, ())


def model(text: str) -> Policy:
    read = read_file("policy.yaml", text.encode(), Policy).value
    assert read is not None
    return read


def grants(text: str) -> list[Any]:
    sharing = model(text).sharing
    return [grant.to for grant in (sharing.grants if sharing else None) or ()]


def comments(text: str) -> list[str]:
    return [line.partition("#")[2] for line in text.splitlines() if "#" in line]


def test_a_forbidden_grant_goes_out_and_says_so_where_it_stood() -> None:
    text = fix(POLICY).text
    assert grants(text) == ["us-ct/norwalk-pd"]
    assert (
        "    # Nobody knows why.\n"
        "    # since 2019\n"
        "    # removed us/ice: us-ct/no-federal-immigration-grants\n"
        "# Tail of the file.\n"
    ) in text


def test_a_limit_is_set_and_its_comments_stay() -> None:
    text = fix(POLICY).text
    assert (
        "  # The council asked for this.\n  reads: 21 days  # too long\n  hits: 14 days\n" in text
    )


def test_a_switch_that_has_to_be_off_is_off_and_a_word_that_has_to_be_there_is_added() -> None:
    text = fix(POLICY).text
    assert "lookups: {statewide: false, national: false, share_all: false}" in text
    assert "    - immigration-enforcement\n    - " in text
    assert "    # more to come\n" in text


def test_whose_word_it_is_that_settings_were_checked_is_given_and_never_made_up() -> None:
    adopted = POLICY.replace("status: proposed", "status: adopted")
    systems = model(fix(adopted).text).systems or ()
    assert systems[0].attested is None
    given_word = ("records supervisor", dt.date(2026, 11, 20), NOTE)
    systems = model(fix(adopted, given_word).text).systems or ()
    assert systems[0].attested is not None
    assert systems[0].attested.by == "records supervisor"
    assert str(systems[0].attested.on) == "2026-11-20"
    assert systems[0].attested.record == NOTE
    unseen = ("records supervisor", dt.date(2026, 11, 20), "records/no-such-note.pdf")
    with pytest.raises(UsageError, match="there is no such document"):
        fix(adopted, unseen)


def test_whoever_nobody_knows_is_a_question_and_stays() -> None:
    unknown = POLICY.replace("to: us/ice  # since 2019", "to: {named: Some Task Force}")
    assert len(grants(fix(unknown).text)) == 2


def test_the_last_grant_that_goes_leaves_an_empty_list() -> None:
    start = POLICY.index("    # Our neighbor.")
    alone = POLICY[:start] + POLICY[POLICY.index("    # Nobody knows why.") :]
    text = fix(alone).text
    assert "  grants: []\n" in text
    assert grants(text) == []


@pytest.mark.parametrize("before", ["\ufeff", ""])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_are_kept(before: str, end: str) -> None:
    text = fix(before + POLICY.replace("\n", end)).text
    assert grants(text) == ["us-ct/norwalk-pd"]
    assert text.count("\n") == text.count(end)


OTHER = "    - to: us/cbp\n      system: flock\n      data: [reads]\n      mode: standing\n"


@pytest.mark.parametrize(("at", "stays"), [(1, "us/cbp"), (2, "us/ice")])
def test_one_place_is_fixed_alone(at: int, stays: str) -> None:
    """An editor asks for what stands under the cursor; what else is wrong stays for a person."""
    policy = POLICY.replace("# Tail", f"{OTHER}      purposes: [stolen-vehicle]\n# Tail")
    assert {"us/ice", "us/cbp"} <= {*grants(policy)} - {*grants(fix(policy).text)}
    options = Options(TODAY, today=TODAY)
    (made,) = fixes(town(policy), options, national(), only=GRANTS / at / "to")
    assert len(made.steps) == 1
    assert grants(made.text) == ["us-ct/norwalk-pd", stays]
    assert "reads: 90 days  # too long" in made.text
    assert not fixes(town(policy), options, national(), only=GRANTS / 0 / "to")


def test_doing_it_twice_does_nothing_more() -> None:
    once = fix(POLICY).text
    assert fix(once) == Fixed(FILE, once, ())


PERIODS = st.sampled_from(["7 days", "21 days", "30 days", "1 year", "3 minutes"])
RECIPIENTS = st.lists(
    st.sampled_from(
        ["us-ct/norwalk-pd", "us/ice", "us/fbi", "us-ny/yonkers-pd", "us-fl/polk-county-so"]
    ),
    max_size=4,
    unique=True,
)
PURPOSES = st.lists(
    st.sampled_from(["stolen-vehicle", "missing-person", "immigration-enforcement"]),
    min_size=1,
    unique=True,
)


@settings(max_examples=examples(12))
@given(PERIODS, PERIODS, RECIPIENTS, PURPOSES, st.booleans())
def test_nothing_is_gained_no_comment_goes_and_no_finding_comes(
    reads: str, hits: str, recipients: list[str], purposes: list[str], off: bool
) -> None:
    listed = "".join(
        f"    # grant {to}\n    - to: {to}\n      system: flock  # of {to}\n      data: [reads]\n"
        f"      mode: standing\n      purposes: [{', '.join(purposes)}]\n"
        for to in recipients
    )
    head = POLICY[: POLICY.index("    # Our neighbor.")]
    text = head + listed if listed else head.replace("  grants:\n", "  grants: []\n")
    text = text.replace("reads: 90 days", f"reads: {reads}").replace(
        "hits: 14 days", f"hits: {hits}"
    )
    text = text.replace("national: true", f"national: {str(not off).lower()}")
    done = fix(text).text
    before, after = model(text), model(done)
    assert {*grants(done)} <= {*grants(text)}
    for old, new in ((before, after),):
        assert old.retention is not None
        assert new.retention is not None
        for was, now in (
            (old.retention.reads, new.retention.reads),
            (old.retention.hits, new.retention.hits),
        ):
            assert isinstance(was, Duration)
            assert isinstance(now, Duration)
            assert now.at_most(was)
    kept = {grant.to: {*(grant.purposes or ())} for grant in (before.sharing.grants or ())}  # type: ignore[union-attr]
    for grant in after.sharing.grants or ():  # type: ignore[union-attr]
        assert {*(grant.purposes or ())} <= kept[grant.to]
    assert [*filter(comments(done).__contains__, comments(text))] == comments(text)
    found = {one.rule.id for one in judged(town(text)).findings}
    assert {one.rule.id for one in judged(town(done)).findings} <= found


def test_a_note_about_one_system_signs_for_no_other() -> None:
    second = "  - {id: learn, vendor: motorola-learn, lookups: {national: false}}\n"
    at = POLICY.index("systems:\n") + len("systems:\n")
    policy = POLICY[:at] + second + POLICY[at:]
    looked = Attestation("records supervisor", dt.date(2026, 11, 20), NOTE, "flock")
    (made,) = fixes(town(policy), Options(TODAY, today=TODAY), national(), says=TownSays((looked,)))
    signed = [one.id for one in model(made.text).systems or () if one.attested is not None]
    assert signed == ["flock"]


@pytest.mark.parametrize(
    "says",
    [
        TownSays(published="https://yourtown.example/plate-readers"),
        TownSays((Attestation("records supervisor", dt.date(2026, 11, 20), NOTE, "flock"),)),
    ],
    ids=["an address", "a note about one system"],
)
def test_what_is_said_of_one_policy_is_written_into_no_other(says: TownSays) -> None:
    tree = town(POLICY)
    other = POLICY.replace("us-ct/westport-pd", "us-ct/norwalk-pd").encode()
    files = {**tree.files, "us-ct/norwalk-pd/policy.yaml": other}
    with pytest.raises(UsageError, match="is about one policy, and 2 are asked about"):
        fixes(Tree(files), Options(TODAY, today=TODAY), national(), says=says)
