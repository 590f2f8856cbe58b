"""The pages of a sharing report, taken apart: sections, owner, day, and pages that are missing."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from lprpolicy.errors import ExportError
from lprpolicy.vendors.learn_pages import Line, Sheet, Sheets


class SectionName(StrEnum):
    """The four sections, by their printed headings."""

    SHARED = "Detections Shared"
    RECEIVED = "Detections Received"
    HOT_SHARING = "Hot List Sharing"
    HOT_RECEIVED = "Hot List Received"

    @property
    def letters(self) -> str:
        return self.value.replace(" ", "").casefold()


@dataclass(slots=True)
class ReportSection:
    """A section's lines, one block a page, without its heading, sentence and column titles."""

    part: SectionName
    page: int
    blocks: list[list[Line]] = field(default_factory=list)
    titles: Line | None = None

    @property
    def lines(self) -> list[Line]:
        return [line for block in self.blocks for line in block]

    @property
    def says_none(self) -> bool:
        """The word `None` alone under the sentence: nothing is shared, and the report says so."""
        return [line.letters for line in self.lines] == ["none"]


@dataclass(slots=True)
class ReportHead:
    """Everything in a report except its rows."""

    owner: str | None = None
    reported: dt.date | None = None
    sections: dict[SectionName, ReportSection] = field(default_factory=dict)
    scanned: str | None = None
    gaps: bool = False
    notes: list[str] = field(default_factory=list)


_TITLE: Final = "datasharingreport"
_FOOT = re.compile(
    r"Date\s*Created|Agency\s+Data\s+Sharing\s+Report|\bPage\s*\S{1,5}\s*of\s*\S{1,5}\s*$", re.I
)
_CREATED = re.compile(r"Date\s*Created:?\s*(\d{2})-(\d{2})-(\d{2})(?!\d)", re.I)
_PAGE = re.compile(r"\bPage (\d{1,4}) of (\d{1,4})\b")
_GARBLED_PAGE = re.compile(r"Page\s*(\S{1,4}?)\s*of\s*(\S{1,4})\s*$", re.I)
_LOOKALIKES = str.maketrans("lIiOoSsBZz", "1110055822")
_OWNER = re.compile(r"^The\s+(.+?)\s+Agency\s+is\s+(?:sharing|receiving)\b", re.I)
_COLUMN_TITLES: Final = {"agencycitystate", "agencyhotlists", "agencyhotlist"}
_HEADINGS: Final = {part.letters: part for part in SectionName} | {
    "hotlistshared": SectionName.HOT_SHARING
}


def report(name: str, read: Sheets) -> ReportHead:
    """Find the sections of a report, or say that the PDF is something else."""
    made = ReportHead(scanned=read.scanned)
    made.notes += [
        f"page {sheet.number} has text beyond its edges, where nobody sees it; not read"
        for sheet in read.sheets
        if sheet.outside
    ]
    feet = {sheet.number: _foot(sheet) for sheet in read.sheets}
    if made.scanned is None:
        made.scanned = _find_garbled(feet)
    if not any(_TITLE in line.letters for sheet in read.sheets for line in sheet.lines):
        raise ExportError(
            f"{name}: the PDF is not an Agency Data Sharing Report; no page has that title",
            hint="print it in LEARN or VehicleManager: Sharing, Output Report",
        )
    _date(name, made, feet)
    reader = _SectionReader(name, made)
    before = 0
    for number, sheet in _order(name, made, read, feet):
        if number > before + 1 > 1 and reader.current is not None:
            made.notes.append(
                f"the first rows of page {number} are read as {reader.current.part}, "
                "though a page before it is missing"
            )
        reader.page(sheet, feet[sheet.number])
        before = number
    made.owner = reader.owner()
    if not made.sections:
        raise ExportError(
            f"{name}: the report has none of the sections {', '.join(SectionName)}",
            hint="print the whole report in LEARN or VehicleManager: Sharing, Output Report",
        )
    return made


def _foot(sheet: Sheet) -> str:
    return " ".join(line.text for line in sheet.lines[-3:] if _FOOT.search(line.text))


def _find_garbled(feet: dict[int, str]) -> str | None:
    for number, foot in feet.items():
        garbled = _GARBLED_PAGE.search(foot)
        if garbled and not _PAGE.search(foot):
            return f"page {number} prints its number as {garbled.group().strip()!r}"
    return None


