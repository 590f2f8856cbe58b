"""`lprpolicy diff` as people and pull requests see it."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from lprpolicy.cli.run import run
from lprpolicy.model.change import Change, Effect
from lprpolicy.model.diff import AgencyChanges, Diff
from lprpolicy.model.report import Decision
from lprpolicy.model.state import Topic
from lprpolicy.write.diff import json as diff_json
from lprpolicy.write.diff import markdown as diff_markdown
from lprpolicy.write.diff import memo
from lprpolicy.write.diff import text as diff_text
from tests.cli.change_rules import RULE
from tests.cli.conftest import Run
from tests.conftest import Snapshot
from tests.rounds import AGENCY, POLICY, adopted, commit, edit, git, scratch, write

DAY = "--as-of=2026-11-22"
DERBY = """    - to: us-ct/derby-pd
      system: plate-reads
      data: [reads]
      mode: standing
      purposes: [stolen-vehicle]
    - to: us-ct/state-police
"""


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = scratch(tmp_path / "town", adopted())
    write(folder, f"policies/{AGENCY}/rules/vote.yaml", RULE)
    commit(folder, "a rule")
    monkeypatch.chdir(folder)
    return folder


def _vote(folder: Path, day: str) -> None:
    """Vote anew: what was adopted on that day takes effect no earlier."""
    edit(folder, "on: 2026-11-10", f"on: {day}")
    edit(folder, "effective: 2026-11-15", f"effective: {day}")


def _json(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_nothing_differs_from_the_commit(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "HEAD", DAY]) == 0
    assert "no decision of any agency differs" in capsys.readouterr().out


def test_a_widening_without_a_new_vote_is_refused_at_its_line(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(town, "    - to: us-ct/state-police\n", DERBY)
    assert run(["diff", "HEAD", DAY]) == 1
    out = capsys.readouterr().out
    assert "gains access (1):" in out
    assert f"{POLICY}:72:7: us-ct/westport-pd/vote violated" in out
    assert "the vote of 2026-11-10 is not newer" in " ".join(out.replace("|", " ").split())


def test_a_widening_with_a_new_vote_passes(town: Path) -> None:
    edit(town, "    - to: us-ct/state-police\n", DERBY)
    _vote(town, "2026-11-20")
    assert run(["diff", "HEAD", DAY]) == 0


def test_narrowing_never_waits(town: Path) -> None:
    edit(town, "  reads: 14 days", "  reads: 7 days")
    assert run(["diff", "HEAD", DAY]) == 0


def test_a_rule_that_goes_with_the_change_still_judges_it(town: Path) -> None:
    edit(town, "    - to: us-ct/state-police\n", DERBY)
    (town / f"policies/{AGENCY}/rules/vote.yaml").unlink()
    assert run(["diff", "HEAD", DAY]) == 1


def test_a_deleted_policy_is_refused(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (town / POLICY).unlink()
    assert run(["diff", "HEAD", DAY]) == 1
    assert "policy/gone" in capsys.readouterr().out


def test_a_change_of_the_directory_shows_for_every_town_it_touches(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = adopted().replace("us-ct/westport-pd", "us-ct/wilton-pd", 1)
    other = other.replace("    - to: us-ct/wilton-pd\n", "    - to: us-ct/westport-pd\n")
    write(town, "policies/us-ct/wilton-pd/policy.yaml", other)
    commit(town, "a second town")
    file = town / "policies/directory/us-ct.yaml"
    text = file.read_text(encoding="utf-8")
    start = text.index("  - id: us-ct/norwalk-pd\n")
    kind = text.index("kind: municipal-police", start)
    file.write_text(text[:kind] + text[kind:].replace("municipal-police", "task-force", 1))
    run(["diff", "HEAD", DAY, "--format", "json"])
    found = _json(capsys)
    assert [one["agency"] for one in found["agencies"]] == [AGENCY, "us-ct/wilton-pd"]
    for one in found["agencies"]:
        # Its name bears out no task force, so that nothing the entry says of it counts any more.
        assert [change["item"] for change in one["changes"]] == ["287g", "kind"]
        for change in one["changes"]:
            assert (change["topic"], change["effect"], change["certain"]) == (
                "recipient",
                "widens",
                False,
            )
    assert found["decision"] == "refuse"


def test_a_rule_and_a_waiver_are_changes_of_their_town(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(town, "binding: must", "binding: should", f"policies/{AGENCY}/rules/vote.yaml")
    waiver = f"""schema: lprpolicy/waivers/v1
agency: {AGENCY}
status: adopted
waivers:
  - rule: {AGENCY}/vote
    scope: {{block: sharing}}
    authority: Representative Town Meeting
    reason: A test.
    granted: 2026-11-01
    expires: 2026-12-01
    record: minutes/b.md
