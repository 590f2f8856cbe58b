"""Judge in several processes if there is enough work for them, else in this one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from lprpolicy.evaluate.judgment import Judgment, Session, judge_agency
from lprpolicy.host.parallel.forks import can_fork
from lprpolicy.host.parallel.processors import processors
from lprpolicy.host.progress import with_progress

Work = tuple[str, bool]
"""An agency, and whether the user asked about its policy."""

ENOUGH: Final = 400_000
"""Below this many bytes (some 150 small files), one process judges faster than several start."""
SHARE: Final = 100_000
_SAYS: Final = "judging policies"


def judge_all(
    session: Session, work: Sequence[Work], *, meanwhile: Iterable[Callable[[], object]] = ()
) -> list[Judgment]:
    """Judge every agency, here or in as many processes as there are processors.

    The judgments come back in the order of the work, whichever process made them. If others judge
    too, this one calls the functions of `meanwhile` first.
    """
    size = sum(len(raw) for agency, _ in work for raw in session.files[agency].values())
    processes = min(processors(), len(work), size // SHARE)
    if size < ENOUGH or processes < 2 or not can_fork():
        return judge_here(session, with_progress(_SAYS, work))
    from lprpolicy.host.parallel.processes import in_processes

    do = partial(judge_here, session)
    found = in_processes(_SAYS, work, processes, do, meanwhile=meanwhile)
    for made in found:
        if made.standing is not None:
            session.shared.index.standings.learn(made.agency, made.standing)
    return found


def judge_here(session: Session, work: Iterable[Work]) -> list[Judgment]:
    """Judge every agency in this process."""
    return [judge_agency(agency, session, asked=asked) for agency, asked in work]