def _date(name: str, made: ReportHead, feet: dict[int, str]) -> None:
    """Read the day that the pages print; two different days mean two reports in one file."""
    days: Counter[dt.date] = Counter()
    for foot in feet.values():
        if found := _CREATED.search(foot):
            month, day, year = (int(part) for part in found.groups())
            try:
                days[dt.date(2000 + year, month, day)] += 1
            except ValueError:
                made.notes.append(f"the day {found.group()!r} is not in the calendar")
    if len(days) > 1 and made.scanned is None:
        printed = ", ".join(str(day) for day in sorted(days))
        raise ExportError(
            f"{name}: its pages were printed on different days: {printed}",
            hint="give one report at a time",
        )
    if days:
        made.reported = min(days, key=lambda day: (-days[day], day))
    else:
        made.notes.append("no page prints a readable 'Date Created'")


def _order(
    name: str, made: ReportHead, read: Sheets, feet: dict[int, str]
) -> list[tuple[int, Sheet]]:
    """Return the pages in printed order, and note those missing, repeated or without text."""
    printed = {
        sheet.number: found
        for sheet in read.sheets
        if (found := _page_number(feet[sheet.number], scanned=made.scanned is not None))
    }
    empty = [sheet.number for sheet in read.sheets if not sheet.lines]
    if empty:
        made.gaps = True
        made.notes.append(f"{_pages(empty)} of the file {_have(empty)} no text")
    if not printed:
        made.gaps = True
        made.notes.append("no page prints 'Page n of N', so a missing page would not be noticed")
        return [(sheet.number, sheet) for sheet in read.sheets]
    total = _total(name, Counter(total for _, total in printed.values()), made)
    numbers = _number(read.sheets, {sheet: number for sheet, (number, _) in printed.items()})
    _note_gaps(name, made, numbers, total)
    return sorted(((numbers[one.number], one) for one in read.sheets), key=lambda pair: pair[0])


def _total(name: str, totals: Counter[int], made: ReportHead) -> int:
    """Return how many pages the report says it has; a scan may misread some of its footers."""
    if len(totals) > 1 and made.scanned is None:
        raise ExportError(
            f"{name}: its pages say that there are "
            f"{' and '.join(str(total) for total in sorted(totals))} of them",
            hint="give one report at a time",
        )
    return min(totals, key=lambda one: (-totals[one], one))


def _note_gaps(name: str, made: ReportHead, numbers: dict[int, int], total: int) -> None:
    """Note the pages that are missing and those that are in the file twice."""
    if missing := sorted(set(range(1, total + 1)) - set(numbers.values())):
        made.gaps = True
        made.notes.append(f"{_pages(missing)} of {total} {_is(missing)} missing")
    if 1 in missing and made.scanned is None:
        raise ExportError(
            f"{name}: page 1 of {total} is missing, so the first rows stand under no heading",
            hint="give the whole report",
        )
    if twice := sorted(n for n, count in Counter(numbers.values()).items() if count > 1):
        made.notes.append(f"{_pages(twice)} of {total} {_is(twice)} in the file more than once")


def _number(found: tuple[Sheet, ...], printed: dict[int, int]) -> dict[int, int]:
    """Number every page; a page that prints no number follows the one before it."""
    numbers: dict[int, int] = {}
    for sheet in found:
        before = numbers.get(sheet.number - 1, 0)
        numbers[sheet.number] = printed.get(sheet.number, before + 1)
    return numbers


def _page_number(foot: str, *, scanned: bool) -> tuple[int, int] | None:
    if found := _PAGE.search(foot):
        return int(found[1]), int(found[2])
    if scanned and (found := _GARBLED_PAGE.search(foot)):
        number, total = (part.translate(_LOOKALIKES) for part in found.groups())
        if number.isdecimal() and total.isdecimal() and 0 < int(number) <= int(total):
            return int(number), int(total)
    return None


def _pages(numbers: list[int]) -> str:
    some = ", ".join(str(number) for number in numbers[:20])
    more = f" and {len(numbers) - 20} more" if len(numbers) > 20 else ""
    return f"page{'' if len(numbers) == 1 else 's'} {some}{more}"


