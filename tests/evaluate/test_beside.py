"""What another export of an agency says of the state of a name, and what it leaves open."""

from __future__ import annotations

import pytest

from lprpolicy.evaluate.beside import with_states_of
from lprpolicy.identify.index import Index
from lprpolicy.model.observation import Completeness, Direction, Observation, Share
from lprpolicy.model.places import Where
from lprpolicy.model.words import Data, Tri, Vendor
from lprpolicy.repository.directories import federal
from lprpolicy.repository.national import national

AGENCY = "us-ca/orange-county-sheriff"


def row(name: str, state: str | None = None, *hot_lists: str) -> Share:
    where = Where("an export", row=1)
    data = dict.fromkeys(Data, Tri.UNKNOWN)
    return Share(
        Direction.INBOUND, name, where, data, hot_lists=hot_lists, state=state, state_from=None
    )


def export(*shares: Share) -> Observation:
    owner = "Orange County Sheriffs Department (CA)"
    vendor = Vendor.MOTOROLA_LEARN
    return Observation(vendor, "export.pdf", "0" * 64, owner, None, Completeness.COMPLETE, shares)


@pytest.mark.parametrize(
    ("here", "there", "state"),
    [
        # The same name, in one state or in two.
        (row("Irvine PD"), (row("Irvine PD", "us-ca"),), "us-ca"),
        (row("Irvine PD"), (row("Irvine PD", "us-ca"), row("Irvine PD", "us-ky")), None),
        # A state behind the name marks the second agency that is called so.
        (row("Irvine PD"), (row("Irvine PD (CA)", "us-ca"),), None),
        # Unless both give one hot list, and nobody else has the name.
        (row("Irvine PD", None, "IPD"), (row("Irvine PD (CA)", "us-ca", "IPD"),), "us-ca"),
        (row("Irvine PD", None, "IPD"), (row("Irvine PD (CA)", "us-ca", "All"),), None),
        (
            row("Irvine PD", None, "IPD"),
            (row("Irvine PD (CA)", "us-ca", "IPD"), row("Irvine PD")),
            None,
        ),
        (
            row("Irvine PD", None, "IPD"),
            (row("Irvine PD (CA)", "us-ca", "IPD"), row("Irvine PD (KY)", "us-ky", "Other")),
            None,
        ),
        # A division is a part of the agency whose name stands before it.
        (row("Avon SO (North Division)"), (row("Avon SO", "us-il"),), "us-il"),
        (row("Avon SO (North Division)"), (row("Avon SO"),), None),
        (row("Avon SO (Task Force)"), (row("Avon SO", "us-il"),), None),
    ],
)
def test_a_name_has_the_state_that_another_export_shows_for_certain(
    here: Share, there: tuple[Share, ...], state: str | None
) -> None:
    index = Index.of(federal(), lists=national())
    made = with_states_of(export(here), [export(*there)], AGENCY, index)
    assert made.shares[0].state == state
