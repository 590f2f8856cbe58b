"""Which tests can meet a clock, and so could answer otherwise on another day.

A module meets it where it starts processes or the command line, or imports one of the few modules
that ask what time it is: itself, through a helper of the tests, or through a conftest.py around it.
All else is a function of its arguments, which `tests/architecture/test_clocks.py` proves. Of a test
with many cases the first is run on other days: its cases differ in what they are given, and the
clock is read by the same line for all of them.

`python -m tests.clocks` prints the modules, so that nothing else has to be imported on those days.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[1]

READERS: Final = {
    "lprpolicy/host/clock.py": "the day of a command that was told none, the time beside a watch",
    "lprpolicy/host/cache.py": "how old a file is that a killed run left behind",
}
"""The modules of the package that read a clock, and what for."""

PROCESSES: Final = ("subprocess", "pty", "multiprocessing")

LEFT_OUT: Final = {
    "tests/tools/test_pre_commit.py": "asks a package index, whose certificate ends some day",
    "tests/site/test_browser.py": "looks at pages in a browser, and no page reads a clock",
    "tests/faults/": "its commands are told the day, or a day from today on, and are killed at any moment",
    "tests/nasty/": "its commands are told the day",
    "tests/tasks/test_check.py": "its checks are told the day",
    "tests/tools/test_workflows.py": "reads what the workflows say, and runs none of them",
    "tests/tools/test_pipelines.py": "reads what the pipelines say, and runs none of them",
    "tests/site/test_review.py": "looks at a page in a browser, and no page reads a clock",
    "tests/lsp/": "its servers are told the day",
    "tests/repository/test_loaded_lists.py": "its lists have the days that they are told",
    "tests/evaluate/test_changed.py": "its checks are told the day",
    "tests/architecture/": "looks at the shape of the code",
    "tests/attacks/": "its commands are told the moment",
    "tests/cli/test_import.py": "an import asks for no day",
    "tests/cli/test_long_work.py": "shows how far work is, which has no day",
    "tests/cli/test_round.py": "its commands are told the moment",
    "tests/host/test_cache.py": "its checks are told the day",
    "tests/host/test_walk.py": "reads folders, which have no day",
    "tests/site/test_publish.py": "its pages are told the day",
    "tests/site/test_site_hostile.py": "its pages are told the day",
    "tests/tools/test_sticky.py": "keeps a comment, which has no day",
    "tests/vendors/test_plugins.py": "finds programs of others, which have no day",
}
"""What meets a clock and is not run on other days, and why."""

SLOW: Final = {
    "test_an_import_says_what_it_read_and_who_became_or_ceased_to_be_a_partner": "18,000 agencies",
    "test_without_an_import_the_commands_show_what_ships": "18,000 agencies",
    "test_the_directory_is_looked_into": "18,000 agencies",
    "test_a_name_is_explained": "18,000 agencies",
    "test_the_reference_has_every_rule_with_its_law_and_examples": "reads what the pages say",
    "test_every_link_between_pages_leads_somewhere": "reads what the pages say",
    "test_no_page_fetches_anything_from_others": "reads what the pages say",
    "test_errors_say_what_did_not_happen": "each error is a run",
    "test_a_policy_that_breaks_the_law_is_published_all_the_same": "publishes once more",
    "test_it_says_what_it_wrote_and_where_to_look": "publishes once more",
    "test_chromium_that_fails_is_an_error_and_the_pages_are_there": "publishes once more",
    "test_the_exit_code_is_the_same_for_every_format": "each format is a run",
    "test_decisions_take_recipients_out_and_never_let_one_in": "drafts anew for each decision",
    "test_another_answer_replaces_only_what_nobody_edited": "drafts anew for each answer",
    "test_killed_half_way_it_leaves_no_half_of_a_repository": "drafts anew after each kill",
    "test_nothing_is_ever_written_over": "drafts anew for each file",
    "test_a_fact_can_be_of_one_system": "drafts anew for each fact",
    "test_two_lists_of_one_day_are_two_systems_or_an_error": "drafts anew for each list",
    "test_the_examples_of_a_repositorys_rules_are_run": "examples have their own days",
    "test_a_file_is_verified_against_the_schema_that_it_names": "a schema has no day",
    "test_no_request_changes_the_answer_to_another": "each request is a run",
    "test_the_gate_refuses_what_moved_and_what_did_not_arrive": "each refusal is a run of the gate",
    "test_the_same_input_gives_the_same_page": "renders once more",
    "test_a_pdf_is_the_same_each_time_and_says_the_same": "a browser prints",
    "test_git_and_pre_commit_take_the_repository": "pre-commit installs what it runs",
    "test_the_hooks_and_the_action_that_a_town_is_given_exist": "pre-commit reads the hooks",
    "test_the_workflow_is_as_zizmor_wants_it_but_for_the_pin": "zizmor reads the workflow",
    "test_a_second_init_at_the_top_writes_nothing": "the same by zizmor",
    "test_at_the_top_the_projects_own_files_stay_and_are_named": "the same by zizmor",
    "test_in_a_folder_the_workflow_and_the_hooks_are_at_the_top_and_name_the_folder": "the same",
}
"""Tests of modules that are run on other days, which are left out there because they take long. What
they run is run by their neighbors; programs of others take minutes under a clock that is not theirs."""

ABOUT_CLOCKS: Final = "tests/faults/test_clocks.py"


def run_on_other_days(test: pytest.Item) -> bool:
    """Whether `make test-days` runs a test."""
    case = getattr(test, "callspec", None)
    first = case is None or not any(case.indices.values())
    return first and test.name not in SLOW and meets_a_clock(test.path)


@cache
def meets_a_clock(path: Path) -> bool:
    """Whether a test module, or one that it rests on, can meet a clock."""
    name = path.relative_to(ROOT).as_posix()
    if name.startswith(tuple(LEFT_OUT)) and name != ABOUT_CLOCKS:
        return False
    seen, ahead = set[Path](), [path]
    while ahead:
        module = ahead.pop()
        if module in seen:
            continue
        seen.add(module)
        if any(map(_reads, imported(module))):
            return True
        ahead += [file for name in imported(module) if (file := _file(name)) is not None]
        ahead += _conftests(module)
    return False


@cache
def imported(path: Path) -> frozenset[str]:
    """The dotted names of everything that a module imports, anywhere in it."""
    return frozenset(_imports(ast.parse(path.read_text(encoding="utf-8"))))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def _reads(name: str) -> bool:
    readers = [file.removesuffix(".py").replace("/", ".") for file in READERS]
    return name.partition(".")[0] in PROCESSES or any(
        name == one or name.startswith(f"{one}.") for one in ("lprpolicy.cli", *readers)
    )


def _conftests(module: Path) -> Iterator[Path]:
    """The conftest.py of each folder around a module of the tests."""
    for folder in module.parents:
        if folder == ROOT:
            return
        if (folder / "conftest.py").is_file():
            yield folder / "conftest.py"


def _file(name: str) -> Path | None:
    """The file of a helper of the tests."""
    file = ROOT / (name.replace(".", "/") + ".py")
    return file if name.startswith("tests.") and file.is_file() else None


if __name__ == "__main__":
    modules = sorted((ROOT / "tests").rglob("test_*.py"))
    print(*(one.relative_to(ROOT).as_posix() for one in modules if meets_a_clock(one)))
