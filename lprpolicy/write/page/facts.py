"""What a page about one policy is made from: gathered by a task, put into words by `write`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lprpolicy.model.directory import Source
from lprpolicy.model.places import Pointer
from lprpolicy.model.report import Finding, RuleInfo
from lprpolicy.model.rule import Pack
from lprpolicy.model.standing import Standing
from lprpolicy.model.subject import Subject
from lprpolicy.model.waiver import Waivers
from lprpolicy.model.words import AgencyKind
from lprpolicy.write.page.sections import Sentence


@dataclass(frozen=True, slots=True)
class Duty:
    """One rule that binds the agency, and how its policy stands to it.

    `findings` are what a rule that applies finds today, and what one that is still to come would
    find on its first day. `own` marks the agency's own rules.
    """

    rule: RuleInfo
    standing: Standing
    findings: tuple[Finding, ...] = ()
    own: bool = False
    ends: dt.date | None = None
    contested: str | None = None


@dataclass(frozen=True, slots=True)
class Handing:
    """One agency hands what it receives to another one, by the word of a source."""

    giver: str
    receiver: str
    kind: AgencyKind | None
    state: str | None
    source: Source


Route = tuple[Handing, ...]
"""The way from a recipient to somebody who gets the reads through it."""


@dataclass(frozen=True, slots=True)
class Material:
    """Everything about one policy on one day.

    `data` is the policy file as it was read, to tell what it says from what it leaves out.
    `names` gives words for the ids of agencies and rules. `routes` leads to those who get the
    reads through a recipient, as far as anyone wrote that down. `changes` are sentences about
    what differs from the last time; None where nobody compared.
    """

    subject: Subject
    file: str
    data: Any
    duties: tuple[Duty, ...]
    faults: tuple[Finding, ...]
    packs: Mapping[str, Pack]
    names: Mapping[str, str]
    waivers: Waivers | None = None
    waivers_file: str | None = None
    waived: tuple[Finding, ...] = ()
    routes: tuple[Route, ...] = ()
    changes: tuple[Sentence, ...] | None = None

    def says(self, at: Pointer) -> bool:
        """Whether the policy file has this clause."""
        here = self.data
        for step in at.parts:
            held = isinstance(here, dict) and step in here
            in_row = isinstance(here, list) and isinstance(step, int) and step < len(here)
            if not (held or in_row):
                return False
            here = here[step]
        return True
