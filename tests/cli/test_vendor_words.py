"""Vendors by the names that people use."""

from __future__ import annotations

from pathlib import Path

import pytest

from lprpolicy.model.policy import Policy
from lprpolicy.model.words import Vendor
from lprpolicy.repository.exports import Export, read_exports
from lprpolicy.vendors import neutral
from tests.cli.conftest import Run
from tests.repositories import WESTPORT, changed, judged


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


@pytest.mark.parametrize("said", ["LEARN", "Vigilant", "motorola-learn"])
def test_a_list_that_somebody_typed_takes_those_names_too(said: str) -> None:
    raw = f"vendor,direction,recipient\n{said},outbound,Norwalk Police Department\n".encode()
    assert neutral.read("list.csv", raw).vendor is Vendor.MOTOROLA_LEARN


@pytest.mark.parametrize("said", ["Flock", "FLOCK SAFETY", "plate-reads"])
def test_an_export_may_be_said_to_be_of_a_vendor(said: str) -> None:
    system = {"id": "plate-reads", "vendor": "flock"}
    policy = Policy.model_validate(
        {
            "schema": "lprpolicy/policy/v1",
            "agency": "us-ct/alder-pd",
            "status": "proposed",
            "systems": [system, {"id": "old", "vendor": "rekor"}],
        }
    )
    raw = b"direction,recipient\noutbound,Norwalk Police Department\n"
    (shown,) = read_exports([Export("list.csv", raw, system=said)], policy, None)
    assert shown.system == "plate-reads"


@pytest.mark.parametrize("said", ["LEARN", "vigilant"])
def test_a_policy_that_calls_it_so_is_told_the_word(said: str) -> None:
    tree = changed(WESTPORT, "vendor: other", f"vendor: {said}")
    (found,) = [one for one in judged(tree).findings if one.rule.id == "format/unknown-word"]
    assert found.spot.message.endswith("a word the format does not know; write 'motorola-learn'")


def test_a_vendor_that_nobody_knows_is_refused_with_the_words_there_are(lprpolicy: Run) -> None:
    done = lprpolicy("init", "--state", "CT", "--town", "Alder", "--vendor", "Flocky")
    assert done.returncode == 2
    assert "'Flocky' is not one of 'motorola-learn', 'flock'" in done.stderr
