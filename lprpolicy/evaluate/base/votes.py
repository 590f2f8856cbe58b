"""Votes that the base holds: the one way in which a change may loosen what stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from lprpolicy.host.files.papers import Papers
from lprpolicy.host.files.tree import Tree
from lprpolicy.model.layout import CONFIGS, VOTES, owner
from lprpolicy.model.no_name import is_no_name
from lprpolicy.model.votes import GONE, Vote, Votes
from lprpolicy.read.files import read_file
from lprpolicy.repository.digests import sha256


def voted_files(base: Tree, head: Tree, day: dt.date) -> frozenset[str]:
    """The files that votes of the base let the change have as they are.

    A vote of the change itself, of a later day, about another text, by nobody or without minutes
    is none.
    """
    return frozenset(
        vote.file
        for path, vote in _recorded_votes(base)
        if vote.on <= day
        and not is_no_name(vote.by)
        and _may(path, vote.file)
        and record_of(vote, owner(path), base.papers) is not None
        and (vote.was, vote.becomes) == (content(base, vote.file), content(head, vote.file))
    )


def record_of(vote: Vote, agency: str | None, papers: Papers) -> str | None:
    """The digest of a vote's minutes, beside the votes or from the root; None without any."""
    return (papers(f"{agency}/{vote.record}") if agency else None) or papers(vote.record)


def content(tree: Tree, file: str) -> str:
    """What a vote calls the content of a file."""
    raw = tree.files.get(file)
    return GONE if raw is None else sha256(raw)


def ask(before: Tree, after: Tree, path: str, name: str) -> str:
    """The vote that would let a change have this file, as the base `name` would hold it."""
    was, becomes = content(before, path), content(after, path)
    line = f"{{file: {path}, was: {was}, becomes: {becomes}, by: …, on: …, record: …}}"
    return f"; no vote in the {home(path)} of {name} says {line}"


def home(file: str) -> str:
    """Where a vote about a file is written."""
    agency = owner(file)
    return VOTES if agency is None else f"{agency}/{VOTES}"


def _may(path: str, file: str) -> bool:
    """Whether votes in a file may be about another.

    An agency's are about its own rules, waivers and policy alone, those of nobody about what
    all share.
    """
    agency = owner(file)
    if agency is None:
        return path == VOTES and (file in CONFIGS or file.startswith("directory/"))
    inside = file.removeprefix(f"{agency}/")
    return path == home(file) and (
        inside.startswith("rules/") or inside in ("policy.yaml", "waivers.yaml")
    )


def _recorded_votes(base: Tree) -> Iterator[tuple[str, Vote]]:
    for path, raw in sorted(base.files.items()):
        if path == VOTES or path == f"{owner(path)}/{VOTES}":
            read = read_file(base.display_path(path), raw, Votes)
            if read.value is not None and read.value.agency == owner(path):
                yield from ((path, vote) for vote in read.value.votes)
