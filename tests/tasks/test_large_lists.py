"""What a list of thousands takes grows with its rows. Lines that ran are counted, not seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from lprpolicy.identify.index import Index
from lprpolicy.model.directory import Directory
from lprpolicy.model.prose import suggestion
from lprpolicy.repository.directories import federal
from lprpolicy.tasks.import_ import draft
from lprpolicy.vendors import observe
from lprpolicy.write.report import text
from tests.repositories import WESTPORT, drafts, judged

Trace = Callable[[FrameType, str, object], object]
ENDS = ("CT PD", "TX Police Department", "County SO (CA)", "Lab", "Consortium", "Drug Task Force")


def lines_run(work: Callable[[], object], of: str = "/lprpolicy/") -> int:
    """How many lines of lprpolicy, or of another module, a work runs; a loop on one line counts each time around."""
    ran = 0

    def line(_frame: FrameType, event: str, _said: object) -> Trace:
        nonlocal ran
        ran += event == "line"
        return line

    def call(frame: FrameType, _event: str, _said: object) -> Trace | None:
        return line if of in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        work()
    finally:
        sys.settrace(before)
    return ran


def names(rows: int) -> list[str]:
    return [f"Alder{n} Fir{n % 7} {ENDS[n % len(ENDS)]}" for n in range(rows)]


def imported(rows: int) -> str:
    table = "".join(f"outbound,{name},yes,complete\n" for name in names(rows))
    made = observe("list.csv", f"direction,recipient,reads,completeness\n{table}".encode())
    return draft(made, "us-ct/westport-pd", Index.of(federal()), schema="s.json").text


def checked(policy: str) -> str:
    tree = drafts()
    files = {**tree.files, WESTPORT: policy.encode()}
    return text.write(judged(type(tree)(files)), show_all=True)


def by_id(rows: int) -> str:
    """A policy of as many grants to ids that no directory has."""
    grants = "".join(f"    - {{to: us-ct/alder{n}-pd, data: [reads]}}\n" for n in range(rows))
    head = "schema: lprpolicy/policy/v1\nagency: us-ct/westport-pd\nstatus: proposed\n"
    return f"{head}sharing:\n  grants:\n{grants}"


def to_one(rows: int) -> str:
    """A policy of as many grants to one id."""
    return by_id(rows).replace("alder", "norwalk-pd #")


def least_lines(work: Callable[[int], str], rows: int) -> int:
    """The lines of the cheaper of two runs: a store that other tests have filled is emptied in one."""
    return min(lines_run(lambda: work(rows)) for _ in range(2))


@pytest.mark.parametrize(
    "work",
    [
        imported,
        lambda rows: checked(imported(rows)),
        lambda rows: checked(by_id(rows)),
        lambda rows: checked(to_one(rows)),
    ],
    ids=["import", "check of names", "check of ids", "check of one id"],
)
def test_twice_the_rows_are_at_most_twice_the_work(work: Callable[[int], str]) -> None:
    for rows in (10, 20, 30):  # what is made once, or kept once it was met twice, is made here
        work(rows)
    few, more, most = (least_lines(work, rows) for rows in (40, 80, 160))
    assert most - more < 2.3 * (more - few)


def directory(entries: int) -> Directory:
    """Agencies of Texas, none of which begins like a name that is asked about but for `PD`."""
    return Directory.model_validate(
        {
            "schema": "lprpolicy/directory/v1",
            "title": "Agencies",
            "source": {"title": "made by hand", "on": "2026-11-22"},
            "agencies": [
                {"id": f"us-tx/birch{n}-pd", "name": f"Birch{n} PD", "kind": "municipal-police"}
                for n in range(entries)
            ],
        }
    )


def test_a_name_is_held_only_against_names_that_begin_alike() -> None:
    index = Index.of(federal(), directory(500))
    assert len(index.federal.everywhere) > 500
    assert not index.suggester.like("fir consortium")
    assert lines_run(lambda: index.suggester.like("alder consortium")) < 50


def test_an_id_is_held_only_against_those_of_its_state() -> None:
    index = Index.of(federal(), directory(500))
    index.ids_like("us-ct/alder-pd")
    assert lines_run(lambda: index.ids_like("us-ct/fir-pd")) < 50


def test_of_many_ids_few_are_compared_letter_by_letter() -> None:
    known = [f"us-tx/birch{n}-pd" for n in range(500)]
    few = lines_run(lambda: suggestion("us-tx/birch499-police", known[-20:]), "difflib.py")
    assert lines_run(lambda: suggestion("us-tx/birch499-police", known), "difflib.py") < 2 * few
