"""Do work in several processes, this one among them.

This process does every part that another one could not start, failed at or was killed at. So the
result is the same, however many processes there were.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from io import BytesIO
from itertools import chain
from typing import Any, TypeVar

from lprpolicy.host.parallel.forks import Fork
from lprpolicy.host.parallel.parts import Parts
from lprpolicy.host.progress import begin_steps, send_progress

Item = TypeVar("Item")
Made = TypeVar("Made")
Do = Callable[[Sequence[Item]], list[Made]]


def in_processes(
    says: str,
    work: Sequence[Item],
    processes: int,
    do: Do[Item, Made],
    *,
    meanwhile: Iterable[Callable[[], object]] = (),
) -> list[Made]:
    """Do all parts, and other things here meanwhile; return the results in order."""
    parts = Parts(work)
    workers: list[Fork] = []
    try:
        with suppress(OSError):
            workers.extend(Fork(partial(_elsewhere, parts, do)) for _ in range(processes - 1))
        for other in meanwhile:
            other()
        made = _here(says, parts, do)
        for worker in workers:
            made |= _parts_of(worker.answer())
    finally:
        for worker in workers:
            worker.end()
        parts.close()
    numbers = range(len(parts))
    return list(chain.from_iterable(made[n] if n in made else do(parts[n]) for n in numbers))


def _here(says: str, parts: Parts[Item], do: Do[Item, Made]) -> dict[int, list[Made]]:
    """Do the parts that this process gets. Their numbers show how far all processes are."""
    made: dict[int, list[Made]] = {}
    seen = 0
    with begin_steps(says, len(parts)) as step:
        for number in parts.take():
            made[number] = do(parts[number])
            for _ in range(seen, number + 1):
                step()
            seen = number + 1
    return made


def _elsewhere(parts: Parts[Item], do: Do[Item, Made]) -> Iterator[bytes]:
    """Do parts in another process; pickle what the results share only once."""
    made = BytesIO()
    pickler = pickle.Pickler(made)
    with send_progress(None):
        for number in parts.take():
            pickler.dump((number, do(parts[number])))
    pickler.dump(None)
    yield made.getvalue()


def _parts_of(answer: bytearray | None) -> dict[int, Any]:
    """Return the parts that another process did; none if it gave no answer."""
    return {} if answer is None else dict(iter(pickle.Unpickler(BytesIO(answer)).load, None))
