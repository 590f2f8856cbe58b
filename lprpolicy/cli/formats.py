"""Formats that commands other than `check` write, and where their output goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click

from lprpolicy.errors import UsageError

DIFFS: Final = {
    "text": "diff_text",
    "json": "diff_json",
    "markdown": "diff_markdown",
    "memo": "memo",
}
PLANS: Final = {
    "text": "plan_text",
    "json": "plan_json",
    "markdown": "plan_markdown",
    "csv": "plan_csv",
}


def outputs(formats: tuple[str, ...], known: dict[str, str]) -> list[tuple[str, Path | None]]:
    """Each FORMAT[=FILE] that was asked for; at most one goes to standard output."""
    found: list[tuple[str, Path | None]] = []
    for given in formats:
        name, _, file = given.partition("=")
        if name not in known:
            raise UsageError(
                f"there is no format {name!r}", hint=f"the formats are {', '.join(known)}"
            )
        found.append((name, Path(file) if file else None))
    if sum(file is None for _, file in found) > 1:
        raise UsageError(
            "two formats cannot both go to standard output",
            hint="send all but one to a file, as in --format markdown=comment.md",
        )
    return found


def send(
    known: dict[str, str],
    wanted: Sequence[tuple[str, Path | None]],
    what: Any,
    *,
    also: Sequence[tuple[Path, str]] = (),
    style: Callable[[str, Path | None], dict[str, Any]] = lambda _name, _file: {},
) -> None:
    """Write it in each format: all files together, and then standard output.

    `also` are files that go with them; `style` says how a format is to be written.
    """
    from lprpolicy.tasks.outputs import write_together

    said: list[tuple[Path | None, str]] = [
        (file, import_module(f"lprpolicy.write.{known[name]}").write(what, **style(name, file)))
        for name, file in wanted
    ]
    write_together([*also, *((file, text) for file, text in said if file is not None)])
    for file, text in said:
        if file is None:
            click.echo(text, nl=False, color=True)
