"""What each step of judging one policy costs, from the bytes on: `python -m bench.steps`.

Every step is done for each of 1,000 policies in one process; of seven passes the fastest counts.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from itertools import repeat, starmap

from yaml._yaml import CParser
from yaml.events import StreamEndEvent

from bench.corpus import SIZES, corpus
from bench.peers import CACHE
from lprpolicy.evaluate.judgment import Session, judge_agency
from lprpolicy.evaluate.options import Options
from lprpolicy.model.policy import Policy
from lprpolicy.read.blocks import Memory
from lprpolicy.read.yaml import read
from lprpolicy.repository.layout import folder
from lprpolicy.repository.repository import open_shared

PASSES = 7


def main() -> None:
    made = corpus(next(size for size in SIZES if size.name == "towns-1000"), CACHE / "corpora")
    tree = folder((made.repository,))
    session = Session(tree, Options(dt.date(2026, 11, 22)), open_shared(tree))
    raws = [raw for path, raw in tree.files.items() if path.endswith("/policy.yaml")]
    print("| one policy of about 60 lines | ms |\n|---|--:|")
    for says, step in _steps(session, raws):
        best = min(_seconds(step) for _ in range(PASSES))
        print(f"| {says} | {1000 * best / len(raws):.3f} |")


def _steps(session: Session, raws: list[bytes]) -> Iterator[tuple[str, Callable[[], object]]]:
    data = [read("policy.yaml", raw).data for raw in raws]
    paths = [session.tree.root / f"{agency}/policy.yaml" for agency in session.files]  # type: ignore[operator]  # it was read from a folder
    yield "reading the bytes", lambda: [path.read_bytes() for path in paths]
    yield "libyaml alone, no Python objects", lambda: [CParser(raw).raw_parse() for raw in raws]
    yield "its events as Python objects", lambda: [_drained(raw.decode()) for raw in raws]
    yield (
        "data with places, every file read as one",
        lambda: [read("policy.yaml", raw, memory=Memory()) for raw in raws],
    )
    yield "data with places, known blocks not read again", lambda: _remembering(raws)
    yield "pydantic: data into the model", lambda: [Policy.model_validate(one) for one in data]
    yield "all of it: read, look up, every rule of the state", lambda: _judged(session)


def _drained(text: str) -> None:
    for event in starmap(CParser(text).get_event, repeat(())):
        if type(event) is StreamEndEvent:
            return


def _remembering(raws: list[bytes]) -> None:
    memory = Memory()
    for raw in raws:
        read("policy.yaml", raw, memory=memory)


def _judged(session: Session) -> None:
    for agency in session.files:
        judge_agency(agency, session, asked=True)


def _seconds(step: Callable[[], object]) -> float:
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
