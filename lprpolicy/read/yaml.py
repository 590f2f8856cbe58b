"""The only YAML reader: a strict subset, with the place of everything in it.

It takes the parser's events, one after the other, and keeps no state on the stack of Python or
C, so that no nesting can crash it. Whatever two readers could understand differently is a
fault: a file that is read without one means the same to everybody.
"""

from __future__ import annotations

import re
from collections.abc import Callable
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

from lprpolicy.read.ahead import look_up
from lprpolicy.read.blocks import Memory, Placed, cut, entries
from lprpolicy.read.characters import decode, gaps, has_gaps_to_see, note_escapes, readable
from lprpolicy.read.document import Document, no_places
from lprpolicy.read.events import COMPILED, FASTEST, Source
from lprpolicy.read.faults import FAULTS, Fault, Notes, StopReading, quote
from lprpolicy.read.lines import Lines
from lprpolicy.read.plain import KEYS_AS_WRITTEN, TEXTS, has_hyphen, is_text, keep, plain
from lprpolicy.read.strict import (
    block_text,
    brackets_too_deep,
    has_key_signs,
    key_sign,
    note_outdent,
)

__all__ = ["FAULTS", "Document", "Fault", "read"]

DEEPEST: Final = 64
MOST_EVENTS: Final = 2_000_000
"""No file that passes the other limits has more: a word is one event, a list or mapping two."""
MOST_EVENTS_IN_PYTHON: Final = 100_000
MOST_CHARACTERS_IN_PYTHON: Final = 1_000_000
"""Without libyaml, a file of this size takes five seconds at worst. Larger ones are refused."""


MEMORY: Final = Memory()


def read(
    file: str, raw: bytes, *, source: Source = FASTEST, memory: Memory | None = None
) -> Document:
    """Read a file. Whatever its bytes are, the answer is a document with its faults.

    Blocks that `memory` holds are not read again; with an empty one, the file is read whole.
    """
    notes, text, reading = Notes(), "", None
    memory = memory or (MEMORY if source is FASTEST else Memory())
    blocks: list[str] = []
    try:
        text, worth_it = decode(raw, notes)
        if worth_it:
            seen = readable(text, notes)
            ahead = None if notes else look_up(file, text)
            if ahead is not None:
                return ahead
            blocks = [] if notes else cut(seen)
            known = _read_blocks(blocks, len(seen), source, memory)
            if known is not None:
                return Document(file, text, known.data, (), Lines(text), _blocks=known)
            reading = _YamlReading(seen, notes)
            reading.run(source)
    except StopReading:
        reading = None
    lines = Lines(text)
    faults = notes.faults(lines) if notes else ()
    if reading is None or not reading.finished:
        return Document(file, text, None, faults, lines)
    data, root, places = reading.root[0], tuple(reading.root_place), reading.places
    if blocks and not faults and memory.note_met(blocks):
        memory.keep(entries(blocks, data, root[-1], places))
    return Document(file, text, data, faults, lines, root, places)


def _read_blocks(texts: list[str], end: int, source: Source, memory: Memory) -> Placed | None:
    """Put a file together from remembered blocks, reading the new ones; None to read it whole."""
    known = memory.of(texts)
    unknown = [text for text in texts if text not in known] if known else texts
    if len(unknown) == len(texts):
        return None
    if unknown:
        notes = Notes()
        reading = _YamlReading("".join(unknown), notes)
        try:
            reading.run(source)
        except StopReading:
            return None
        if notes or not reading.finished:
            return None
        made = entries(unknown, reading.root[0], reading.root_place[-1], reading.places)
        if not made:
            return None
        if memory.note_met(unknown):
            memory.keep(made)
        known |= made
    placed = Placed([known[text] for text in texts], end)
    return None if placed.repeats else placed


_PROPERTY: Final = re.compile(r"\s*(?:(&[^\s,\[\]{}]*)|(![^\s,\[\]{}]*))")
_REST_OF_LINE: Final = re.compile(r"[ \t]*(?:#[^\r\n]*)?")
_CONTENT: Final = re.compile(r"(?<![^\r\n])[ \t]*+[^ \t\r\n#]")
_HYPHEN_BELOW: Final = re.compile(r"[\r\n][ \t]*(-)[ \t]")
_GLUED_COMMENT: Final = re.compile(r"[|>][-+0-9]*(#[^\r\n]*)")
_WORD: Final = re.compile(r"\S+")
_BRACKET: Final = re.compile(r"[\[{]")


