"""Cap how long one class of record is kept, with exceptions that need documents."""

from collections.abc import Iterator

from lprpolicy.checks.policy.purposes_prohibited import stated_purposes
from lprpolicy.model.durations import Duration
from lprpolicy.model.form import GRANT, GRANTS, SYSTEM, SYSTEMS, Form, KeepForm, SetForm, TimeForm
from lprpolicy.model.places import Pointer
from lprpolicy.model.prose import join_terms, words
from lprpolicy.model.retention import Keep
from lprpolicy.model.scalars import Flag, Maybe, Period
from lprpolicy.model.subject import Kept, Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Artifact, Purpose, RecordClass, Until
from lprpolicy.model.written import Field, Written


class Exempt(Written):
    """Keeping for longer that the rule accepts: every paper, and one of the events if any."""

    requires: tuple[Artifact, ...] = Field(
        (), title="Requires", description="Documents that must all be asked for."
    )
    until: tuple[Until, ...] = Field(
        (), title="Until", description="Events one of which must end it; [] is any or none."
    )

    at_most: Maybe[Period] = Field(
        None, title="At most", description="The longest time of such keeping; left out: any."
    )
    renewable: Flag = Field(
        False, title="Renewable", description="Whether a new document may start that time again."
    )

    def covers(self, keep: Keep) -> bool | None:
        """Whether the keeping is accepted; None where that depends on the calendar."""
        ends = not self.until or keep.until in self.until
        if not ends or not set(self.requires) <= set(keep.requires):
            return False
        if self.at_most is None:
            return True
        if keep.at_most is None or (keep.renewable and not self.renewable):
            return False
        return keep.at_most.at_most(self.at_most)


class Params(Written):
    record: RecordClass = Field(title="Record", description="The class of record.")
    limit: Maybe[Period] = Field(
        None, title="Limit", description="The longest time; left out: any, but one must be stated."
    )
    contract: Flag = Field(
        False, title="Contract", description="Whether a shorter limit in the contract binds too."
    )
    unless: tuple[Exempt, ...] = Field(
        (), title="Unless", description="Keeping for longer that is accepted."
    )
    purposes: tuple[Purpose, ...] = Field(
        (),
        title="Purposes",
        description="A policy that allows none of these need not speak of the class; [] is any.",
    )
    falls_under: Maybe[RecordClass] = Field(
        None,
        title="Falls under",
        description="The class whose time and rule count where the policy has no words for this "
        "one.",
    )


def form(params: Params) -> tuple[Form, ...]:
    own = [params.limit, *(one.at_most for one in params.unless)]
    marks = tuple(one for one in own if one is not None)
    papers = tuple(frozenset(map(str, one.requires)) for one in params.unless)
    events = tuple(str(event) for one in params.unless for event in one.until)
    found: list[Form] = [KeepForm(f"/retention/{params.record}", marks, papers, events)]
    if params.falls_under is not None:
        found.append(KeepForm(f"/retention/{params.falls_under}"))
    if params.purposes:
        every = tuple(map(str, Purpose))
        found += [GRANTS, SetForm(f"{GRANT}/purposes", every), SetForm("/purposes/allowed", every)]
    if params.contract:
        found += [SYSTEMS, TimeForm(f"{SYSTEM}/contract/retention", marks)]
    return tuple(found)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    for kept in subject.periods_of(params.record):
        if kept.period is not None:
            yield from _judge(kept, kept.period, params)
        elif not (
            _falls_under(subject, params.falls_under) or _never_taken(subject, params.purposes)
        ):
            where = f" in {kept.system}" if kept.system else ""
            yield Undecided(f"does not say how long {params.record.are_kept}{where}", kept.at)


def _falls_under(subject: Subject, record: RecordClass | None) -> bool:
    """Whether every system has a period for the wider class that this one falls under."""
    return record is not None and all(
        kept.period is not None for kept in subject.periods_of(record)
    )


def _never_taken(subject: Subject, purposes: tuple[Purpose, ...]) -> bool:
    """Whether the policy lists its purposes and none of these is among them."""
    if not purposes:
        return False
    said = subject.policy.purposes is not None and subject.policy.purposes.allowed is not None
    return said and not any(stated_purposes(subject, purposes.__contains__))


def _judge(kept: Kept, written: Duration | Keep, params: Params) -> Iterator[Verdict]:
    accepted = _covers(written, params)
    if accepted is True:
        return
    period = written.at_most if isinstance(written, Keep) else written
    within = period is None or params.limit is None or period.at_most(params.limit)
    if period is not None and within is True:
        yield from _within_the_limit(kept, written, period, params)
        return
    record = f"{params.record.noun} in {kept.system}" if kept.system else params.record.noun
    said = f"keeps {record} for {period}"
    if period is None:
        yield _open_ended(written, kept.at, params, record)
    elif accepted is None:
        yield Undecided(f"{said}, which the calendar can make longer than the law allows", kept.at)
    elif within is False:
        yield Violation(f"{said}, longer than {_longest(written, params)}", kept.at)
    else:
        yield Undecided(f"{said}, which the calendar can make longer than {params.limit}", kept.at)


def _within_the_limit(
    kept: Kept, written: Duration | Keep, period: Duration, params: Params
) -> Iterator[Verdict]:
    """Judge a period that is short enough: it may begin again, or the contract's is shorter."""
    record = params.record.noun
    if params.limit and isinstance(written, Keep) and written.renewable:
        inside = f" in {kept.system}" if kept.system else ""
        again = f"keeps {record}{inside} for {period} again with each new document"
        yield Violation(f"{again}, longer than {params.limit}", kept.at)
    elif params.contract and kept.contract is not None:
        yield from _against_contract(kept, period, record)


def _covers(period: Duration | Keep, params: Params) -> bool | None:
    """Whether an exception covers the keeping; None where that depends on the calendar."""
    if not isinstance(period, Keep):
        return False
    covers = {exempt.covers(period) for exempt in params.unless}
    return True if True in covers else None if None in covers else False


def _longest(period: Duration | Keep, params: Params) -> str:
    """The limit, and the longer one that the papers of this keeping allow."""
    papers = set(period.requires) if isinstance(period, Keep) else set()
    for exempt in params.unless:
        if exempt.at_most is not None and exempt.requires and set(exempt.requires) <= papers:
            again = "" if exempt.renewable else ", once,"
            return f"{params.limit} or the {exempt.at_most}{again} that a document allows"
    return str(params.limit)


def _open_ended(written: Duration | Keep, at: Pointer, params: Params, what: str) -> Verdict:
    """Judge a period without an end that matches none of the accepted exceptions."""
    assert isinstance(written, Keep)
    missing = [set(exempt.requires) - set(written.requires) for exempt in params.unless]
    lacking = min((m for m in missing if m), key=len, default=set())
    event = f" until {words(written.until)}" if written.until else ""
    event = " indefinitely" if written.until is Until.NEVER else event
    longest = f"limit of {params.limit}" if params.limit else "longest time"
    without = f" without {join_terms(sorted(lacking))}" if lacking else f", with no {longest}"
    return Violation(f"keeps {what}{event}{without}", at)


def _against_contract(kept: Kept, period: Duration, record: str) -> Iterator[Verdict]:
    assert kept.contract is not None
    within = period.at_most(kept.contract)
    if within is not True:
        make = Violation if within is False else Undecided
        yield make(
            f"keeps {record} for {period}, and the vendor's contract stops at {kept.contract}",
            kept.at,
        )
