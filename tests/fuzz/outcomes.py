"""What becomes of one input: it is read, refused with one clear error, stopped, or it is a find."""

from __future__ import annotations

import json
import signal
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from types import FrameType
from typing import Final

from lprpolicy.errors import LprPolicyError
from lprpolicy.host.confined import WorkFailed, WorkStopped, run_confined
from lprpolicy.host.process_limits import Limits
from tests.fuzz.targets import TARGETS, Target

PATIENCE: Final = 4.0
"""Seconds of processor time for one input: what the product gives to a file of under 1 MB."""
_HEADS: Final = (b"%PDF-1.7\n", b"PK\x03\x04")
_CLEAR: Final = 2_000
"""Characters of an error's message; the product cuts what is longer."""


class Outcome(StrEnum):
    """How a target ended. A confined target may also be stopped: its limits are there for that."""

    READ = "read"
    REFUSED = "refused"
    STOPPED = "stopped"
    CRASHED = "crashed"
    HUNG = "hung"
    OUT_OF_MEMORY = "out of memory"


FINDS: Final = frozenset({Outcome.CRASHED, Outcome.HUNG, Outcome.OUT_OF_MEMORY})


class TooLong(BaseException):
    """An input takes too much processor time. No `except Exception` on the way may hide it."""


@dataclass(frozen=True, slots=True)
class Tried:
    """An outcome; `place` tells finds of one cause apart from others, `says` is for a person."""

    outcome: Outcome
    place: str = ""
    says: str = ""


def tried(target: Target, raw: bytes) -> Tried:
    """Run a target in this process."""
    try:
        with _patience():
            target.run(raw)
    except LprPolicyError as error:
        return _refused(error)
    except KeyboardInterrupt:
        raise
    except TooLong as stopped:
        return _found(target, Outcome.HUNG, stopped)
    except MemoryError as stopped:
        return _found(target, Outcome.OUT_OF_MEMORY, stopped)
    except BaseException as fault:  # noqa: BLE001 - whatever it is, it is what is looked for
        if target.confined and type(fault).__name__ == "PanicException":
            return Tried(Outcome.STOPPED)  # a library in Rust gave up; the product says so
        return _found(target, Outcome.CRASHED, fault)
    return Tried(Outcome.READ)


def tried_confined(target: Target, inputs: Sequence[bytes]) -> list[Tried]:
    """Run a target as the product does, in another process; the inputs share one while they can."""
    for head in _HEADS:
        tried(target, head)  # loads the libraries here, and not in every process that follows
    limits = Limits.of(max(map(len, inputs)))
    patient = Limits(limits.cpu + len(inputs), limits.memory, limits.wall + len(inputs))
    packed = b"".join(len(one).to_bytes(4) + one for one in inputs)
    try:
        said = json.loads(run_confined("fuzzing", _work, target.name, packed, patient))
    except WorkFailed as failed:
        raise AssertionError(f"the fuzzer itself failed: {failed.message}") from failed
    except WorkStopped as stopped:
        if len(inputs) == 1:
            return [Tried(Outcome.STOPPED, says=stopped.message)]
        half = len(inputs) // 2
        return [
            *tried_confined(target, inputs[:half]),
            *tried_confined(target, inputs[half:]),
        ]
    return [Tried(Outcome(outcome), place, says) for outcome, place, says in said]


def _work(asked: str, raw: bytes) -> bytes:
    """In the other process."""
    target, found, at = TARGETS[asked], [], 0
    while at < len(raw):
        start = at + 4
        at = start + int.from_bytes(raw[at:start])
        one = tried(target, raw[start:at])
        found.append((one.outcome, one.place, one.says))
    return json.dumps(found).encode()


def _refused(error: LprPolicyError) -> Tried:
    """An error is an answer if it says what is wrong and what to do; 4 is a bug of ours."""
    says = f"{type(error).__name__}: {error.message}"
    if error.exit_code == 4:
        return Tried(Outcome.CRASHED, f"a bug, and not a refusal: {_last(error)}", says)
    if not error.message.strip() or not error.hint:
        return Tried(Outcome.CRASHED, f"no message, or no hint: {_last(error)}", says)
    return Tried(Outcome.REFUSED, says=says[:_CLEAR])


def _found(target: Target, outcome: Outcome, fault: BaseException) -> Tried:
    if target.confined and outcome is not Outcome.CRASHED:
        return Tried(Outcome.STOPPED)
    text = "".join(traceback.format_exception(fault, limit=-12))
    return Tried(outcome, f"{type(fault).__name__} at {_last(fault)}", text)


def _last(fault: BaseException) -> str:
    """The last line of our own on the way to where it was raised."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [one for one in frames if "/lprpolicy/" in one.filename.replace("\\", "/")]
    last = (ours or frames)[-1:]
    return "".join(f"{one.filename.rpartition('/')[2]}:{one.lineno}" for one in last)


@contextmanager
def _patience() -> Iterator[None]:
    """Raise TooLong beyond so much processor time, however busy the machine is."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def late(number: int, frame: FrameType | None) -> None:
        raise TooLong(f"more than {PATIENCE:.0f} seconds of processor time")

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE, 1.0)  # again, where something swallowed it
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
