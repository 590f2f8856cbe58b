"""A repository that is judged again after every change, by a session that stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from lprpolicy.errors import LprPolicyError
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.session import LiveSession
from lprpolicy.host.files.tree import Tree, reread
from lprpolicy.host.notices import notices
from lprpolicy.model.report import Report
from lprpolicy.repository.loaded_lists import Store


class Listener(Protocol):
    """Who hears what a watch finds: a terminal, or an editor."""

    def changed(self, files: Sequence[str]) -> None:
        """These files differ from what was judged last."""

    def found(self, report: Report) -> None:
        """A report that differs from the last. An error that this raises is told as one."""

    def failed(self, error: LprPolicyError) -> None:
        """An error that differs from the last; the watch goes on."""

    def ready(self) -> None:
        """All that is known was told, and the next change is waited for."""


class Watch:
    """Reports of one repository, each told when something differs from the one before."""

    def __init__(
        self,
        read: Callable[[], Tree],
        options: Callable[[], Options],
        lists: Callable[[], Store | None],
        listener: Listener,
    ) -> None:
        self._read, self._options, self._lists = read, options, lists
        self._listener = listener
        self._session = LiveSession()
        self._told: object = None

    def run(self) -> None:
        """Tell, and again after every change, until Python gets a signal."""
        tree = self._read()
        self._tell(lambda: tree)
        with notices(tree.root or Path()) as heard:
            self._tell(self._read)  # what changed before anybody listened
            for changed in heard:
                # Where none follows, everything is looked over: no notice tells of all there is.
                self._tell(partial(self._quickly, changed) if changed else self._read)

    def _quickly(self, changed: Sequence[str]) -> Tree:
        """The last tree with what changed in its files, or the whole if that may not be all."""
        before = self._session.tree
        return (reread(before, changed) if before is not None else None) or self._read()

    def _tell(self, read: Callable[[], Tree]) -> None:
        """Tell of a report if there is a new one; an error is told, and the watch goes on."""
        try:
            tree = read()
            differing = self._session.differing(tree)
            report = self._session.check(tree, self._options(), self._lists())
            if report is self._told:
                return
            if differing:
                self._listener.changed(differing)
            self._listener.found(report)
            self._told = report
        except LprPolicyError as error:
            said = error.message, error.consequence, error.hint
            if said == self._told:
                return
            self._listener.failed(error)
            self._told = said
        self._listener.ready()
