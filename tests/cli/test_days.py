"""Days at the ends of the calendar: bad usage on the command line, no crash inside files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from lprpolicy.cli.group import cli
from lprpolicy.cli.options import DayType
from lprpolicy.cli.run import run
from lprpolicy.evaluate.report import Options, check
from lprpolicy.model.days import FIRST, LAST
from tests.repositories import ROOT, WESTPORT, changed
from tests.rounds import AGENCY, adopted, commit, scratch

AS_OF = "LPRPOLICY_AS_OF"
ANYTHING = "README.md"


def commands(
    group: click.Group, words: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*words, name))
        elif command is not None:
            yield (*words, name), command


def days() -> list[tuple[tuple[str, ...], click.Parameter]]:
    """Every option of every command whose value is a day."""
    return [
        (words, option)
        for words, command in commands(cli)
        for option in command.params
        if isinstance(option.type, DayType)
    ]


def judged() -> list[tuple[str, ...]]:
    """The commands that take the day of the law."""
    return [words for words, option in days() if option.name == "as_of"]


@pytest.mark.parametrize("day", ["9999-12-31", "2200-01-01", "1899-12-31", "0001-01-01"])
@pytest.mark.parametrize(
    ("words", "option"), days(), ids=lambda one: " ".join(one) if isinstance(one, tuple) else ""
)
def test_a_day_at_the_end_of_the_calendar_is_bad_usage(
    words: tuple[str, ...],
    option: click.Parameter,
    day: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run([*words, option.opts[-1], *[day] * option.nargs]) == 2
    said = capsys.readouterr().err
    assert f"'{day}' is out of range; a day is from 1900-01-01 to 2199-12-31" in said
    assert "nothing was done" in said


@pytest.mark.parametrize("words", [words for words in judged() if words != ("rules", "list")])
def test_so_it_is_in_the_environment(
    words: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(AS_OF, "9999-12-31")
    command = dict(commands(cli))[words]
    needed = [one for one in command.params if one.required or one.nargs == -1]
    arguments = [str(ROOT / ANYTHING) for one in needed if isinstance(one, click.Argument)]
    options = [
        word
        for one in needed
        if isinstance(one, click.Option)
        for word in (one.opts[-1], str(ROOT / ANYTHING))
    ]
    assert run([*words, *arguments, *options]) == 2
    assert "'9999-12-31' is out of range" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("day", [str(FIRST), str(LAST)])
def test_the_first_and_the_last_day_are_judged(
    day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    policies = str(ROOT / "policies")
    assert run(["check", policies, "--as-of", day]) in (0, 1)
    assert run(["render", AGENCY, policies, "--as-of", day]) == 0
    assert run(["rules", "show", "us-ct/policy-adopted", "--as-of", day]) == 0
    assert capsys.readouterr().err == ""


LONG = """\
schema: lprpolicy/rule/v1
title: Reviewed in time
says: The policy is reviewed in time.
binding: must
remedy: Review it.
check: review-date
versions:
  - from: 2199-12-31
    provision: {citation: A town code, url: "https://town.example/code", verified: text}
    every: 999999999 PERIODs
examples: []
"""


@pytest.mark.parametrize("period", ["minute", "hour", "day", "week", "month", "year"])
def test_a_period_longer_than_the_calendar_is_never_over(period: str) -> None:
    tree = changed(WESTPORT, "effective: 2027-01-01", "effective: 2199-12-31")
    text = tree.files[WESTPORT].decode()
    before = next(line for line in text.splitlines() if line.startswith("review_by:"))
    tree = tree.over(WESTPORT, text.replace(before, "review_by: 2199-12-31").encode())
    rule = "us-ct/westport-pd/rules/reviewed.yaml"
    tree = tree.over(rule, LONG.replace("PERIOD", period).encode())
    report = check(tree, Options(LAST))
    assert [f.rule.id for f in report.findings if f.rule.id.endswith("/reviewed")] == []
    assert any(one.id.endswith("/reviewed") for one in report.rules)


@pytest.mark.parametrize("day", ["9999-12-31", "2200-01-01", "1899-12-31", "0000-00-00"])
@pytest.mark.parametrize("key", ["effective: ", "review_by: "])
def test_a_day_out_of_range_in_a_policy_is_a_finding(key: str, day: str) -> None:
    tree = changed(WESTPORT, "status: proposed", "status: proposed")
    text = tree.files[WESTPORT].decode()
    before = next(line for line in text.splitlines() if line.startswith(key))
    report = check(tree.over(WESTPORT, text.replace(before, key + day).encode()), Options(LAST))
    places = [str(f.spot.pointer) for f in report.findings if f.rule.layer is None]
    assert f"/{key.strip(': ')}" in places


def test_an_age_limit_longer_than_the_calendar_is_no_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = scratch(tmp_path / "town", adopted())
    monkeypatch.chdir(folder)
    export = folder / "SharedNetworks_2026-11-20.csv"
    export.write_text("Organization Name,Networks Shared With Me,Networks I'm Sharing\nA,,B\n")
    arguments = ["drift", AGENCY, "--observed", str(export), "--as-of", "2026-11-22"]
    assert run([*arguments, "--max-age", "999999999 years"]) in (0, 1)
    assert "bug" not in capsys.readouterr().err


def test_a_commit_that_claims_a_day_of_no_calendar_is_of_its_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = scratch(tmp_path / "town", adopted())
    file = folder / "policies" / AGENCY / "policy.yaml"
    file.write_text(file.read_text().replace("reads: 14 days", "reads: 13 days"))
    commit(folder, day="@999999999999 +0000")
    monkeypatch.chdir(folder)
    assert run(["history", AGENCY]) == 0
    assert "9999-12-31" in capsys.readouterr().out
