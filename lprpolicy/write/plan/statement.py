"""Write what the gate let pass, as an in-toto statement with a SLSA verification summary.

It holds no clock time: the same commit, plan and day give the same bytes.
"""

from __future__ import annotations

from typing import Any, Final

from lprpolicy.model.plan import Plan
from lprpolicy.write.escape import json_text

TYPE: Final = "https://in-toto.io/Statement/v1"
PREDICATE: Final = "https://slsa.dev/verification_summary/v1"
VERIFIER: Final = "urn:lprpolicy:gate"


def write(plan: Plan, *, sha256: str, commit: str, version: str) -> str:
    policy = {"sha256": plan.inputs.policy, "gitCommit": commit}
    steps = {way: sum(s.effect == way for s in plan.steps) for way in ("narrows", "widens")}
    data: dict[str, Any] = {
        "_type": TYPE,
        "subject": [{"name": f"{plan.agency}/plan.json", "digest": {"sha256": sha256}}],
        "predicateType": PREDICATE,
        "predicate": {
            "verifier": {"id": VERIFIER, "version": {"lprpolicy": version}},
            "resourceUri": f"urn:lprpolicy:{plan.agency}",
            "policy": {"uri": f"{plan.agency}/policy.yaml", "digest": policy},
            "inputAttestations": [],
            "verificationResult": "PASSED",
            "verifiedLevels": [f"LPRPOLICY_{plan.scope.upper()}"],
            "lprpolicy": {
                "agency": plan.agency,
                "as_of": plan.as_of.isoformat(),
                "commit": commit,
                "decision": plan.decision.value,
                "fingerprint": plan.fingerprint,
                "scope": plan.scope,
                "steps": steps,
                "inputs": plan.inputs.model_dump(mode="json", exclude_none=True),
            },
        },
    }
    return json_text(data)
