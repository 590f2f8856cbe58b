"""The text of a transparency portal → its sections: a heading and the lines under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lprpolicy.vendors.flock_headings import (
    LONGEST,
    HeadingRole,
    describes,
    is_none,
    role,
    says_none,
)
from lprpolicy.vendors.flock_names import has_state, is_shaped

_UPDATED = re.compile(r"last updated\s*:?\s*(.*)", re.I)
_STYLED_ROLES: Final = frozenset(
    {HeadingRole.OUTBOUND, HeadingRole.INBOUND, HeadingRole.RETENTION, HeadingRole.CLAIM}
)
_LISTS: Final = frozenset({HeadingRole.OUTBOUND, HeadingRole.INBOUND})
_CHROME: Final = frozenset({HeadingRole.SECTION, HeadingRole.MORE})


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of the page; `text` is empty between two blocks.

    `styled` is whether the page shows it as a heading, None where it is plain text. A `cell` is
    one name of a list that the page itself has parted.
    """

    text: str
    styled: bool | None = None
    cell: bool = False


@dataclass(frozen=True, slots=True)
class PortalSection:
    """A heading and what stands under it; `free` where agencies write as they like."""

    heading: str
    role: HeadingRole | None
    body: tuple[PageLine, ...]
    free: bool = False


@dataclass(frozen=True, slots=True)
class Portal:
    """A portal, taken apart. `title` is the agency that the page names above everything else."""

    title: str | None
    updated: str | None
    sections: tuple[PortalSection, ...]


def page(lines: Sequence[PageLine], title: str | None = None) -> Portal:
    """Split a portal into sections by its headings."""
    stripped = (replace(line, text=line.text.strip()) for line in lines)
    made = _trust_styles([part for line in stripped for part in _parts(line)])
    updated = next((found[1] for line in made if (found := _UPDATED.fullmatch(line.text))), None)
    return Portal(
        _title(made) or title,
        updated or None,
        tuple(_sections([line for line in made if not _UPDATED.fullmatch(line.text)])),
    )


def _parts(line: PageLine) -> list[PageLine]:
    """Part a heading from what the same line says is under it: `With access - None`, `…: A, B`."""
    if line.cell or not line.text:
        return [line]
    heading, below = says_none(line.text) or _with_names(line.text) or (line.text, "")
    if not below:
        return [line]
    styled = None if line.styled is None else False
    return [replace(line, text=heading), PageLine(""), PageLine(below, styled), PageLine("")]


def _with_names(text: str) -> tuple[str, str] | None:
    """The heading of a list and the names that follow its colon on the same line."""
    heading, _, below = text.partition(": ")
    if len(heading) > LONGEST or role(heading) not in _LISTS or not lists_names(below):
        return None
    return heading, below.strip()


def lists_names(text: str) -> bool:
    """Whether a text is a list of agencies: names with commas between, most with their state."""
    parts = [part for part in text.split(",") if part.strip()]
    return 2 * sum(has_state(part) for part in parts) > len(parts)


def _trust_styles(lines: list[PageLine]) -> list[PageLine]:
    """Return the lines; drop their styles if the page styles no heading that we know."""
    if any(line.styled and role(line.text) in _STYLED_ROLES for line in lines):
        return lines
    return [replace(line, styled=None) for line in lines]


def _title(lines: Sequence[PageLine]) -> str | None:
    """Find the line above `Transparency Portal`, unless it is part of the page's menu."""
    found = None
    before = ""
    for line in lines:
        if line.text == "Transparency Portal" and before and role(before) is None:
            found = before
        if role(line.text) in _STYLED_ROLES:
            break
        before = line.text or before
    return found


def _sections(lines: Sequence[PageLine]) -> Iterator[PortalSection]:
    heading: str | None = None
    body: list[PageLine] = []
    more = story = False
    for number, line in enumerate(lines):
        if line.text and _opens(lines, number, heading, body):
            if heading is not None:
                yield PortalSection(heading, role(heading), tuple(body), more or story)
            known = role(line.text)
            more = known is HeadingRole.MORE if known in _CHROME else more
            story = known is HeadingRole.STORY if known is not None else story
            heading, body = line.text, []
        else:
            body.append(line)
    if heading is not None:
        yield PortalSection(heading, role(heading), tuple(body), more or story)


def _opens(
    lines: Sequence[PageLine], number: int, heading: str | None, body: Sequence[PageLine]
) -> bool:
    """Whether a line is a heading."""
    line = lines[number]
    if line.cell or _is_all_there_is(line.text, heading, body):
        return False
    if line.styled is not None:
        return line.styled or role(line.text) in _CHROME
    if describes(line.text):
        return False
    return role(line.text) is not None or _opens_unknown(lines, number, heading, body)


def _is_all_there_is(text: str, heading: str | None, body: Sequence[PageLine]) -> bool:
    """Whether it says `None` below the heading of a list that has nothing under it so far."""
    if heading is None or role(heading) not in _LISTS or not is_none(text):
        return False
    return not any(one.text and not describes(one.text) for one in body)


def _opens_unknown(
    lines: Sequence[PageLine], number: int, heading: str | None, body: Sequence[PageLine]
) -> bool:
    """Whether plain text that no pattern knows is a heading: short, and by itself."""
    line = lines[number]
    if len(line.text) > LONGEST:
        return _opens_a_list(lines, number)
    if heading is None or not _looks_like_one(line.text):
        return False
    filled = any(one.text and not describes(one.text) for one in body)
    known = role(heading)
    if not filled and known not in _CHROME:
        return False
    if _at(lines, number - 1) or _at(lines, number + 1):
        return False
    return known not in _LISTS or not _goes_on(lines, number, body)


def _opens_a_list(lines: Sequence[PageLine], number: int) -> bool:
    """Whether a long text by itself stands above names: a heading that nobody knows."""
    if _at(lines, number - 1) or _at(lines, number + 1) or lists_names(lines[number].text):
        return False
    below = next((line.text for line in lines[number + 1 :] if line.text), "")
    return "," in below and lists_names(below)


def _at(lines: Sequence[PageLine], number: int) -> str:
    return lines[number].text if 0 <= number < len(lines) else ""


def _looks_like_one(text: str) -> bool:
    return text[0].isupper() and text[-1] not in ".,;!" and "," not in text and "://" not in text


def _goes_on(lines: Sequence[PageLine], number: int, body: Sequence[PageLine]) -> bool:
    """Whether a line by itself below a list is one more name.

    Below names separated by commas, only a state's code makes the line a name. Below one name per
    line, it is a name unless prose follows: a heading taken for a name adds a recipient, which
    somebody will notice; a name taken for a heading would hide one.
    """
    if any("," in one.text for one in body):
        return has_state(lines[number].text)
    if is_shaped(lines[number].text):
        return True
    below = next((line.text for line in lines[number + 1 :] if line.text), "")
    if "," in below and lists_names(below):
        return False
    return not (below.endswith(".") or len(below) > LONGEST or "://" in below)
