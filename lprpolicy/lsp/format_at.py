"""What a format allows at a place: the parts of its published schema that are about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from lprpolicy.model.layout import CONFIGS, VOTES, owner
from lprpolicy.repository.schemas import json_schema

Node = dict[str, Any]
_POLICIES: Final = (("examples", "[]", "policy"), ("examples", "[]", "base"))
_CHECK: Final = re.compile(r"check: *([a-z0-9-]+)\s*(?:#.*)?")
_OTHERS: Final = ("anyOf", "oneOf", "allOf")


def format_of(path: str) -> str | None:
    """Return the format of a file of a repository by its path; None if it has none.

    >>> format_of("us-ct/westport-pd/policy.yaml"), format_of("directory/us-ct.yaml")
    ('policy', 'directory')
    """
    agency = owner(path)
    name = path.rpartition("/")[2]
    if name == VOTES:
        return "votes"
    if agency is None:
        return "config" if path in CONFIGS else "directory" if "directory/" in path else None
    inside = path.removeprefix(f"{agency}/")
    named = {"policy.yaml": "policy", "waivers.yaml": "waivers"}
    return "rule" if inside.startswith("rules/") else named.get(inside)


@dataclass(frozen=True, slots=True)
class FormatAt:
    """What may stand at a place, and what is said of it."""

    format: str
    nodes: tuple[Node, ...]

    @classmethod
    def of(cls, format_: str, path: tuple[str, ...], check: str | None = None) -> FormatAt:
        """Look up a path of keys, with "[]" for an entry of a list.

        What a version of a rule may say depends on the rule's check. The policy of an example is
        one as any other.
        """
        if format_ == "rule" and path[:3] in _POLICIES:
            return cls.of("policy", path[3:])
        whole = _schema(format_)
        nodes = (*_plain(whole, whole), *_of_check(whole, check))
        for step in path:
            nodes = tuple(inner for node in nodes for inner in _below(whole, node, step))
        return cls(format_, nodes)

    @property
    def keys(self) -> dict[str, Node]:
        """The keys that a mapping may have here, in the order of the format."""
        return {key: node for one in self.nodes for key, node in one.get("properties", {}).items()}

    @property
    def words(self) -> tuple[str, ...]:
        """The closed words that may stand here, or in a list here."""
        whole = _schema(self.format)
        inside = [inner for node in self.nodes for inner in _below(whole, node, "[]")]
        found = dict.fromkeys(
            str(word)
            for node in (*self.nodes, *inside)
            for word in (*node.get("enum", ()), *([node["const"]] if "const" in node else ()))
        )
        if any(node.get("type") == "boolean" for node in self.nodes):
            found |= dict.fromkeys(("true", "false"))
        return tuple(found)

    @property
    def says(self) -> str:
        """The description of the place, the nearest one first."""
        return next((node["description"] for node in self.nodes if "description" in node), "")


@cache
def _schema(format_: str) -> Node:
    return json_schema(format_)


def check_in(lines: Iterable[str]) -> str | None:
    """The check that the text of a rule names, however unfinished the rest is."""
    found = (_CHECK.fullmatch(line) for line in lines)
    return next((one[1] for one in found if one), None)


def _of_check(whole: Node, check: str | None) -> Iterator[Node]:
    """What the format says of rules with this check."""
    for one in whole.get("allOf", ()) if check is not None else ():
        wanted = one.get("if", {}).get("properties", {}).get("check", {}).get("const")
        if wanted == check:
            yield from _plain(whole, one["then"])


def _plain(whole: Node, node: Node) -> Iterator[Node]:
    """Yield a node and what it refers to, and each of its alternatives."""
    yield node
    if "$ref" in node:
        yield from _plain(whole, whole["$defs"][node["$ref"].rpartition("/")[2]])
    for other in _OTHERS:
        for one in node.get(other, ()):
            yield from _plain(whole, one)


def _below(whole: Node, node: Node, step: str) -> Iterator[Node]:
    """Yield the nodes of an entry of a mapping, or with "[]" of a list."""
    if step == "[]":
        inner = node.get("items")
    else:
        inner = node.get("properties", {}).get(step, node.get("additionalProperties"))
    if isinstance(inner, dict):
        yield from _plain(whole, inner)
