"""Scratch repositories with real git, and exports of a made-up town."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

from lprpolicy.cli import run as cli
from tests.repositories import POLICIES

AGENCY = "us-ct/westport-pd"
POLICY = f"policies/{AGENCY}/policy.yaml"
TEXT = (POLICIES / AGENCY / "policy.yaml").read_text(encoding="utf-8")
TOWNS = ("fairfield-pd", "norwalk-pd", "weston-pd", "wilton-pd", "state-police")
ROWS = (
    "Fairfield Police Department (CT)",
    "Norwalk Police Department (CT)",
    "Weston Police Department (CT)",
    "Wilton Police Department (CT)",
    "Connecticut State Police",
)
HEADER = "Organization Name,Networks Shared With Me,Networks I'm Sharing"
_CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
_NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "nobody",
    "GIT_AUTHOR_EMAIL": "nobody@example.org",
    "GIT_COMMITTER_NAME": "nobody",
    "GIT_COMMITTER_EMAIL": "nobody@example.org",
}


def git(folder: Path, *arguments: str, day: str = "2026-11-20") -> str:
    when = day if day.startswith("@") else f"{day}T12:00:00Z"
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        env=_CLEAN | _NOBODY | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def commit(folder: Path, message: str = "a change", *, day: str = "2026-11-20") -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message, day=day)
    return git(folder, "rev-parse", "HEAD")


def adopted(text: str = TEXT) -> str:
    """Westport's draft, adopted and in force, with a Flock system."""
    vote = "adopted: {by: Representative Town Meeting, on: 2026-11-10, record: minutes/a.md}"
    null = next(line for line in text.splitlines() if line.startswith("adopted: null"))
    for before, after in (
        ("status: proposed", "status: adopted"),
        (null, vote),
        ("effective: 2027-01-01", "effective: 2026-11-15"),
        ("    vendor: other\n    other: to be named by the department\n", "    vendor: flock\n"),
        (
            "      share_all: false\n",
            "      share_all: false\n    attested: "
            "{by: records office, on: 2026-11-12, record: minutes/switches.md}\n",
        ),
    ):
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


def scratch(folder: Path, text: str | None = None) -> Path:
    """A git repository with Westport's policy, its papers and the directories, committed once."""
    git(folder.parent, "init", "--quiet", "--initial-branch=main", str(folder))
    write(folder, "policies/lprpolicy.yaml", "schema: lprpolicy/config/v1\n")
    for file in (POLICIES / "directory").glob("*.yaml"):
        write(folder, f"policies/directory/{file.name}", file.read_text(encoding="utf-8"))
    write(folder, POLICY, text or adopted())
    for paper in ("a.md", "switches.md"):
        write(folder, f"policies/minutes/{paper}", "Seen and signed.\n")
    commit(folder, "first")
    return folder


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def edit(folder: Path, before: str, after: str, name: str = POLICY) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times"
    write(folder, name, text.replace(before, after))


def shared(folder: Path, *rows: str, day: str = "2026-11-20") -> Path:
    """A SharedNetworks export with these organizations on the outbound list."""
    lines = [HEADER, *(f'"{row}",,Westport CT PD' for row in rows)]
    return write(folder, f"exports/SharedNetworks_{day}.csv", "\n".join(lines) + "\n")


NAMES = (*ROWS[:4], "Connecticut State Police (CT)")
DAY, LATER = "--as-of=2026-11-22", "--as-of=2026-11-30"
CLOCK = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def run(arguments: list[str], *, clock: dt.datetime = CLOCK) -> int:
    """Run a command at noon of the day of these tests, or at another moment."""
    return cli.run(arguments, moment=lambda: clock)


def westport(folder: Path) -> Path:
    """Westport's repository, whose policy calls the state police as the export does."""
    grant = "    - to: us-ct/state-police\n"
    named = f'{grant}      listed_as: "Connecticut State Police (CT)"\n'
    return scratch(folder, adopted().replace(grant, named))


def plan(town: Path, *rows: str, more: tuple[str, ...] = ()) -> int:
    """Plan from an export of these rows, which is kept in the repository; gives the exit code."""
    exported = shared(town, *rows)
    kept = town / "policies" / "exports" / exported.name
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(exported.read_bytes())
    return run(["plan", AGENCY, "--observed", str(kept), "--out", "plan.json", *more])
