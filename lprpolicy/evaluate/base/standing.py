"""What stands before a change: the rules, waivers, directory and settings of the base.

A change is judged twice: its policies by its own rules, and the same policies by these. So what a
change adds, removes or rewrites besides policies can refuse it and can never let it pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from lprpolicy.errors import ConfigError
from lprpolicy.evaluate.base.entries import claimed_entries
from lprpolicy.evaluate.base.votes import voted_files
from lprpolicy.evaluate.judgment import Session
from lprpolicy.evaluate.options import Options
from lprpolicy.host.files.tree import Tree
from lprpolicy.identify.entries import Entries
from lprpolicy.model.config import Config
from lprpolicy.model.layout import CONFIGS, owner
from lprpolicy.repository.law import Law
from lprpolicy.repository.repository import Shared, config_of, open_shared
from lprpolicy.repository.revisions import Side

_STRICTEST = Config.model_validate(
    {"schema": "lprpolicy/config/v1", "strict": True, "lists_older_than_days": 0}
)
"""What binds where the settings of the base cannot be read: nobody knows how strict they are."""


@dataclass(frozen=True)
class Base:
    """The revision that stands, beside the change that is judged.

    `session` holds the policies of the change with everything else of the base, but for what a
    vote lets change. `before` is the base as it is.
    """

    name: str
    before: Tree
    head: Tree
    session: Session
    shared: Shared
    """Settings and directories of the change."""
    voted: frozenset[str]
    """Files that votes of the base let the change have as they are."""

    @cached_property
    def touched(self) -> frozenset[str]:
        """The agencies with a file that differs."""
        return frozenset(who for path in self._differing if (who := owner(path)) is not None)

    @cached_property
    def rules_touched(self) -> frozenset[str]:
        """The agencies of which more than the policy differs."""
        return frozenset(
            who
            for path in self._differing
            if (who := owner(path)) is not None and path != f"{who}/policy.yaml"
        )

    @cached_property
    def shared_differs(self) -> bool:
        """Whether a directory, or a setting, differs."""
        return any(owner(path) is None for path in self._differing)

    @cached_property
    def _differing(self) -> frozenset[str]:
        was, now = self.before.files, self.head.files
        return frozenset(path for path in was.keys() | now.keys() if was.get(path) != now.get(path))

    @cached_property
    def claimed(self) -> frozenset[str]:
        """The entries of the directory that nobody vouches for but the change itself."""
        old, new = self.session.shared.directories, self.shared.directories
        return claimed_entries([one.value for one in old], [one.value for one in new])

    @property
    def config(self) -> Config:
        return self.session.shared.config


def base_of(
    side: Side,
    head: Tree,
    options: Options,
    shared: Shared,
    law: Law | None,
    lists: Entries | None,
) -> Base | None:
    """What stands before a change; None where nothing of a policy repository does."""
    if not side.tree.files and not side.tree.faults:
        return None
    allowed = voted_files(side.tree, head, options.as_of)
    kept = replace(head, files=_keep_policies(side.tree, head, allowed), faults=(), selected=None)
    standing = _shared_files(kept, lists)
    session = Session(kept, options, standing, law)
    return Base(side.name, side.tree, head, session, shared, allowed)


def _keep_policies(base: Tree, head: Tree, allowed: Iterable[str]) -> Mapping[str, bytes]:
    """The policies of the change and whatever else the base has."""
    files = {path: raw for path, raw in base.files.items() if not _is_policy(path)}
    files |= {path: raw for path, raw in head.files.items() if _is_policy(path)}
    for path in allowed:
        raw = head.files.get(path)
        if raw is None:
            files.pop(path, None)
        else:
            files[path] = raw
    return files


def _is_policy(path: str) -> bool:
    who = owner(path)
    return who is not None and path == f"{who}/policy.yaml"


def _shared_files(tree: Tree, lists: Entries | None) -> Shared:
    """Settings and directories of the base; the strictest settings where its own have faults."""
    try:
        config_of(tree)
    except ConfigError:
        without = {path: raw for path, raw in tree.files.items() if path not in CONFIGS}
        return replace(open_shared(replace(tree, files=without), lists), config=_STRICTEST)
    return open_shared(tree, lists)
