"""`check --changed`: what differs from a revision is judged, and what rests on it, and no more."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lprpolicy.checks import FOLLOW_GRANTS, ON_POLICIES, check_named
from lprpolicy.errors import LprPolicyError, NothingChecked, UsageError
from lprpolicy.evaluate.changed import Differing, changed_since
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.report import check
from lprpolicy.model.report import Report
from lprpolicy.repository.layout import folder
from lprpolicy.write.report import json as as_json
from tests.edits import EDITS, edited
from tests.limits import examples
from tests.repositories import NORWALK, POLICIES, TODAY, WESTPORT, drafts

FOLLOWS = "us-ct/southern-connecticut-state-university-police"
"""Its own rule asks where its grants lead, so its verdicts rest on every town's file."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The drafts in git, with a branch `work` that left `main`."""

    root: Path

    def git(self, *arguments: str) -> None:
        subprocess.run(
            ["git", "-C", str(self.root), "-c", "user.name=a", "-c", "user.email=a@example.org",
             *arguments],
            check=True,
            capture_output=True,
        )  # fmt: skip

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "a change")

    def edit(self, path: str, before: str, after: str) -> None:
        file = self.root / path
        text = file.read_text()
        assert text.count(before) == 1
        file.write_text(text.replace(before, after))

    def report(self, base: str = "main") -> Report:
        tree = folder((self.root,))
        return check(tree, Options(TODAY), changed=changed_since(tree, base))

    def whole(self) -> Report:
        return check(folder((self.root,)), Options(TODAY))

    def judged(self, base: str = "main") -> list[str]:
        return [subject.agency for subject in self.report(base).subjects]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "policies")
    shutil.copytree(POLICIES, made.root)
    made.git("init", "-q", "-b", "main")
    made.commit()
    made.git("switch", "-q", "-c", "work")
    return made


def test_a_policy_that_changed_is_judged_without_the_others(repository: Repository) -> None:
    repository.edit(WESTPORT, "reads: 14 days", "reads: 22 days")
    assert repository.judged() == [FOLLOWS, "us-ct/westport-pd"]
    repository.commit()
    assert repository.judged() == [FOLLOWS, "us-ct/westport-pd"]


def test_it_is_judged_as_it_is_among_all_others(repository: Repository) -> None:
    repository.edit(WESTPORT, "reads: 14 days", "reads: 22 days")
    alone, among = repository.report(), repository.whole()
    assert written(alone) == [
        text
        for text in written(among)
        if json.loads(text)["agency"] in (FOLLOWS, "us-ct/westport-pd")
    ]
    assert alone.decision is among.decision
    assert alone.checked.files < among.checked.files == len(drafts().files)
    assert [note.message for note in alone.notes if note.rule is None] == [
        "judges only what differs from main and what rests on it: 2 of 8 policies"
    ]


def test_a_link_that_was_added_alone_is_found(repository: Repository) -> None:
    (repository.root / "us-ct" / "weston-pd").symlink_to("westport-pd")
    found = {finding.rule.id for finding in repository.report().findings}
    assert "files/symbolic-link" in found


def written(report: Report) -> list[str]:
    """Each finding as the JSON report has it."""
    return [json.dumps(one) for one in json.loads(as_json.write(report))["findings"]]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=examples(25),
)
@given(st.lists(EDITS, min_size=1, max_size=3))
def test_no_edit_makes_a_finding_that_is_not_made(
    repository: Repository, edits: Sequence[tuple[object, ...]]
) -> None:
    """What the whole check finds and the base does not have is found, in the very same bytes."""
    tree, options = drafts(), Options(TODAY)
    before = check(tree, options)
    for edit in edits:
        tree, _ = edited(tree, options, edit)
    tree = replace(tree, selected=None, prefix="", root=repository.root)
    try:
        whole = written(check(tree, options))
    except LprPolicyError:
        return  # nothing can be checked, in whole or in part
    try:
        part = written(check(tree, options, changed=changed_since(tree, "main")))
    except NothingChecked:
        part = []
    assert set(part) <= set(whole)
    assert set(whole) - set(part) <= set(written(before))
    assert part == [text for text in whole if text in part]


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (f"{NORWALK}/waivers.yaml", "2027-03-31", "2027-03-30"),
        (f"{NORWALK}/rules/reads-two-weeks.yaml", "limit: 14 days", "limit: 13 days"),
    ],
)
def test_a_waiver_or_a_rule_that_changed_has_its_town_judged(
    repository: Repository, path: str, before: str, after: str
) -> None:
    repository.edit(path, before, after)
    assert NORWALK in repository.judged()


