"""Ask for documents before reads of a certain age are opened. What younger reads take adds up."""

from collections.abc import Iterator
from itertools import product
from typing import Final

from lprpolicy.model.form import EntriesForm, Form
from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import join_terms
from lprpolicy.model.scalars import Period
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Artifact
from lprpolicy.model.written import Field, Written

AT: Final = ROOT / "access" / "stages"


class Params(Written):
    after: Period = Field(
        title="After", description="The age from which the documents are required."
    )
    requires: tuple[Artifact, ...] = Field(
        min_length=1, title="Requires", description="Documents that must all be required."
    )


def form(params: Params) -> tuple[Form, ...]:
    begins = params.after.longest_within()
    ways = product(
        *(
            [{"after": str(most), "requires": [str(paper)]} for most in begins]
            for paper in params.requires
        )
    )
    return (EntriesForm(str(AT), tuple(ways)),)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    said = subject.policy.access
    if said is None or said.stages is None:
        yield Undecided(f"does not say what opening reads older than {params.after} takes", AT)
        return
    certain: set[Artifact] = set()
    possible: set[Artifact] = set()
    for stage in said.stages:
        begun = stage.after.at_most(params.after)
        possible |= set(stage.requires) if begun is not False else set()
        certain |= set(stage.requires) if begun else set()
    missing = [paper for paper in params.requires if paper not in certain]
    if not missing:
        return
    says = f"opens reads older than {params.after} without {join_terms(missing, 'or')}"
    if all(paper in possible for paper in missing):
        yield Undecided(f"{says}, as the calendar may count", AT)
    else:
        yield Violation(says, AT)
