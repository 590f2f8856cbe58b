"""`lprpolicy explain`, as a person reads it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run
from tests.conftest import Snapshot


def test_a_recipient_is_followed_to_what_is_found_against_it(
    lprpolicy: Run, policies: Path, snapshot: Snapshot
) -> None:
    file = policies / "us-ct/westport-pd/policy.yaml"
    grant = '  grants:\n    - to: {named: "Homeland Security"}\n      mode: standing\n'
    file.write_text(file.read_text().replace("  grants:\n", grant, 1))
    said = ""
    for what in ("Homeland Security", "us-ct/norwalk-pd", "us/ice"):
        done = lprpolicy("explain", what, "--repository", "policies")
        assert (done.returncode, done.stderr) == (0, "")
        said += f"$ lprpolicy explain '{what}' --repository policies\n{done.stdout}\n"
    snapshot("explain.txt", said)


def test_a_rule_is_explained_as_rules_show_does(lprpolicy: Run) -> None:
    rule = "us-ct/no-federal-immigration-grants"
    done = lprpolicy("explain", rule)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == lprpolicy("rules", "show", rule).stdout


def test_a_misspelt_rule_is_not_taken_for_a_name(lprpolicy: Run) -> None:
    done = lprpolicy("explain", "us-ct/no-federal-imigration-grants")
    assert done.returncode == 2
    assert "did you mean us-ct/no-federal-immigration-grants" in done.stderr