def test_a_waiver_that_is_gone_has_its_town_judged(repository: Repository) -> None:
    (repository.root / NORWALK / "waivers.yaml").unlink()
    assert NORWALK in repository.judged()


def test_a_new_file_is_judged_before_anyone_adds_it(repository: Repository) -> None:
    new = repository.root / "us-ct" / "town-pd"
    shutil.copytree(repository.root / "us-ct" / "westport-pd", new)
    assert "us-ct/town-pd" in repository.judged()


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("directory/us-ct.yaml", "name: Wilton Police", "name: Wilton Town Police"),
        ("lprpolicy.yaml", "coming_within_days: 180", "coming_within_days: 90"),
    ],
)
def test_what_all_rest_on_has_all_judged(
    repository: Repository, path: str, before: str, after: str
) -> None:
    repository.edit(path, before, after)
    assert repository.report().subjects == repository.whole().subjects
    said = "judges every policy, since a file that all of them rest on differs from main"
    assert said in [note.message for note in repository.report().notes]


def test_a_policy_that_is_gone_has_all_judged(repository: Repository) -> None:
    shutil.rmtree(repository.root / "us-ct" / "westport-pd")
    assert repository.report().subjects == repository.whole().subjects


def test_what_the_base_did_meanwhile_is_not_a_change(repository: Repository) -> None:
    repository.git("switch", "-q", "main")
    repository.edit(f"{NORWALK}/rules/reads-two-weeks.yaml", "limit: 14 days", "limit: 13 days")
    repository.commit()
    repository.git("switch", "-q", "work")
    repository.edit(WESTPORT, "reads: 14 days", "reads: 13 days")
    assert repository.judged() == [FOLLOWS, "us-ct/westport-pd"]


def test_nothing_changed_is_nothing_checked(repository: Repository) -> None:
    (repository.root / "minutes.md").write_text("of no matter here")
    with pytest.raises(NothingChecked, match="differs from main"):
        repository.report()


def test_only_what_was_asked_about_is_judged(repository: Repository) -> None:
    repository.edit(WESTPORT, "reads: 14 days", "reads: 22 days")
    tree = folder((repository.root / NORWALK,), config=repository.root / "lprpolicy.yaml")
    with pytest.raises(NothingChecked, match="no policy that was asked about differs"):
        check(tree, Options(TODAY), changed=changed_since(tree, "main"))


@pytest.mark.parametrize("base", ["nowhere", "--output=x", ""])
def test_a_base_that_is_none_is_bad_usage(repository: Repository, base: str) -> None:
    with pytest.raises(UsageError):
        repository.report(base)


def test_a_tree_from_no_folder_has_no_changes() -> None:
    with pytest.raises(UsageError, match="of a folder"):
        changed_since(drafts(), "main")


def test_a_repository_with_longer_ids_is_compared_as_well(tmp_path: Path) -> None:
    made = Repository(tmp_path / "policies")
    shutil.copytree(POLICIES, made.root)
    made.git("init", "-q", "-b", "main", "--object-format=sha256")
    made.commit()
    made.edit(WESTPORT, "reads: 14 days", "reads: 22 days")
    changed = changed_since(folder((made.root,)), "main")
    assert changed == Differing("main", frozenset({"us-ct/westport-pd"}), shared=False)


def test_the_checks_that_follow_grants_are_known_to() -> None:
    def asks_for_paths(name: str) -> bool:
        return "paths" in check_named(name).decide.__code__.co_names

    assert tuple(filter(asks_for_paths, ON_POLICIES)) == FOLLOW_GRANTS


def test_a_paper_that_is_gone_is_a_change_of_whoever_names_it(repository: Repository) -> None:
    path = repository.root / "minutes" / "a.md"
    path.parent.mkdir()
    path.write_text("Seen.\n")
    null = next(
        line
        for line in (repository.root / WESTPORT).read_text().splitlines()
        if line.startswith("adopted: null")
    )
    repository.edit(WESTPORT, null, "adopted: {by: RTM, on: 2026-11-10, record: minutes/a.md}")
    repository.edit(WESTPORT, "status: proposed", "status: adopted")
    repository.commit()
    repository.git("branch", "-f", "main")
    path.unlink()
    assert "us-ct/westport-pd" in repository.judged()
