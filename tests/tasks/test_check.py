"""However it is come by, an outcome is the same: judged, remembered, alone or in many processes."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lprpolicy.errors import LprPolicyError
from lprpolicy.evaluate import report as checking
from lprpolicy.evaluate import workers
from lprpolicy.evaluate.judgment import Session
from lprpolicy.evaluate.memory import Remembered
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.report import check
from lprpolicy.evaluate.workers import judge_here
from lprpolicy.host.cache import Cache
from lprpolicy.host.files import walk
from lprpolicy.host.files.tree import Tree
from lprpolicy.repository.layout import folder
from lprpolicy.repository.repository import open_shared
from lprpolicy.tasks.check import CheckResult, outcome, ready
from lprpolicy.write import FORMATS, Style
from tests.edits import EDITS, edited
from tests.limits import examples
from tests.reach_rules import with_hamden
from tests.repositories import NORWALK, TODAY, WESTPORT, changed, drafts
from tests.rounds import scratch

LOOKS = tuple((form, Style()) for form in FORMATS.values())


def come_by(tree: Tree, options: Options, cache: Cache | None) -> object:
    """An outcome, or the error that there is none."""
    try:
        return outcome(tree, options, LOOKS, lists=False, cache=cache)
    except LprPolicyError as error:
        return error.message, error.hint, error.exit_code


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cache:
    """A cache that remembers small repositories too."""
    monkeypatch.setattr(checking, "WORTH_REMEMBERING", 1)
    return Cache(tmp_path / "cache")


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=examples(25),
)
@given(st.lists(EDITS, min_size=1, max_size=5))
def test_after_any_edits_it_is_the_same_however_it_is_come_by(
    cache: Cache, monkeypatch: pytest.MonkeyPatch, edits: Sequence[tuple[object, ...]]
) -> None:
    tree = with_hamden("{to: us-ct/new-haven-pd}", "{to: us/ice, data: [reads]}")
    options = Options(TODAY)
    for edit in [("none",), *edits]:
        tree, options = edited(tree, options, edit)
        judged = come_by(tree, options, None)
        assert come_by(tree, options, cache) == judged
        assert come_by(tree, options, cache) == judged
        with monkeypatch.context() as patch:
            patch.setattr(workers, "ENOUGH", 0)
            patch.setattr(workers, "SHARE", 1)
            assert come_by(tree, options, None) == judged


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux reads in two processes"
)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=examples(40),
)
@given(st.lists(EDITS, max_size=5), st.booleans())
def test_what_two_processes_read_is_judged_alike(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    edits: Sequence[tuple[object, ...]],
    wanted: bool,
) -> None:
    """Also a directory, which the other process hands over as it was read."""
    tree, options = drafts(), Options(TODAY)
    for edit in edits:
        tree, options = edited(tree, options, edit)
    root = tmp_path_factory.mktemp("repository")
    for path, raw in tree.files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(raw)
    alone = folder((root,))
    with monkeypatch.context() as patch:
        patch.setattr(walk, "MANY", 0)
        patch.setattr(walk, "can_fork", lambda: True)  # pytest's own threads do no harm here
        shared = folder((root,), meanwhile=walk.Meanwhile(ready, wanted=wanted))
    assert isinstance(shared.files, walk.Files)
    assert come_by(shared, options, None) == come_by(alone, options, None)


def test_a_link_that_came_since_is_found(cache: Cache) -> None:
    """Among files whose contents are all as they were."""
    options = Options(TODAY)
    for edit in (("none",), ("link", "directory/more.yaml")):
        tree, _ = edited(drafts(), options, edit)
        assert come_by(tree, options, cache) == come_by(tree, options, None)


def test_a_paper_in_a_folder_that_came_since_is_seen(tmp_path: Path, cache: Cache) -> None:
    """What was missing in a folder that was not there is not kept."""
    root = scratch(tmp_path / "town") / "policies"
    (root / "minutes").rename(tmp_path / "minutes")
    before = come_by(folder((root,)), Options(TODAY), cache)
    assert before == come_by(folder((root,)), Options(TODAY), cache)
    assert isinstance(before, CheckResult)
    assert before.papers == ()
    (tmp_path / "minutes").rename(root / "minutes")
    after = come_by(folder((root,)), Options(TODAY), cache)
    assert after == come_by(folder((root,)), Options(TODAY), None) != before


def test_a_name_that_looks_like_two_files_is_not_taken_for_them(cache: Cache) -> None:
    stray = WESTPORT.replace("policy", "policy2")
    raw = drafts().files[WESTPORT]
    two = {**drafts().files, stray: b"x"}
    one = {path: content for path, content in two.items() if path not in (WESTPORT, stray)}
    one[f"{WESTPORT} {sha256(raw).hexdigest()} {stray}"] = b"x"
    for files in (two, one):
        tree = replace(drafts(), files=dict(sorted(files.items())))
        assert come_by(tree, Options(TODAY), cache) == come_by(tree, Options(TODAY), None)


def work(court: Session) -> list[tuple[str, bool]]:
    return [(agency, True) for agency in court.files]


def test_a_judgement_that_is_remembered_is_the_judgement(cache: Cache) -> None:
    """Of findings, findings that are waived, law that is coming, notes, and a path over others."""
    tree = with_hamden("{to: us-ct/new-haven-pd}", "{to: us/ice, data: [reads]}")
    tree = changed(WESTPORT, "reads: 14 days", "reads: 22 days", tree)
    for day in (dt.date(2026, 9, 30), TODAY):
        court = Session(tree, Options(day), open_shared(tree))
        made = judge_here(court, work(court))
        assert any(one.follows for one in made)
        assert any(one.findings for one in made)
        assert day == TODAY or any(one.coming for one in made)
        Remembered(cache, court, work(court), None).keep(work(court), made)
        again = Remembered(cache, court, work(court), None)
        assert [again.judgment(one) for one in work(court)] == made


RULE = f"{NORWALK}/rules/case-by-case.yaml"
CASE_BY_CASE = b"""schema: lprpolicy/rule/v1
title: Case by case
says: Nobody from outside searches without asking each time.
binding: must
remedy: Grant access for each request.
check: expression
versions:
  - from: 2026-11-01
    provision: {citation: a draft, url: https://example.org/rules, verified: text}
    each: grant
    expression: grant.mode == "per-request"
    at: /mode
    says: lets {who} search at any time
examples: []
"""


def test_places_under_one_waiver_stay_one_finding(cache: Cache) -> None:
    """Remembered, each has a waiver of its own, which says the same."""
    path = f"{NORWALK}/waivers.yaml"
    tree = changed(path, "reads-two-weeks", "case-by-case").over(RULE, CASE_BY_CASE)
    tree = changed(path, "{block: retention}", "{block: sharing}", tree)
    for tree_ in (tree, tree.over(WESTPORT, tree.files[WESTPORT] + b"# looked over\n")):
        (found,) = check(tree_, Options(TODAY), cache=cache).waived
        assert found.count == 5


def test_only_what_changed_is_judged_again(cache: Cache) -> None:
    tree = drafts()
    check(tree, Options(TODAY), cache=cache)
    court = court_of(changed(WESTPORT, "reads: 14 days", "reads: 22 days"))
    known = remembered(cache, court)
    assert [agency for agency, judgement in known.items() if judgement is None] == [
        "us-ct/southern-connecticut-state-university-police",  # its rule follows the network
        "us-ct/westport-pd",
    ]


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("directory/us-ct.yaml", "name: Wilton Police", "name: Wilton Town Police"),
        ("lprpolicy.yaml", "coming_within_days: 180", "coming_within_days: 90"),
    ],
)
def test_where_what_all_rest_on_changed_all_is_judged_again(
    cache: Cache, path: str, before: str, after: str
) -> None:
    check(drafts(), Options(TODAY), cache=cache)
    court = court_of(changed(path, before, after))
    assert set(remembered(cache, court).values()) == {None}


@pytest.mark.parametrize("options", [Options(dt.date(2026, 11, 23)), Options(TODAY, waivers=False)])
def test_another_day_or_none_of_the_waivers_is_judged_again(cache: Cache, options: Options) -> None:
    check(drafts(), Options(TODAY), cache=cache)
    court = Session(drafts(), options, open_shared(drafts()))
    assert set(remembered(cache, court).values()) == {None}


def court_of(tree: Tree) -> Session:
    return Session(tree, Options(TODAY), open_shared(tree))


def remembered(cache: Cache, court: Session) -> dict[str, object]:
    kept = Remembered(cache, court, work(court), None)
    return {one[0]: kept.judgment(one) for one in work(court)}


def test_what_reads_as_no_judgement_is_judged_again(cache: Cache) -> None:
    """Also where its checksum is right, as of a file that another version wrote."""
    tree = drafts()
    right = outcome(tree, Options(TODAY), LOOKS[:1], lists=False, cache=cache)
    for path in list(cache.folder.iterdir()):
        for content in (b"", b"[]", b"{}", b"null", b'{"rules": [], "dockets": [[3]], "kept": {}}'):
            cache.put(path.name, content)
            assert outcome(tree, Options(TODAY), LOOKS[:1], lists=False, cache=cache) == right


def test_an_outcome_that_is_remembered_is_not_made_again(cache: Cache) -> None:
    tree = drafts()
    outcome(tree, Options(TODAY), LOOKS[:1], lists=False, cache=cache)
    (name,) = (path.name for path in cache.folder.glob("outcome-*"))
    cache.put(name, b'{"allowed": false, "texts": ["as it was"], "papers": []}')
    found = outcome(tree, Options(TODAY), LOOKS[:1], lists=False, cache=cache)
    assert found == CheckResult(allowed=False, texts=("as it was",))
