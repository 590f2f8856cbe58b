"""`check --watch`: print the report again after every change, until Ctrl-C."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NoReturn

import click

from lprpolicy.cli import STOPPED
from lprpolicy.cli.saying import say
from lprpolicy.errors import LprPolicyError
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.watch import Watch
from lprpolicy.host import signals
from lprpolicy.host.clock import now
from lprpolicy.host.files.tree import Tree
from lprpolicy.host.garbage import collect_often
from lprpolicy.model.report import Report
from lprpolicy.repository.known_lists import known_lists
from lprpolicy.tasks.check import without_base
from lprpolicy.write.escape import visible

_NAMED: Final = 3
_READY: Final = "watching for changes; Ctrl-C ends it"


class Terminal:
    """Prints reports to standard output and files, and everything else to standard error."""

    def __init__(self, write: Callable[[Report], None]) -> None:
        self._write = write

    def on_report(self, report: Report) -> None:
        self._write(without_base(report))

    def on_change(self, files: Sequence[str]) -> None:
        click.echo(f"{_now()} {_name_files(files)} changed", err=True)

    def on_error(self, error: LprPolicyError) -> None:
        say(error.message, error.consequence, error.hint)

    def ready(self) -> None:
        click.echo(_READY, err=True)


def watch(
    read: Callable[[], Tree],
    options: Callable[[], Options],
    write: Callable[[Report], None],
    *,
    lists: bool,
) -> NoReturn:
    """Report now and after every change, until Ctrl-C."""
    collect_often()
    with contextlib.suppress(KeyboardInterrupt):
        known = partial(known_lists, imported=lists)
        Watch(read, options, known, Terminal(write)).run()
    # Not by way of the last flush: a line that Ctrl-C came upon would be printed a second time.
    signals.end(STOPPED)


def _now() -> str:
    return f"{now():%H:%M:%S}"


def _name_files(files: Sequence[str]) -> str:
    more = f" and {len(files) - _NAMED:,} more" if len(files) > _NAMED else ""
    return ", ".join(map(visible, files[:_NAMED])) + more
