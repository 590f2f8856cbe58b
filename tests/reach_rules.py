"""A town's rule on where its reads may lead, and a repository that has it."""

from __future__ import annotations

from lprpolicy.host.files.tree import Tree
from tests.reaching import policy
from tests.repositories import drafts

CAMPUS = "us-ct/southern-connecticut-state-university-police"

RULE = f"{CAMPUS}/no-way-to-immigration-agencies"

HAMDEN = "us-ct/hamden-pd/policy.yaml"


def with_hamden(*grants: str) -> Tree:
    return drafts().over(HAMDEN, policy("us-ct/hamden-pd", *grants).encode())
