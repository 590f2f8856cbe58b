"""Where the parser's events come from: libyaml, or Python where that is not there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from yaml.events import Event


class Events(Protocol):
    """A source of parser events."""

    def get_event(self) -> Event | None: ...


Source = Callable[[str], Events]

FASTEST: Source
COMPILED: Source | None
"""libyaml's events, where it is installed: about thirty times as fast, with limits of its own."""

try:
    from yaml._yaml import CParser

    COMPILED = FASTEST = CParser
except ImportError:  # loaded only here: compiling the patterns of the Python scanner takes 6 ms
    from lprpolicy.read.python_events import PythonEvents

    COMPILED, FASTEST = None, PythonEvents
