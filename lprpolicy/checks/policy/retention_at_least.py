"""Set a floor under how long one class of record is kept, such as the log of searches."""

from collections.abc import Iterator

from lprpolicy.model.durations import Duration
from lprpolicy.model.form import Form, KeepForm
from lprpolicy.model.places import Pointer
from lprpolicy.model.retention import Keep
from lprpolicy.model.scalars import Maybe, Period
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import RecordClass, Until
from lprpolicy.model.written import Field, Written


class Params(Written):
    record: RecordClass = Field(title="Record", description="The class of record.")
    floor: Maybe[Period] = Field(
        None, title="Floor", description="The shortest time; left out: for good, never deleted."
    )


def form(params: Params) -> tuple[Form, ...]:
    marks = () if params.floor is None else (params.floor,)
    return (KeepForm(f"/retention/{params.record}", marks),)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    record = params.record.noun
    for kept in subject.periods_of(params.record):
        where = f" in {kept.system}" if kept.system else ""
        if kept.period is None:
            yield Undecided(f"does not say how long {params.record.are_kept}{where}", kept.at)
        elif isinstance(kept.period, Keep) and _never_ends(kept.period):
            continue
        elif params.floor is None:
            yield Violation(f"does not keep {record}{where} for good", kept.at)
        elif isinstance(kept.period, Keep):
            yield Undecided(
                f"keeps {record}{where} until an event, which may come before {params.floor}",
                kept.at,
            )
        else:
            yield from _short(kept.period, params.floor, f"keeps {record}{where}", kept.at)


def _short(period: Duration, floor: Duration, keeps: str, at: Pointer) -> Iterator[Verdict]:
    enough = period.at_least(floor)
    if enough is False:
        yield Violation(f"{keeps} for {period}, less than {floor}", at)
    elif enough is None:
        says = f"{keeps} for {period}, which the calendar can make less than {floor}"
        yield Undecided(says, at)


def _never_ends(keep: Keep) -> bool:
    """Whether it is kept indefinitely, whatever happens."""
    return keep.until is Until.NEVER and keep.at_most is None and not keep.requires
