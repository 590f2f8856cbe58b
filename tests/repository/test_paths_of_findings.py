"""The fingerprint of a finding is the same, whether it is worked out alone or beside others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.model.places import Pointer
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.read.yaml import read
from lprpolicy.repository.findings import Findings, file_rule, fingerprint

TEXT = b"""\
sharing:
  grants:
    - to: us-ct/norwalk-pd
      purposes: [homicide]
    - to: {named: Avon PD}
      basis: {kind: agreement, document: a.pdf}
    - 3
  '': {a: 1}
'': {b: 2}
"""
STEPS = st.sampled_from(["sharing", "grants", "", "to", "basis", "kind", "a", "b", 0, 1, 2, 9])


@given(st.lists(st.lists(STEPS, max_size=5).map(tuple), min_size=1, max_size=8))
def test_a_fingerprint_does_not_depend_on_the_others(places: list[tuple[str | int, ...]]) -> None:
    document = read("policy.yaml", TEXT)
    together = Findings(document, "us-ct/avon-pd")
    rule = file_rule("format/null")
    for parts in places:
        found = together.of(rule, Verdict(Answer.VIOLATION, "says", Pointer(parts)))
        alone = fingerprint(rule.id, "us-ct/avon-pd", Pointer(parts), document.data)
        assert found.finding.spot.fingerprint == alone
