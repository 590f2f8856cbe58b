"""A policy with faults that `check --fix` can take away, among lines that it must not touch."""

from __future__ import annotations

AGENCY = "us-ct/westport-pd"
FILE = f"{AGENCY}/policy.yaml"
DIRECTORY = """schema: lprpolicy/directory/v1
title: Agencies that this repository names
source: {title: The word of whoever began it, on: 2026-11-01}
agencies:
  - {id: us-ct/westport-pd, name: Westport Police Department, kind: municipal-police, state: us-ct}
"""
POLICY = """# Head of the file.
schema: lprpolicy/policy/v1
agency: us-ct/westport-pd
status: proposed

systems:
  - id: flock  # the vendor's word
    vendor: flock
    lookups: {statewide: false, national: true, share_all: false}

retention:
  # The council asked for this.
  reads: 90 days  # too long
  hits: 14 days
purposes:
  allowed: [stolen-vehicle, missing-person]
  prohibited:
    - immigration-enforcement
    # more to come
sharing:
  onward: forbidden
  grants:
    # Our neighbor.
    - to: us-ct/norwalk-pd
      system: flock
      data: [reads]
      mode: standing
      purposes: [stolen-vehicle]
    # Nobody knows why.
    - to: us/ice  # since 2019
      system: flock
      data: [reads]
      mode: standing
      purposes: [stolen-vehicle]
# Tail of the file.
"""
