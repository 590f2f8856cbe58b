"""How long each class of record is kept, as it is written in a policy."""

from typing import Annotated

from lprpolicy.model.durations import Duration
from lprpolicy.model.scalars import Flag, Maybe, Period, TextOrMapping
from lprpolicy.model.words import Artifact, RecordClass, Until
from lprpolicy.model.written import Field, Written


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class Keep(Written):
    """Keeping that ends with an event, or needs papers, or both."""

    at_most: Maybe[Period] = Field(
        None, title="At most", description="The longest time, whatever happens."
    )
    until: Maybe[Until] = Field(None, title="Until", description="The event that ends the keeping.")
    requires: tuple[Artifact, ...] = Field(
        (),
        title="Requires",
        description="Documents that must all exist before a record is kept so.",
    )
    renewable: Maybe[Flag] = Field(
        None,
        title="Renewable",
        description="Whether a new document starts `at_most` again; left out: it does not.",
    )


Kept = Annotated[Period | Keep, TextOrMapping("(period)", "(keep)")]


class Retention(Written, alias_generator=_kebab):
    """How long each class of record is kept."""

    reads: Maybe[Kept] = Field(None, title="Reads", description="Reads that matched nothing.")
    hits: Maybe[Kept] = Field(None, title="Hits", description="Reads that matched a hot list.")
    case_evidence: Maybe[Kept] = Field(
        None, title="Case evidence", description="Reads that are evidence in a case."
    )
    court_hold: Maybe[Kept] = Field(
        None, title="Court hold", description="Reads held under a warrant, subpoena or order."
    )
    search_log: Maybe[Kept] = Field(
        None, title="Search log", description="The log of who searched what and why."
    )
    parking: Maybe[Kept] = Field(
        None, title="Parking", description="Reads made to enforce parking."
    )
    traffic_study: Maybe[Kept] = Field(
        None, title="Traffic study", description="Reads made to study traffic."
    )
    commercial_vehicle: Maybe[Kept] = Field(
        None, title="Commercial vehicle", description="Reads made to enforce the law on trucks."
    )
    toll: Maybe[Kept] = Field(None, title="Toll", description="Reads made to collect tolls.")

    def of(self, record: RecordClass) -> Duration | Keep | None:
        """What is written about a class of record; None where nothing is."""
        kept: Duration | Keep | None = getattr(self, record.replace("-", "_"))
        return kept
