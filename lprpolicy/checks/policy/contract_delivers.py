"""Have every vendor deliver something often enough, such as an audit of searches."""

from collections.abc import Iterator

from lprpolicy.model.form import GRANTS, SYSTEM, SYSTEMS, EntriesForm, Form
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Delivered, System
from lprpolicy.model.scalars import Period
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Deliverable
from lprpolicy.model.written import Field, Written


class Params(Written):
    what: Deliverable = Field(title="What", description="What the vendor must deliver.")
    every: Period = Field(title="Every", description="The longest time between two.")


def form(params: Params) -> tuple[Form, ...]:
    ways = tuple(
        ({"what": str(params.what), "every": str(most)},) for most in params.every.longest_within()
    )
    return (SYSTEMS, GRANTS, EntriesForm(f"{SYSTEM}/contract/delivers", ways))


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    if not subject.systems_said:
        yield Undecided("does not say which systems hold the reads", ROOT / "systems")
    for system, place in subject.systems():
        contract, at = system.contract, place / "contract" / "delivers"
        if contract is None or contract.delivers is None:
            says = f"does not say what the vendor of {system.id} delivers, and how often"
            yield Undecided(says, at if contract else place / "contract")
            continue
        own = [(one, at / n) for n, one in enumerate(contract.delivers) if one.what is params.what]
        yield from _often_enough(own, params, system, at)


def _often_enough(
    own: list[tuple[Delivered, Pointer]], params: Params, system: System, at: Pointer
) -> Iterator[Verdict]:
    if not own:
        says = f"has a contract for {system.id} that does not deliver {params.what.plain}"
        yield Violation(says, at)
        return
    within = [(one.every.at_most(params.every), one, place) for one, place in own]
    if any(fits is True for fits, _, _ in within):
        return
    unclear = [one for one in within if one[0] is None]
    _, one, place = (unclear or within)[0]
    make = Undecided if unclear else Violation
    says = f"gets {params.what.plain} of {system.id} every {one.every}, not every {params.every}"
    yield make(says, place / "every")
