"""Votes to loosen a rule are seen: each has its minutes, and none is still to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from lprpolicy.host.files.tree import Tree
from lprpolicy.judge.flaws import Flaw
from lprpolicy.judge.no_names import unless_named
from lprpolicy.judge.papers import Seen, not_seen
from lprpolicy.model.layout import VOTES
from lprpolicy.model.named_papers import NamedPaper
from lprpolicy.model.places import ROOT
from lprpolicy.model.verdicts import Violation
from lprpolicy.model.votes import Votes
from lprpolicy.read.files import Read, read_file
from lprpolicy.repository.findings import Ungrouped, file_rule, of_verdict


def unseen_votes(
    read: Read[Votes] | None, agency: str | None, seen: Seen, day: dt.date
) -> Iterator[Ungrouped]:
    """What keeps the votes of a file from counting."""
    for number, vote in enumerate(read.value.votes if read is not None and read.value else ()):
        at = ROOT / "votes" / number
        flaws = list(
            not_seen(NamedPaper(f"the vote of {vote.by}", vote.record, at / "record"), seen)
        )
        nameless = unless_named(vote.by, "who voted", at / "by")
        flaws += [] if nameless is None else [nameless]
        if vote.on > day:
            says = f"has a vote of {vote.by} only on {vote.on}, after the day judged"
            flaws.append(Flaw("day/still-to-come", Violation(says, at / "on")))
        for flaw in flaws:
            assert read is not None
            yield of_verdict(file_rule(flaw.code), flaw.verdict, read.document, agency)


def unseen_votes_of_all(tree: Tree, day: dt.date) -> Iterator[Ungrouped]:
    """The same of the votes about what all agencies share."""
    raw = tree.files.get(VOTES)
    if raw is not None:
        yield from unseen_votes(
            read_file(tree.display_path(VOTES), raw, Votes), None, tree.papers, day
        )
