"""A small repository whose grants lead somewhere."""

from __future__ import annotations

DIRECTORY = """\
schema: lprpolicy/directory/v1
title: A made-up state
source: {title: made up, on: 2026-01-01}
agencies:
  - {id: us-ct/aville-pd, name: Aville Police Department, kind: municipal-police, state: us-ct}
  - {id: us-ct/bville-pd, name: Bville Police Department, kind: municipal-police, state: us-ct}
  - id: us-ct/connecticut-exampleton-fusion-center
    name: Connecticut Exampleton Fusion Center
    kind: fusion-center
    state: us-ct
    passes_on_to:
      - {to: us/ice-hsi, source: {title: Its own page, on: 2026-02-02}}
  - id: us-ct/partnerton-so
    name: Partnerton Sheriff's Office
    kind: county-sheriff
    state: us-ct
    programs:
      - {program: 287g, member: true, source: {title: A list, on: 2026-03-03}}
"""

HEADER = "Organization Name,Networks Shared With Me,Networks I'm Sharing\n"


def policy(agency: str, *grants: str, sharing: str = "", status: str = "adopted") -> str:
    listed = "".join(f"    - {grant}\n" for grant in grants)
    adopted = "adopted: {by: council, on: 2026-01-01, record: minutes.md}\n"
    return (
        f"schema: lprpolicy/policy/v1\nagency: {agency}\nstatus: {status}\n"
        + (adopted if status == "adopted" else "")
        + f"sharing:\n{sharing}"
        + (f"  grants:\n{listed}" if grants else "  grants: []\n")
    )
