"""Hold reads when a court may want them: on whose request, on what it states, for how long."""

from collections.abc import Iterator, Sequence
from typing import Final

from lprpolicy.model.form import Form, SetForm, TimeForm
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.prose import join_terms
from lprpolicy.model.scalars import Maybe, Period
from lprpolicy.model.sharing import Preservation
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import PreservationTerm, Requester, Word
from lprpolicy.model.written import Field, Written

AT: Final = ROOT / "sharing" / "preservation"
HONORS, STATES, HELD_FOR = AT / "honors", AT / "states", AT / "held_for"


class Params(Written):
    honors: tuple[Requester, ...] = Field(
        (), title="Honors", description="Whose requests must be followed; left out: nobody's."
    )
    states: tuple[PreservationTerm, ...] = Field(
        (), title="States", description="What each request must state."
    )
    held_for: Maybe[Period] = Field(
        None, title="Held for", description="The shortest time after a read was made."
    )


def form(params: Params) -> tuple[Form, ...]:
    found: list[Form] = []
    if params.honors:
        asked = frozenset(map(str, params.honors))
        found.append(SetForm(str(HONORS), tuple(map(str, Requester)), asked))
    if params.states:
        asked = frozenset(map(str, params.states))
        found.append(SetForm(str(STATES), tuple(map(str, PreservationTerm)), asked))
    if params.held_for is not None:
        found.append(TimeForm(str(HELD_FOR), (params.held_for,)))
    return tuple(found)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    said = subject.policy.sharing.preservation if subject.policy.sharing else None
    if said is None:
        yield Undecided("does not say what it does when somebody asks that reads be held", AT)
        return
    yield from _honors(said, params)
    yield from _states(said, params)
    yield from _held_for(said, params)


def _honors(said: Preservation, params: Params) -> Iterator[Verdict]:
    silent = "does not say whose requests to hold reads it follows"
    lacking = "does not follow requests to hold reads by"
    return _all_of(params.honors, said.honors, HONORS, silent, lacking)


def _states(said: Preservation, params: Params) -> Iterator[Verdict]:
    silent = "does not say what a request to hold reads must state"
    lacking = "follows requests to hold reads without"
    return _all_of(params.states, said.states, STATES, silent, lacking)


def _all_of(
    asked: Sequence[Word], said: Sequence[Word] | None, at: Pointer, silent: str, lacking: str
) -> Iterator[Verdict]:
    """Judge whether a list has every word that is asked for."""
    if not asked:
        return
    if said is None:
        yield Undecided(silent, at)
        return
    missing = [one.plain for one in asked if one not in said]
    if missing:
        yield Violation(f"{lacking} {join_terms(missing)}", at)


def _held_for(said: Preservation, params: Params) -> Iterator[Verdict]:
    if params.held_for is None:
        return
    if said.held_for is None:
        yield Undecided("does not say how long a request holds reads", HELD_FOR)
        return
    enough = said.held_for.at_least(params.held_for)
    if enough is False:
        says = f"holds reads on request for {said.held_for}, less than {params.held_for}"
        yield Violation(says, HELD_FOR)
    elif enough is None:
        says = f"holds reads on request for {said.held_for}, which can be less than "
        yield Undecided(f"{says}{params.held_for}", HELD_FOR)
