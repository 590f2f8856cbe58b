"""What the pages of a site were made from, so that the same pages are not made again.

It is kept in the user's cache and not in the site, which others may write. It holds digests and no
page: only a page that is in place with its digest is left as it is.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lprpolicy.errors import UsageError
from lprpolicy.evaluate.keys import content, key, program
from lprpolicy.host import git
from lprpolicy.host.cache import Cache
from lprpolicy.host.files.papers import KeptPapers, one_look
from lprpolicy.host.files.tree import Tree
from lprpolicy.host.git_log import shallow
from lprpolicy.host.outside import resolve

if TYPE_CHECKING:
    from lprpolicy.model.report import JudgedPolicy

_MAKES_PAGES: Final = ("jinja2", "markupsafe")
"""Libraries whose version could change a page, besides those that could change a verdict."""


@dataclass(frozen=True, slots=True)
class KnownPages:
    """The digest of each page of a site by its path, and how many agencies the site shows."""

    pages: Mapping[str, str]
    agencies: int


@dataclass(frozen=True, slots=True)
class SiteMemory:
    """What is known of the site that these files give on this day."""

    cache: Cache
    key: str
    papers: KeptPapers
    """The papers of the tree, which notes those that are looked at."""

    @classmethod
    def of(cls, cache: Cache, tree: Tree, root: Path, day: dt.date, *asked: object) -> SiteMemory:
        """`asked` is what else was asked for that pages depend on."""
        depends_on = (program(_MAKES_PAGES), content(tree.files), tree.faults, _revision(root))
        made = key("site", *depends_on, str(day), *asked)
        return cls(cache, made, KeptPapers(one_look(tree.papers)))

    def find(self) -> KnownPages | None:
        """Return the pages of an earlier run; None if there was none or a paper has changed."""
        raw = self.cache.get(self.key)
        if raw is None:
            return None
        said = json.loads(raw)
        if any(self.papers(path) != digest for path, digest in said["papers"]):
            return None
        return KnownPages(said["pages"], said["agencies"])

    def keep(self, known: KnownPages, judged: Iterable[JudgedPolicy]) -> None:
        """Note the pages, and the papers that they rest on: seen here, or where others judged."""
        seen: dict[str, str | None] = dict.fromkeys(self.papers.missing) | self.papers.found
        for one in judged:
            seen |= dict(one.asked_for)
        said = {
            "papers": sorted(seen.items()),
            "pages": dict(known.pages),
            "agencies": known.agencies,
        }
        self.cache.put(self.key, json.dumps(said, separators=(",", ":")).encode())


def _revision(root: Path) -> tuple[object, ...]:
    """What the history of a repository depends on, short of what a clone may lack."""
    try:
        top, head = git.top(root), git.commit_of(root, "HEAD")
    except UsageError as error:
        return (error.message,)
    return head, resolve(root).relative_to(resolve(top)).as_posix(), shallow(top)
