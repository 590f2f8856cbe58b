"""Write entries as a directory file that a policy repository keeps."""

from __future__ import annotations

from collections.abc import Sequence

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString as Quoted

from lprpolicy.model.directory import Agency, Membership, Source
from lprpolicy.write.new_yaml import yaml_text


def directory_file(
    agencies: Sequence[Agency], *, title: str, base: Source, head: str | None = None
) -> str:
    """Write a file of these entries. `base` is the source of those that name none.

    `head` is a comment above it.
    """
    said = CommentedMap(
        {
            "schema": "lprpolicy/directory/v1",
            "title": Quoted(title),
            "source": _source(base),
            "agencies": CommentedSeq(_entry(one, base) for one in agencies),
        }
    )
    return yaml_text(said, head)


def _entry(one: Agency, base: Source) -> CommentedMap:
    entry = CommentedMap({"id": one.id, "name": Quoted(one.name)})
    if one.kind is not None:
        entry["kind"] = one.kind.value
    if one.state is not None:
        entry["state"] = one.state
    for key, value in (("county", one.county), ("ori", one.ori)):
        if value is not None:
            entry[key] = Quoted(value)
    if one.aliases:
        entry["aliases"] = CommentedSeq(map(Quoted, one.aliases))
    if one.programs:
        entry["programs"] = CommentedSeq(map(_membership, one.programs))
    if one.source is not None and one.source != base:
        entry["source"] = _source(one.source)
    if one.note is not None:
        entry["note"] = Quoted(one.note)
    return entry


def _membership(one: Membership) -> CommentedMap:
    said = CommentedMap({"program": one.program.value, "member": one.member})
    if one.models:
        said["models"] = CommentedSeq(map(Quoted, one.models))
    said["source"] = _source(one.source)
    return said


def _source(source: Source) -> CommentedMap:
    said = CommentedMap({"title": Quoted(source.title), "on": source.on})
    if source.url is not None:
        said["url"] = Quoted(source.url)
    if source.sha256 is not None:
        said["sha256"] = Quoted(source.sha256)
    said.fa.set_flow_style()
    return said
