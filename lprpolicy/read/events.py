"""Where the parser's events come from: libyaml, or Python where that is not there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from yaml.events import Event

from lprpolicy.read.python_events import PythonEvents


class Events(Protocol):
    """A source of parser events."""

    def get_event(self) -> Event | None: ...


Source = Callable[[str], Events]

try:
    from yaml._yaml import CParser

    FASTEST: Source = CParser
except ImportError:
    FASTEST = PythonEvents
