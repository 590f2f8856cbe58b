"""A log becomes counts: the same for any order of rows, and without anything of a person."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.audit.blocks import read_blocks
from lprpolicy.audit.groups import Grouper
from lprpolicy.audit.groups_file import from_json, to_json
from lprpolicy.audit.reading import begin
from lprpolicy.audit.reasons import Reasons
from lprpolicy.audit.times import Clock
from lprpolicy.errors import ExportError, NothingChecked, UsageError
from lprpolicy.evaluate.searches.opening import group_logs
from lprpolicy.evaluate.searches.options import LogOptions
from lprpolicy.model.search_groups import SearchGroup, SearchGroups, TableName
from lprpolicy.repository.lexicons import phrases_of
from lprpolicy.tables.streamed import streamed_rows
from tests.audit.logs import ORGANIZATION, ROW, changed, text, written

EASTERN = LogOptions(zone="America/New_York", state="us-ct")
REASONS = Reasons(phrases_of("us-ct"))


def groups(folder: Path, *rows: tuple[str, ...], options: LogOptions = EASTERN) -> SearchGroups:
    return group_logs([written(folder, ORGANIZATION, *rows)], options)[0]


def table(found: SearchGroups, name: TableName) -> dict[tuple[str | int, ...], int]:
    return {group.key: group.searches for group in found.tables[name]}


def test_a_search_is_counted_once_in_each_table(tmp_path: Path) -> None:
    found = groups(tmp_path, ROW)
    assert found.searches == 1
    assert table(found, TableName.PURPOSES) == {
        ("2026-10-02", "Elm CT PD", "value", "stolen-vehicle", "nobody", "stated", 0, 0): 1
    }
    assert table(found, TableName.NETWORKS) == {("2026-10-02", 12): 1}
    assert table(found, TableName.HOURS) == {("2026-10-02", 5): 1}
    assert table(found, TableName.WINDOWS) == {("2026-10-02", 1, "before"): 1}
    assert table(found, TableName.TYPES) == {("2026-10-02", "search", ""): 1}
    assert table(found, TableName.CELLS)["2026-10-02", "case_number", "value"] == 1
    assert table(found, TableName.CELLS)["2026-10-02", "filters", "empty"] == 1
    assert found.tables[TableName.HOURS][0].first == (0, 2)


def test_rows_that_are_alike_are_one_search_within_a_file_and_across_files(tmp_path: Path) -> None:
    one = written(tmp_path, ORGANIZATION, ROW, ROW, changed(ID="e2"), name="one.csv")
    again = written(tmp_path, ORGANIZATION, changed(ID="e2"), changed(ID="e3"), name="again.csv")
    found, _ = group_logs([one, again], EASTERN)
    assert [(source.rows, source.repeated) for source in found.sources] == [(3, 1), (2, 1)]
    assert found.searches == 3


def test_one_id_with_two_contents_is_two_searches(tmp_path: Path) -> None:
    assert groups(tmp_path, ROW, changed(Reason="immigration")).searches == 2


def test_windows_that_do_not_fit_the_search_are_told_apart(tmp_path: Path) -> None:
    frames = {
        "10/01/2026, 09:00:00 AM UTC\n10/03/2026, 10:00:00 AM UTC": (3, "ends-later"),
        "10/02/2026, 09:00:00 AM UTC\n10/01/2026, 09:00:00 AM UTC": (0, "reversed"),
        "last week": (-1, "unknown"),
        "08/01/2026, 09:00:00 AM UTC to 10/02/2026, 09:00:00 AM UTC": (62, "before"),
    }
    for frame, expected in frames.items():
        found = groups(tmp_path, changed(TimeFrame=frame))
        assert table(found, TableName.WINDOWS) == {("2026-10-02", *expected): 1}


def test_one_reason_in_every_row_is_not_what_users_entered(tmp_path: Path) -> None:
    rows = [changed(ID=f"e{number}", Reason="Investigation of theft") for number in range(25)]
    found = groups(tmp_path, *rows)
    (key,) = table(found, TableName.PURPOSES)
    assert key[2:6] == ("masked", "", "nobody", "none")
    assert found.sources[0].notes[0].says.startswith("every row has the same reason")
    rows[7] = changed(ID="e7", Reason="warrant")
    assert {key[2] for key in table(groups(tmp_path, *rows), TableName.PURPOSES)} == {"value"}


def test_a_sentence_of_the_vendor_is_no_label(tmp_path: Path) -> None:
    found = groups(tmp_path, changed(SearchType="Note: Jane Roe asked for AAA1234!"))
    assert table(found, TableName.TYPES) == {("2026-10-02", "other", ""): 1}


def test_only_in_its_own_log_is_a_user_one_person(tmp_path: Path) -> None:
    days = [
        changed(ID=f"e{day}", SearchTime=f"10/{day:02d}/2026, 09:30:00 AM UTC") for day in (2, 3, 5)
    ]
    lookups = [
        changed(
            ID=f"l{day}",
            LicensePlate="BBB2",
            SearchType="lookup",
            SearchTime=f"10/{day:02d}/2026, 09:30:00 AM UTC",
        )
        for day in (2, 3)
    ]
    own = LogOptions(zone="America/New_York", state="us-ct", own=True)
    found = groups(tmp_path, *days, *lookups, changed(Name="U. Two"), options=own)
    assert table(found, TableName.REPEATED) == {(1,): 1, (3,): 1}
    assert table(groups(tmp_path, *days), TableName.REPEATED) == {}


def test_every_sheet_of_a_workbook_that_is_a_log_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Pivot"
    book.active.append(["Searches by agency", 7])
    for title in ("October", "November"):
        sheet = book.create_sheet(title)
        sheet.append(ORGANIZATION)
        sheet.append(changed(ID=title))
    book.save(tmp_path / "log.xlsx")
    found, _ = group_logs([tmp_path / "log.xlsx"], EASTERN)
    assert [(source.sheet, source.rows) for source in found.sources] == [
        ("October", 1),
        ("November", 1),
    ]
    assert [note.sheet for note in found.sources[0].notes] == ["Pivot"]


def test_a_log_without_a_search_is_no_answer(tmp_path: Path) -> None:
    with pytest.raises(NothingChecked):
        groups(tmp_path)


def test_an_unknown_zone_is_bad_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no time zone named 'Mars/Olympus'"):
        groups(tmp_path, ROW, options=LogOptions(zone="Mars/Olympus"))


def test_a_groups_file_reads_back_to_the_same_groups(tmp_path: Path) -> None:
    found = groups(tmp_path, ROW, changed(ID="e2", Reason="***"))
    assert from_json("log.groups.json", to_json(found).encode()) == found
    (tmp_path / "log.groups.json").write_text(to_json(found))
    assert group_logs([tmp_path / "log.groups.json"], EASTERN)[0] == found


@pytest.mark.parametrize(
    "raw", [b"[]", b"{}", b"\xff", b'{"schema":"lprpolicy/search-groups/v1"}', b"[" * 100_000]
)
def test_what_is_no_groups_file_is_refused(raw: bytes) -> None:
    with pytest.raises(ExportError, match="it is no groups file"):
        from_json("x.json", raw)


def test_no_person_is_in_a_groups_file(tmp_path: Path) -> None:
    row = changed(Reason="stolen vehicle of Jane Roe, 7ABC123", Filters="blue Ford")
    said = to_json(groups(tmp_path, row, options=LogOptions(zone="America/New_York", own=True)))
    for private in ("U. One", "AAA1", "Jane", "7ABC123", "26-101", "Ford", "09:30", '"e1"'):
        assert private not in said


ROWS = st.lists(
    st.builds(
        changed,
        ID=st.sampled_from(["e1", "e2", "", "***"]),
        OrgName=st.sampled_from(["Elm CT PD", "Oak NY PD", ""]),
        Reason=st.sampled_from(
            ["theft", "ICE", "", "***", "immigration", 'a "quoted", thing', "two\nlines"]
        ),
        SearchTime=st.sampled_from(
            [
                "11/01/2026, 05:30:00 AM UTC",
                "11/01/2026, 06:30:00 AM UTC",
                "2026-03-08T07:00:00Z",
                "2026-03-08 02:30:00",
            ]
        ),
        TotalNetworksSearched=st.sampled_from(["1", "0", "1,204", "——"]),
    ),
    max_size=30,
)


def counted(rows: Iterable[tuple[str, ...]], piece: int = 1 << 20) -> Grouper:
    raw = text(ORGANIZATION, *rows)
    read = streamed_rows("log.csv", [raw[at : at + piece] for at in range(0, len(raw), piece)])
    sheet = begin("log.csv", None, read)
    assert sheet is not None
    made = Grouper(Clock(), REASONS)
    made.add(sheet, read, lambda: "0")
    return made


def _counts(found: Mapping[TableName, tuple[SearchGroup, ...]]) -> dict[TableName, list[object]]:
    return {name: [(one.key, one.searches) for one in held] for name, held in found.items()}


@given(ROWS, st.randoms(use_true_random=False), st.integers(1, 90))
def test_the_order_of_rows_and_the_pieces_of_a_file_change_no_count(
    rows: list[tuple[str, ...]], shuffled: random.Random, piece: int
) -> None:
    before = counted(rows).tables()
    again = list(rows)
    shuffled.shuffle(again)
    after = counted(again, piece).tables()
    assert _counts(before) == _counts(after)
    for name in (
        TableName.PURPOSES,
        TableName.NETWORKS,
        TableName.HOURS,
        TableName.WINDOWS,
        TableName.TYPES,
    ):
        assert sum(group.searches for group in before[name]) == len({*rows})
    assert all(
        isinstance(group, SearchGroup) and group.searches > 0
        for held in before.values()
        for group in held
    )


FRAMES = st.sampled_from(
    [
        "10/01/2026, 09:00:00 AM UTC\n10/03/2026, 10:00:00 AM UTC",
        "10/01/2026, 09:00:00 AM UTC\n11/01/2026, 05:30:00 AM UTC",
        "10/02/2026, 09:00:00 AM UTC\n10/01/2026, 09:00:00 AM UTC",
        "10/02/2026, 09:00:00 AM\n10/03/2026, 09:00:00 AM",
        "2026-02-08T07:00:00Z to 2026-03-08T07:01:00Z",
        "last week",
        "",
    ]
)


@given(ROWS, st.lists(FRAMES, min_size=30, max_size=30), st.integers(1, 7))
def test_the_size_of_a_block_changes_no_group_and_no_place(
    rows: list[tuple[str, ...]], frames: list[str], size: int
) -> None:
    place = ORGANIZATION.index("Time Frame")
    framed = [
        (*row[:place], frame, *row[place + 1 :]) for row, frame in zip(rows, frames, strict=False)
    ]
    made = Grouper(Clock(), REASONS)
    read = streamed_rows("log.csv", [text(ORGANIZATION, *framed)])
    sheet = begin("log.csv", None, read)
    assert sheet is not None
    seen: set[int] = set()
    for block in read_blocks(sheet, read, size):
        if (new := block.new(seen)).numbers:
            made.count(new, sheet.header.known)
    made.finish(sheet, 0, "0", alike=False)
    assert made.tables() == counted(framed).tables()
