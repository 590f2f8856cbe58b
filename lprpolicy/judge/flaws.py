"""A fault that is no rule of law: what lprpolicy itself asks of every policy."""

from __future__ import annotations

from dataclasses import dataclass

from lprpolicy.model.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a policy or a waiver; `code` is one of the file rules."""

    code: str
    verdict: Verdict
