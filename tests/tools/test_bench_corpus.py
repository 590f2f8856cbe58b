"""The repositories of the bench have the faults that they are made with, and its times count."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from bench.corpus import RULES, Size, corpus
from bench.peers import town
from bench.peers.lprpolicy import found
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.report import check
from lprpolicy.model.report import Report
from lprpolicy.model.verdicts import Answer
from lprpolicy.repository.known_lists import known_lists
from lprpolicy.repository.layout import folder
from lprpolicy.write.report.text import write

DAY = dt.date(2026, 11, 22)
TOWNS = 50


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[str]], Report]:
    made = corpus(Size("towns", TOWNS, (2, 4), 400), tmp_path_factory.mktemp("bench"))
    lists = known_lists(imported=False)
    return made.truth, check(folder((made.repository,)), Options(as_of=DAY, today=DAY), lists=lists)


def test_the_towns_and_recipients_of_the_bench_are_borne_out(
    judged: tuple[dict[str, list[str]], Report],
) -> None:
    truth, report = judged
    assert sum(map(len, truth.values())) == len(RULES)
    broken = Counter(town(one.spot.location.file) for one in report.findings)
    assert set(broken) == {name for names in truth.values() for name in names}
    about = {one.rule.id for one in report.findings if one.answer is Answer.UNDECIDED}
    assert not any(rule.startswith("directory/") for rule in about)


def test_what_lprpolicy_prints_is_counted_as_it_is_printed(
    judged: tuple[dict[str, list[str]], Report],
) -> None:
    truth, report = judged
    assert found(write(report, show_all=True)) == {
        rule: set(towns) for rule, towns in truth.items()
    }
