"""A policy repository in git, whose commits have fixed days and so fixed ids."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

IDENTITY = {
    "GIT_AUTHOR_NAME": "A clerk",
    "GIT_AUTHOR_EMAIL": "clerk@town.example",
    "GIT_COMMITTER_NAME": "A clerk",
    "GIT_COMMITTER_EMAIL": "clerk@town.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}
AGENCY = "us-ct/trumbull-pd"
FILE = f"{AGENCY}/policy.yaml"


def git(folder: Path, *arguments: str, day: int = 1) -> str:
    when = f"2026-10-{day:02d}T12:00:00+00:00"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *arguments],
        cwd=folder,
        env=kept | IDENTITY | dates,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.fail(done.stderr)
    return done.stdout


def commit(folder: Path, words: str, day: int) -> None:
    git(folder, "add", "--all", ".", day=day)
    git(folder, "commit", "--quiet", "--allow-empty", f"--message={words}", day=day)


def policy(*to: str, agency: str = AGENCY, reads: str = "7 days") -> str:
    grants = "".join(f"\n    - {{to: {one}, data: [reads], mode: standing}}" for one in to)
    return (
        f"schema: lprpolicy/policy/v1\nagency: {agency}\nstatus: proposed\nadopted: null\n"
        f"retention: {{reads: {reads}}}\nsharing:\n  grants:{grants or ' []'}\n"
    )


def write(folder: Path, path: str, text: str) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
