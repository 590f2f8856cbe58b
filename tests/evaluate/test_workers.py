"""However many processes judge, and whichever packs are opened, the report is the same."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from lprpolicy.errors import CheckBug
from lprpolicy.evaluate import workers
from lprpolicy.evaluate.judgment import Judgment, Session
from lprpolicy.evaluate.report import Options, check
from lprpolicy.evaluate.workers import judge_all, judge_here
from lprpolicy.host.files.tree import Tree
from lprpolicy.host.parallel.processes import in_processes
from lprpolicy.identify.index import FederalNames
from lprpolicy.identify.partners import assemble
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Verdict
from lprpolicy.repository.directories import federal
from lprpolicy.repository.law import Law, built_in
from lprpolicy.repository.loaded_lists import Store
from lprpolicy.repository.loaded_lists_file import write
from lprpolicy.repository.repository import open_shared
from tests.lists.samples import read_fbi, read_ice
from tests.reach_rules import RULE, with_hamden
from tests.repositories import TODAY, WESTPORT, drafts

ICE = "{to: us/ice, data: [reads]}"


def court(tree: Tree, law: Law | None = None) -> Session:
    return Session(tree, Options(TODAY), open_shared(tree), law)


def work(made: Session) -> list[tuple[str, bool]]:
    return [(agency, True) for agency in made.files]


def many(tree: Tree, number: int = 400) -> Tree:
    """The drafts with as many towns that wrote what Westport wrote."""
    raw = tree.files[WESTPORT]
    towns = {
        f"us-ct/town-{n}-pd/policy.yaml": raw.replace(b"westport-pd", b"town-%d-pd" % n)
        for n in range(number)
    }
    return replace(tree, files=tree.files | towns)


def raising(error: type[BaseException] | None) -> Law:
    """The law with a rule whose check fails, or whose process is killed."""

    def decide(asked: Subject) -> Iterator[Verdict]:
        if error is not None:
            raise error("nothing to divide")
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        yield from ()

    parent = os.getpid()
    law = built_in()
    first = next(rule for rule in law.obligations if rule.pack.state == "us-ct")
    bad = replace(first, versions=tuple(replace(one, decide=decide) for one in first.versions))
    return Law(law.packs, (bad,))


def test_two_processes_find_what_one_finds() -> None:
    tree = with_hamden("{to: us-ct/new-haven-pd}", ICE)
    alone, together = court(tree), court(tree)
    found = in_processes("judging", work(together), 2, partial(judge_here, together))
    assert found == judge_here(alone, work(alone))
    rules = {item.finding.rule.id for one in found for item in one.findings}
    assert RULE in rules  # a verdict that rests on another town's file


def test_what_another_process_found_out_about_an_entry_is_known_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alone, made = court(drafts()), court(drafts())
    judge_here(alone, work(alone))
    read, tell = os.pipe()

    def judge(session: Session, some: Sequence[tuple[str, bool]]) -> list[Judgment]:
        found = judge_here(session, some)
        os.write(tell, b"." * len(found))
        return found

    def wait_until_the_other_judged_all() -> None:
        for _ in made.files:
            os.read(read, 1)

    monkeypatch.setattr(workers, "judge_here", judge)
    for name, value in (("ENOUGH", 0), ("SHARE", 1)):
        monkeypatch.setattr(workers, name, value)
    for name, answer in (("processors", 2), ("can_fork", True)):
        monkeypatch.setattr(workers, name, lambda answer=answer: answer)
    workers.judge_all(made, work(made), meanwhile=(wait_until_the_other_judged_all,))
    known = [one.shared.index.standings.look_up for one in (made, alone)]
    assert [known[0](agency) for agency in made.files] == [
        known[1](agency) for agency in made.files
    ]
    assert None not in map(known[0], made.files)


def test_many_towns_are_judged_as_a_few_are() -> None:
    tree = many(drafts())
    alone, together = court(tree), court(tree)
    assert judge_all(together, work(together)) == judge_here(alone, work(alone))


def test_the_work_of_a_killed_process_is_done_all_the_same() -> None:
    made = court(drafts(), raising(None))
    found = in_processes("judging", work(made), 2, partial(judge_here, made))
    assert [one.agency for one in found] == list(made.files)


def test_a_check_that_raises_in_another_process_names_its_rule() -> None:
    made = court(drafts(), raising(ZeroDivisionError))
    with pytest.raises(CheckBug, match=r"failed on us-ct/.*: ZeroDivisionError") as caught:
        in_processes("judging", work(made), 2, partial(judge_here, made))
    assert caught.value.hint is not None


def test_the_packs_of_one_state_say_what_all_packs_say() -> None:
    """Also of a policy in another's folder, of a state without law, and of another state's rule."""
    tree = drafts()
    raw = tree.files[WESTPORT]
    for path, agency in {
        "us-ny/other-pd/policy.yaml": b"us-ct/westport-pd",
        "us-ca/california-highway-patrol/policy.yaml": b"us-ca/california-highway-patrol",
        "us-ct/somewhere-pd/policy.yaml": b"us-nj/somewhere-pd",
        "us-zz/nowhere-pd/policy.yaml": b"us-zz/nowhere-pd",
        "us-mt/helena-pd/policy.yaml": b"us-mt/helena-pd",
    }.items():
        tree = tree.over(path, raw.replace(b"us-ct/westport-pd", agency))
    tree = tree.over("us-mt/helena-pd/waivers.yaml", WAIVERS)
    options = Options(TODAY)
    report = check(tree, options)
    assert report == check(tree, options, built_in())
    (over,) = (one for one in report.findings if one.rule.id == "waiver/over-reaching")
    assert "New Hampshire" in over.spot.message


WAIVERS = b"""schema: lprpolicy/waivers/v1
agency: us-mt/helena-pd
status: proposed
waivers:
  - rule: us-nh/lookups
    scope: {block: sharing}
    authority: the board
    reason: it is another state's rule
    granted: 2026-10-01
    expires: 2027-01-01
    record: minutes/none.md
"""


def test_what_was_read_for_a_path_is_not_read_again() -> None:
    tree = with_hamden("{to: us-ct/new-haven-pd}", ICE)
    made = court(tree)
    judge_here(made, work(made))
    assert all(made.folder(agency) is made.folder(agency) for agency in made.files)


def test_imported_lists_say_the_same_to_every_process(tmp_path: Path) -> None:
    path = tmp_path / "lists.sqlite"
    lists = (read_fbi(), read_ice())
    write(path, lists, assemble(FederalNames.of(federal()), lists))
    store = Store(path)
    tree = with_hamden(f"{{to: {{named: {lists[0].rows[0].name}}}}}")
    made = Session(tree, Options(TODAY), open_shared(tree, store))
    alone = judge_here(made, work(made))
    assert in_processes("judging", work(made), 2, partial(judge_here, made)) == alone
    write(path, lists[:1], assemble(FederalNames.of(federal()), lists[:1]))  # meanwhile
    assert in_processes("judging", work(made), 2, partial(judge_here, made)) == alone
