"""An option means one thing: it stands once, and every command that has it takes it from there."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from lprpolicy.cli.formats import FormatType
from lprpolicy.cli.group import cli

HOMONYMS = {
    "--agency": "whose log; whose export, which an import has to be told",
    "--as-of": "the day of the law; of a list of rules, those in force on a day, and no default",
    "--check": "write nothing, and fail if something would be; of `rules new`, the check by name",
    "--diff": "what a fix would change; what a format would",
    "--dry-run": "print one file; another",
    "--explain": "how a reason is read; how a name is",
    "--force": "replace a policy; write over what somebody edited",
    "--no-cache": "judge again what was judged; make pages again",
    "--out": "a file or a folder, each with its own rules",
    "--owner-is-right": "of one export; of several, by system",
    "--state": "the town's; agencies of a directory",
}
"""Options that two commands have by one name, and what each is: too unlike to be shared."""


def commands(
    group: click.Group = cli, words: tuple[str, ...] = ()
) -> Iterator[tuple[str, click.Command]]:
    """Yield every command of the program and of its groups, by its words."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        yield " ".join((*words, name)), found
        if isinstance(found, click.Group):
            yield from commands(found, (*words, name))


ALL = dict(commands())


def test_options_that_commands_share_are_written_once(root: Path) -> None:
    places = defaultdict(set)
    for path in sorted((root / "lprpolicy" / "cli").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "click.option":
                for one in node.args:
                    if isinstance(one, ast.Constant) and str(one.value).startswith("--"):
                        places[str(one.value).partition("/")[0]].add(path.name)
    assert {name for name, files in places.items() if len(files) > 1} <= HOMONYMS.keys()


@pytest.mark.parametrize("name", ALL)
def test_a_format_and_a_repository_are_asked_for_alike(name: str) -> None:
    shown = {one: option for option in ALL[name].params for one in option.opts[:1]}
    if "--format" in shown:
        assert isinstance(shown["--format"].type, FormatType)
    assert {"--in", "--into", "--directory", "--for", "--path"}.isdisjoint(shown)
