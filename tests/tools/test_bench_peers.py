"""What a peer of the bench found is read from what it prints."""

from __future__ import annotations

from bench.peers import listed


def test_a_line_of_an_engine_names_a_file_and_the_rules_that_it_breaks() -> None:
    lines = "plain/easton-pd.yaml: basis federal\nplain/seymour-pd.yaml: basis\n"
    assert listed(lines) == {"basis": {"easton-pd", "seymour-pd"}, "federal": {"easton-pd"}}