class _YamlReading:
    """One pass over the events of a text."""

    def __init__(self, text: str, notes: Notes) -> None:
        self.text = text
        self.notes = notes
        self.places = no_places()
        self.root: list[Any] = []
        self.root_place: list[int] = []
        self.finished = False
        self.open: list[tuple[Any, ...]] = []
        self.reached = (0, 0)
        self.scalars: list[tuple[int, int]] | None = [] if has_gaps_to_see(text) else None
        self.asked = has_key_signs(text)
        self.seen = 0

    def run(self, source: Source) -> None:
        known, most = len(self.text), MOST_EVENTS
        if source is not COMPILED:
            most = MOST_EVENTS_IN_PYTHON
            if known > MOST_CHARACTERS_IN_PYTHON:
                self.too_large(f"{MOST_CHARACTERS_IN_PYTHON:,} characters", without=True)
        try:
            self.gather(source(self.text).get_event, most)
        except (YAMLError, ValueError, OverflowError) as error:
            if "nesting" in str(error):
                self.too_deep_for_the_parser()
            known = self.explain(error)
        if self.scalars is not None:
            gaps(self.text, self.scalars, known, self.notes)

    def explain(self, error: Exception) -> int:
        """Say what stopped the parser, and return up to where it read."""
        from lprpolicy.read.syntax import ReadSoFar, explain  # most files are right

        starts = [start for *_, start, flow in self.open if flow]
        bracket = _BRACKET.search(self.text, self.after_properties(starts[-1])) if starts else None
        how_far = ReadSoFar(*self.reached, bracket=bracket.start() if bracket else None)
        return explain(self.text, error, how_far, self.notes)

    def gather(self, get: Callable[[], Event | None], most: int) -> None:
        """Turn events into data and places.

        One long loop on purpose: it runs once for every word of every file. Cutting out only what
        begins and ends a list or mapping made reading 3 percent slower.
        """
        text = self.text
        watched = self.scalars is not None or self.asked or "&" in text or "!" in text
        stack, marks, keyed, known = self.open, self.root_place, False, TEXTS.get
        places = self.places
        box: Any = self.root
        key: str | None = None
        start = last = key_start = key_end = row = 0
        try:
            event: Any
            for event in starmap(get, repeat((), most)):
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
                        self.watch(event, start, start)
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
                        self.check_indentation(start, last)
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
                        self.note_repeated(box, marks, key, (key_start, key_end))
                    else:
                        box[key] = value
                        marks += (key_start, key_end, start, last, row)
                    key = None
            self.too_large(f"{most:,} words and brackets", without=most < MOST_EVENTS)
        finally:
            self.reached = (start, last)

    def scalar(self, event: Any, *, as_key: bool) -> tuple[Any, int, int]:
        """Return the value and place of a word that is quoted, a text block or doubtful."""
        start, end, value = event.start_mark.index, event.end_mark.index, event.value
        if event.style:
            return self.read_styled(event, start, end, as_key=as_key)
        if is_text(value):
            return keep(value), start, end
        return self.doubtful(value, start, end, as_key=as_key)

    def read_styled(
        self, event: Any, start: int, end: int, *, as_key: bool
    ) -> tuple[str, int, int]:
        """Read a quoted text or a text block, and note what a reviewer cannot see in it."""
        value, style = event.value, event.style
        if style in "|>":
            value = block_text(value, self.text, start, end, self.notes)
            end = self.end_of_words(end)
            if found := _GLUED_COMMENT.match(self.text, start, end):
                says = "has something after the | or > of a block of text"
                self.notes.add("yaml/block-text", says, *found.span(1))
        else:
            if style == '"' and "\\" in self.text[start:end]:
                note_escapes(value, start, end, self.notes)
            self.check_indentation(start, end)
        if as_key and value != value.strip():
            says = f"has the key {quote(value)!r} with blanks at its ends"
            self.notes.add("yaml/key-blanks", says, start, end)
        return value, start, end

    def doubtful(self, value: str, start: int, end: int, *, as_key: bool) -> tuple[Any, int, int]:
        """Read an unquoted word that may be a number, a boolean, null or a merge key."""
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
        """Return the place after the last character before `index` that is not blank."""
        while index and self.text[index - 1] in " \t\r\n":
            index -= 1
        return index

    def watch(self, event: Any, start: int, end: int) -> None:
        if self.asked:
            self.no_key_sign(event.start_mark.index, end)
        if event.anchor is not None or event.tag is not None:
            self.properties(event)
        if self.scalars is not None and start < end:
            self.scalars.append((start, end))

    def properties(self, event: Any) -> None:
        """Note the anchor and the tag in front of a value, in either order."""
        at = event.start_mark.index
        while found := _PROPERTY.match(self.text, at):
            if found[1]:
                says = f"marks a value with the anchor {quote(found[1])}"
                self.notes.add("yaml/anchor", says, *found.span(1))
            else:
                says = f"gives a value the tag {quote(found[2])}"
                self.notes.add("yaml/tag", says, *found.span(2))
            at = found.end()

    def after_properties(self, at: int) -> int:
        while found := _PROPERTY.match(self.text, at):
            at = found.end()
        return at

    def alias(self, start: int, end: int) -> str:
        if self.asked:
            self.no_key_sign(start, end)
        name = self.text[start:end]
        self.notes.add("yaml/alias", f"repeats a value by the alias {quote(name)}", start, end)
        return name

    def key(self, start: int, end: int) -> str:
        """Note a key that is not text; its spelling serves as the key so that reading goes on."""
        text = self.text[start:end]
        what = "without a word" if start == end else f"{quote(text)} that is no text"
        self.notes.add("yaml/key-not-text", f"has a key {what}", start, end)
        return text

    def note_repeated(
        self, box: dict[str, Any], marks: list[int], key: str, at: tuple[int, int]
    ) -> None:
        first = 5 * list(box).index(key)
        says = f"repeats the key {quote(key)!r}"
        self.notes.add("yaml/duplicate-key", says, *at, (marks[first], marks[first + 1]))

    def no_key_sign(self, start: int, end: int) -> None:
        """Stop at a ? in brackets that makes a key of what follows.

        The parsers differ in what they take for the key, and in what they read after it.
        """
        at = key_sign(self.text, self.seen, start + 1)
        self.seen = end
        if at is not None and self.open and self.open[-1][-1]:
            says = "has a ? in brackets, which some readers take for the beginning of a key"
            self.notes.add("yaml/reserved-character", says, at, at + 1)
            raise StopReading

    def check_indentation(self, start: int, end: int) -> None:
        """Check that a bracketed or quoted value stays right of the block around it."""
        if self.text.find("\n", start, end) < 0 and self.text.find("\r", start, end) < 0:
            return
        above = next((begin for *_, begin, flow in reversed(self.open) if not flow), None)
        if above is not None:
            note_outdent(self.text, start, end, above, self.notes)

    def too_deep_for_the_parser(self) -> None:
        """Report brackets that are too deep for one parser in the same words as for the other."""
        last, known = self.reached[1], len(self.open)
        if self.open and self.open[-1][-1] and self.open[-1][-2] == last:
            known -= 1  # the last thing read is a bracket, and the search starts at it
        at = brackets_too_deep(self.text, last, known, DEEPEST)
        if at is not None:
            self.too_deep(at)

    def too_deep(self, start: int) -> NoReturn:
        says = f"nests more than {DEEPEST} lists and mappings in each other"
        self.notes.add("yaml/too-deep", says, start, start + 1)
        raise StopReading

    def too_large(self, most: str, *, without: bool) -> NoReturn:
        why = ", the most that is read without libyaml" if without else ""
        self.notes.add("yaml/too-large", f"has more than {most}{why}", 0, 0)
        raise StopReading

    def end(self, event: Any) -> None:
        """Finish the first document, and note anything but comments after it."""
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
