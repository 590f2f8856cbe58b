"""Make the pages of a site from the policies, their history and what else was asked for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final

from lprpolicy.errors import NothingChecked, PackError, UsageError
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.page_facts import JudgedRepository, judge_repository, material
from lprpolicy.evaluate.searches.opening import read_groups
from lprpolicy.evaluate.searches.over_time import searches_of_town
from lprpolicy.evaluate.site_facts import facts, people
from lprpolicy.evaluate.site_history import history, may_change
from lprpolicy.evaluate.what_if import what_if
from lprpolicy.host.files.named import yaml_files
from lprpolicy.host.files.tree import Tree
from lprpolicy.host.parallel.forks import can_fork
from lprpolicy.host.parallel.processes import in_processes
from lprpolicy.host.parallel.processors import processors
from lprpolicy.model.report import JudgedPolicy
from lprpolicy.model.scalars import URL_PATTERN
from lprpolicy.model.what_if import WhatIf
from lprpolicy.repository.law import built_in
from lprpolicy.repository.proposed import read_proposed
from lprpolicy.repository.repository import POLICY
from lprpolicy.write.page.html import body as html_body
from lprpolicy.write.page.page import page
from lprpolicy.write.site.build import Part, parts
from lprpolicy.write.site.facts import Site, TownSearches

UNPUBLISHED: Final = "nothing was published"
FEW: Final = 10
"""Pages of fewer towns are made sooner than a second process begins and hands them over."""


@dataclass(frozen=True, slots=True)
class MadePages:
    """The pages of a site by path, with the facts and the judged policies behind them.

    `lasts` is whether the same files and commit give the same pages again.
    """

    site: Site
    pages: Mapping[str, str]
    judged: tuple[JudgedPolicy, ...]
    lasts: bool


def make(
    tree: Tree,
    root: Path,
    day: dt.date,
    *,
    url: str | None,
    pdf: tuple[str, ...],
    searches: Mapping[str, Path],
    over: tuple[Path, ...],
) -> MadePages:
    """Make every page; an error says that nothing was published."""
    if url is not None and re.search(URL_PATTERN, url) is None:
        raise UsageError(f"{url!r} is not an https address", consequence=UNPUBLISHED)
    judgment = _judge(tree, day)
    site = _site(judgment, root, url)
    _require(site, {"--pdf": pdf, "--searches": searches})
    site = replace(site, searches={one: _searches(one, searches[one]) for one in sorted(searches)})
    if over:
        site = replace(site, what_if=_what_if(tree, day, over))
    pages = _pages(parts(site, partial(_body, judgment)), len(site.towns))
    return MadePages(site, pages, judgment.report.subjects, not may_change(site.history))


def _pages(parts: list[Part], towns: int) -> dict[str, str]:
    """Make the pages in as many processes as the towns keep busy."""
    processes = min(processors(), towns // FEW) if can_fork() else 1
    return dict(in_processes("making pages", parts, max(processes, 1), _make_parts))


def _make_parts(parts: Iterable[Part]) -> list[tuple[str, str]]:
    return list(chain.from_iterable(part() for part in parts))


def _judge(tree: Tree, day: dt.date) -> JudgedRepository:
    if not any(map(POLICY.fullmatch, tree.files)):
        raise NothingChecked(
            "there is no policy here",
            hint="a policy is us-xx/AGENCY/policy.yaml; `lprpolicy import` writes a first one",
            consequence=UNPUBLISHED,
        )
    return judge_repository(tree, day)


def _site(judgment: JudgedRepository, root: Path, url: str | None) -> Site:
    """Gather the facts of a site."""
    known = people(judgment.repository)
    log = history(root, known.key)
    return facts(judgment, known, log, url=url.rstrip("/") if url else None)


def _body(judgment: JudgedRepository, agency: str) -> str:
    """Write one agency's policy as HTML."""
    return html_body(page(material(judgment, agency)))


def _require(site: Site, asked: Mapping[str, Iterable[str]]) -> None:
    """Refuse an option about an agency that has no policy here."""
    for option, agencies in asked.items():
        if unknown := sorted(set(agencies) - set(site.towns)):
            raise UsageError(
                f"there is no policy of {', '.join(unknown)} here",
                hint=f"{option} takes the id of an agency, such as us-ct/westport-pd",
                consequence=UNPUBLISHED,
            )


def _searches(agency: str, path: Path) -> TownSearches:
    groups = read_groups(path, agency, UNPUBLISHED)
    found = searches_of_town(groups)
    if found is None:
        raise NothingChecked(f"{path.name}: there is no search in it", consequence=UNPUBLISHED)
    return found


def _what_if(tree: Tree, day: dt.date, over: tuple[Path, ...]) -> WhatIf:
    """What the proposed rules in these files would change, by the shipped directory."""
    files = yaml_files(over)
    law = built_in()
    try:
        return what_if(tree, Options(day), law, read_proposed(files, law), files)
    except (PackError, UsageError) as error:
        error.consequence = UNPUBLISHED
        raise
