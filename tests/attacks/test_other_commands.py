"""An insider at the commands beside `check`: none of them makes of a refusal an approval."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.errors import UsageError
from lprpolicy.evaluate.fixes import fixes
from lprpolicy.evaluate.merged import merge
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.town_says import TownSays
from lprpolicy.evaluate.vote_record import RecordedVote
from lprpolicy.lsp.repositories import OpenRepository
from lprpolicy.model.observation import Completeness, Direction, Observation, Share
from lprpolicy.model.places import Where
from lprpolicy.model.words import Data, Tri, Vendor
from lprpolicy.repository.known_lists import known_lists
from lprpolicy.repository.layout import folder
from tests.attacks.entries import index, names
from tests.attacks.towns import DAY, FILE
from tests.rounds import AGENCY, TEXT, adopted, scratch

ROWS = [
    "Norwalk PD for ICE",
    "Norwalk CT PD (Homeland)",
    "Norwalk & HSI Task Force",
    "Norwalk Wilton PD",
    "Norwalk PD TX",
    "N0rwalk PD",
    "Norwalk ＰＤ",
    "Norwa\u200blk PD",
    "Norwalk County Sheriff",
    "norwalk",
]


def _merged(*rows: str) -> list[str]:
    shares = tuple(
        Share(Direction.OUTBOUND, row, Where("list.csv", row=at), {Data.READS: Tri.YES})
        for at, row in enumerate(rows, 2)
    )
    seen = Observation(
        Vendor.FLOCK, "list.csv", "0" * 64, "Westport PD", None, Completeness.COMPLETE, shares
    )
    done = merge(FILE, adopted().encode(), seen, AGENCY, index())
    return [one.share.raw for one in done.added]


def test_a_row_of_somebody_else_is_not_taken_for_a_grant_that_stands() -> None:
    assert _merged("Norwalk CT PD") == []
    assert _merged(*ROWS) == ROWS


def test_none_of_the_texts_that_were_tried_merges_into_a_grant_that_stands() -> None:
    granted = {"Connecticut State Police", "Fairfield Police Department", "Wilton PD"}
    rows = [one for one in names("listed_as") if one.isprintable() and one not in granted]
    added = set(_merged(*rows))
    assert {one for one in rows if index().identify(one, state="us-ct").id is None} <= added


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(ROWS) | st.text("Norwalk PDICEHS.-()", min_size=3), max_size=4))
def test_a_merge_leaves_every_grant_and_hides_no_row(rows: list[str]) -> None:
    rows = list(dict.fromkeys(" ".join(row.split()) for row in rows if row.strip()))
    added = _merged(*rows)
    for row in set(rows) - set(added):
        found = index().identify(row, state="us-ct").id
        assert found is not None
        assert found == AGENCY or f"to: {found}\n" in adopted()


VOTES = {
    "a later day": RecordedVote("Council", dt.date(2027, 1, 1), "minutes/a.md"),
    "no minutes": RecordedVote("Council", dt.date(2026, 11, 1), "minutes/none.md"),
    "the policy itself": RecordedVote("Council", dt.date(2026, 11, 1), "policy.yaml"),
    "hidden minutes": RecordedVote("Council", dt.date(2026, 11, 1), ".minutes/a.md"),
    "minutes of another tree": RecordedVote("Council", dt.date(2026, 11, 1), "../a.md"),
    "nobody": RecordedVote("nobody", dt.date(2026, 11, 1), "minutes/a.md"),
    "an export": RecordedVote("Council", dt.date(2026, 11, 1), "exports/shared.csv"),
    "a folder": RecordedVote("Council", dt.date(2026, 11, 1), "minutes"),
}


@pytest.mark.parametrize("way", VOTES)
def test_an_officer_adopts_with_minutes_or_not_at_all(tmp_path: Path, way: str) -> None:
    root = scratch(tmp_path / "town", TEXT)
    (root / "policies" / ".minutes").mkdir()
    (root / "policies" / ".minutes" / "a.md").write_text("Seen.\n", encoding="utf-8")
    (root / "a.md").write_text("Seen.\n", encoding="utf-8")
    before = (root / "policies" / FILE).read_bytes()
    with pytest.raises(UsageError) as refused:
        fixes(folder((root / "policies",)), Options(DAY), known_lists(imported=False),
              says=TownSays(vote=VOTES[way]))  # fmt: skip
    assert "nothing was written" in str(refused.value.consequence)
    assert (root / "policies" / FILE).read_bytes() == before


def test_an_open_buffer_is_no_document(tmp_path: Path) -> None:
    """What stands in an editor alone, nobody can look at."""
    root = scratch(tmp_path / "town", adopted().replace("minutes/a.md", "minutes/new.md"))
    opened = OpenRepository(
        root / "policies", lambda: Options(DAY), lambda: known_lists(imported=False)
    )
    opened.buffers["minutes/new.md"] = "The council adopted it.\n"
    found = {
        (one.rule.id, str(one.spot.pointer))
        for one in opened.check().findings
        if one.agency == AGENCY
    }
    assert ("paper/not-seen", "/adopted/record") in found
