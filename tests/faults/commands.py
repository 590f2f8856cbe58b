"""Every command, in a town's repository where it succeeds, and a quick way to run it many times."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from lprpolicy.host.clock import of_machine
from tests.audit.logs import ORGANIZATION, ROW, text
from tests.environments import importing
from tests.program import Done, Subject, program
from tests.rounds import AGENCY, NAMES, run, shared, westport, write

EXPORT: Final = "exports/SharedNetworks_2026-11-20.csv"
LATER: Final = "exports/SharedNetworks_2026-11-22.csv"
DERBY: Final = ("--agency", "us-ct/derby-pd", "--owner-is-right", "a made-up export")
AUDIT: Final = ("--agency", AGENCY, "--repository", "policies", "--time-zone", "America/New_York")
TOWN: Final = ("--state", "CT", "--town", "Derby", "--owner-is-right", "a made-up export")
COMMANDS: Final[dict[str, tuple[str, ...]]] = {
    "--help": ("--help",),
    "--version": ("--version",),
    "audit": ("audit", "log.csv", *AUDIT),
    "audit --explain": ("audit", "--explain", "DHS AOD", "--agency", AGENCY),
    "audit --replay": ("audit", "log.csv", *AUDIT, "--replay", f"policies/{AGENCY}/policy.yaml"),
    "check": ("check", "policies"),
    "compare-rules": ("compare-rules", "us-ct", "us-ct"),
    "completion": ("completion", "bash"),
    "config": ("config", "show", "policies"),
    "diff": ("diff", "HEAD", "--in", "policies"),
    "directory": ("directory", "search", "norwalk"),
    "directory list": ("directory", "list"),
    "directory show": ("directory", "show", "us/ice"),
    "drift": ("drift", AGENCY, "--observed", EXPORT, "--in", "policies"),
    "explain": ("explain", "us-ct/retention-reads"),
    "fmt": ("fmt", "--repository", "untidy", "--diff"),
    "gate": ("gate", "today.json", "--observed", EXPORT, "--in", "policies"),
    "history": ("history", AGENCY, "--repository", "policies"),
    "import": ("import", EXPORT, *DERBY, "--into", "new", "--dry-run"),
    "init": ("init", "--state", "CT", "--town", "Derby", "--into", "derby"),
    "law": ("law", "ct"),
    "network": ("network", "policies"),
    "plan": ("plan", AGENCY, "--observed", EXPORT, "--in", "policies"),
    "publish": ("publish", "policies", "--out", "site"),
    "reach": ("reach", AGENCY, "--repository", "policies"),
    "render": ("render", AGENCY, "policies"),
    "render --as policy": ("render", AGENCY, "policies", "--as", "policy"),
    "requests": ("requests", AGENCY, "pending.csv", "--in", "policies"),
    "rules": ("rules", "list", "policies"),
    "rules export": ("rules", "export", "ct", "--format", "oscal"),
    "rules show": ("rules", "show", "us-ct/retention-reads"),
    "schema": ("schema", "show", "policy"),
    "start": ("start", *TOWN, "--export", EXPORT, "--into", "started"),
    "verify": ("verify", "plan.json", "--observed", LATER, "--in", "policies"),
    "who": ("who", "ICE ERO"),
}
FOLDERS: Final = {
    "audit": ("audit", "log.csv", "--agency", AGENCY, "--repository", "{}"),
    "check": ("check", "{}"),
    "check --fix": ("check", "{}", "--fix"),
    "compare-rules": ("compare-rules", "us-ct", AGENCY, "--repository", "{}"),
    "config": ("config", "show", "{}"),
    "diff": ("diff", "HEAD", "--in", "{}"),
    "directory pin": ("directory", "pin", "--repository", "{}"),
    "drift": ("drift", AGENCY, "--observed", EXPORT, "--in", "{}"),
    "explain": ("explain", "us/ice", "--repository", "{}"),
    "fmt": ("fmt", "--repository", "{}"),
    "gate": ("gate", "today.json", "--observed", EXPORT, "--in", "{}"),
    "history": ("history", AGENCY, "--repository", "{}"),
    "network": ("network", "{}"),
    "plan": ("plan", AGENCY, "--observed", EXPORT, "--in", "{}"),
    "publish": ("publish", "{}", "--out", "site"),
    "reach": ("reach", AGENCY, "--repository", "{}"),
    "render": ("render", AGENCY, "{}"),
    "requests": ("requests", AGENCY, "pending.csv", "--in", "{}"),
    "rules": ("rules", "list", "{}"),
    "verify": ("verify", "plan.json", "--observed", LATER, "--in", "{}"),
    "who": ("who", "ICE ERO", "--directory", "{}"),
}
"""How each command is given a repository."""
IGNORED: Final = dict.fromkeys(
    ("LPRPOLICY_AS_OF", "LPRPOLICY_CACHE", "LPRPOLICY_CONFIG", "LPRPOLICY_DATA")
)
"""What the gate would say that it ignores."""
READS: Final = {
    "audit": ("audit", "{}", *AUDIT),
    "audit --replay": ("audit", "log.csv", *AUDIT, "--replay", "{}"),
    "audit --sample-result": ("audit", *AUDIT, "--sample-result", "{}"),
    "check --with": ("check", "policies", "--with", "{}"),
    "compare-rules": ("compare-rules", "us-nh", "us-ct", "--with", "{}"),
    "directory": ("directory", "import", "fbi-lee", "{}"),
    "drift": ("drift", AGENCY, "--observed", "{}", "--in", "policies"),
    "gate": ("gate", "{}", "--observed", EXPORT, "--in", "policies"),
    "import": ("import", "{}", *DERBY, "--into", "new"),
    "import --beside": ("import", EXPORT, *DERBY, "--into", "new", "--beside", "{}"),
    "import --merge": ("import", "{}", "--agency", AGENCY, "--into", "policies", "--merge"),
    "network": ("network", "policies", "--observed", f"{AGENCY}={{}}"),
    "plan": ("plan", AGENCY, "--observed", "{}", "--in", "policies"),
    "reach": ("reach", AGENCY, "--repository", "policies", "--observed", f"{AGENCY}={{}}"),
    "requests": ("requests", AGENCY, "{}", "--in", "policies"),
    "schema": ("schema", "verify", "{}"),
    "start": ("start", *TOWN, "--export", "{}", "--into", "derby"),
    "start --decisions": (
        *("start", *TOWN, "--export", EXPORT, "--into", "derby"),
        *("--decisions", "{}"),
    ),
    "verify": ("verify", "{}", "--observed", LATER, "--in", "policies"),
}
"""How each command is given a file."""
WRITES: Final = {
    "audit": ("audit", "log.csv", *AUDIT, "--rows-for", "log/granted", "--out", "{}"),
    "audit --groups": ("audit", "log.csv", *AUDIT, "--groups", "{}"),
    "audit --sample": ("audit", "log.csv", *AUDIT, "--sample", "5%", "--out", "{}"),
    "check": ("check", "policies", "--format", "json={}"),
    "compare-rules": ("compare-rules", "us-nh", "us-ct", "--out", "{}"),
    "diff": ("diff", "HEAD", "--in", "policies", "--format", "json={}"),
    "gate": ("gate", "today.json", "--observed", EXPORT, "--in", "policies", "--out", "{}"),
    "import": ("import", EXPORT, *DERBY, "--into", "{}"),
    "init": ("init", "--state", "CT", "--town", "Derby", "--into", "{}"),
    "law": ("law", "ct", "--format", "json={}"),
    "network": ("network", "policies", "--format", "json={}"),
    "plan": ("plan", AGENCY, "--observed", EXPORT, "--in", "policies", "--out", "{}"),
    "publish": ("publish", "policies", "--out", "{}"),
    "render": ("render", AGENCY, "policies", "--out", "{}"),
    "render --as policy": ("render", AGENCY, "policies", "--as", "policy", "--format", "docx={}"),
    "rules": ("rules", "new", "us-ct/a-rule", "--into", "{}"),
    "rules export": ("rules", "export", "--format", "oscal={}"),
    "schema": ("schema", "write", "{}"),
    "start": ("start", *TOWN, "--export", EXPORT, "--into", "{}"),
}
"""How each command is told where to write."""


def asked(command: Sequence[str], path: str) -> tuple[str, ...]:
    """A command of the tables with a path in its place."""
    return tuple(word.format(path) for word in command)


def build_town(folder: Path) -> Path:
    """A town's repository with exports, a plan and a list of requests, all in order."""
    town = westport(folder)
    shared(town, *NAMES)
    shared(town, *NAMES, day="2026-11-22")
    rows = 'organization,request_date,permissions\nNorwalk CT PD,2026-11-01,"Search"\n'
    write(town, "pending.csv", rows)
    write(town, "log.csv", text(ORGANIZATION, ROW).decode())
    write(town, "untidy/lprpolicy.yaml", "schema:   lprpolicy/config/v1\n\n\n")
    planned = ["plan", AGENCY, "--observed", str(town / EXPORT), "--in", str(town / "policies")]
    assert run([*planned, "--out", str(town / "plan.json")]) == 0
    assert run([*planned, "--out", str(town / "today.json")], clock=of_machine()) == 0
    return town


def run_all(cwd: Path, cases: Sequence[Subject]) -> list[Done]:
    """Run each case in a process of its own, forked from one that has loaded the program."""
    environment = importing() | {"LPRPOLICY_AS_OF": "2026-11-22", "LC_ALL": "C.UTF-8"}
    return [program().run(case, cwd, environment) for case in cases]
