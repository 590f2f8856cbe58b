"""A value of one system, or of every one: `SYSTEM=VALUE`, or `VALUE`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import click


@dataclass(frozen=True, slots=True)
class OfSystem:
    """A fact of one system, or of every one."""

    system: str | None
    value: Any


class OfSystemType(click.ParamType[OfSystem]):
    """`VALUE`, or `SYSTEM=VALUE`, where the value is of another type."""

    def __init__(self, inner: click.ParamType[Any]) -> None:
        self._inner = inner
        self.name = f"[SYSTEM=]{inner.name}"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> OfSystem:
        if isinstance(value, OfSystem):
            return value
        system, equals, said = str(value).partition("=")
        if not equals:
            return OfSystem(None, self._inner.convert(value, param, ctx))
        return OfSystem(system, self._inner.convert(said, param, ctx))
