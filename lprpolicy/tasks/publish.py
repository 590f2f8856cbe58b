"""Publish a policy repository as a folder of pages, and write only pages that differ."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from lprpolicy.errors import NothingChecked, PackError, UsageError
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.page_facts import JudgedRepository, judge_repository, material
from lprpolicy.evaluate.searches.opening import NO_SEARCHES, read_groups
from lprpolicy.evaluate.searches.over_time import searches_of_town
from lprpolicy.evaluate.site_facts import facts, people
from lprpolicy.evaluate.site_history import history
from lprpolicy.evaluate.what_if import what_if
from lprpolicy.host.browser import Printer, printer
from lprpolicy.host.checkout import require_whole
from lprpolicy.host.files.named import yaml_files
from lprpolicy.host.files.tree import Tree
from lprpolicy.host.outside import resolve
from lprpolicy.host.progress import begin_work
from lprpolicy.host.site_folder import WrittenFolder, write_folder
from lprpolicy.model.prose import amount
from lprpolicy.model.scalars import URL_PATTERN
from lprpolicy.model.what_if import WhatIf
from lprpolicy.repository.law import built_in
from lprpolicy.repository.layout import folder, root_of
from lprpolicy.repository.proposed import read_proposed
from lprpolicy.repository.repository import POLICY
from lprpolicy.write.page.html import body as html_body
from lprpolicy.write.page.page import page
from lprpolicy.write.site import address
from lprpolicy.write.site.build import build
from lprpolicy.write.site.facts import Site, TownSearches

UNPUBLISHED: Final = "nothing was published"


@dataclass(frozen=True, slots=True)
class Published:
    """What was published, and where."""

    site: Site
    out: Path
    written: WrittenFolder
    printed: tuple[Path, ...]

    @property
    def says(self) -> str:
        done = self.written
        lines = [
            f"published {amount(len(self.site.towns), 'policy', 'policies')} as of "
            f"{self.site.as_of}: {amount(done.files, 'file')}, {done.changed:,} written, "
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
    searches: Mapping[str, Path] = NO_SEARCHES,
    over: tuple[Path, ...] = (),
) -> Published:
    """Write the site of the repository that the paths belong to. Nothing is written on an error."""
    if url is not None and re.search(URL_PATTERN, url) is None:
        raise UsageError(f"{url!r} is not an https address", consequence=UNPUBLISHED)
    prints = printer() if pdf else None
    tree = folder(paths)
    root = root_of(paths[0])
    if root.is_relative_to(resolve(out)):
        raise UsageError(
            f"{out}: the policies are in this folder",
            hint="--out names a folder for the site alone",
            consequence=UNPUBLISHED,
        )
    require_whole(root)
    site, body = _site(Tree(tree.files, faults=tree.faults, papers=tree.papers), root, day, url)
    for option, asked in (("--pdf", pdf), ("--searches", tuple(searches))):
        if unknown := sorted(set(asked) - set(site.towns)):
            raise UsageError(
                f"there is no policy of {', '.join(unknown)} here",
                hint=f"{option} takes the id of an agency, such as us-ct/westport-pd",
                consequence=UNPUBLISHED,
            )
    site = replace(site, searches={one: _searches(one, searches[one]) for one in sorted(searches)})
    if over:
        site = replace(site, what_if=_what_if(tree, day, over))
    with begin_work("making pages"):
        pages = dict(build(site, body))
    written = write_folder(out, pages)
    printed = tuple(_print(prints, out, agency, day) for agency in pdf if prints)
    return Published(site, out, written, printed)


def _what_if(tree: Tree, day: dt.date, over: tuple[Path, ...]) -> WhatIf:
    """What the proposed rules in these files would change, by the shipped directory."""
    files = yaml_files(over)
    law = built_in()
    try:
        return what_if(tree, Options(day), law, read_proposed(files, law), files)
    except (PackError, UsageError) as error:
        error.consequence = UNPUBLISHED
        raise


def _searches(agency: str, path: Path) -> TownSearches:
    groups = read_groups(path, agency, UNPUBLISHED)
    found = searches_of_town(groups)
    if found is None:
        raise NothingChecked(f"{path.name}: there is no search in it", consequence=UNPUBLISHED)
    return found


def _site(
    tree: Tree, root: Path, day: dt.date, url: str | None
) -> tuple[Site, Callable[[str], str]]:
    """Gather the facts of a site, and a function that writes one agency's policy."""
    if not any(map(POLICY.fullmatch, tree.files)):
        raise NothingChecked(
            "there is no policy here",
            hint="a policy is us-xx/AGENCY/policy.yaml; `lprpolicy import` writes a first one",
            consequence=UNPUBLISHED,
        )
    judgment = judge_repository(tree, day)
    known = people(judgment.repository)
    log = history(root, known.key)
    address_ = url.rstrip("/") if url else None
    site = facts(judgment, known, log, url=address_)
    return site, partial(_body, judgment)


def _body(judgment: JudgedRepository, agency: str) -> str:
    """Write one agency's policy as HTML."""
    return html_body(page(material(judgment, agency)))


def _print(prints: Printer, out: Path, agency: str, day: dt.date) -> Path:
    shown = out / address.agency(agency)
    return prints.pdf(shown, shown.with_suffix(".pdf"), day)
