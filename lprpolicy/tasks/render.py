"""Gather one policy as a page that anybody can read, or as the document that is voted on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.page_facts import judge_repository, material
from lprpolicy.host.files.tree import Tree
from lprpolicy.repository.revisions import Side
from lprpolicy.tasks.diff import diff
from lprpolicy.write.council_policy.build import council_policy
from lprpolicy.write.council_policy.document import PolicyDocument
from lprpolicy.write.page.changed import sentences
from lprpolicy.write.page.page import page
from lprpolicy.write.page.sections import Page


def render(tree: Tree, agency: str, day: dt.date, *, since: Side | None = None) -> Page:
    """Return the page on one agency's policy, by the law of a day; `since` is an earlier state."""
    made = material(judge_repository(tree, day), agency)
    if since is not None:
        compared = diff(since, Side("these files", tree), Options(day))
        mine = next((one for one in compared.agencies if one.agency == agency), None)
        made = replace(made, changes=tuple(sentences(mine)))
    return page(made)


def render_policy(tree: Tree, agency: str, day: dt.date) -> PolicyDocument:
    """Return one agency's policy as a council votes on it, with the law of a day."""
    return council_policy(material(judge_repository(tree, day), agency))
