"""A test that fails while midnight passes says nothing of its claim: it is skipped, aloud.

Some tests have to ask this machine's day, as a gate does. What they prepared is then of yesterday.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator

import pytest

from lprpolicy.host import clock

_BEGAN = pytest.StashKey[dt.date]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Remember on which day of this machine a test began."""
    item.stash[_BEGAN] = clock.of_machine().date()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Make a failure a skip if it is another day than when the test began."""
    report = yield
    if report.failed and item.stash[_BEGAN] != clock.of_machine().date():
        report.outcome = "skipped"
        report.longrepr = (str(item.path), 0, "Skipped: midnight passed while it ran; run it again")
    return report
