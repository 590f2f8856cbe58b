"""What a peer of the bench found is read from what it prints, also where it found nothing."""

from __future__ import annotations

import json

from bench.peers import cel_rust, checkov, listed


def test_a_line_of_an_engine_names_a_file_and_the_rules_that_it_breaks() -> None:
    lines = "plain/easton-pd.yaml: basis federal\nplain/seymour-pd.yaml: basis\n"
    assert listed(lines) == {"basis": {"easton-pd", "seymour-pd"}, "federal": {"easton-pd"}}


def test_an_answer_of_cel_names_the_agency_and_whether_it_keeps_each_rule() -> None:
    printed = json.dumps({"agency": "us-ct/easton-pd", "audit": False, "basis": True})
    assert cel_rust.CELQ.found(printed) == {"audit": {"easton-pd"}}


def test_checkov_names_each_failed_check() -> None:
    failed = [{"check_id": "audit", "file_path": "/easton-pd.yaml"}]
    printed = json.dumps({"results": {"failed_checks": failed}})
    assert checkov.PEER.found(printed) == {"audit": {"easton-pd"}}


def test_checkov_that_checked_nothing_found_nothing() -> None:
    assert checkov.PEER.found(json.dumps({"passed": 0, "failed": 0})) == {}
