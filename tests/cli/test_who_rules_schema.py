"""The smaller commands, as people and scripts use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import Snapshot
from tests.repositories import POLICIES, ROOT, WESTPORT


def test_who_tells_federal_names_from_names_that_look_so(
    lprpolicy: Run, snapshot: Snapshot
) -> None:
    names = [
        "DHS - HSI (Newark NJ)",
        "Federal Way Police Department",
        "Inactive ICE ERO",
        "Rice Lake PD WI",
    ]
    done = lprpolicy(
        "who", *names, "New Mexico Department of Homeland Security (NM)", "nobody at all"
    )
    assert done.returncode == 0
    snapshot("who.txt", done.stdout)


def test_who_reads_names_a_line_and_answers_in_json_a_line(lprpolicy: Run) -> None:
    done = lprpolicy(
        "who",
        "-",
        "--format",
        "json",
        stdin="CBP - NTC\n\nNorwalk Police Department (CT)\r\n",
        cwd=ROOT,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    keys = ["raw", "id", "kind", "state", "federal", "component", "status", "why"]
    assert [list(answer) for answer in answers] == [keys, keys]
    assert [answer["id"] for answer in answers] == ["us/cbp-ntc", "us-ct/norwalk-pd"]
    assert [answer["federal"] for answer in answers] == [True, False]


def test_who_says_null_for_what_it_does_not_know(lprpolicy: Run) -> None:
    answer = json.loads(lprpolicy("who", "--format", "json", "Ancient City Capital").stdout)
    assert (answer["id"], answer["kind"], answer["federal"]) == (None, None, None)


def test_a_rule_is_shown_in_full(lprpolicy: Run, snapshot: Snapshot) -> None:
    done = lprpolicy("rules", "show", "us-ct/retention-reads")
    assert done.returncode == 0
    snapshot("rules-show.txt", done.stdout)


def test_one_of_lprpolicys_own_rules_is_shown_too(lprpolicy: Run) -> None:
    assert "Keep one of the two" in lprpolicy("rules", "show", "yaml/duplicate-key").stdout


def test_a_misspelt_rule_is_suggested_for(lprpolicy: Run) -> None:
    done = lprpolicy("rules", "show", "us-ct/retention-read")
    assert done.returncode == 2
    assert "us-ct/retention-reads" in done.stderr


def test_rules_are_listed_with_their_first_day(lprpolicy: Run) -> None:
    done = lprpolicy("rules", "list", "--pack", "us-ct", "--format", "json")
    rows = {row["id"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert rows["us-ct/retention-reads"]["from"] == "2026-10-01"
    assert rows["us-ct/retention-reads"]["verified"] == "secondary"


def test_what_begins_on_a_day_or_later_is_listed_by_day(lprpolicy: Run) -> None:
    done = lprpolicy("rules", "list", "--pack", "us-ct", "--from", "2026-10-02", "--format", "json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["id"], row["from"]) for row in rows] == [
        ("us-ct/policy-adopted", "2027-01-01"),
        ("us-ct/policy-published", "2027-01-01"),
    ]


def test_a_state_is_shown_with_its_provisions_and_all_states_a_line_each(lprpolicy: Run) -> None:
    one = lprpolicy("law", "Illinois").stdout
    assert "625 ILCS 5/2-130" in one
    assert "no rule:" in one
    assert len(lprpolicy("law").stdout.splitlines()) == 54
    assert lprpolicy("law", "--unread").stdout.splitlines()[-1].endswith("no second reading")
    refused = lprpolicy("law", "zz")
    assert (refused.returncode, "write it like ct" in refused.stderr) == (2, True)


def test_the_examples_of_a_repositorys_rules_are_run(lprpolicy: Run) -> None:
    done = lprpolicy("rules", "test", POLICIES, "--coverage")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].endswith("0 failed, 0 parts not reached")


def test_a_new_rule_is_a_file_that_fails_until_it_is_filled_in(
    lprpolicy: Run, tmp_path: Path
) -> None:
    done = lprpolicy(
        "rules", "new", "us-ct/westport-pd/no-faces", "--check", "fields-prohibited", "--into", "."
    )
    assert done.returncode == 0
    assert (tmp_path / "us-ct/westport-pd/rules/no-faces.yaml").is_file()
    (tmp_path / WESTPORT).write_bytes((POLICIES / WESTPORT).read_bytes())
    assert lprpolicy("check", ".").returncode == 1
    again = lprpolicy("rules", "new", "us-ct/westport-pd/no-faces", "--into", ".")
    assert again.returncode == 2
    assert "exists already" in again.stderr


@pytest.mark.parametrize(
    "name", ["policy", "directory", "rule", "pack", "waivers", "config", "report"]
)
def test_a_schema_is_shown(lprpolicy: Run, name: str) -> None:
    shown = json.loads(lprpolicy("schema", "show", name).stdout)
    assert shown["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_a_file_is_verified_against_the_schema_that_it_names(
    lprpolicy: Run, tmp_path: Path
) -> None:
    assert lprpolicy("schema", "verify", POLICIES / WESTPORT).returncode == 0
    bad = tmp_path / "bad.yaml"
    bad.write_text((POLICIES / WESTPORT).read_text().replace("status: proposed", "status: maybe"))
    done = lprpolicy("schema", "verify", "bad.yaml")
    assert done.returncode == 1
    assert (
        "bad.yaml:7:9: 'maybe' is not one of ['proposed', 'adopted', 'superseded']" in done.stdout
    )


def test_settings_say_where_they_come_from(lprpolicy: Run) -> None:
    done = lprpolicy("config", "show", "policies", cwd=ROOT)
    assert "strict: false  (policies/lprpolicy.yaml)" in done.stdout
    assert "other_files: none  (default)" in done.stdout
    assert "LPRPOLICY_AS_OF: 2026-11-22  (environment)" in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_commands(lprpolicy: Run, shell: str) -> None:
    assert "_LPRPOLICY_COMPLETE" in lprpolicy("completion", shell).stdout


@pytest.mark.parametrize(
    "command",
    [[], ["check"], ["import"], ["rules"], ["rules", "list"], ["rules", "show"], ["rules", "test"], ["rules", "new"],
     ["schema"], ["schema", "show"], ["schema", "verify"], ["who"], ["config"], ["config", "show"], ["completion"]],
)  # fmt: skip
def test_every_command_explains_itself(lprpolicy: Run, command: list[str]) -> None:
    done = lprpolicy(*command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("Usage: lprpolicy")
