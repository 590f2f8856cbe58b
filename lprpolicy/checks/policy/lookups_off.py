"""Keep vendor-wide switches off, in every system, with somebody's dated word for it.

No export prints these switches, so `off` without an attestation is a hope. A proposed policy
describes no live setting yet, so it needs none.
"""

from collections.abc import Iterator
from typing import Literal

from lprpolicy.model.form import FLAGS, GRANTS, STATUS, SYSTEM, SYSTEMS, ChoiceForm, Form
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import System
from lprpolicy.model.scalars import Flag
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Status, Switch
from lprpolicy.model.written import Field, Written

SwitchName = Literal["statewide", "national", "share_all"]


class Params(Written):
    switches: tuple[SwitchName, ...] = Field(
        min_length=1, title="Switches", description="The switches that stay off."
    )
    attested: Flag = Field(
        True, title="Attested", description="Whether `off` needs a dated word of who looked."
    )


def form(params: Params) -> tuple[Form, ...]:
    switches = (ChoiceForm(f"{SYSTEM}/lookups/{one}", FLAGS) for one in params.switches)
    attested = (STATUS, ChoiceForm(f"{SYSTEM}/attested", ({},)))
    return (SYSTEMS, GRANTS, *switches, *(attested if params.attested else ()))


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    if not subject.systems_said:
        yield Undecided("does not say which systems hold the reads", ROOT / "systems")
    for system, at in subject.systems():
        yield from _judge(system, at, params)
        if params.attested and subject.policy.status is not Status.PROPOSED:
            yield from _attestation(subject, system, at)


def _judge(system: System, at: Pointer, params: Params) -> Iterator[Verdict]:
    for switch in params.switches:
        on = getattr(system.lookups, switch) if system.lookups else None
        place = at / "lookups" / switch
        if on is None:
            yield Undecided(
                f"does not say whether {Switch(switch).plain} is on in {system.id}", place
            )
        elif on:
            yield Violation(f"turns on {Switch(switch).plain} in {system.id}", place)


def _attestation(subject: Subject, system: System, at: Pointer) -> Iterator[Verdict]:
    if system.attested is None:
        yield Undecided(
            f"does not say who certified that the lookup settings of {system.id} were checked",
            at / "attested",
        )
    elif system.attested.on > subject.day:
        yield Violation(
            f"has the lookup settings of {system.id} looked at only on {system.attested.on}",
            at / "attested" / "on",
        )
