"""Formats that other packages bring, by entry point. An error in one names its package.

A package that does not load stops the reading of every file whose format is not named: it may be
the one that would have recognized the file. `--vendor-format` names one of our own and goes by it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from importlib import metadata
from typing import Any, Final, TypeVar

from lprpolicy.errors import LprPolicyError, PluginError
from lprpolicy.model.observation import Observation
from lprpolicy.model.words import Vendor
from lprpolicy.vendors.protocol import ExportFormat

GROUP: Final = "lprpolicy.vendors"
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PARTS: Final = ("name", "vendor", "title", "recognises", "read")
_HINT: Final = "repair or uninstall it; docs/vendor-plugin.md shows what a format is"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Brought:
    """A format of another package, whose every answer is checked."""

    name: str
    vendor: Vendor
    title: str
    package: str
    inner: Any

    def recognises(self, name: str, raw: bytes) -> bool:
        said = _try(self.package, "asked about a file", lambda: self.inner.recognises(name, raw))
        if not isinstance(said, bool):
            raise _fault(self.package, f"recognises() gives {said!r}, neither yes nor no")
        return said

    def read(self, name: str, raw: bytes) -> Observation:
        made = _try(self.package, f"reading {name}", lambda: self.inner.read(name, raw))
        if not isinstance(made, Observation):
            raise _fault(self.package, f"read() gives {type(made).__name__}, no Observation")
        if made.document != name or made.sha256 != hashlib.sha256(raw).hexdigest():
            raise _fault(self.package, "read() gives an Observation of another document")
        return made


def plugin_formats(taken: Collection[str]) -> tuple[ExportFormat, ...]:
    """Load every format of an installed package, by name; `taken` are the names of our own."""
    made: dict[str, _Brought] = {}
    for point, package in _points():
        one = _load(point, package)
        if one.name in taken or one.name in made:
            other = made[one.name].package if one.name in made else "lprpolicy"
            raise _fault(package, f"its format {one.name!r} is named like one of {other}")
        made[one.name] = one
    return tuple(made[name] for name in sorted(made))


def _points() -> Iterable[tuple[metadata.EntryPoint, str]]:
    """Return each entry point once, in an order that no install location changes."""
    found = {
        (
            point.dist.name if point.dist else "a package without a name",
            point.name,
            point.value,
        ): point
        for point in metadata.entry_points(group=GROUP)
    }
    return [
        (point, package) for (package, _, _), point in sorted(found.items(), key=lambda i: i[0])
    ]


def _load(point: metadata.EntryPoint, package: str) -> _Brought:
    inner = _try(package, f"loading {point.value}", point.load)
    given = _try(
        package,
        f"loading {point.value}",
        lambda: {part: getattr(inner, part, None) for part in _PARTS},
    )
    lacking = [part for part in ("recognises", "read") if not callable(given[part])]
    if lacking:
        raise _fault(package, f"{point.value} has no {' and no '.join(lacking)}()")
    name, vendor, title = given["name"], given["vendor"], given["title"]
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise _fault(package, f"{point.value}: name is {name!r}, no name like acme-csv")
    if not isinstance(vendor, Vendor):
        raise _fault(package, f"{point.value}: vendor is {vendor!r}, none of {', '.join(Vendor)}")
    if not isinstance(title, str) or not title.strip():
        raise _fault(package, f"{point.value}: title is {title!r}, no words for a person")
    return _Brought(name, vendor, title, package, inner)


def _try(package: str, doing: str, what: Callable[[], T]) -> T:
    try:
        return what()
    except LprPolicyError:
        raise
    except (Exception, SystemExit) as fault:  # another package can raise anything
        said = f"{type(fault).__name__}: {fault}"
        raise _fault(package, f"it failed {doing} ({said})") from fault


def _fault(package: str, says: str) -> PluginError:
    return PluginError(f"the package {package}, a vendor format: {says}", hint=_HINT)
