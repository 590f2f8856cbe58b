"""A note about switches that says nothing of what the change makes of them.

No export prints a vendor's switches, so the dated note of who looked is all that shows them. The
note that was there while a switch was on does not show that it is off.
"""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.evaluate.base.standing import Base
from lprpolicy.model.places import ROOT
from lprpolicy.model.policy import System
from lprpolicy.model.verdicts import Undecided
from lprpolicy.model.words import Status, Switch
from lprpolicy.repository.findings import Ungrouped, file_rule, of_verdict
from lprpolicy.repository.folder import Folder


def notes_of_before(base: Base, old: Folder, new: Folder) -> Iterator[Ungrouped]:
    """Each system with a switch that the change turns off, by the note that the base has."""
    was, now = old.policy and old.policy.value, new.policy and new.policy.value
    if not was or not now or new.policy is None or now.status is Status.PROPOSED:
        return
    before = {system.id: system for system in was.systems or ()}
    for number, system in enumerate(now.systems or ()):
        looked, stood = system.attested, before.get(system.id)
        if looked is None or stood is None or stood.attested is None:
            continue
        off = [one.plain for one in Switch if _is_on(stood, one) and not _is_on(system, one)]
        if off and looked.on <= stood.attested.on:
            says = (
                f"turns off {off[0]} in {system.id}, by the note of {looked.on}, when "
                f"{base.name} has it on"
            )
            at = ROOT / "systems" / number / "attested" / "on"
            verdict = Undecided(says, at)
            yield of_verdict(
                file_rule("base/note-of-before"), verdict, new.policy.document, new.agency
            )


def _is_on(system: System, switch: Switch) -> bool:
    return system.lookups is not None and getattr(system.lookups, switch.value) is True
