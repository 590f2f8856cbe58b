"""Every command that writes, in a small repository of its own, and what it leaves when it is done."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from lprpolicy.host.clock import today
from tests import fixable
from tests.audit.logs import ORGANIZATION, ROW, text
from tests.faults.children import BEGUN, Child
from tests.rounds import AGENCY, DAY, LATER, NAMES, commit, plan, run, shared, westport, write

_LIST: Final = "name,state,kind\nElm Police Department,CT,municipal-police\n"
_PENDING: Final = "organization,request_date,permissions\nElm PD (CT),2026-11-01,Search\n"
_VOTE: Final = ("--adopted", "Town Council", "2026-11-21", "records/minutes.md")
_START: Final = ("start", "--state", "CT", "--town", "Weston", "--export", "flock=weston.csv", DAY)
_AUDIT: Final = ("audit", "log.csv", "--agency", AGENCY, "--repository", "policies",
                 "--time-zone", "America/New_York", DAY)  # fmt: skip
_UNTIL: Final = str(today() + dt.timedelta(days=20))
"""A baseline ends within half a year from today, whatever day is judged."""
_LEFT: Final = re.compile(r"\.(tmp|new)$|\.tmp/")
_GIT: Final = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


@dataclass(frozen=True, slots=True)
class Writing:
    """A command, the files that it writes (as the beginnings of their paths), and its codes."""

    arguments: tuple[str, ...]
    writes: tuple[str, ...]
    again: int = 0
    """The exit code where its files are there already."""
    ends: int = 0
    """The exit code where nothing happens: a check may refuse what it writes down."""
    in_git: bool = True
    """Rows of a log are written outside every repository."""


WRITING: Final = {
    "init": Writing(
        ("init", "--state", "CT", "--town", "Weston", "--into", "new", DAY),
        ("new/", ".github/", ".pre-commit-config.yaml"), 2),
    "init-at-the-top": Writing(
        ("init", "--state", "CT", "--town", "Weston", "--into", ".", DAY),
        (".github/", ".pre-commit-config.yaml", "us-ct/", "lprpolicy.yaml"), 2,
    ),
    "import": Writing(
        ("import", "exports/SharedNetworks_2026-11-20.csv", "--agency", "us-ct/weston-pd",
         "--owner-is-right", "a made-up export", "--into", "policies", "--force"),
        ("policies/us-ct/weston-pd/", "schemas/", "policies/schemas/"),
    ),
    "rules-new": Writing(
        ("rules", "new", f"{AGENCY}/no-faces", "--check", "fields-prohibited", "--into", "policies"),
        (f"policies/{AGENCY}/rules/",), 2,
    ),
    "schema-write": Writing(("schema", "write", "schemas"), ("schemas/",)),
    "publish": Writing(("publish", "policies", "--out", "site", DAY), ("site/",)),
    "directory-import": Writing(
        ("directory", "import", "neutral", "list.csv", "--on", "2026-01-31", "--title", "A list"),
        ("data/",),
    ),
    "directory-export": Writing(("directory", "export", "--state", "us-ri"), ()),
    "directory-pin": Writing(
        ("directory", "pin", "--repository", "policies"), ("policies/directory/pinned.yaml",)
    ),
    "verify": Writing(
        ("verify", "plan.json", "--observed", "exports/SharedNetworks_2026-11-29.csv", "--lock", LATER),
        (f"policies/{AGENCY}/verified.json",),
    ),
    "plan": Writing(
        ("plan", AGENCY, "--observed", "exports/SharedNetworks_2026-11-20.csv", "--out", "out.json",
         "--format", "csv=out.csv", DAY),
        ("out.json", "out.csv"),
    ),
    "gate": Writing(("gate", "today.json", "--out", "statement.json"), ("statement.json",)),
    "check": Writing(
        ("check", "policies", "--format", "json=a.json", "--format", "sarif=b.sarif", DAY),
        ("a.json", "b.sarif", "cache/"),
    ),
    "render": Writing(
        ("render", AGENCY, "policies", "--format", "html", "--out", "page.html", DAY),
        ("page.html",),
    ),
    "import-merge": Writing(
        ("import", "more.csv", "--agency", AGENCY, "--into", "policies", "--merge"),
        (f"policies/{AGENCY}/policy.yaml",),
    ),
    "start": Writing(
        (*_START, "--into", "begun"), ("begun/",), 2,
    ),
    "start-decisions": Writing(
        (*_START, "--into", "drafted", "--decisions", "decisions.csv"), ("drafted/",)
    ),
    "check-fix": Writing(("check", "untidy", "--fix", DAY), (f"untidy/{fixable.FILE}",), 1, 1),
    "audit-groups": Writing(
        (*_AUDIT, "--groups", "new.groups.json"), ("new.groups.json",), 2, 1, in_git=False
    ),
    "audit-rows": Writing(
        (*_AUDIT, "--rows-for", "log/granted", "--out", "rows.csv"), ("rows.csv",), 2, in_git=False
    ),
    "publish-searches": Writing(
        ("publish", "policies", "--out", "searches", "--searches", f"{AGENCY}=log.groups.json", DAY),
        ("searches/",),
    ),
    "fmt": Writing(("fmt", "draft"), ("draft/us-ct/weston-pd/policy.yaml",)),
    "check-fix-adopted": Writing(
        ("check", "draft", "--fix", *_VOTE, DAY), ("draft/us-ct/weston-pd/policy.yaml",), 2, 1
    ),
    "check-write-baseline": Writing(
        ("check", "policies", "--write-baseline", "baseline.json", "--until", _UNTIL, DAY),
        ("baseline.json",),
    ),
    "rules-export": Writing(("rules", "export", "us-ct"), ()),
    "compare-rules": Writing(
        ("compare-rules", "us-ct", "us-wa", "--out", "apart", DAY), ("apart/",), 2, 1
    ),
    "requests": Writing(("requests", AGENCY, "pending.csv", "--in", "policies", DAY), ()),
}  # fmt: skip


def prepared(folder: Path) -> Path:
    """A repository in which every command has what it reads."""
    town = westport(folder)
    here = Path.cwd()
    os.chdir(town)
    try:
        assert plan(town, *NAMES, "ICE ERO") == 0
        kept = "policies/exports/SharedNetworks_2026-11-20.csv"
        today = ["plan", AGENCY, "--observed", kept, "--out", "today.json"]
        assert run(today, clock=BEGUN) == 0
        shared(town, *NAMES, day="2026-11-29")
        write(town, "list.csv", _LIST)
        write(town, "pending.csv", _PENDING)
        exported = (town / kept).read_text(encoding="utf-8")
        write(town, "more.csv", exported + '"Norwalk CT PD",,Westport CT PD\n')
        write(town, "weston.csv", exported.replace("Westport", "Weston"))
        write(town, "log.csv", text(ORGANIZATION, ROW).decode())
        _draft(town)
        _begun(town)
        commit(town, "all of it")
        assert run(["gate", "today.json"], clock=BEGUN) == 0
        listed = ["directory", "import", "neutral", "list.csv", "--on", "2026-01-30"]
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("LPRPOLICY_DATA", str(town / "data"))
            assert run([*listed, "--title", "An older list"]) == 0
    finally:
        os.chdir(here)
    return town


def _draft(town: Path) -> None:
    """A draft without a fault, written in another way than ours, and the minutes of its vote."""
    said = ["init", "--state", "CT", "--town", "Weston", "--into", "draft"]
    assert run(said) == 0
    policy = town / "draft/us-ct/weston-pd/policy.yaml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("status: proposed", "status:   proposed"), encoding="utf-8")
    write(town, "draft/us-ct/weston-pd/records/minutes.md", "The council voted.")


def _begun(town: Path) -> None:
    """A draft with decisions that change it, a policy with faults to fix, and a log's groups."""
    assert run([*_START, "--into", "drafted"]) == 0
    rows = (town / "drafted/docs/decisions.csv").read_text(encoding="utf-8")
    write(town, "decisions.csv", rows.replace("Norwalk CT PD,,", "Norwalk CT PD,remove,"))
    write(town, f"untidy/{fixable.FILE}", fixable.POLICY)
    write(town, "untidy/directory/us-ct.yaml", fixable.DIRECTORY)
    outside = town.parent / "log.groups.json"
    assert run([*_AUDIT, "--groups", str(outside)]) == 1
    outside.rename(town / outside.name)


def child(name: str, town: Path, at: Path) -> Child:
    """The command in its own copy of the repository."""
    outside = None if WRITING[name].in_git else shutil.ignore_patterns(".git")
    shutil.copytree(town, at, symlinks=True, ignore=outside)
    environment = _GIT | {"LPRPOLICY_DATA": str(at / "data"), "LPRPOLICY_CACHE": str(at / "cache")}
    return Child(WRITING[name].arguments, at, environment)


def files(folder: Path) -> dict[str, bytes]:
    """What is there, without git's own, the cache, and what the next run removes."""
    return {
        path: file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        and not (path := file.relative_to(folder).as_posix()).startswith((".git/", "cache/"))
        and not _LEFT.search(path)
    }


def left(folder: Path) -> list[str]:
    """What the next run is to remove."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    return [path for path in found if _LEFT.search(path) and not path.startswith(".git/")]
