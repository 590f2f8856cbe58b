"""Where the parser's events come from: libyaml, or Python where that is not there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from yaml.events import Event
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner


class Events(Protocol):
    """A source of parser events."""

    def get_event(self) -> Event | None: ...


class PythonEvents(Reader, Scanner, Parser):
    """The events without libyaml: the same, some thirty times slower."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


Source = Callable[[str], Events]

try:
    from yaml._yaml import CParser

    FASTEST: Source = CParser
except ImportError:
    FASTEST = PythonEvents
