"""The only YAML reader: a strict subset, with the place of everything in it.

It takes the parser's events, one after the other, and keeps no state on the stack of Python or
C, so that no nesting can crash it. Whatever two readers could understand differently is a
fault: a file that is read without one means the same to everybody.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import repeat, starmap
from typing import Any, Final, NoReturn

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from lprpolicy.model.places import START, Location, Pointer, Span
from lprpolicy.read.blocks import Memory, Placed, cut, entries, put
from lprpolicy.read.characters import decode, escaped, has_blanks_to_find, odd_blanks, readable
from lprpolicy.read.events import FASTEST, PythonEvents, Source
from lprpolicy.read.faults import FAULTS, Fault, Notes, Stopped, shown
from lprpolicy.read.lines import Lines
from lprpolicy.read.plain import KEYS_AS_WRITTEN, TEXTS, has_hyphen, is_text, keep, plain
from lprpolicy.read.syntax import Reached, explain

__all__ = ["FAULTS", "Document", "Fault", "PythonEvents", "read"]

DEEPEST: Final = 64
MOST_EVENTS: Final = 2_000_000
"""A word is one event, a list or mapping two; so this is the most that a file can have."""


def _no_places() -> array[int]:
    return array("I")


@dataclass(frozen=True, slots=True)
class Document:
    """One file as text and as plain data, with the way from the one to the other.

    `data` is None only if there is a fault that says why. The places of all entries stand in one
    array, those of a list or mapping in a row: [key start, key end,] start, end of each, and where
    the row of its own entries begins. A file that is put together of blocks has theirs.
    """

    file: str
    text: str
    data: Any
    faults: tuple[Fault, ...]
    _lines: Lines = field(repr=False, compare=False)
    _root: tuple[int, ...] = field(default=(0, 0, 0), repr=False, compare=False)
    _places: array[int] = field(default_factory=_no_places, repr=False, compare=False)
    _blocks: tuple[Placed, ...] = field(default=(), repr=False, compare=False)
    _orders: dict[int, dict[str, int]] = field(default_factory=dict, repr=False, compare=False)

    def span(self, pointer: Pointer, *, key: bool = False) -> Span:
        """The place of a value, or of its key; of the nearest parent if there is no such value.

        It ends with the last character of the content. A value that is left out is the empty
        span after its colon or hyphen.
        """
        if self.data is None:
            return Span(START, START)
        here, (start, end, row) = self.data, self._root
        places, moved = self._places, 0
        for step in pointer.parts:
            found = self._entry(here, step)
            if found is None:
                break
            number, name = found
            if isinstance(here, dict):
                at = row + 5 * number
                if self._blocks and here is self.data:
                    (_, _, places, at), moved = self._blocks[number]
                here = here[name]
                key_start, key_end, start, end, row = places[at : at + 5]
                if key:
                    start, end = key_start, key_end
            else:
                here, at = here[number], row + 3 * number
                start, end, row = places[at : at + 3]
        return self._lines.span(start + moved, end + moved)

    def _entry(self, here: Any, step: str | int) -> tuple[int, str] | None:
        """The position of an entry in its container, and its key in a mapping."""
        if isinstance(here, dict):
            order = self._orders.get(id(here))
            if order is None:
                order = self._orders[id(here)] = {name: at for at, name in enumerate(here)}
            name = str(step)
            return (order[name], name) if name in order else None
        if isinstance(here, list) and isinstance(step, int) and 0 <= step < len(here):
            return step, ""
        return None

    def locate(self, pointer: Pointer, *, key: bool = False) -> Location:
        return Location(self.file, self.span(pointer, key=key))

    def line(self, n: int) -> str:
        """The text of line `n`, from 1, without its line break."""
        return self._lines.line(n)


MEMORY: Final = Memory()


def read(
    file: str, raw: bytes, *, source: Source = FASTEST, memory: Memory | None = None
) -> Document:
    """Read a file. Whatever its bytes are, the answer is a document, with its faults.

    Blocks that are in the memory are not read again. An empty one has the file read as one.
    """
    notes, text, reading = Notes(), "", None
    memory = memory or (MEMORY if source is FASTEST else Memory())
    blocks: list[str] = []
    try:
        text, worth_it = decode(raw, notes)
        if worth_it:
            seen = readable(text, notes)
            blocks = [] if notes else cut(seen)
            known = _known(blocks, len(seen), source, memory)
            if known:
                return _of_blocks(file, text, known)
            reading = _Reading(seen, notes)
            reading.run(source)
    except Stopped:
        reading = None
    lines = Lines(text)
    faults = notes.faults(lines) if notes else ()
    if reading is None or not reading.finished:
        return Document(file, text, None, faults, lines)
    data, root, places = reading.root[0], tuple(reading.root_place), reading.places
    if blocks and not faults and memory.met(blocks):
        memory.keep(entries(blocks, data, root[-1], places))
    return Document(file, text, data, faults, lines, root, places)


def _known(texts: list[str], end: int, source: Source, memory: Memory) -> tuple[Placed, ...]:
    """A file's blocks, those read that are unknown; none where it is to be read as one."""
    known = memory.of(texts)
    unknown = [text for text in texts if text not in known] if known else texts
    if len(unknown) == len(texts):
        return ()
    if unknown:
        notes = Notes()
        reading = _Reading("".join(unknown), notes)
        try:
            reading.run(source)
        except Stopped:
            return ()
        if notes or not reading.finished:
            return ()
        made = entries(unknown, reading.root[0], reading.root_place[-1], reading.places)
        if not made:
            return ()
        if memory.met(unknown):
            memory.keep(made)
        known |= made
    return put(texts, known, end)


