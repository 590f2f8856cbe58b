"""Documents at an address: whoever changes a policy writes the digest too."""

from __future__ import annotations

from hashlib import sha256

import pytest

from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.report import check
from lprpolicy.host.files.tree import Tree
from lprpolicy.model.places import ROOT
from lprpolicy.model.report import Decision, Report
from lprpolicy.repository.revisions import Side
from lprpolicy.tasks.check import without_base
from tests.attacks.edits import RULE, vote_file
from tests.attacks.towns import DAY, FILE, NORWALK, PAPERS, SEEN, town
from tests.rounds import AGENCY

AT = "https://town.example/minutes/a.pdf"
ELSEWHERE = f'{{url: "{AT}", sha256: {SEEN}}}'
ID = "base/document-elsewhere"
DECLARED = f"{NORWALK}      basis: {{kind: agreement, signed: 2026-10-01, document: {ELSEWHERE}}}\n"
CONTRACT = "    contract:\n"
SIGNED = f"{CONTRACT}      signed: 2026-01-01\n      document: {ELSEWHERE}\n"
OTHER = SEEN.replace(SEEN[0], "0" if SEEN[0] != "0" else "1", 1)
WAIVED = f"""schema: lprpolicy/waivers/v1
agency: {AGENCY}
status: adopted
waivers:
  - rule: {AGENCY}/no-demographic-fields
    scope: {{block: collection}}
    authority: Representative Town Meeting
    granted: 2026-11-10
    expires: 2026-12-10
    reason: a trial
    record: {ELSEWHERE}
"""


def _judged(base: Tree, head: Tree) -> Report:
    return check(head, Options(DAY), base=Side("main", base))


def _refused(report: Report) -> dict[str, str]:
    return {
        str(one.spot.pointer): one.spot.message
        for one in report.findings
        if one.rule.id == ID and one.blocks(strict=False)
    }


@pytest.mark.parametrize(
    ("edit", "place", "shows"),
    [
        (("minutes/a.md", ELSEWHERE), "/adopted/record", "the vote of Representative Town Meeting"),
        ((NORWALK, DECLARED), "/sharing/grants/1/basis/document", "the agreement of Norwalk"),
        ((CONTRACT, SIGNED), "/systems/0/contract/document", "the contract for"),
    ],
    ids=["minutes", "an agreement", "a contract"],
)
def test_a_document_at_an_address_counts_from_the_base_only(
    edit: tuple[str, str], place: str, shows: str
) -> None:
    head = town(edit)
    found = _refused(_judged(town(), head))
    assert list(found) == [place]
    assert found[place].startswith(f"names {AT} as the document that shows {shows}")
    assert "nobody here has opened it" in found[place]
    assert not _refused(_judged(head, head))


def test_a_document_of_a_first_policy_is_new_too() -> None:
    head = town(("minutes/a.md", ELSEWHERE))
    base = Tree({path: raw for path, raw in head.files.items() if path != FILE}, papers=head.papers)
    assert list(_refused(_judged(base, head))) == ["/adopted/record"]


@pytest.mark.parametrize(
    "after",
    [
        (AT, AT.replace("a.pdf", "b.pdf")),
        (SEEN, OTHER),
        ("{kind: agreement", "{kind: written-declaration"),
    ],
    ids=["another address", "another digest", "another use"],
)
def test_what_the_base_names_vouches_for_nothing_else(after: tuple[str, str]) -> None:
    base = town((NORWALK, DECLARED))
    head = town((NORWALK, DECLARED.replace(*after)))
    assert list(_refused(_judged(base, head))) == ["/sharing/grants/1/basis/document"]


def test_the_document_of_one_recipient_is_not_that_of_another() -> None:
    base = town((NORWALK, DECLARED))
    head = town((NORWALK, DECLARED.replace("norwalk-pd", "derby-pd") + NORWALK))
    assert list(_refused(_judged(base, head))) == ["/sharing/grants/1/basis/document"]


def test_the_draft_that_the_base_holds_names_its_documents() -> None:
    """So a draft with its contract is merged first, and adopted in a second change."""
    draft = town((CONTRACT, SIGNED), ("status: adopted", "status: proposed"))
    head = town((CONTRACT, SIGNED))
    assert not _refused(_judged(draft, head))
    assert not _refused(_judged(town(("status: adopted", "status: proposed")), draft))


@pytest.mark.parametrize("right", [True, False])
def test_a_vote_for_the_text_lets_its_documents_count(right: bool) -> None:
    base, head = town(), town((CONTRACT, SIGNED))
    was, becomes = (sha256(tree.files[FILE]).hexdigest() for tree in (base, head))
    held = vote_file(FILE, was, becomes if right else "0" * 64, "2026-11-10")
    papers = {**PAPERS, "minutes/b.md": "5" * 64}
    voted = Tree({**base.files, f"{AGENCY}/votes.yaml": held.encode()}, papers=papers.get)
    assert bool(_refused(_judged(voted, head))) is not right


def test_a_waiver_whose_record_is_elsewhere_waives_nothing_yet() -> None:
    base, head = town(), town(more={f"{AGENCY}/waivers.yaml": WAIVED})
    assert RULE in base.files
    assert list(_refused(_judged(base, head))) == ["/waivers/0/record"]
    assert not _refused(_judged(head, head))


@pytest.mark.parametrize("file", ["waivers.yaml", "policy.yaml"])
def test_a_file_that_cannot_be_read_is_its_own_finding(file: str) -> None:
    head = town().over(f"{AGENCY}/{file}", b"schema: lprpolicy/policy/v1\nstatus: [\n")
    report = _judged(town(), head)
    assert report.decision is Decision.REFUSE
    assert not _refused(report)


def test_a_file_of_the_repository_can_be_read_by_whoever_reviews_the_change() -> None:
    head = town(("minutes/a.md", "minutes/switches.md"))
    assert _judged(town(), head).decision is Decision.ALLOW


@pytest.mark.parametrize(
    ("edit", "says"), [((CONTRACT, SIGNED), True), ((CONTRACT, CONTRACT), False)]
)
def test_without_a_base_the_first_line_says_that_they_count(
    edit: tuple[str, str], says: bool
) -> None:
    report = without_base(check(town(edit), Options(DAY)))
    assert report.basis is not None
    assert ("so does every document at an address (1 document)" in report.basis) is says


@pytest.mark.parametrize("switch", ["national", "statewide", "share_all"])
def test_a_switch_is_not_off_by_the_note_of_when_it_was_on(switch: str) -> None:
    base = town((f"{switch}: false", f"{switch}: true"))
    seen = {one.rule.id: one for one in _judged(base, town()).findings}
    assert seen["base/note-of-before"].spot.pointer == ROOT / "systems" / 0 / "attested" / "on"
    assert seen["base/note-of-before"].blocks(strict=False)
    again = ("on: 2026-11-12, record: minutes/switches.md", "on: 2026-11-20, record: minutes/n.md")
    after = town(again, papers=PAPERS | {"minutes/n.md": "7" * 64})
    assert _judged(base, after).decision is Decision.ALLOW
    assert _judged(town(), after).decision is Decision.ALLOW
    sooner = ("review_by: 2028-01-01", "review_by: 2027-12-01")
    still_on = _judged(base, town((f"{switch}: false", f"{switch}: true"), sooner))
    assert "base/note-of-before" not in {one.rule.id for one in still_on.findings}
