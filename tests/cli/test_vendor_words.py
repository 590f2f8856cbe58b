"""Vendors by the names that people use."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("flock", "flock"),
        ("Flock", "flock"),
        ("Flock Safety", "flock"),
        ("learn", "motorola-learn"),
        ("VIGILANT", "motorola-learn"),
        ("Motorola", "motorola-learn"),
    ],
)
def test_a_vendor_is_known_by_any_of_its_names(
    said: str, meant: str, lprpolicy: Run, tmp_path: Path
) -> None:
    done = lprpolicy("init", "--state", "CT", "--town", "Alder", "--vendor", said)
    assert (done.returncode, done.stderr) == (0, "")
    policy = (tmp_path / "alder-pd" / "us-ct" / "alder-pd" / "policy.yaml").read_text()
    assert f"vendor: {meant}\n" in policy


def test_a_vendor_that_nobody_knows_is_refused_with_the_words_there_are(lprpolicy: Run) -> None:
    done = lprpolicy("init", "--state", "CT", "--town", "Alder", "--vendor", "Flocky")
    assert done.returncode == 2
    assert "'Flocky' is not one of 'motorola-learn', 'flock'" in done.stderr
