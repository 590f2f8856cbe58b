"""Edits of a policy repository, for tests that judge it before and after."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st

from lprpolicy.evaluate.options import Options
from lprpolicy.host.files.found import FileFault
from lprpolicy.host.files.tree import Tree
from tests.repositories import WESTPORT, drafts

PATHS = sorted(drafts().files)

WORDS = ("", "x", "\n", "# \n", " us/ice ", "22 days", "- ", ": ", "\t", "us-ct/wilton-pd")

EDITS = st.one_of(
    st.tuples(st.sampled_from(PATHS), st.floats(0, 1, exclude_max=True), st.sampled_from(WORDS)),
    st.tuples(st.just("delete"), st.sampled_from(PATHS)),
    st.tuples(st.just("add"), st.sampled_from(["us-ct/a-pd/policy.yaml", "notes.yaml"])),
    st.tuples(st.just("day"), st.sampled_from(["2026-09-30", "2027-02-01"])),
    st.tuples(st.just("option"), st.sampled_from(["strict", "waivers", "selected", "prefix"])),
    st.tuples(st.just("link"), st.sampled_from(["directory/more.yaml", "us-ct/a-pd/policy.yaml"])),
)


def edited(tree: Tree, options: Options, edit: tuple[object, ...]) -> tuple[Tree, Options]:
    files = dict(tree.files)
    match edit:
        case ("delete", str(path)):
            files.pop(path, None)
        case ("add", str(path)):
            files[path] = drafts().files[WESTPORT]
        case ("day", str(day)):
            return tree, replace(options, as_of=dt.date.fromisoformat(day))
        case ("link", str(path)):
            says = "is a symbolic link, which may lead out of the repository"
            fault = FileFault(path, "files/symbolic-link", says)
            return replace(tree, faults=(*tree.faults, fault)), options
        case ("option", "selected"):
            return replace(tree, selected=frozenset({WESTPORT})), options
        case ("option", "prefix"):
            return replace(tree, prefix="policies/"), options
        case ("option", "strict"):
            return tree, replace(options, strict=not options.strict)
        case ("option", _):
            return tree, replace(options, waivers=not options.waivers)
        case (str(path), float(share), str(text)) if path in files:
            raw = files[path]
            at = int(share * len(raw))
            files[path] = raw[:at] + text.encode() + raw[at + len(text) :]
    return replace(tree, files=files), options