def _of_blocks(file: str, text: str, known: tuple[Placed, ...]) -> Document:
    data = {block[0]: block[1] for block, _ in known}
    ((_, _, places, first), after), ((_, _, ends, last), before) = known[0], known[-1]
    root = places[first] + after, ends[last + 3] + before, 0
    return Document(file, text, data, (), Lines(text), root, _blocks=known)


_PROPERTY: Final = re.compile(r"\s*(?:(&[^\s,\[\]{}]*)|(![^\s,\[\]{}]*))")
_REST_OF_LINE: Final = re.compile(r"[ \t]*(?:#[^\r\n]*)?")
_CONTENT: Final = re.compile(r"(?<![^\r\n])[ \t]*+[^ \t\r\n#]")
_HYPHEN_BELOW: Final = re.compile(r"[\r\n][ \t]*(-)[ \t]")
_GLUED_COMMENT: Final = re.compile(r"[|>][-+0-9]*(#[^\r\n]*)")
_WORD: Final = re.compile(r"\S+")


class _Reading:
    """One pass over the events of a text."""

    def __init__(self, text: str, notes: Notes) -> None:
        self.text = text
        self.notes = notes
        self.places = _no_places()
        self.root: list[Any] = []
        self.root_place: list[int] = []
        self.finished = False
        self.open: list[tuple[Any, ...]] = []
        self.reached = (0, 0)
        self.scalars: list[tuple[int, int]] | None = [] if has_blanks_to_find(text) else None

    def run(self, source: Source) -> None:
        known = len(self.text)
        try:
            self.gather(source(self.text).get_event)
        except (YAMLError, ValueError, OverflowError) as error:
            known = explain(self.text, error, self._how_far(), self.notes)
        if self.scalars is not None:
            odd_blanks(self.text, self.scalars, known, self.notes)

    def _how_far(self) -> Reached:
        brackets = [start for *_, start, flow in self.open if flow]
        return Reached(*self.reached, bracket=brackets[-1] if brackets else None)

    def gather(self, get: Callable[[], Event | None]) -> None:
        """Turn events into data, and into places as a document keeps them."""
        watched = self.scalars is not None or "&" in self.text or "!" in self.text
        stack, marks, keyed, known = self.open, self.root_place, False, TEXTS.get
        places = self.places
        box: Any = self.root
        key: str | None = None
        start = last = key_start = key_end = row = 0
        try:
            event: Any
            for event in starmap(get, repeat((), MOST_EVENTS)):
                kind = type(event)
                if kind is ScalarEvent:
                    start, last = event.start_mark.index, event.end_mark.index
                    value = known(event.value)
                    if value is None or event.style:
                        value, start, last = self.scalar(event, as_key=keyed and key is None)
                    row = 0
                    if watched:
                        self.watch(event, start, last)
                elif kind is MappingStartEvent or kind is SequenceStartEvent:
                    start = last = event.start_mark.index
                    if watched:
                        self.properties(event)
                    around = box, marks, keyed, key, key_start, key_end
                    stack.append((*around, start, event.flow_style))
                    if len(stack) > DEEPEST:
                        self.too_deep(start)
                    keyed, marks, key = kind is MappingStartEvent, [], None
                    box = {} if keyed else []
                    continue
                elif kind is MappingEndEvent or kind is SequenceEndEvent:
                    value = box
                    row = len(places)
                    places.fromlist(marks)
                    box, marks, keyed, key, key_start, key_end, start, flow = stack.pop()
                    if flow:
                        last = event.end_mark.index
                elif kind is AliasEvent:
                    start, last = event.start_mark.index, event.end_mark.index
                    value, row = self.alias(start, last), 0
                elif kind is DocumentEndEvent or kind is StreamEndEvent:
                    self.end(event)
                    return
                else:
                    continue
                if not keyed:
                    box.append(value)
                    marks += (start, last, row)
                elif key is None:
                    key = value if type(value) is str else self.key(start, last)
                    key_start, key_end = start, last
                else:
                    if key in box:
                        self.repeated(box, marks, key, (key_start, key_end))
                    else:
                        box[key] = value
                        marks += (key_start, key_end, start, last, row)
                    key = None
            self.too_large()
        finally:
            self.reached = (start, last)

    def scalar(self, event: Any, *, as_key: bool) -> tuple[Any, int, int]:
        """The value and the place of a word that is quoted, a block of text or doubtful."""
        start, end = event.start_mark.index, event.end_mark.index
        value, style = event.value, event.style
        if not style and is_text(value):
            return keep(value), start, end
        if style:
            if style in "|>":
                end = self.end_of_words(end)
                if found := _GLUED_COMMENT.match(self.text, start, end):
                    says = "has something after the | or > of a block of text"
                    self.notes.add("yaml/block-text", says, *found.span(1))
            elif style == '"' and "\\" in self.text[start:end]:
                escaped(value, start, end, self.notes)
            if as_key and value != value.strip():
                says = f"has the key {shown(value)!r} with blanks at its ends"
                self.notes.add("yaml/key-blanks", says, start, end)
            return value, start, end
        if not value and start == end:
            start = end = self.end_of_words(start)
        if as_key and value in KEYS_AS_WRITTEN:
            return value, start, end
        if as_key and value == "<<":
            self.notes.add("yaml/merge-key", "merges other entries in with <<", start, end)
            return value, start, end
        if found := _HYPHEN_BELOW.search(self.text, start, end):
            says = "is indented so that this line goes on with the value above it"
            self.notes.add("yaml/indentation", says, *found.span(1), (start, start + 1))
        typed, doubt = plain(value)
        if doubt:
            self.notes.add(*doubt, start, end)
        elif typed is value and not has_hyphen(value):
            return keep(value), start, end
        return typed, start, end

    def end_of_words(self, index: int) -> int:
        """The place after the last character before `index` that is no blank."""
        while index and self.text[index - 1] in " \t\r\n":
            index -= 1
        return index

    def watch(self, event: Any, start: int, end: int) -> None:
        if event.anchor is not None or event.tag is not None:
            self.properties(event)
        if self.scalars is not None and start < end:
            self.scalars.append((start, end))

    def properties(self, event: Any) -> None:
        """Note the anchor and the tag in front of a value, in either order."""
        at = event.start_mark.index
        while found := _PROPERTY.match(self.text, at):
            if found[1]:
                says = f"marks a value with the anchor {shown(found[1])}"
                self.notes.add("yaml/anchor", says, *found.span(1))
            else:
                says = f"gives a value the tag {shown(found[2])}"
                self.notes.add("yaml/tag", says, *found.span(2))
            at = found.end()

    def alias(self, start: int, end: int) -> str:
        name = self.text[start:end]
        self.notes.add("yaml/alias", f"repeats a value by the alias {shown(name)}", start, end)
        return name

    def key(self, start: int, end: int) -> str:
        """Note a key that is no text; its spelling serves as the key for now."""
        text = self.text[start:end]
        what = "without a word" if start == end else f"{shown(text)} that is no text"
        self.notes.add("yaml/key-not-text", f"has a key {what}", start, end)
        return text

    def repeated(
        self, box: dict[str, Any], marks: list[int], key: str, at: tuple[int, int]
    ) -> None:
        first = 5 * list(box).index(key)
        says = f"repeats the key {shown(key)!r}"
        self.notes.add("yaml/duplicate-key", says, *at, (marks[first], marks[first + 1]))

    def too_deep(self, start: int) -> NoReturn:
        says = f"nests more than {DEEPEST} lists and mappings in each other"
        self.notes.add("yaml/too-deep", says, start, start + 1)
        raise Stopped

    def too_large(self) -> NoReturn:
        says = f"has more than {MOST_EVENTS:,} words and brackets"
        self.notes.add("yaml/too-large", says, 0, 0)
        raise Stopped

    def end(self, event: Any) -> None:
        """The first document is over, and nothing but comments may follow."""
        if not self.root:
            says = "has comments and nothing else" if "#" in self.text else "is empty"
            self.notes.add("yaml/empty", says, 0, 0)
            return
        if self.root[0] is None:
            self.notes.add("yaml/empty", "has nothing in it but null", 0, 0)
            return
        self.finished = True
        at, text = event.end_mark.index, self.text
        ended = bool(getattr(event, "explicit", False))
        if ended and (found := _REST_OF_LINE.match(text, at)):
            at = found.end()
            if at == len(text) or text[at] in "\r\n":
                more = _CONTENT.search(text, at)
                at = more.end() - 1 if more else len(text)
        if at == len(text):
            return
        found = _WORD.match(text, at)
        span = at, found.end() if found else at + 1
        if ended or text.startswith("---", at):
            self.notes.add("yaml/second-document", "begins a second document here", *span)
        else:
            self.notes.add("yaml/after-value", "has more text here, after its end", *span)
