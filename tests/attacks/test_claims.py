"""What a name, a change or an unproved entry says of an agency may keep it out, and lets it in never.

The recipient of a claim is compared with one of whom nothing at all is said: whatever refuses the
one refuses the other.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from functools import lru_cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.own_rules import leads_to
from lprpolicy.evaluate.report import check
from lprpolicy.evaluate.subjects import recipient, subject
from lprpolicy.host.files.tree import Tree
from lprpolicy.judge.asked import Asked
from lprpolicy.judge.granted import gaps_of_grants
from lprpolicy.judge.rules_in_force import RulesInForce, judge
from lprpolicy.model.directory import Agency
from lprpolicy.model.policy import Policy
from lprpolicy.model.provenance import Rank
from lprpolicy.model.report import Decision
from lprpolicy.model.sharing import Named
from lprpolicy.model.subject import Recipient, Subject
from lprpolicy.model.words import AgencyKind, Binding, Component
from lprpolicy.read.files import read_file
from lprpolicy.repository.law import built_in
from lprpolicy.repository.repository import open_repository, open_shared
from lprpolicy.repository.revisions import Side
from tests.limits import examples
from tests.repositories import TODAY, WESTPORT, drafts

SHARED = open_shared(drafts())
KINDS = st.sampled_from(sorted(AgencyKind))
STATES = st.sampled_from(["us-ct", "us-ma", "us-ny", "us-tx", "us-va", "us-wa"])
UNKNOWN = Recipient(None, "X", None, None, None, why="nobody knows it")


@st.composite
def entries(draw: st.DrawFn, identifier: str = "us-ct/x-pd", name: str = "X") -> dict[str, Any]:
    """Whatever somebody may write into a directory of one agency."""
    made: dict[str, Any] = {"id": identifier, "name": name}
    source = {"title": "a call", "on": "2026-01-01"}
    if draw(st.booleans()):
        made["kind"] = str(draw(KINDS))
    if draw(st.booleans()):
        made["state"] = "us-ct"
    if draw(st.booleans()):
        member = draw(st.booleans())
        made["programs"] = [{"program": "287g", "member": member, "source": source}]
    if draw(st.booleans()):
        to = draw(st.sampled_from(["us/ice", "us-ct/norwalk-pd"]))
        made["passes_on_to"] = [{"to": to, "source": source}]
    if draw(st.booleans()):
        made["component"] = str(draw(st.sampled_from(sorted(Component))))
    if draw(st.booleans()):
        made["ori"] = draw(st.sampled_from(["CT0010300", "CT0099900", "TX1012000", "CTICE0100"]))
    return made


@st.composite
def claims(draw: st.DrawFn) -> Recipient:
    """A recipient of whom much is said and nothing is known."""
    entry = Agency.model_validate(draw(entries())) if draw(st.booleans()) else None
    return replace(
        UNKNOWN,
        component=draw(st.none() | st.sampled_from(sorted(Component))),
        entry=entry,
        rank=draw(st.sampled_from([Rank.WORDS, Rank.CLAIMED])),
        may_be=frozenset(draw(st.lists(KINDS, max_size=2))),
        claims=draw(st.none() | st.just("us-ct/x-pd")),
        text=draw(st.none() | st.just("X PD")),
    )


@lru_cache
def _rules(day: dt.date) -> RulesInForce:
    """Every rule of every state and of every draft, whomever it binds."""
    return RulesInForce.of([*built_in().obligations, *open_repository(drafts()).rules], day)


@lru_cache
def _of(path: str, day: dt.date) -> Subject:
    policy = read_file(path, drafts().files[path], Policy).value
    assert policy is not None
    return subject(policy, SHARED.index, day)


def _refused(about: Subject, day: dt.date) -> set[tuple[str, str]]:
    """What refuses, by rule and place, with what lprpolicy asks of grants itself."""
    found = {
        (one.entry.info.id, str(one.verdict.at))
        for one in judge(about, _rules(day).today)
        if one.obligation.rule.binding is Binding.MUST and one.dated.contested is None
    }
    law = built_in()
    asked = Asked.by(law.obligations, law.packs.values(), day)
    flaws = gaps_of_grants(about, asked, leads_to(SHARED.index))
    return found | {(one.code, str(one.verdict.at)) for one in flaws}


PATHS = st.sampled_from([path for path in drafts().files if path.endswith("/policy.yaml")])


@settings(max_examples=examples(60))
@given(PATHS, claims(), st.integers(0, 30), st.sampled_from([TODAY, dt.date(2027, 2, 1)]))
def test_no_claimed_fact_turns_a_refusal_into_a_pass(
    path: str, claimed: Recipient, at: int, day: dt.date
) -> None:
    about = _of(path, day)
    at %= len(about.grants)

    def with_recipient(who: Recipient) -> Subject:
        grants = list(about.grants)
        grants[at] = replace(grants[at], recipient=who)
        return replace(about, grants=tuple(grants))

    nothing_said = _refused(with_recipient(UNKNOWN), day)
    assert nothing_said <= _refused(with_recipient(claimed), day)


IDS = [
    *("us/ice", "us/cbp", "us/dea", "us-ny/state-police", "us-ma/state-police", "us-ct/none-pd"),
    *("us-ct/connecticut-intelligence-center", "us-ct/yale-university-police", "us-ct/norwalk-pd"),
]
TEXTS = [
    *("Norwalk PD", "Norwalk CT PD", "us-ct/norwalk-pd", "Norwalk Police Department (CT)", "ICE"),
    *("Homeland Security", "New York State Police", "National Lookup", "CTIC", "Yale Police"),
]


@settings(max_examples=examples(80))
@given(
    st.sampled_from(IDS),
    st.sampled_from(TEXTS) | st.from_regex(r"[A-Z][a-z]{2,9} (PD|Police|SO|ICE)", fullmatch=True),
)
def test_no_text_of_a_vendor_takes_away_what_its_id_gets(identifier: str, text: str) -> None:
    """Nor does the id take away what the text alone would get."""
    about = _of(WESTPORT, TODAY)

    def refused(**said: Any) -> set[tuple[str, str]]:
        grant = about.grants[1].grant.model_copy(update=said)
        given_ = replace(about.grants[1], grant=grant, recipient=recipient(grant, SHARED.index))
        found = _refused(replace(about, grants=(about.grants[0], given_, *about.grants[2:])), TODAY)
        return {(rule, "/".join(place.split("/")[:4])) for rule, place in found}

    both = refused(to=identifier, listed_as=text)
    assert refused(to=identifier) <= both
    federal = SHARED.index.identify(text).federal
    if federal:
        assert refused(to=Named(named=text, state="us-ct")) <= both


NAMES = ["Smallville Police Department", "Hartford Hill PD", "Homeland Security", "Norwalk PD"]
GRANT = """    - to: us-ct/smallville-pd
      system: plate-reads
      data: [reads]
      mode: standing
      purposes: [stolen-vehicle]
