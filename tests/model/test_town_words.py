"""Words that towns use: each is one thing in YAML, in what is read off a portal, and in prose."""

from __future__ import annotations

import datetime as dt

import pytest

from lprpolicy.checks.policy import retention_at_least, retention_at_most
from lprpolicy.compare.changes import compare
from lprpolicy.compare.of_policy import of_policy
from lprpolicy.evaluate.states import form
from lprpolicy.evaluate.subjects import subject
from lprpolicy.identify.index import Index
from lprpolicy.model.policy import Policy
from lprpolicy.model.subject import Subject
from lprpolicy.model.words import Purpose, Until
from lprpolicy.read.files import read_file
from lprpolicy.repository.directories import federal
from lprpolicy.tasks.import_ import draft
from lprpolicy.vendors import observe
from tests.vendors.portal_pages import AGENCY, blocks, text

DAY = dt.date(2026, 11, 27)
INDEX = Index.of(federal())
HEAD = "schema: lprpolicy/policy/v1\nagency: us-ct/elm-pd\nstatus: proposed\n"


def written(lines: str) -> Subject:
    read = read_file("policy.yaml", (HEAD + lines).encode(), Policy)
    assert read.value is not None, read.misfits
    return subject(read.value, INDEX, DAY)


def said(before: str, after: str) -> list[tuple[str, str]]:
    found = compare(of_policy(written(before), form), of_policy(written(after), form))
    return [(one.effect.value, one.says) for one in found]


NEVER = "retention: {search-log: {until: never}}\n"


def test_a_log_kept_indefinitely_meets_every_floor_and_no_limit() -> None:
    floor = retention_at_least.Params.model_validate({"record": "search-log", "floor": "5 years"})
    assert list(retention_at_least.check(written(NEVER), floor)) == []
    limit = retention_at_most.Params.model_validate({"record": "search-log", "limit": "5 years"})
    (verdict,) = retention_at_most.check(written(NEVER), limit)
    assert verdict.answer.value == "violation"
    assert verdict.message == "keeps the search log indefinitely, with no limit of 5 years"


@pytest.mark.parametrize(
    "other", ["until: never, at_most: 1 year", "until: never, requires: [warrant]"]
)
def test_a_log_kept_indefinitely_but_for_something_meets_no_floor(other: str) -> None:
    floor = retention_at_least.Params.model_validate({"record": "search-log", "floor": "5 years"})
    kept = written(f"retention: {{search-log: {{{other}}}}}\n")
    (verdict,) = retention_at_least.check(kept, floor)
    assert verdict.answer.value == "undecided"


def test_a_longer_log_is_narrower_and_longer_reads_are_wider() -> None:
    (one,) = said("retention: {search-log: 3 years}\n", NEVER)
    assert one == ("narrows", "keeps search log: from 3 years to indefinitely")
    (one,) = said("retention: {reads: 14 days}\n", "retention: {reads: {until: never}}\n")
    assert one == ("widens", "keeps reads: from 14 days to indefinitely")
    (one,) = said(
        "retention: {reads: {until: never}}\n", "retention: {reads: {until: case-closed}}\n"
    )
    assert one[0] == "narrows"


def test_release_on_request_widens() -> None:
    (one,) = said(
        "sharing: {release_on_request: nobody}\n",
        "sharing: {release_on_request: any-law-enforcement-agency}\n",
    )
    assert one == ("widens", "release on request: from nobody to any-law-enforcement-agency")


def test_a_rarer_summary_to_the_council_widens() -> None:
    often = "transparency: {council_summary: {every: 3 months}}\n"
    rarely = "transparency: {council_summary: {every: 1 year}}\n"
    (one,) = said(often, rarely)
    assert one == ("widens", "council summary: from 3 months to 1 year")


def test_a_vote_is_recorded_at_an_address_with_a_digest() -> None:
    paper = f"record: {{url: https://town.example/vote.pdf, sha256: {'0f' * 32}}}"
    policy = written(f"adopted: {{by: Council, on: 2026-11-01, {paper}}}\n").policy
    assert policy.adopted is not None
    assert str(policy.adopted.record).startswith("https://town.example/vote.pdf (SHA-256 0f0f")


@pytest.mark.parametrize(
    "phrase",
    [
        "harassment or intimidation",
        "harrassment or intimidation",
        "Harassment and/or intimidation",
        "harassing or intimidating any person",
        "To harass or intimidate any individual or group",
    ],
)
def test_a_portal_prohibits_harassment_in_many_words(phrase: str) -> None:
    found = observe("p", text(blocks(**{"Prohibited Uses": f"{phrase}, personal use."})).encode())
    (claim,) = [one for one in found.claims if one.heading == "Prohibited Uses"]
    assert claim.purposes == (Purpose.HARASSMENT, Purpose.PERSONAL_USE)


@pytest.mark.parametrize(
    ("said", "for_ever"),
    [
        ("All system access requires a valid reason and is stored indefinitely.", True),
        ("Searches are logged and are retained permanently.", True),
        ("All system access requires a valid reason.", False),
        ("Access is not stored indefinitely.", False),
        ("Access is stored indefinitely unless the council decides otherwise.", False),
        ("Images are stored indefinitely.", False),
    ],
)
def test_a_portal_says_that_the_log_is_kept_indefinitely(said: str, for_ever: bool) -> None:
    found = observe("p", text(blocks(**{"Access Policy": said})).encode())
    assert found.log_for_ever is for_ever


def drafted(prohibited: str) -> Policy:
    of = blocks(
        **{
            "Prohibited Uses": prohibited,
            "Access Policy": "All system access requires a valid reason and is stored indefinitely.",
        }
    )
    seen = observe("p", text(of).encode())
    made = draft(seen, "us-ct/alder-pd", INDEX, schema="x.json", owner_is_right=AGENCY)
    read = read_file("p", made.text.encode(), Policy)
    assert read.value is not None
    return read.value


def test_a_draft_has_what_a_portal_claims_in_the_words_of_a_policy() -> None:
    policy = drafted("Immigration enforcement, harassment or intimidation.")
    assert policy.purposes is not None
    assert policy.purposes.prohibited == (Purpose.IMMIGRATION_ENFORCEMENT, Purpose.HARASSMENT)
    assert policy.retention is not None
    assert str(policy.retention.reads) == "30 days"
    assert policy.retention.search_log is not None
    assert policy.retention.search_log.until is Until.NEVER  # type: ignore[union-attr]  # no period


@pytest.mark.parametrize(
    "claimed", ["Immigration enforcement, fun.", "Personal use, except on duty.", "See the manual"]
)
def test_a_list_that_may_mean_more_is_not_drafted_as_a_whole_one(claimed: str) -> None:
    assert drafted(claimed).purposes is None
