"""Write a settled draft as YAML, with the law and the choice beside each line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby, pairwise
from textwrap import wrap
from typing import Any, Final

from lprpolicy.model.proposal import Because, DraftEntry, Told
from lprpolicy.write.escape import one_line
from lprpolicy.write.new_yaml import yaml_text

WIDTH: Final = 98
_NO_GRANTS: Final = "  grants: []\n"
_LIKE_BOOLEANS: Final = frozenset(["true", "false", "null", "yes", "no", "on", "off", "y", "n"])

BECOMES: Final = "  # becomes: by whom, on which day, and where the vote is recorded"
"""The remark beside a vote that is still to come."""


def policy_text(
    entries: Iterable[DraftEntry],
    told: Told,
    *,
    schema: str,
    blocks: Mapping[str, str],
    grants: str = "",
) -> str:
    """Write the whole `policy.yaml`. `blocks` are the questions that the blocks answer, in order.

    `grants` is the text of the draft's grants, each with its comment, where it has any.

    A question outside any block is about the adoption, and its answer stands at the head.
    """
    entries = tuple(entries)
    adoption = [entry for entry in entries if entry.block not in blocks]
    parts = [_head(told, schema, adoption)]
    inside = (entry for entry in entries if entry.block in blocks)
    for block, own in groupby(inside, key=lambda entry: entry.block):
        text = _block(blocks[block], list(own), told)
        parts.append(_with_grants(text, grants) if grants and block == "sharing" else text)
    return "\n".join(parts)


def _with_grants(block: str, grants: str) -> str:
    assert block.count(_NO_GRANTS) == 1
    return block.replace(_NO_GRANTS, f"  grants:\n{grants}")


def _head(told: Told, schema: str, adoption: Iterable[DraftEntry]) -> str:
    lines = [f"# yaml-language-server: $schema={schema}", "#"]
    lines += _comment(
        f"A draft for {told.town}, to be read, changed and voted on. Nobody has adopted it, and it "
        "does not say what the police do today. It was made from the rules in effect on "
        f"{told.day} and those that begin soon after. Where the rules leave a choice it takes the "
        "narrower one and says so. What only the town can know is left out and named."
    )
    lines += ["schema: lprpolicy/policy/v1", f"agency: {told.agency}"]
    for entry in adoption:
        laws = " ".join(_laws(entry.because, told.day))
        lines += _comment(f"Open until {told.town} adopts it. {laws}")
    lines += ["status: proposed"]
    lines += [f"adopted: null{BECOMES}"]
    return "\n".join(lines) + "\n"


def _block(question: str, entries: list[DraftEntry], told: Told) -> str:
    lines = _comment(f"{question}.")
    left_out = [entry for entry in entries if entry.value is None]
    if left_out:
        lines += _comment(f"Left out, since only {told.town} can know it:")
        for text in dict.fromkeys(_left_out(entry, told.day) for entry in left_out):
            lines += _bullet(text)
    written = [entry for entry in entries if entry.value is not None]
    if not written:
        return "\n".join(lines) + "\n"
    return "\n".join(lines) + "\n" + _draft_text(written, told.day)


def _left_out(entry: DraftEntry, day: dt.date) -> str:
    key = ".".join(str(step) for step in entry.at.parts if not isinstance(step, int))
    laws = re.sub(
        r"(Disputed law), (met in either reading|not followed)",
        r"\1",
        " ".join(_laws(entry.because, day)),
    )
    return " ".join(part for part in (f"{key}: {entry.about}", laws) if part)


def _draft_text(entries: list[DraftEntry], day: dt.date) -> str:
    from ruamel.yaml.comments import CommentedMap

    root = CommentedMap()
    for entry in entries:
        # Grants are written as text: ruamel.yaml is too slow for thousands of them.
        bare = replace(entry, value=[]) if entry.at.parts == ("sharing", "grants") else entry
        _put(root, bare, _beside(entry, day))
    return yaml_text(root)


def _put(root: Any, entry: DraftEntry, comment: list[str]) -> None:
    """Set one value at its place and its comment above it."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    here, above, steps = root, root, entry.at.parts
    for step, following in pairwise(steps):
        if isinstance(step, int) and step == len(here):
            here.append(CommentedMap())
        elif not isinstance(step, int) and step not in here:
            here[step] = CommentedSeq() if isinstance(following, int) else CommentedMap()
        above, here = here, here[step]
    last = steps[-1]
    if isinstance(last, int):
        here.append(_plain(entry.value))
    else:
        here[last] = _plain(entry.value)
    if comment:
        text = "\n".join(line.removeprefix("# ") for line in comment)
        first_of_item = isinstance(steps[-2:][0], int) and len(here) == 1
        under, key = (above, steps[-2]) if first_of_item else (here, last)
        depth = len(steps) - (2 if first_of_item else 1)
        under.yaml_set_comment_before_after_key(key, before=text, indent=2 * depth)


def _plain(value: Any) -> Any:
    """Prepare data for ruamel.yaml: short lists and mappings on one line, text quoted."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString as Quoted

    if isinstance(value, Mapping):
        made = CommentedMap((key, _plain(inner)) for key, inner in value.items())
        made.fa.set_flow_style()
        return made
    if isinstance(value, (list, tuple)):
        listed = CommentedSeq(_plain(inner) for inner in value)
        if sum(len(str(inner)) + 2 for inner in value) < 70:
            listed.fa.set_flow_style()
        return listed
    if isinstance(value, str) and not _bare(value):
        return Quoted(value)
    return value


def _bare(text: str) -> bool:
    """Whether text needs no quotes: a word of the format that every YAML reader takes for text."""
    if text in _LIKE_BOOLEANS:
        return False
    return re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*|(0|[1-9]\d*) [a-z]+", text) is not None


def _beside(entry: DraftEntry, day: dt.date) -> list[str]:
    sentences = [entry.about, *_laws(entry.because, day), entry.choice or ""]
    return [line for sentence in sentences if sentence for line in _comment(sentence)]


def _laws(because: Iterable[Because], day: dt.date) -> Iterator[str]:
    """Name the rules behind a line, those of one passage of law together."""
    passages: dict[tuple[str, str], list[str]] = {}
    for rule in because:
        passages.setdefault((_force_of_law(rule, day), rule.citation), []).append(rule.title)
    for (called, citation), titles in passages.items():
        yield f"{called} ({citation}): {'; '.join(titles)}."


def _force_of_law(rule: Because, day: dt.date) -> str:
    if rule.contested is not None:
        return f"Disputed law, {'met in either reading' if rule.followed else 'not followed'}"
    law = "Law" if rule.must else "Advice"
    return f"{law} from {rule.since}" if rule.since > day else law


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in wrap(one_line(text), WIDTH - 6)]


def _bullet(text: str) -> list[str]:
    return [
        f"# {line}"
        for line in wrap(one_line(text), WIDTH - 6, initial_indent="  - ", subsequent_indent="    ")
    ]
