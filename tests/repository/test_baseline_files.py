"""A baseline's file is written and read, and refused where it is anything else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lprpolicy.errors import ConfigError
from lprpolicy.model.baseline import Baseline
from lprpolicy.repository.baseline import GivenBaseline, parse, text

# No message holds a blank that is no space: words with one are a fault of their file.
_LINE = st.builds(
    dict,
    rule=st.sampled_from(("us-ct/retention-reads", "grant/no-purpose")),
    verdict=st.sampled_from(("violation", "undecided")),
    agency=st.sampled_from(("us-ct/westport-pd", "us-ca/orange-so")),
    message=st.text(
        st.characters(min_codepoint=33, max_codepoint=0x2FF, exclude_characters="\xa0"),
        min_size=1,
        max_size=40,
    ),
    fingerprint=st.sampled_from(("0" * 64, "f" * 64)),
    around=st.just("1" * 64),
)


@given(st.lists(_LINE, max_size=4))
def test_what_is_written_is_read_again(lines: list[dict[str, str]]) -> None:
    said = {"schema": "lprpolicy/baseline/v1", "written": "2026-11-22", "until": "2026-12-22"}
    try:
        made = Baseline.model_validate(said | {"findings": lines})
    except ValueError:
        return
    assert parse("b.json", text(made).encode()) == made


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_whatever_the_bytes_are_it_is_read_or_refused(raw: bytes) -> None:
    with pytest.raises(ConfigError, match=r"^--baseline: b\.json"):
        parse("b.json", raw)
    assert GivenBaseline("b.json", None).read() is None
