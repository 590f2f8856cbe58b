"""A made-up sharing report, laid out as the vendor's program does it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.vendors.pdf_writer import WIDTH, Page, width

OWNER = "Ex County Sheriffs Office"
NONE = "None"
_LEADING = 16.55


def wrapped(text: str, room: float, size: float = 11) -> list[str]:
    """The lines of a cell: broken at blanks only."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and width(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@dataclass
class Draft:
    """Sections are drawn one below the other; rows that do not fit go to the next page."""

    owner: str = OWNER
    day: str = "10-02-26"
    title: str = "VehicleManager Agency Data Sharing Report"
    left: float = 67.5
    right: float = 325.8
    pitch: float = 27.6
    pages: list[Page] = field(default_factory=lambda: [_headed()])
    top: float = 82.0

    def heading(self, title: str, sentence: str) -> None:
        self._room(90)
        self.pages[-1].centred(WIDTH / 2, self.top, title, size=16)
        self.top += 34
        said = f"The {self.owner} Agency is {sentence} the following Agencies:"
        for line in wrapped(said, 520, 9.5):
            self.pages[-1].centred(WIDTH / 2, self.top, line, size=9.5)
            self.top += 14
        self.top += 16

    def shared(self, names: Sequence[str] | str) -> None:
        self.heading("Detections Shared", "Sharing its Detection data with")
        self.names(names)

    def received(self, names: Sequence[str] | str) -> None:
        self.heading("Detections Received", "receiving Detection data from")
        self.names(names)

    def names(self, names: Sequence[str] | str) -> None:
        if isinstance(names, str):
            self._none()
            return
        pairs = [tuple(names[index : index + 2]) for index in range(0, len(names), 2)]
        self.pairs(pairs)

    def pairs(self, pairs: Iterable[tuple[str, ...]]) -> None:
        places = (self.left, self.right)
        rooms = (self.right - self.left, WIDTH - self.right)
        for pair in pairs:
            cells = [wrapped(text, room) for text, room in zip(pair, rooms, strict=False)]
            self._row(cells, places, self.pitch)

    def table(self, rows: Iterable[tuple[str, str, str]], *, titles: bool = True) -> None:
        """`Agency | City | State`, each column centred."""
        self.heading("Detections Received", "receiving Detection data from")
        middles, rooms = (193.0, 413.0, 535.0), (300.0, 130.0, 60.0)
        if titles:
            for middle, title in zip(middles, ("Agency", "City", "State"), strict=True):
                self.pages[-1].centred(middle, self.top, title, size=12)
            self.top += 21.8
        for row in rows:
            cells = [wrapped(text, room) for text, room in zip(row, rooms, strict=True)]
            self._row(cells, middles, 20.56, centred=True)
        self.top += 20

    def hot(self, title: str, sentence: str, pairs: Sequence[tuple[str, str]] | str) -> None:
        self.heading(title, sentence)
        self.pages[-1].text(47.5, self.top - 8, "Agency:", size=12)
        self.pages[-1].text(296.5, self.top - 8, "Hot List(s):", size=12)
        self.top += 24
        if isinstance(pairs, str):
            self._none()
            return
        self.pairs(pairs)

    def done(self, total: int | None = None) -> list[Page]:
        total = total or len(self.pages)
        for number, page in enumerate(self.pages, 1):
            page.text(6, 822, f"Date Created: {self.day}", size=10)
            page.centred(WIDTH / 2, 822, self.title, size=10)
            page.text(520, 822, f"Page {number} of {total}", size=10)
        return self.pages

    def _none(self) -> None:
        self._room(40)
        self.pages[-1].centred(WIDTH / 2, self.top, NONE, size=20)
        self.top += 40

    def _row(
        self,
        cells: Sequence[list[str]],
        places: Sequence[float],
        pitch: float,
        *,
        centred: bool = False,
    ) -> None:
        high = _LEADING * (max(len(lines) for lines in cells) - 1) + pitch
        self._room(high)
        for lines, place in zip(cells, places, strict=False):
            draw = self.pages[-1].centred if centred else self.pages[-1].text
            for index, line in enumerate(lines):
                draw(place, self.top + index * _LEADING, line)
        self.top += high

    def _room(self, high: float) -> None:
        if self.top + high > 818:
            self.pages.append(_headed())
            self.top = 78.0


def whole(
    shared: Sequence[str] | str = ("Ex Police Department",),
    received: Sequence[tuple[str, str, str]] = (("Why Police Department", "Why", "CT"),),
    hot_sharing: Sequence[tuple[str, str]] | str = NONE,
    hot_received: Sequence[tuple[str, str]] | str = NONE,
    **layout: object,
) -> Draft:
    """All four sections."""
    draft = Draft(**layout)  # type: ignore[arg-type]
    draft.shared(shared)
    draft.table(received)
    draft.hot("Hot List Sharing", "sharing Hot List records with", hot_sharing)
    draft.hot("Hot List Received", "receiving Shared Hot List records from", hot_received)
    return draft


def _headed() -> Page:
    page = Page()
    page.centred(WIDTH / 2, 9, "Agency", size=20)
    page.centred(WIDTH / 2, 33, "Data Sharing Report", size=16)
    return page
