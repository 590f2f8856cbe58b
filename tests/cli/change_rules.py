"""A town's rule on changes."""

from __future__ import annotations

RULE = """schema: lprpolicy/rule/v1
title: A vote before access widens
says: Whoever is let in is voted on again.
binding: must
remedy: Have it voted on.
check: widening-approved
versions:
  - from: 2026-11-01
    provision: {citation: Town rule 1, url: "https://example.org/rule", verified: text}
    by: [Representative Town Meeting]
examples: []
"""
