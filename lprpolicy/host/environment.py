"""The environment that a process was started in."""

from __future__ import annotations

import os
from collections.abc import Iterable


def variable(name: str) -> str | None:
    """The value of a variable of the environment; None where it is not set."""
    return os.environ.get(name)


def variables(names: Iterable[str]) -> dict[str, str]:
    """Those of these variables that are set."""
    return {name: os.environ[name] for name in names if name in os.environ}


def put(name: str, value: str) -> None:
    """Set a variable, for this process and those that it starts."""
    os.environ[name] = value
