"""What the system refuses is put into words, with advice that fits."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from lprpolicy.host.outputs import write_error
from lprpolicy.host.outside import remedy

NUMBERS = {
    errno.ENOSPC: "make room there",
    errno.EDQUOT: "make room there",
    errno.EFBIG: "ulimit -f",
    errno.EROFS: "name another place",
    errno.EIO: "copy the files to another one",
    errno.EACCES: "the right to it",
    errno.EMFILE: "ulimit -n",
    errno.ENOMEM: "more memory",
}


@pytest.mark.parametrize("number", NUMBERS, ids=errno.errorcode.__getitem__)
def test_a_file_that_the_system_does_not_take_gets_its_reason_and_advice(number: int) -> None:
    error = write_error(Path("out/plan.json"), OSError(number, os.strerror(number)))
    assert error.message == f"out/plan.json: cannot be written: {os.strerror(number)}"
    assert error.hint is not None
    assert NUMBERS[number] in error.hint


def test_a_full_quota_gets_the_advice_of_a_full_disk() -> None:
    full, quota = (remedy(OSError(one, "")) for one in (errno.ENOSPC, errno.EDQUOT))
    assert full == quota
    assert full is not None


def test_an_error_without_a_number_gets_no_advice() -> None:
    assert remedy(OSError("only words")) is None
