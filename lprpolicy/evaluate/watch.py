"""Judge a repository again after every change of its files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from lprpolicy.errors import LprPolicyError
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.session import LiveSession
from lprpolicy.host.files.papers import one_look
from lprpolicy.host.files.tree import Tree, reread
from lprpolicy.host.notices import notices
from lprpolicy.model.report import Report

if TYPE_CHECKING:
    from lprpolicy.repository.known_lists import Known


class Listener(Protocol):
    """Receives what a watch finds, for a terminal or an editor."""

    def on_change(self, files: Sequence[str]) -> None:
        """Called with the files that differ from the last check."""

    def on_report(self, report: Report) -> None:
        """Called with a report that differs from the last; an error in it goes to `on_error`."""

    def on_error(self, error: LprPolicyError) -> None:
        """Called with an error that differs from the last; the watch goes on."""

    def ready(self) -> None:
        """Called when everything was reported and the watch waits for the next change."""


class Watch:
    """Reports on one repository, each passed on if it differs from the one before."""

    def __init__(
        self,
        read: Callable[[], Tree],
        options: Callable[[], Options],
        lists: Callable[[], Known],
        listener: Listener,
    ) -> None:
        self._read, self._options, self._lists = read, options, lists
        self._listener = listener
        self._session = LiveSession()
        self._told: object = None

    def run(self) -> None:
        """Report now and after every change, until Python gets a signal."""
        tree = self._whole()
        self._tell(lambda: tree)
        with notices(tree.root or Path()) as heard:
            self._tell(self._whole)  # a file may have changed before the watch began to listen
            for changed in heard:
                # When no notice follows, look at everything: notices do not tell of every change.
                self._tell(partial(self._quickly, changed) if changed else self._whole)

    def _whole(self) -> Tree:
        """Read everything. A paper is looked at once until then: a notice tells of another one."""
        tree = self._read()
        return replace(tree, papers=one_look(tree.papers))

    def _quickly(self, changed: Sequence[str]) -> Tree:
        """Read only the changed files into the last tree; the whole tree if more may differ."""
        before = self._session.tree
        return (reread(before, changed) if before is not None else None) or self._whole()

    def _tell(self, read: Callable[[], Tree]) -> None:
        """Report if there is something new; an error is reported too, and the watch goes on."""
        try:
            tree = read()
            differing = self._session.changed_files(tree)
            report = self._session.check(tree, self._options(), self._lists())
            if report is self._told:
                return
            if differing:
                self._listener.on_change(differing)
            self._listener.on_report(report)
            self._told = report
        except LprPolicyError as error:
            said = error.message, error.consequence, error.hint
            if said == self._told:
                return
            self._listener.on_error(error)
            self._told = said
        self._listener.ready()
