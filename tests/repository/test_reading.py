"""What another process reads comes back whole, though what has its default is left out."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy import vendors
from lprpolicy.errors import ExportError
from lprpolicy.model.observation import Observation
from lprpolicy.repository.reading import _adapter, _observe

CELLS = {
    "direction": ["outbound", "inbound"],
    "recipient": ["Avon PD", "Oak CT SO", "ICE"],
    "reads": ["yes", "no", ""],
    "hot_lists": ["yes", ""],
    "status": ["inactive", "pending", ""],
    "networks": ["Westport CT PD", ""],
    "state": ["CT", "us-tx", ""],
    "city": ["Avon", ""],
    "since": ["2026-01-31", ""],
    "source": ["page 2", ""],
    "completeness": ["complete", "lower-bound"],
    "national": ["yes", "unknown"],
    "retention": ["21 days", ""],
}


@settings(max_examples=40)
@given(st.lists(st.fixed_dictionaries({key: st.sampled_from(said) for key, said in CELLS.items()})))
def test_an_export_comes_back_as_it_was_read(rows: list[dict[str, str]]) -> None:
    lines = [",".join(CELLS), *(",".join(row.values()) for row in rows)]
    raw = "\n".join(lines).encode()
    try:
        expected = vendors.observe("list.csv", raw)
    except ExportError:  # two rows say different things of the whole file
        return
    answer = _observe('["list.csv", null]', raw)
    assert answer[:1] == b"="
    assert _adapter(Observation).validate_json(answer[1:]) == expected
