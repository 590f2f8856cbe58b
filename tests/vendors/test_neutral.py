"""The neutral CSV: blanks are unknown, what is written comes back, and a slip is an error."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.errors import ExportError
from lprpolicy.model.durations import Duration
from lprpolicy.model.observation import Completeness, Direction, Observation, Share
from lprpolicy.model.places import Where
from lprpolicy.model.words import Data, RowStatus, Tri, Vendor
from lprpolicy.repository.directories import near
from lprpolicy.tasks.import_ import draft
from lprpolicy.vendors import observe
from lprpolicy.vendors.neutral_rows import COLUMNS, left_out, source, table, write
from tests.limits import examples


def seen(*lines: str) -> Observation:
    return observe("list.csv", "\n".join(lines).encode())


HEADER = "owner,direction,recipient,reads,images,completeness"


def test_a_blank_cell_is_unknown_and_a_no_is_no() -> None:
    (share,) = seen(HEADER, "Alder PD,outbound,Birch PD,yes,no,complete").shares
    assert share.data == {
        Data.READS: Tri.YES,
        Data.IMAGES: Tri.NO,
        Data.HOT_LISTS: Tri.UNKNOWN,
        Data.LIVE_ALERTS: Tri.UNKNOWN,
        Data.LIVE_VIDEO: Tri.UNKNOWN,
    }
    assert (share.status, share.since, share.state) == (RowStatus.ACTIVE, None, None)


def test_what_nobody_wrote_is_unknown() -> None:
    found = seen("direction,recipient", "inbound,Birch PD")
    assert (found.owner, found.reported, found.retention) == (None, None, None)
    assert found.vendor is Vendor.OTHER
    assert set(found.lookups.values()) == {Tri.UNKNOWN}
    assert found.completeness is Completeness.LOWER_BOUND
    assert found.notes == ("nobody says how complete the list is",)


def test_that_a_list_written_by_hand_is_complete_is_a_claim() -> None:
    found = seen(HEADER, "Alder PD,outbound,Birch PD,yes,no,complete")
    assert found.completeness is Completeness.CLAIMED


def test_every_column_is_read() -> None:
    found = seen(
        ",".join(COLUMNS),
        "Alder PD,outbound,Birch PD,CT,Birch,inactive,yes,no,yes,,yes,NCIC; Stolen,North,2026-01-02,"
        "page 3,axon,2026-10-01,complete,no,yes,,21 days",
    )
    (share,) = found.shares
    assert (share.state, share.city, share.since) == ("us-ct", "Birch", dt.date(2026, 1, 2))
    assert (share.networks, share.hot_lists) == ("North", ("NCIC", "Stolen"))
    assert str(share.where) == "list.csv, row 2 (page 3)"
    assert share.state_from == share.where
    assert (found.vendor, found.owner) == (Vendor.AXON, "Alder PD")
    assert found.lookups == {"statewide": Tri.NO, "national": Tri.YES, "share_all": Tri.UNKNOWN}
    assert (found.retention, found.reported) == (Duration(21, "day"), dt.date(2026, 10, 1))


def test_a_file_may_say_that_there_are_no_rows() -> None:
    found = seen("owner,direction,recipient,national", "Alder PD,,,no")
    assert (found.shares, found.lookups["national"]) == ((), Tri.NO)


def test_the_example_of_the_documentation_is_read(root: Path) -> None:
    page = (root / "docs" / "neutral-csv.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```csv\n(.*?)^```$", page, re.S | re.M)
    found = seen(example)
    assert (len(found.shares), found.owner) == (3, "Alder XX PD")


def test_the_documentation_names_every_column(root: Path) -> None:
    page = (root / "docs" / "neutral-csv.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.M)) == set(COLUMNS)


REFUSED = {
    "a misspelt column": (
        ["direction,recipient,hotlists", "outbound,Ay,yes"],
        "row 1, column 3: 'hotlists' is no column",
    ),
    "a column of a plan": (
        ["action,direction,recipient", "add,outbound,Ay"],
        "'action' is no column",
    ),
    "a column twice": (["direction,recipient,recipient", "outbound,Ay,Ay"], "stands there twice"),
    "a name without a direction": (["direction,recipient", ",Ay"], "column 1 (direction): blank"),
    "a direction without a name": (
        ["direction,recipient", "outbound,"],
        "column 2 (recipient): blank",
    ),
    "a fact without a name": (["direction,recipient,reads", ",,yes"], "there is a reads"),
    "another word": (
        ["direction,recipient,reads", "outbound,Ay,true"],
        "'true' is none of yes, no",
    ),
    "another direction": (
        ["direction,recipient", "both,Ay"],
        "'both' is none of outbound, inbound",
    ),
    "another state": (["direction,recipient,state", "outbound,Ay,XX"], "'XX' is no state"),
    "another day": (["direction,recipient,since", "outbound,Ay,1/2/2026"], "'1/2/2026' is no day"),
    "no day": (["direction,recipient,reported", "outbound,Ay,2026-02-30"], "is no day"),
    "another period": (["direction,recipient,retention", "outbound,Ay,30"], "'30' is not like"),
    "another vendor": (["direction,recipient,vendor", "outbound,Ay,acme"], "'acme' is none of"),
    "two owners": (
        ["direction,recipient,owner", "outbound,Ay,One", "outbound,Bee,", "outbound,Cee,Two"],
        "row 4, column 3 (owner): 'Two', but row 2 says 'One'",
    ),
    "a short row": (["direction,recipient,reads", "outbound,Ay"], "the row has 2 cells"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_slip_is_refused_with_its_place(case: str) -> None:
    lines, message = REFUSED[case]
    with pytest.raises(ExportError) as caught:
        seen(*lines)
    assert str(caught.value).startswith("list.csv")
    assert message in str(caught.value)
    assert caught.value.hint


def test_a_misspelt_column_is_met_with_what_was_meant() -> None:
    with pytest.raises(ExportError) as caught:
        seen("direction,recipient,hotlists", "outbound,Ay,yes")
    assert (caught.value.hint or "").startswith("did you mean 'hot_lists'?")


def test_a_state_that_the_file_prints_goes_into_a_draft(tmp_path: Path) -> None:
    found = seen("direction,recipient,state,reads", "outbound,Birch Harbor Watch,ct,yes")
    text = draft(found, "us-ct/x-pd", near((), tmp_path), schema="s").text
    assert "state: us-ct" in text
    assert "state from" not in text


@pytest.mark.parametrize("name", ["=1+1", "+1", "-Condor", "@x", "'=1", "\t=1", "'tis PD", "- Ay"])
def test_no_name_is_worked_out_by_a_spreadsheet(name: str) -> None:
    text = table([{"direction": "outbound", "recipient": name}])
    cell = text.splitlines()[1].split(",")[2].strip('"')
    assert cell[0] not in "=+-@\t"
    assert [share.raw for share in seen(text).shares] == [name]


def test_a_plan_puts_its_columns_in_front() -> None:
    text = table([{"action": "remove", "recipient": "Ay"}], before=["action"])
    assert text.splitlines()[0] == f"action,{','.join(COLUMNS)}"
    assert text.splitlines()[1].startswith("remove,,,Ay,")


def test_what_does_not_go_into_a_neutral_file_is_listed() -> None:
    found = seen("direction,recipient", "outbound,Ay")
    assert left_out(found) == ("1 notes",)


LINES = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=15)
TRIMMED = LINES.map(str.strip).filter(bool)
DAYS = st.dates(dt.date(1000, 1, 1))
FACTS = st.sampled_from(Tri)
SHARES = st.builds(
    Share,
    direction=st.sampled_from(Direction),
    raw=LINES.filter(str.strip),
    where=st.just(Where("x.pdf", page=3))
    | st.builds(Where, st.just("x"), row=st.integers(1, 9), part=TRIMMED),
    data=st.fixed_dictionaries(dict.fromkeys(Data, FACTS)),
    status=st.sampled_from(RowStatus),
    networks=st.none() | LINES.filter(str.strip),
    hot_lists=st.lists(TRIMMED, max_size=3).map(tuple),
    state=st.sampled_from([None, "us-ct", "us-ny"]),
    city=st.none() | TRIMMED,
    since=st.none() | DAYS,
)
OBSERVATIONS = st.builds(
    Observation,
    vendor=st.sampled_from(Vendor),
    document=st.just("x.pdf"),
    sha256=st.just("0"),
    owner=st.none() | TRIMMED,
    reported=st.none() | DAYS,
    completeness=st.sampled_from(Completeness),
    shares=st.lists(SHARES, max_size=4).map(tuple),
    lookups=st.fixed_dictionaries(dict.fromkeys(["statewide", "national", "share_all"], FACTS)),
    retention=st.none() | st.just(Duration(1, "day")) | st.just(Duration(3, "year")),
)


@given(OBSERVATIONS)
@settings(max_examples=examples(150), deadline=None)
def test_what_is_written_is_read_again(made: Observation) -> None:
    text = write(made)
    again = observe("n.csv", text.encode())
    for part in ("vendor", "owner", "reported", "lookups", "retention"):
        assert getattr(again, part) == getattr(made, part)
    whole = made.completeness is Completeness.COMPLETE
    assert again.completeness is (Completeness.CLAIMED if whole else made.completeness)
    assert len(again.shares) == len(made.shares)
    for one, other in zip(again.shares, made.shares, strict=True):
        for part in (
            "direction",
            "raw",
            "data",
            "status",
            "networks",
            "hot_lists",
            "state",
            "city",
            "since",
        ):
            assert getattr(one, part) == getattr(other, part)
        assert one.where.part == source(other.where)
    assert write(again) == text


@given(st.text(max_size=200))
@settings(max_examples=examples(80), deadline=None)
def test_any_text_is_read_or_refused(noise: str) -> None:
    for raw in (noise, f"direction,recipient,reads\n{noise}"):
        try:
            found = observe("n.csv", raw.encode("utf-8", "surrogatepass") or b" ", format="neutral")
            assert isinstance(found, Observation)
        except ExportError:
            continue
