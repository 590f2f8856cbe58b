"""How the files of a policy repository are called, and whose each is by its path."""

from __future__ import annotations

import re
from typing import Final

CONFIGS: Final = ("lprpolicy.yaml", ".lprpolicy.yaml")
YAML: Final = (".yaml", ".yml")
VERIFIED: Final = "verified.json"
"""What was last seen to be done at the vendor, beside the policy: written by `verify --lock`."""
VOTES: Final = "votes.yaml"
"""Recorded votes to loosen a rule, beside the rules or, about settings, beside those."""
AGENCY: Final = re.compile(r"(us-[a-z]{2}/[a-z0-9]+(?:-[a-z0-9]+)*)/")


def owner(path: str) -> str | None:
    """The agency whose folder a file is in.

    >>> owner("us-ct/westport-pd/rules/no-faces.yaml"), owner("directory/us-ct.yaml")
    ('us-ct/westport-pd', None)
    """
    found = AGENCY.match(path)
    return found[1] if found else None


def is_read(name: str) -> bool:
    """Whether a file of this name is read, so that anything else of the name is a fault.

    >>> is_read("policy.yaml"), is_read(".lprpolicy.yaml"), is_read(".pre-commit-config.yaml")
    (True, True, False)
    """
    is_yaml = name.lower().endswith(YAML)
    return name == VERIFIED or (is_yaml and (not name.startswith(".") or name in CONFIGS))


def is_state(name: str) -> bool:
    """Whether a folder's name is one of a state's folder, as us-ct."""
    return len(name) == 5 and name.startswith("us-")
