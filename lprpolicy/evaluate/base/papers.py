"""Documents at an address that only the change names: nobody here opens an address.

A file in the repository can be read by whoever reviews the change. Of a document at an address the
reviewer sees a digest alone, which the change itself wrote. So it counts from the base only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lprpolicy.evaluate.base.standing import Base
from lprpolicy.evaluate.base.votes import ask
from lprpolicy.evaluate.subjects import subject
from lprpolicy.judge.papers import claimed_papers, of_waiver
from lprpolicy.model.paper import Elsewhere
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.verdicts import Undecided
from lprpolicy.read.files import Read
from lprpolicy.repository.findings import Ungrouped, file_rule, of_verdict
from lprpolicy.repository.folder import Folder


def new_papers(base: Base, old: Folder, new: Folder) -> Iterator[Ungrouped]:
    """Each document at an address that the base does not name for the same thing."""
    known = {(shows, paper) for shows, paper, *_ in _in_policy(base, old, drafts=True)}
    yield from _not_known(base, new, known, "policy.yaml", _in_policy(base, new, drafts=False))
    known = {(shows, paper) for shows, paper, *_ in _in_waivers(old)}
    yield from _not_known(base, new, known, "waivers.yaml", _in_waivers(new))


Named = tuple[str, Elsewhere, Pointer, Read[Any]]
"""What a document is to show, with the name of whom it is about; the document; and its place."""


def _not_known(
    base: Base,
    new: Folder,
    known: set[tuple[str, Elsewhere]],
    file: str,
    named: Iterator[Named],
) -> Iterator[Ungrouped]:
    path = f"{new.agency}/{file}"
    if path in base.voted:
        return
    for shows, paper, at, read in named:
        if (shows, paper) not in known:
            says = (
                f"names {paper.url} as the document that shows {shows}, and {base.name} does not: "
                f"nobody here has opened it{ask(base.before, base.head, path, base.name)}"
            )
            rule = file_rule("base/document-elsewhere")
            yield of_verdict(rule, Undecided(says, at), read.document, new.agency)


def _in_policy(base: Base, folder: Folder, *, drafts: bool) -> Iterator[Named]:
    """Those of a policy; of a draft too where it is the base's, for a draft is where they begin."""
    read = folder.policy
    if read is None or read.value is None:
        return
    asked = subject(read.value, base.session.shared.index, base.session.options.as_of)
    for one, paper in claimed_papers(asked, drafts=drafts):
        yield one.shows.replace("{who}", one.who or ""), paper, one.at, read


def _in_waivers(folder: Folder) -> Iterator[Named]:
    read = folder.waivers
    if read is None or read.value is None or read.value.status == "proposed":
        return
    for number, waiver in enumerate(read.value.waivers):
        one = of_waiver(waiver, ROOT / "waivers" / number)
        if isinstance(one.paper, Elsewhere):
            yield f"{one.shows} of {waiver.rule}", one.paper, one.at, read
