"""Read and set variables of the environment."""

from __future__ import annotations

import os
from collections.abc import Iterable


def variable(name: str) -> str | None:
    """Return the value of a variable; None if it is not set."""
    return os.environ.get(name)


def variables(names: Iterable[str]) -> dict[str, str]:
    """Return those of these variables that are set, with their values."""
    return {name: os.environ[name] for name in names if name in os.environ}


def put(name: str, value: str) -> None:
    """Set a variable for this process and those that it starts."""
    os.environ[name] = value
