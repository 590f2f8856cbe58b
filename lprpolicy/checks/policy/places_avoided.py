"""Keep readers away from certain places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from lprpolicy.model.case import Case
from lprpolicy.model.places import ROOT
from lprpolicy.model.scalars import Written
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.vocabulary import Place
from lprpolicy.model.words import listed

AT: Final = ROOT / "collection" / "avoids"


class Params(Written):
    places: tuple[Place, ...] = Field(
        min_length=1, title="Places", description="Places that readers are kept away from."
    )


def check(case: Case, params: Params) -> Iterator[Verdict]:
    if case.policy.collection is None or case.policy.collection.avoids is None:
        yield Undecided("does not say which places readers are kept away from", AT)
        return
    missing = [place for place in params.places if place not in case.policy.collection.avoids]
    if missing:
        yield Violation(f"does not keep readers away from {listed(missing, 'or')}", AT)
