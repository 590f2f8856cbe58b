"""`check --watch`: the report anew after every change, until Ctrl-C."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from lprpolicy.cli import STOPPED
from lprpolicy.cli.saying import say
from lprpolicy.errors import LprPolicyError, UsageError
from lprpolicy.model.report import Report
from lprpolicy.tasks.options import Options
from lprpolicy.tasks.outcome import open_lists
from lprpolicy.tasks.standing import Standing
from lprpolicy.tasks.trees import Tree, reread
from lprpolicy.write.escape import visible

if TYPE_CHECKING:
    from watchfiles._rust_notify import RustNotify

_TOGETHER: Final = 1_000
"""Milliseconds within which changes that follow each other are one, as those of a checkout are."""
_PAUSE: Final = 10
"""Milliseconds without a change that end them."""
_SOON: Final = 250
"""Milliseconds after a change in which the next is waited for, and nothing else looked at."""
_UNTIL_ONE_COMES: Final = 0
_NAMED: Final = 3
_READY: Final = "watching for changes; Ctrl-C ends it"


class Watch:
    """Reports of one repository, each written when something differs from the one before."""

    def __init__(
        self,
        read: Callable[[], Tree],
        options: Callable[[], Options],
        write: Callable[[Report], None],
        *,
        lists: bool,
    ) -> None:
        self._read, self._options, self._write, self._lists = read, options, write, lists
        self._standing = Standing()
        self._told: object = None

    def run(self) -> int:
        """Report, and again after every change; Ctrl-C is the way out."""
        tree = self._read()
        try:
            self._tell(lambda: tree)
            with _notify(tree.root or Path()) as notify:
                self._tell(self._read)  # what changed before anybody watched
                self._go_on(notify)
        except KeyboardInterrupt:
            pass
        return STOPPED

    def _go_on(self, notify: RustNotify) -> None:
        """After each change, and once more when no other follows it soon."""
        wait = _UNTIL_ONE_COMES
        while (said := notify.watch(_TOGETHER, _PAUSE, wait, None)) not in ("signal", "stop"):
            if isinstance(said, set):
                self._tell(partial(self._quickly, [place for _, place in said]))
                wait = _SOON
            else:
                self._tell(self._read)  # whatever else there is
                wait = _UNTIL_ONE_COMES

    def _quickly(self, changed: Sequence[str]) -> Tree:
        """The last tree with what changed in its files, or the whole if that may not be all."""
        before = self._standing.tree
        return (reread(before, changed) if before is not None else None) or self._read()

    def _tell(self, read: Callable[[], Tree]) -> None:
        """Write the report if there is a new one; an error is told, and the watch goes on."""
        try:
            tree = read()
            differing = self._standing.differing(tree)
            lists = open_lists() if self._lists else None
            report = self._standing.check(tree, self._options(), lists)
            if report is self._told:
                return
            if differing:
                click.echo(f"{_now()} {_named(differing)} changed", err=True)
            self._write(report)
            self._told = report
        except LprPolicyError as error:
            said = error.message, error.consequence, error.hint
            if said == self._told:
                return
            say(*said)
            self._told = said
        click.echo(_READY, err=True)


def _notify(root: Path) -> RustNotify:
    from watchfiles._rust_notify import RustNotify  # the part that watches, without its helpers

    try:
        return RustNotify([str(root)], False, False, 0, True, True)
    except (OSError, RuntimeError) as error:
        hint = "check it without --watch"
        raise UsageError(f"{root}: cannot be watched: {error}", hint=hint) from error


def _now() -> str:
    return f"{dt.datetime.now().astimezone():%H:%M:%S}"


def _named(files: Sequence[str]) -> str:
    more = f" and {len(files) - _NAMED:,} more" if len(files) > _NAMED else ""
    return ", ".join(map(visible, files[:_NAMED])) + more
