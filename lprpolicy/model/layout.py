"""The file names of a policy repository, and the agency that each path belongs to."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

CONFIGS: Final = ("lprpolicy.yaml", ".lprpolicy.yaml")
YAML: Final = (".yaml", ".yml")
VERIFIED: Final = "verified.json"
"""The file beside a policy with the vendor's last verified state; `verify --lock` writes it."""
VOTES: Final = "votes.yaml"
"""The file with recorded votes to loosen a rule: beside the rules, or beside the settings."""
AGENCY: Final = re.compile(r"(us-[a-z]{2}/[a-z0-9]+(?:-[a-z0-9]+)*)/")


@lru_cache(maxsize=1 << 16)
def owner(path: str) -> str | None:
    """Return the agency whose folder a file is in; an editor asks of every path at each key.

    >>> owner("us-ct/westport-pd/rules/no-faces.yaml"), owner("directory/us-ct.yaml")
    ('us-ct/westport-pd', None)
    """
    found = AGENCY.match(path)
    return found[1] if found else None


def is_read(name: str) -> bool:
    """Whether a file with this name is read, so that a folder or link with it is a fault.

    >>> is_read("policy.yaml"), is_read(".lprpolicy.yaml"), is_read(".pre-commit-config.yaml")
    (True, True, False)
    """
    is_yaml = name.lower().endswith(YAML)
    return name == VERIFIED or (is_yaml and (not name.startswith(".") or name in CONFIGS))


def is_state(name: str) -> bool:
    """Whether a folder's name is that of a state's folder, such as us-ct."""
    return len(name) == 5 and name.startswith("us-")
