"""Statements of the gate as files: held against the plan, the tip of the branch and the clock."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lprpolicy.errors import LprPolicyError
from lprpolicy.host import ssh
from lprpolicy.host.user_files import STATEMENT, read_user_file
from lprpolicy.model.plan import Plan, PolicyRepository
from lprpolicy.read.schema import shape
from lprpolicy.repository import digests
from lprpolicy.repository.plans import read_plan_bytes
from lprpolicy.repository.tip import Tip
from lprpolicy.write.plan import statement as words
from lprpolicy.write.plan.statement import Issue

_HOW: Final = "`lprpolicy gate plan.json --out statement.json` makes one"


class StatementRefused(LprPolicyError):
    """A statement that does not let this plan pass here and now."""

    exit_code = 1
    consequence = "the gate stays shut: nothing may be applied"


@dataclass(frozen=True, slots=True)
class Signed:
    """A statement, its signature, and whose signature it has to be by which list."""

    statement: Path
    signature: Path
    allowed: bytes
    signer: str


def verify(
    file: Path, signed: Signed, tip: Tip, moment: dt.datetime, *, longest: dt.timedelta
) -> Issue:
    """Hold a plan against a signed statement; gives what was issued, or refuses.

    `longest` is how long a statement may be good, by the settings at the tip.
    """
    plan, raw = read_plan_bytes(file)
    said = signed.statement
    data, signature = (
        read_user_file(one, most=STATEMENT, error=StatementRefused)
        for one in (said, signed.signature)
    )
    ssh.verify(data, signature, signed.allowed, signed.signer)
    found = _parse(said, data)
    digest = digests.sha256(raw)
    if found.get("subject") != [{"name": f"{plan.agency}/plan.json", "digest": {"sha256": digest}}]:
        raise StatementRefused(
            f"{file}: the statement is about another plan",
            hint="the plan that was signed is the one with the fingerprint in the statement",
        )
    issue = _issue(said, found)
    version = _text(found, "predicate", "verifier", "version", "lprpolicy")
    if _write_again(plan, digest, issue, version) != data:
        raise StatementRefused(
            f"{said}: the statement says something else than the plan", hint=_HOW
        )
    wrong = [*_elsewhere(plan, issue, tip), *_at_another_time(issue, moment, longest)]
    if wrong:
        listed = "\n  ".join(wrong)
        raise StatementRefused(
            f"{said}: the statement is good no longer, or not here:\n  {listed}",
            hint="`lprpolicy plan` and `lprpolicy gate` make a new one",
        )
    return issue


def _write_again(plan: Plan, digest: str, issue: Issue, version: str) -> bytes:
    text = words.write(plan, sha256=digest, issue=issue, version=version)
    return text.encode("utf-8", "replace")


def _elsewhere(plan: Plan, issue: Issue, tip: Tip) -> Iterator[str]:
    """Why it does not count here, a line each."""
    if issue.repository != tip.repository or plan.repository != tip.repository:
        its, ours = _name_of(issue.repository), _name_of(tip.repository)
        yield f"the repository: it is of {its}, not {ours}"
    if issue.branch != tip.branch:
        yield f"the branch: it is of {issue.branch}, and {tip.branch} is the protected one here"
    if issue.commit != tip.commit:
        yield f"the commit: it is of {issue.commit[:12]}, and {tip.branch} is at {tip.commit[:12]}"


def _at_another_time(issue: Issue, moment: dt.datetime, longest: dt.timedelta) -> Iterator[str]:
    """Why it does not count now, a line each."""
    if not issue.issued <= issue.good_until <= issue.issued + longest:
        yield f"the time: no statement is good for more than {longest.days} days"
    if moment < issue.issued:
        yield f"the time: it was issued {words.time_text(issue.issued)}, which is still to come"
    if moment > issue.good_until:
        yield f"the time: it was good until {words.time_text(issue.good_until)}"


def _name_of(repository: PolicyRepository) -> str:
    roots = ", ".join(root[:12] for root in repository.roots)
    return f"{repository.remote or 'no remote'} ({repository.folder}; begun with {roots})"


def _issue(path: Path, found: dict[str, Any]) -> Issue:
    """Where and when it says that it was issued."""
    own = found.get("predicate", {}) if isinstance(found.get("predicate"), dict) else {}
    said = own.get("lprpolicy")
    repository, _ = shape(
        said.get("repository") if isinstance(said, dict) else None, PolicyRepository
    )
    try:
        issued, until = (
            words.time_of(_text(own, "lprpolicy", name)) for name in ("issued", "good_until")
        )
    except (ValueError, OverflowError):
        repository = None
    if repository is None:
        raise StatementRefused(
            f"{path}: the statement does not say where and when it was issued",
            hint="one that an older version wrote is good nowhere; run the gate again",
        )
    branch, commit = (_text(own, "lprpolicy", name) for name in ("branch", "commit"))
    return Issue(repository, branch, commit, issued, until)


def _parse(path: Path, data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _no_statement(path) from error
    if not isinstance(found, dict):
        raise _no_statement(path)
    return found


def _no_statement(path: Path) -> StatementRefused:
    return StatementRefused(f"{path}: this is no statement of the gate", hint=_HOW)


def _text(found: object, *keys: str) -> str:
    """The text below these keys; none where something of another shape stands in the way."""
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, str) else ""
