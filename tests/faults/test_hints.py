"""Every option and command that a hint names exists."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from lprpolicy.cli.group import cli

PACKAGE = Path(__file__).resolve().parents[2] / "lprpolicy"
OTHERS = {
    "--global",
    "--add",
    "--abort",
    "--no-skip-worktree",
    "--no-assume-unchanged",
    "--no-",
    "--auto",
    "--version",
}
"""Options of git."""
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
COMMAND = re.compile(r"lprpolicy ([a-z]+)(?: ([a-z]+))?")


def commands() -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        found[name] = command
        for inner in getattr(command, "commands", {}):
            found[f"{name} {inner}"] = command.commands[inner]  # type: ignore[attr-defined] # a group
    return found


def options(command: click.Command) -> set[str]:
    return {opt for param in command.params for opt in (*param.opts, *param.secondary_opts)}


def hints() -> Iterator[tuple[str, str]]:
    """File and text of every `hint=`, with what is put in left out."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (isinstance(node, ast.keyword) and node.arg == "hint") or (
                isinstance(node, ast.Assign)
                and any(
                    isinstance(to, ast.Name) and to.id in {"hint", "_AGAIN"} for to in node.targets
                )
            ):
                yield path.relative_to(PACKAGE).as_posix(), _text(node.value)


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.IfExp):
        return f"{_text(node.body)} {_text(node.orelse)}"
    said = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
    return "".join(one if isinstance(one, str) else "" for one in said)


HINTS = list(hints())
KNOWN = commands()


def test_there_are_hints_to_read() -> None:
    assert len(HINTS) > 150


@pytest.mark.parametrize(("file", "text"), HINTS)
def test_what_a_hint_names_exists(file: str, text: str) -> None:
    for found in COMMAND.finditer(text):
        name, inner = found[1], found[2]
        assert name in KNOWN, f"{file}: {text}"
        if hasattr(KNOWN[name], "commands") and inner:
            assert f"{name} {inner}" in KNOWN, f"{file}: {text}"
    mine = _options_near(file)
    for option in OPTION.findall(text):
        assert option in mine | OTHERS, f"{file}: {text}"


def _options_near(file: str) -> set[str]:
    """Of a command's own file, the options of that command; elsewhere those of any."""
    name = Path(file).stem.rstrip("_")
    of_any = set().union(*map(options, KNOWN.values()))
    if not file.startswith("cli/") or name not in KNOWN:
        return of_any
    return set().union(*(options(one) for path, one in KNOWN.items() if path.split()[0] == name))


def test_a_rule_that_is_there_already_is_not_said_to_be_replaced(tmp_path: Path) -> None:
    from lprpolicy.errors import WriteError
    from lprpolicy.tasks.rules import start

    start("us-ct/westport-pd/no-faces", "fields-prohibited", tmp_path)
    with pytest.raises(WriteError) as error:
        start("us-ct/westport-pd/no-faces", "fields-prohibited", tmp_path)
    assert "--" not in str(error.value.hint)
