"""Entries of one's own beside the drafts, and the names that somebody tried in them."""

from __future__ import annotations

import csv
import datetime as dt
from functools import lru_cache
from pathlib import Path
from typing import Any

from lprpolicy.host.files.tree import Tree
from lprpolicy.identify.index import Index
from lprpolicy.model.directory import Directory
from lprpolicy.model.sharing import Grant
from lprpolicy.repository.directories import federal
from lprpolicy.repository.repository import open_shared
from tests.repositories import NORWALK, blocking, drafts, judged

NAMES = (Path(__file__).parent / "names.csv").read_text(encoding="utf-8")
GRANT = f"    - to: {NORWALK}\n"
DAY = dt.date(2026, 11, 22)


def names(where: str) -> list[str]:
    found = [row["name"] for row in csv.DictReader(NAMES.splitlines()) if row["where"] == where]
    assert len(found) > 100
    return found


@lru_cache(maxsize=1)
def index() -> Index:
    return open_shared(drafts()).index


def entry(name: str, *, id: str = "us-ct/town-pd", **more: Any) -> dict[str, Any]:  # noqa: A002 - the field's name
    return {"id": id, "name": name, "kind": "municipal-police", "state": "us-ct"} | more


def directory(*entries: dict[str, Any], title: str = "Ours") -> Directory:
    data = {
        "schema": "lprpolicy/directory/v1",
        "title": title,
        "source": {"title": "a pull request", "on": "2026-11-01"},
        "agencies": entries,
    }
    return Directory.model_validate(data)


def known(*entries: dict[str, Any], **more: Any) -> Index:
    return Index.of(federal(), directory(*entries), **more)


def grant(to: Any, **more: Any) -> Grant:
    return Grant.model_validate({"to": to} | more)


def with_directory(text: str, tree: Tree | None = None) -> Tree:
    head = (
        "schema: lprpolicy/directory/v1\ntitle: More\n"
        "source: {title: a call, on: 2026-11-01}\nagencies:\n"
    )
    return (tree or drafts()).over("directory/zz.yaml", (head + text).encode())


def rules(tree: Tree) -> set[str]:
    return {rule for rule, _, _ in blocking(judged(tree))}
