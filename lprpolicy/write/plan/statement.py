"""Write what the gate let pass, as an in-toto statement with a SLSA verification summary.

It says of which repository, branch and commit it is true, when it was issued and until when it is
good, so that it proves nothing anywhere else or later.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from lprpolicy.model.plan import Plan, PolicyRepository
from lprpolicy.write.escape import json_text

TYPE: Final = "https://in-toto.io/Statement/v1"
PREDICATE: Final = "https://slsa.dev/verification_summary/v1"
VERIFIER: Final = "urn:lprpolicy:gate"
_TIME: Final = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Issue:
    """Where and when a statement was issued, and until when it is good. Times are in UTC."""

    repository: PolicyRepository
    branch: str
    commit: str
    issued: dt.datetime
    good_until: dt.datetime


def write(plan: Plan, *, sha256: str, issue: Issue, version: str) -> str:
    policy = {"sha256": plan.inputs.policy, "gitCommit": issue.commit}
    steps = {way: sum(s.effect == way for s in plan.steps) for way in ("narrows", "widens")}
    roots = "+".join(issue.repository.roots)
    data: dict[str, Any] = {
        "_type": TYPE,
        "subject": [{"name": f"{plan.agency}/plan.json", "digest": {"sha256": sha256}}],
        "predicateType": PREDICATE,
        "predicate": {
            "verifier": {"id": VERIFIER, "version": {"lprpolicy": version}},
            "timeVerified": time_text(issue.issued),
            "resourceUri": f"urn:lprpolicy:{roots}:{plan.agency}",
            "policy": {"uri": f"{plan.agency}/policy.yaml", "digest": policy},
            "inputAttestations": [],
            "verificationResult": "PASSED",
            "verifiedLevels": [f"LPRPOLICY_{plan.scope.upper()}"],
            "lprpolicy": {
                "agency": plan.agency,
                "as_of": plan.as_of.isoformat(),
                "repository": issue.repository.model_dump(mode="json", exclude_none=True),
                "branch": issue.branch,
                "commit": issue.commit,
                "issued": time_text(issue.issued),
                "good_until": time_text(issue.good_until),
                "decision": plan.decision.value,
                "fingerprint": plan.fingerprint,
                "scope": plan.scope,
                "steps": steps,
                "inputs": plan.inputs.model_dump(mode="json", exclude_none=True),
            },
        },
    }
    return json_text(data)


def time_text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime(_TIME)


def time_of(text: str) -> dt.datetime:
    """The moment that a statement names; a ValueError where it names none."""
    return dt.datetime.strptime(text, _TIME).replace(tzinfo=dt.UTC)
