"""Warrants of an author's own: in words, at an address, or the paper of something else."""

from __future__ import annotations

import pytest

from lprpolicy.host.files.tree import Tree
from tests.attacks.towns import FILE, NORWALK, PAPERS, SEEN, of_westport, town
from tests.repositories import drafts

ERO = """\
    - to: us/ice-ero
      system: plate-reads
      data: [reads]
      mode: per-request
      purposes: [felony-warrant]
      basis: {basis}
"""


def test_a_warrant_at_an_address_lets_no_immigration_agency_in() -> None:
    paper = f'{{url: "https://court.example/w.pdf", sha256: {SEEN}}}'
    basis = f"{{kind: warrant, signed: 2026-11-01, expires: 2026-12-31, document: {paper}}}"
    rules = of_westport(town((NORWALK, ERO.format(basis=basis) + NORWALK)))
    assert rules["/sharing/grants/1/basis"] == "paper/only-claimed"
    in_tree = basis.replace(paper, "orders/w.pdf")
    seen = PAPERS | {"orders/w.pdf": "7" * 64}
    rules = of_westport(town((NORWALK, ERO.format(basis=in_tree) + NORWALK), papers=seen))
    assert "/sharing/grants/1/basis" not in rules


@pytest.mark.parametrize("same", ["minutes/a.md", "orders/copy.pdf"])
def test_the_minutes_of_the_vote_are_no_warrant(same: str) -> None:
    """Nor is a copy of them, nor the warrant of somebody else."""
    basis = f"{{kind: warrant, signed: 2026-11-01, expires: 2026-12-31, document: {same}}}"
    grant = ERO.replace("us/ice-ero", "us/fbi").format(basis=basis)
    seen = PAPERS | {"orders/copy.pdf": SEEN}
    found = of_westport(town((NORWALK, grant + NORWALK), papers=seen))
    assert found["/sharing/grants/1/basis/document"] == "paper/only-claimed"
    alone = seen | {"orders/copy.pdf": "7" * 64}
    own = basis.replace(same, "orders/copy.pdf")
    grant = ERO.replace("us/ice-ero", "us/fbi").format(basis=own)
    assert of_westport(town((NORWALK, grant + NORWALK), papers=alone)) == {}
    two = grant + grant.replace("us/fbi", "us/dea")
    found = of_westport(town((NORWALK, two + NORWALK), papers=alone))
    assert set(found.values()) == {"paper/only-claimed"}


@pytest.mark.parametrize(
    "basis",
    [
        "{kind: warrant, signed: 2026-11-01}",
        "{kind: warrant, signed: 2026-11-01, expires: 2026-12-31}",
        "{kind: court-order, signed: 2026-11-01, expires: 2026-12-31, document: orders/1.pdf}",
    ],
)
@pytest.mark.parametrize("status", ["adopted", "proposed"])
def test_a_warrant_that_nobody_has_seen_lets_no_immigration_agency_in(
    basis: str, status: str
) -> None:
    tree = town((NORWALK, ERO.format(basis=basis) + NORWALK))
    if status == "proposed":
        text = drafts().files[FILE].decode().replace(NORWALK, ERO.format(basis=basis) + NORWALK)
        tree = Tree(dict(drafts().files) | {FILE: text.encode()})
    assert of_westport(tree)["/sharing/grants/1/basis"] == "paper/only-claimed"


def test_a_warrant_has_its_paper_and_its_end() -> None:
    grant = ERO.replace("us/ice-ero", "us-ct/darien-pd")
    basis = "{kind: warrant, signed: 2026-11-01}"
    assert of_westport(town((NORWALK, grant.format(basis=basis) + NORWALK))) == {
        "/sharing/grants/1/basis/document": "paper/not-named",
        "/sharing/grants/1/basis/expires": "paper/without-end",
    }


@pytest.mark.parametrize(
    ("end", "rule"),
    [
        ("2126-10-01", "paper/without-end"),
        ("2027-11-03", "paper/without-end"),
        ("2027-11-01", None),
    ],
)
def test_a_warrant_of_many_years_is_a_grant_by_another_name(end: str, rule: str | None) -> None:
    basis = f"{{kind: warrant, signed: 2026-11-01, expires: {end}, document: orders/w.pdf}}"
    grant = ERO.replace("us/ice-ero", "us/fbi").format(basis=basis)
    found = of_westport(
        town((NORWALK, grant + NORWALK), papers=PAPERS | {"orders/w.pdf": "7" * 64})
    )
    assert found == ({"/sharing/grants/1/basis/expires": rule} if rule else {})


DECLARED = "{{kind: {kind}, signed: 2026-11-01, document: {document}}}"
ONE, TWO = "us-ct/darien-pd", "us-ct/derby-pd"


def _with(*grants: tuple[str, str, str]) -> dict[str, str]:
    """What refuses where these are let in, each on a kind of document and the document."""
    text = "".join(
        ERO.replace("us/ice-ero", to)
        .replace("per-request", "standing")
        .replace("felony-warrant", "stolen-vehicle")
        .format(basis=DECLARED.format(kind=kind, document=document))
        for to, kind, document in grants
    )
    seen = PAPERS | {"papers/one.pdf": "7" * 64, "papers/copy.pdf": "7" * 64}
    return of_westport(town((NORWALK, text + NORWALK), papers=seen))


@pytest.mark.parametrize("kind", ["written-declaration", "written-certification", "agreement"])
@pytest.mark.parametrize("same", ["minutes/a.md", "minutes/switches.md"])
def test_the_minutes_of_the_vote_are_no_declaration(kind: str, same: str) -> None:
    found = _with((ONE, kind, same))
    assert found == {"/sharing/grants/1/basis/document": "paper/of-something-else"}
    assert _with((ONE, kind, "papers/one.pdf")) == {}


@pytest.mark.parametrize("copy", ["papers/one.pdf", "papers/copy.pdf"])
def test_a_declaration_of_one_is_not_that_of_another(copy: str) -> None:
    kind = "written-declaration"
    found = _with((ONE, kind, "papers/one.pdf"), (TWO, kind, copy))
    assert set(found.values()) == {"paper/of-something-else"}
    assert len(found) == 2


def test_an_agreement_may_be_with_several() -> None:
    both = [(one, "agreement", "papers/one.pdf") for one in (ONE, TWO)]
    assert _with(*both) == {}
    mixed = [both[0], (TWO, "written-request", "papers/one.pdf")]
    assert set(_with(*mixed).values()) == {"paper/of-something-else"}
