"""`decisions.csv`: what was decided comes back whole, whatever a vendor calls a recipient."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.errors import UsageError
from lprpolicy.model.identity import Identity
from lprpolicy.model.listed import Choice, ListedRecipient
from lprpolicy.model.observation import Direction, Share
from lprpolicy.model.places import Where
from lprpolicy.model.subject import Recipient
from lprpolicy.model.words import RowStatus
from lprpolicy.read.decisions import read_decisions
from lprpolicy.write.review.csv import write
from lprpolicy.write.review.facts import Review, Reviewed

names = st.text(min_size=1).filter(lambda text: bool(text.strip()))


def reviewed(raw: str, decided: Choice | None) -> Reviewed:
    share = Share(Direction.OUTBOUND, raw, Where("list.csv", row=2), {})
    identity = Identity(raw, None, None, None, None, None, None, RowStatus.ACTIVE, "")
    who = Recipient(None, raw, None, None, None)
    return Reviewed(ListedRecipient("flock", share, identity, (share,)), who, (), decided)


@given(
    st.dictionaries(
        names | st.sampled_from(["=1+1", "'=1+1", "''-x", '"a", b']),
        st.sampled_from([None, *Choice]),
    )
)
def test_what_is_written_is_read_again(decisions: dict[str, Choice | None]) -> None:
    made = {one.key: one for raw, choice in decisions.items() for one in [reviewed(raw, choice)]}
    day = dt.date(2026, 11, 22)
    review = Review("us-ct/x-pd", "X", "us-ct", day, (), tuple(made.values()))
    read = read_decisions("d.csv", write(review).encode())
    assert read == {key: one.decided for key, one in made.items() if one.decided is not None}


@given(st.binary())
def test_any_bytes_are_decisions_or_an_error(raw: bytes) -> None:
    with contextlib.suppress(UsageError):
        for (system, name), choice in read_decisions("d.csv", raw).items():
            assert (type(system), type(name), type(choice)) == (str, str, Choice)


@pytest.mark.parametrize("head", ["", "system,listed_as", "system,listed_as,decision,more"])
def test_columns_that_are_not_known_are_an_error(head: str) -> None:
    with pytest.raises(UsageError, match="its columns are not"):
        read_decisions("d.csv", head.encode())
