"""What a library may do to the process that it reads a file in."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path


def answers(asked: str, raw: bytes) -> bytes:
    return asked.encode() + raw


def aborts(asked: str, raw: bytes) -> bytes:
    os.abort()


def breaks_off(asked: str, raw: bytes) -> bytes:
    os.kill(os.getpid(), signal.SIGSEGV)
    return raw


def is_killed(asked: str, raw: bytes) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return raw


def takes_memory(asked: str, raw: bytes) -> bytes:
    return bytes(10_000_000_000)


def works_without_end(asked: str, raw: bytes) -> bytes:
    while True:
        pass


def waits_without_end(asked: str, raw: bytes) -> bytes:
    time.sleep(1000)
    return raw


def closes_its_pipe(asked: str, raw: bytes) -> bytes:
    os.closerange(3, 256)
    time.sleep(1000)
    return raw


def calls_itself(asked: str, raw: bytes) -> bytes:
    return calls_itself(asked, raw)


def ends_early(asked: str, raw: bytes) -> bytes:
    os._exit(0)


def talks(asked: str, raw: bytes) -> bytes:
    print("out")
    print("err", file=sys.stderr, flush=True)
    os.write(2, b"err")
    return b"ok"


def writes_a_file(asked: str, raw: bytes) -> bytes:
    with Path(asked).open("wb", buffering=0) as file:
        file.write(b"x" * 10)
    return raw


def leaves_a_process(asked: str, raw: bytes) -> bytes:
    started = subprocess.Popen(["sleep", "1000"])
    return str(started.pid).encode()


def says_too_much(asked: str, raw: bytes) -> bytes:
    return b"x" * 40_000_000


def dumps_core(asked: str, raw: bytes) -> bytes:
    return str(resource.getrlimit(resource.RLIMIT_CORE)).encode()
