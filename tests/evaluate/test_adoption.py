"""What a draft is spared and adoption asks for is said before the vote, line by line."""

from __future__ import annotations

import re
from dataclasses import replace

from lprpolicy.checks import ASK_STATUS
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.report import check
from lprpolicy.model.report import Decision, Finding, Report
from lprpolicy.write.report.text import write
from lprpolicy.write.report.yaml_lines import block, yaml_line
from tests.conftest import ROOT
from tests.repositories import TODAY, WESTPORT, drafts

VOTE = "adopted: {by: Town Council, on: 2026-11-20, record: records/vote.md}"
LOOKED = "    attested: {by: records supervisor, on: 2026-11-20, record: records/switches.md}\n"


def judged(text: str, papers: frozenset[str] = frozenset()) -> Report:
    """Judge Westport's policy as this text."""
    tree = drafts().over(WESTPORT, text.encode())
    seen = {f"us-ct/westport-pd/records/{name}": "0" * 64 for name in papers}
    tree = replace(tree, selected=frozenset({WESTPORT}), papers=seen.get)
    return check(tree, Options(TODAY, today=TODAY))


def draft() -> str:
    return drafts().files[WESTPORT].decode()


def named() -> str:
    """The draft with a vendor, and somebody who looked at its switches."""
    text = draft().replace("to be named by the department", "Elm Readers, Inc.", 1)
    return text.replace("    lookups:", f"{LOOKED}    lookups:", 1)


def adopted(text: str) -> str:
    made = text.replace("status: proposed", "status: adopted", 1)
    return re.sub(r"^adopted: null.*$", VOTE, made, count=1, flags=re.MULTILINE)


def asked(report: Report) -> list[tuple[str, str]]:
    return [(one.rule.id, str(one.spot.pointer)) for one in report.adoption]


def refusing(report: Report) -> list[tuple[str, str]]:
    found: list[Finding] = [one for one in report.open if one.blocks(strict=False)]
    return [(one.rule.id, str(one.spot.pointer)) for one in found]


def test_a_draft_is_told_of_the_vote_and_of_the_word_for_live_settings() -> None:
    report = judged(draft())
    assert report.decision is Decision.ALLOW
    assert asked(report) == [
        ("policy/adopted-by-nobody", "/adopted"),
        ("us-ct/national-lookup-off", "/systems/0/attested"),
        ("policy/no-name", "/systems/0/other"),
    ]


def test_what_is_told_is_what_refuses_after_the_vote_and_nothing_else() -> None:
    told = asked(judged(draft()))
    after = judged(adopted(draft()), frozenset({"vote.md"}))
    assert refusing(after) == [one for one in told if one[1] != "/adopted"]
    assert after.decision is Decision.REFUSE


def test_who_writes_the_lines_has_an_adopted_policy_that_is_allowed() -> None:
    text = named()
    assert asked(judged(text, frozenset({"switches.md"}))) == [
        ("policy/adopted-by-nobody", "/adopted")
    ]
    after = judged(adopted(text), frozenset({"vote.md", "switches.md"}))
    assert (after.decision, after.adoption) == (Decision.ALLOW, ())


def test_a_document_that_a_draft_names_has_to_be_there_when_it_is_adopted() -> None:
    text = draft().replace("    lookups:", f"{LOOKED}    lookups:", 1)
    report = judged(text)
    assert report.decision is Decision.ALLOW
    assert ("paper/not-seen", "/systems/0/attested/record") in asked(report)


def test_the_day_is_that_on_which_the_draft_takes_effect() -> None:
    late = LOOKED.replace("2026-11-20", "2026-12-30")
    text = draft().replace("    lookups:", f"{late}    lookups:", 1)
    told = asked(judged(text, frozenset({"switches.md"})))
    assert ("us-ct/national-lookup-off", "/systems/0/attested/on") not in told


def test_an_adopted_policy_is_told_nothing_of_adoption() -> None:
    assert judged(adopted(draft())).adoption == ()


def test_every_check_that_spares_a_draft_is_asked_again() -> None:
    folder = ROOT / "lprpolicy" / "checks" / "policy"
    read = {
        path.stem.replace("_", "-")
        for path in folder.glob("*.py")
        if re.search(r"\.status\b", path.read_text(encoding="utf-8"))
    }
    assert read == ASK_STATUS


def test_the_report_prints_the_line_and_its_place() -> None:
    report = judged(draft())
    written = write(report)
    at = next(one for one in report.adoption if yaml_line(one.spot.pointer)).spot
    assert "\nWhen adopted, also required:\n" in written
    assert f"  {at.location}: adopted: {{by: WHO VOTED, on: YYYY-MM-DD, record: FILE}} (" in written
    assert "attested: {by: WHO LOOKED, on: YYYY-MM-DD, record: FILE} in systems[0] (" in written


def test_a_place_is_named_by_its_blocks() -> None:
    places = [one.spot.pointer for one in judged(draft()).adoption]
    assert list(map(block, places)) == ["", "systems[0]", "systems[0]"]
