"""`lprpolicy explain`, as a person reads it."""

from __future__ import annotations

import datetime as dt

import pytest

from lprpolicy.errors import UsageError
from lprpolicy.host.files.tree import Tree
from lprpolicy.tasks.explain import explain
from tests.cli.conftest import Run
from tests.conftest import Snapshot
from tests.repositories import WESTPORT, changed

DAY = dt.date(2026, 11, 22)
ASKED = {
    "granted, and nobody knows who that is": "Homeland Security",
    "granted by its id, and nothing is against it": "us-ct/norwalk-pd",
    "granted under another name": "Norwalk CT PD",
    "granted under a waiver of a town's own rule, by the repository's alias": "CT - CTIC",
    "federal, in a vendor's words": "CBP - US Border Patrol",
    "a company": "Lowe's Home Improvement",
    "an agency of another state": "Collier County FL SO",
    "an agency of a state that a declaration opens": "Port Chester NY PD",
    "nobody's name": "Oak Desk",
    "an id of a federal agency": "us/ice",
}
GRANTS = "  grants:\n"
HOMELAND = '    - to: {named: "Homeland Security"}\n      mode: standing\n'
CENTER = """\
    - to: us-ct/connecticut-intelligence-center
      system: plate-reads
      data: [reads]
      mode: standing
      purposes: [stolen-vehicle]
"""
WAIVERS = """\
schema: lprpolicy/waivers/v1
agency: us-ct/wethersfield-pd
status: proposed
waivers:
  - rule: us-ct/wethersfield-pd/no-fusion-centers
    scope: {to: us-ct/connecticut-intelligence-center}
    authority: the town council
    reason: The town leaves the state's task force at the end of the year.
    granted: 2026-11-20
    expires: 2026-12-31
    record: minutes/none-yet.md
"""


@pytest.fixture(scope="module")
def towns() -> Tree:
    """The drafts; one grants access to whom nobody knows, and one under a waiver."""
    tree = changed(WESTPORT, GRANTS, GRANTS + HOMELAND)
    tree = changed("us-ct/wethersfield-pd/policy.yaml", GRANTS, GRANTS + CENTER, tree)
    return tree.over("us-ct/wethersfield-pd/waivers.yaml", WAIVERS.encode())


@pytest.mark.parametrize("who", ASKED)
def test_it_says_why_somebody_is_refused_here(who: str, towns: Tree, snapshot: Snapshot) -> None:
    said = explain(ASKED[who], towns, DAY, lists=False)
    name = ASKED[who].casefold().replace(" ", "-").replace("/", "-").replace("'", "")
    snapshot(f"explain/{name}.txt", f"$ lprpolicy explain {ASKED[who]!r}  # {who}\n{said}")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Nor\N{ZERO WIDTH SPACE}walk CT PD", "the name is read as 'norwalk pd', in us-ct"),
        ("Norwalk\nCT PD", "us-ct/westport-pd/policy.yaml:59:7: grants us-ct/norwalk-pd"),
        ("x" * 3000, "8 of 8 policies would be refused for lack of information"),
        ("\x1b[2J", "8 of 8 policies would be refused for lack of information"),
    ],
    ids=["hidden", "two lines", "long", "an escape"],
)
def test_a_text_that_no_file_could_hold_is_explained_too(
    text: str, shown: str, towns: Tree
) -> None:
    said = explain(text, towns, DAY, lists=False)
    assert shown in said
    assert all(line.isprintable() for line in said.splitlines())


def test_no_text_is_no_question(towns: Tree) -> None:
    with pytest.raises(UsageError, match="no name to explain"):
        explain("  ", towns, DAY, lists=False)


def test_a_rule_is_explained_as_rules_show_does(lprpolicy: Run) -> None:
    rule = "us-ct/no-federal-immigration-grants"
    done = lprpolicy("explain", rule)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == lprpolicy("rules", "show", rule).stdout


def test_a_misspelt_rule_is_not_taken_for_a_name(lprpolicy: Run) -> None:
    done = lprpolicy("explain", "us-ct/no-federal-imigration-grants")
    assert done.returncode == 2
    assert "did you mean us-ct/no-federal-immigration-grants" in done.stderr