"""
NORWALK = "    - to: us-ct/norwalk-pd\n"


@lru_cache(maxsize=1)
def _town() -> dict[str, bytes]:
    """Westport alone, with its directory."""
    files = drafts().files
    kept = ("directory/", "us-ct/westport-pd/", "lprpolicy.yaml")
    return {path: raw for path, raw in files.items() if path.startswith(kept)}


@settings(max_examples=examples(15))
@given(st.sampled_from(NAMES).flatmap(lambda name: entries("us-ct/smallville-pd", name)))
def test_no_entry_of_a_change_lets_its_grant_in(entry: dict[str, Any]) -> None:
    base = _town()
    text = base[WESTPORT].decode()
    granted = base | {WESTPORT: text.replace(NORWALK, GRANT + NORWALK).encode()}
    directory = {
        "schema": "lprpolicy/directory/v1",
        "title": "More",
        "source": {"title": "me", "on": "2026-11-20"},
        "agencies": [entry],
    }
    head = granted | {"directory/zz.yaml": json.dumps(directory).encode()}
    side = Side("main", Tree(base))

    def refused(files: dict[str, bytes]) -> set[tuple[str, str]]:
        report = check(Tree(files), Options(TODAY), base=side)
        assert report.decision is Decision.REFUSE
        return {
            (one.rule.id, str(spot.location))
            for one in report.findings
            if one.blocks(strict=False)
            for spot in (one.spot, *one.also)
            if spot.location.file == WESTPORT
        }

    assert refused(granted) <= refused(head)