def _is(numbers: list[int]) -> str:
    return "is" if len(numbers) == 1 else "are"


def _have(numbers: list[int]) -> str:
    return "has" if len(numbers) == 1 else "have"


class _SectionReader:
    """Walks down the pages and hands each line to the section it stands in."""

    def __init__(self, name: str, made: ReportHead) -> None:
        self.name = name
        self.made = made
        self.current: ReportSection | None = None
        self.skipping = False
        self.sentence: list[str] | None = None
        self.owners: Counter[str] = Counter()

    def page(self, sheet: Sheet, foot: str) -> None:
        lines = _body(sheet, foot)
        if self.current is not None:
            self.current.blocks.append([])
        sizes = sorted(line.size for line in lines)
        usual = sizes[len(sizes) // 2] if sizes else 0.0
        for line in lines:
            part = self._heading(line)
            if part is not None:
                self._open(part, line)
            elif self.sentence is not None and self._sentence(line):
                continue
            elif self._titles(line):
                if self.current is not None:
                    self.current.titles = line
            elif self._foreign(line, usual):
                self._skip(line)
            elif not self.skipping:
                self._row(line)

    def owner(self) -> str | None:
        if not self.owners:
            self.made.notes.append("no section says whose report it is")
            return None
        if len(self.owners) > 1 and self.made.scanned is None:
            raise ExportError(
                f"{self.name}: its sections are of different agencies: "
                f"{', '.join(sorted(self.owners))}",
                hint="give one report at a time",
            )
        return min(self.owners, key=lambda owner: (-self.owners[owner], owner))

    def _heading(self, line: Line) -> SectionName | None:
        letters = line.letters
        if self.made.scanned is not None:
            near = difflib.get_close_matches(letters, _HEADINGS, n=1, cutoff=0.86)
            letters = near[0] if near else letters
        return _HEADINGS.get(letters)

    def _open(self, part: SectionName, line: Line) -> None:
        self.skipping = False
        self.sentence = []
        if part in self.made.sections:
            self.current = self.made.sections[part]
            self.current.blocks.append([])
            return
        self.current = ReportSection(part, line.page, [[]])
        self.made.sections[part] = self.current

    def _sentence(self, line: Line) -> bool:
        """Take the lines from `The` to `Agencies:` that follow a heading; a long name wraps."""
        assert self.sentence is not None
        if not self.sentence and not line.letters.startswith("the"):
            self.sentence = None
            return False
        self.sentence.append(line.text)
        if line.letters.endswith("agencies") or len(self.sentence) == 4:
            if found := _OWNER.search(" ".join(self.sentence)):
                self.owners[found[1]] += 1
            self.sentence = None
        return True

    def _titles(self, line: Line) -> bool:
        letters = line.letters
        if self.made.scanned is not None:
            return bool(difflib.get_close_matches(letters, _COLUMN_TITLES, n=1, cutoff=0.86))
        return letters in _COLUMN_TITLES

    def _foreign(self, line: Line, usual: float) -> bool:
        """Whether a line is an unknown heading: larger than the rows, in a report not scanned."""
        large = line.size > 1.3 * usual and line.letters != "none"
        return large and self.made.scanned is None

    def _skip(self, line: Line) -> None:
        self.skipping = True
        self.sentence = None
        self.made.notes.append(
            f"page {line.page} has a heading {line.text!r} that is not known; "
            "what stands under it was not read"
        )

    def _row(self, line: Line) -> None:
        if self.current is None:
            if self.made.scanned is None:
                raise ExportError(
                    f"{self.name}, page {line.page}: {line.text!r} stands under no known heading",
                    hint="give the whole report, from its first page",
                )
            note = f"page {line.page} has rows under no readable heading; they were not read"
            if note not in self.made.notes:
                self.made.notes.append(note)
                self.made.gaps = True
            return
        self.current.blocks[-1].append(line)


def _body(sheet: Sheet, foot: str) -> list[Line]:
    """Return a page's lines without its title and footer."""
    lines = list(sheet.lines)
    for index, line in enumerate(lines[:4]):
        if _TITLE in line.letters and "datecreated" not in line.letters:
            lines = lines[index + 1 :]
            break
    for index in range(max(0, len(lines) - 3), len(lines)):
        if foot and _FOOT.search(lines[index].text):
            return lines[:index]
    return lines
