"""Shares of a work in several processes, this one among them.

What another process does not bring, because it could not be started, failed or was killed, is done
here; so what comes out is the same however many there were.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from lprpolicy.tasks.progress import watching

Part = TypeVar("Part")
Made = TypeVar("Made")
Do = Callable[[Sequence[Part]], list[Made]]


@dataclass(frozen=True, slots=True)
class _Worker:
    process: BaseProcess
    answers: Connection


def in_processes(work: Sequence[Part], processes: int, do: Do[Part, Made]) -> list[Made]:
    """Do a work that is dealt out in turn; what comes out is in the work's order."""
    shares = [work[n::processes] for n in range(processes)]
    workers: list[_Worker] = []
    try:
        with suppress(OSError), _no_interruption():
            workers.extend(_start(share, do) for share in shares[1:])
        brought = [do(shares[0])]
        brought += [_answer(worker) or do(share) for worker, share in zip(workers, shares[1:])]  # noqa: B905 - fewer workers, if they could not be started
    finally:
        for worker in workers:
            worker.process.kill()
            worker.process.join()
    brought += [do(share) for share in shares[len(brought) :]]
    return [brought[n % processes][n // processes] for n in range(len(work))]


def _start(share: Sequence[Part], do: Do[Part, Made]) -> _Worker:
    context = multiprocessing.get_context("fork")
    answers, end = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(end, share, do), daemon=True)
    process.start()
    end.close()
    return _Worker(process, answers)


def _work(end: Connection, share: Sequence[Part], do: Do[Part, Made]) -> None:
    """In a worker: do a share and hand it over. Who fails says nothing, and is not missed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends the others
    with suppress(Exception), watching(None):
        end.send(do(share))


def _answer(worker: _Worker) -> list[Any] | None:
    try:
        found: list[Any] = worker.answers.recv()
    except (EOFError, OSError):
        return None
    return found


@contextmanager
def _no_interruption() -> Iterator[None]:
    """Ctrl-C waits until every worker is known, so that none is left behind."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
