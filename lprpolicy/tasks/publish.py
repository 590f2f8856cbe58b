"""Publish a policy repository as a folder of pages, and write only pages that differ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lprpolicy.errors import UsageError
from lprpolicy.evaluate.site_memory import KnownPages, SiteMemory
from lprpolicy.host.browser import Printer, printer
from lprpolicy.host.cache import Cache
from lprpolicy.host.checkout import require_whole
from lprpolicy.host.files.tree import Tree
from lprpolicy.host.outside import resolve
from lprpolicy.host.site_folder import WrittenFolder, digests_of, find_written, write_folder
from lprpolicy.model.prose import amount
from lprpolicy.repository.layout import folder, root_of
from lprpolicy.write.site import address

if TYPE_CHECKING:
    from lprpolicy.write.site.facts import Site


@dataclass(frozen=True, slots=True)
class Published:
    """What was published, and where. There is no site where its pages were in place already."""

    site: Site | None
    agencies: int
    as_of: dt.date
    out: Path
    written: WrittenFolder
    printed: tuple[Path, ...]

    @property
    def says(self) -> str:
        done = self.written
        lines = [
            f"published {amount(self.agencies, 'policy', 'policies')} as of "
            f"{self.as_of}: {amount(done.files, 'file')}, {done.changed:,} written, "
            f"{done.removed:,} removed",
            f"open {self.out / address.HOME}",
        ]
        lines += [f"left {path}: it was changed by somebody else" for path in done.left]
        lines += [f"printed {path}" for path in self.printed]
        return "\n".join(lines)


def publish(
    paths: tuple[Path, ...],
    out: Path,
    day: dt.date,
    *,
    url: str | None = None,
    pdf: tuple[str, ...] = (),
    searches: Mapping[str, Path] | None = None,
    over: tuple[Path, ...] = (),
    cache: Cache | None = None,
) -> Published:
    """Write the site of the repository that the paths belong to. Nothing is written on an error.

    With a `cache`, pages that are in place as an earlier run made them of the same files are left.
    """
    prints = printer() if pdf else None
    tree = folder(paths)
    root = root_of(paths[0])
    if root.is_relative_to(resolve(out)):
        raise UsageError(
            f"{out}: the policies are in this folder",
            hint="--out names a folder for the site alone",
            consequence="nothing was published",
        )
    require_whole(root)
    tree = Tree(tree.files, faults=tree.faults, papers=tree.papers)
    memory = None
    if cache is not None and not searches and not over:
        memory = SiteMemory.of(cache, tree, root, day, url, pdf)
        known = memory.find()
        written = find_written(out, known.pages) if known is not None else None
        if known is not None and written is not None:
            printed = _print(prints, out, pdf, day)
            return Published(None, known.agencies, day, out, written, printed)
        tree = Tree(tree.files, faults=tree.faults, papers=memory.papers)

    # Loaded here: it takes most of the time of a run that finds every page in place.
    from lprpolicy.tasks.publish_pages import make

    made = make(tree, root, day, url=url, pdf=pdf, searches=searches or {}, over=over)
    agencies = len(made.site.towns)
    written = write_folder(out, made.pages)
    if memory is not None and made.lasts:
        memory.keep(KnownPages(digests_of(made.pages), agencies), made.judged)
    return Published(made.site, agencies, day, out, written, _print(prints, out, pdf, day))


def _print(
    prints: Printer | None, out: Path, agencies: tuple[str, ...], day: dt.date
) -> tuple[Path, ...]:
    """Print the pages of these agencies as PDF beside them."""
    shown = [out / address.agency(agency) for agency in agencies]
    return tuple(prints.pdf(one, one.with_suffix(".pdf"), day) for one in shown if prints)
