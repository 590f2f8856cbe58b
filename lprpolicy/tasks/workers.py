"""Judging in several processes, where there is enough to judge to pay for starting them.

The judgements come back in the order of the agencies, whichever process made them, so a report
is the same however many there were.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from lprpolicy.tasks.judgement import Court, Judgement, judged

Work = tuple[str, bool]
"""An agency, and whether it was asked about."""

ENOUGH: Final = 400_000
"""So many bytes of files take longer to judge than processes to start: some 150 small files."""
CHUNK: Final = 100_000


def judge_all(work: Sequence[Work], court: Court) -> list[Judgement]:
    """Judge every agency, here or in as many processes as there are processors."""
    in_all = sum(_size(agency, court) for agency, _ in work)
    processes = min(processors(), in_all // CHUNK)
    if len(work) < 2 or in_all < ENOUGH or processes < 2 or not _can_fork():
        return judge_here(work, court)
    return judge_in_processes(work, court, processes)


def judge_here(work: Sequence[Work], court: Court) -> list[Judgement]:
    """Judge every agency in this process."""
    return [judged(agency, court, asked=asked) for agency, asked in work]


def judge_in_processes(work: Sequence[Work], court: Court, processes: int) -> list[Judgement]:
    """Where processes cannot be started, or one is killed, the work is done here all the same."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    try:
        pool = ProcessPoolExecutor(
            processes, multiprocessing.get_context("fork"), initializer=_begin, initargs=(court,)
        )
    except (OSError, ImportError):
        return judge_here(work, court)
    try:
        return list(chain.from_iterable(pool.map(_chunk, list(_chunks(work, court)))))
    except (BrokenProcessPool, OSError):
        return judge_here(work, court)
    finally:
        pool.shutdown(cancel_futures=True)


_court: list[Court] = []
"""In a worker: what it judges by."""


def _begin(court: Court) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process stops the others
    _court[:] = [court]


def _chunk(work: Sequence[Work]) -> list[Judgement]:
    return judge_here(work, _court[0])


def _chunks(work: Sequence[Work], court: Court) -> Iterator[list[Work]]:
    """The work in pieces of about one size, so that no process waits long for the last one."""
    piece: list[Work] = []
    size = 0
    for one in work:
        piece.append(one)
        size += _size(one[0], court)
        if size >= CHUNK:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _size(agency: str, court: Court) -> int:
    return sum(map(len, court.files[agency].values()))


def _can_fork() -> bool:
    """Only a forked process has what is read here, and only one thread can be forked safely."""
    return sys.platform == "linux" and threading.active_count() == 1


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