"""
    write(town, f"policies/{AGENCY}/waivers.yaml", waiver)
    run(["diff", "HEAD", DAY, "--format", "json"])
    found = _json(capsys)
    [one] = found["agencies"]
    assert [(c["topic"], c["effect"]) for c in one["changes"]] == [
        ("rules", "widens"),
        ("waivers", "widens"),
    ]
    assert found["waivers_ending"][0]["on"] == "2026-12-01"


def test_a_base_that_cannot_be_read_counts_every_access_as_new(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = (town / POLICY).read_text(encoding="utf-8")
    write(town, POLICY, good + "schema: twice\n")
    commit(town, "broken")
    write(town, POLICY, good)
    assert run(["diff", "HEAD", DAY]) == 0
    out = capsys.readouterr().out
    assert "cannot be read, so every access counts as new" in out
    assert "gains access (5):" in out


def test_what_people_see(
    town: Path, capsys: pytest.CaptureFixture[str], snapshot: Snapshot
) -> None:
    git(town, "checkout", "--quiet", "-b", "change")
    edit(town, "    - to: us-ct/state-police\n", DERBY)
    edit(town, "  reads: 14 days", "  reads: 1 month")
    edit(town, "refreshed_every: 24 hours", "refreshed_every: 12 hours")
    edit(town, "    - to: us-ct/weston-pd\n", "    - to: us-ct/darien-pd\n")
    for name, file in {"text": "txt", "json": "json", "markdown": "md", "memo": "memo.md"}.items():
        assert run(["diff", "main", DAY, "--format", name]) == 1
        out = capsys.readouterr().out
        snapshot(f"diff.{file}", out.replace(git(town, "rev-parse", "main"), "0" * 40).replace(
            git(town, "rev-parse", "--short=12", "main"), "0" * 12))  # fmt: skip


HOSTILE = "| <script> @admin ::error::x \x1b[31m `code` [a](http://x) $x$ \u202e ##[group]\n# head"


def test_nothing_in_a_name_is_taken_for_markup_or_a_command() -> None:
    change = Change(Topic.ACCESS, Effect.WIDENS, HOSTILE, doubt=HOSTILE, like=HOSTILE)
    one = AgencyChanges(HOSTILE, HOSTILE, (change,), HOSTILE)
    day = dt.date(2026, 11, 22)
    diff = Diff(HOSTILE, HOSTILE, None, None, day, (one,), None, Decision.ALLOW)
    for text in (diff_markdown.write(diff), memo.write(diff)):
        for sign in ("<script>", "@admin", "`code`", "[a]", "\x1b", "\u202e", "\n# head", "$x$"):
            assert sign not in text
        assert "\n::error" not in text
    plain = diff_text.write(diff)
    assert "\x1b" not in plain
    assert "\n::error" not in plain
    assert "##[" not in plain
    assert json.loads(diff_json.write(diff))["agencies"][0]["agency"] == HOSTILE


def test_a_comment_is_never_longer_than_a_comment_may_be() -> None:
    change = Change(Topic.ACCESS, Effect.WIDENS, "x" * 5000)
    many = tuple(AgencyChanges(f"us-ct/t{n}", f"T{n}", (change,) * 80) for n in range(200))
    diff = Diff("a", "b", None, None, dt.date(2026, 11, 22), many, None, Decision.ALLOW)
    text = diff_markdown.write(diff)
    assert len(text) < 65_536
    assert "more agencies" in text


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["diff", "no-such"], 2, "there is no such revision here"),
        (["diff", "HEAD", "--format", "xml"], 2, "there is no format 'xml'"),
        (["diff", "HEAD", "--format", "json", "--format", "memo"], 2, "cannot both go"),
        (["diff"], 2, "Missing argument"),
    ],
)
def test_wrong_use_is_said_in_words(
    town: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, says: str
) -> None:
    assert run(arguments) == code
    assert says in capsys.readouterr().err


def test_a_vendor_that_is_filled_in_is_told_in_two_sentences(
    policies: Path, tmp_path: Path, lprpolicy: Run
) -> None:
    before = tmp_path / "before"
    policies.rename(before)
    shutil.copytree(before, tmp_path / "after")
    file = tmp_path / "after" / "us-ct/westport-pd/policy.yaml"
    named = "    vendor: other\n    other: to be named by the department\n"
    file.write_text(file.read_text(encoding="utf-8").replace(named, "    vendor: flock\n"))
    told = lprpolicy("diff", "before", "after", "--format", "memo").stdout
    assert "to flock. This is treated as broader: " in told
    assert "1 change is not known to be narrower, and treated as broader." in told
    assert "more than before" not in told
    assert "&#" not in told
