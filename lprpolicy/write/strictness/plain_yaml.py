"""Plain data as YAML: blocks, lists of words on one line, and quotes where another reader errs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

_UNQUOTED: Final = re.compile(
    r"[a-z][A-Za-z0-9 /-]*|[A-Z][A-Za-z][A-Za-z -]*|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]+ [a-z]+"
    r"|lprpolicy/[a-z]+/v1"
)
_TAKEN: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def text(data: dict[str, Any]) -> str:
    """Write plain data as a YAML file.

    >>> print(text({"audit": {"every": "90 days"}, "hot_lists": [], "due": "01-31"}), end="")
    audit:
      every: 90 days
    hot_lists: []
    due: "01-31"
    """
    return "".join(f"{line}\n" for line in _lines(data, ""))


def _lines(data: dict[str, Any], indent: str) -> Iterator[str]:
    for key, value in data.items():
        if isinstance(value, dict) and value:
            yield f"{indent}{key}:"
            yield from _lines(value, f"{indent}  ")
        elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
            yield f"{indent}{key}:"
            for one in value:
                first, *rest = _lines(one, f"{indent}    ")
                yield f"{indent}  - {first.lstrip()}"
                yield from rest
        else:
            yield f"{indent}{key}: {_scalar(value)}"


def _scalar(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_scalar, value))}]"
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, (bool, int)):
        return str(value).lower()
    said = str(value)
    plain = _UNQUOTED.fullmatch(said) and said.casefold() not in _TAKEN
    return said if plain else json.dumps(said, ensure_ascii=False)


def flow(value: Any) -> str:
    """A value on one line, as it may stand in YAML.

    >>> flow({"at_most": "21 days", "requires": ["warrant"]})
    '{at_most: 21 days, requires: [warrant]}'
    """
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {flow(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    return _scalar(value)
