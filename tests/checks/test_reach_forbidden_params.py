"""What each parameter of `reach-forbidden` decides, with and without it."""

from __future__ import annotations

from typing import Any

import pytest

from lprpolicy.evaluate.examples import outcome
from lprpolicy.model.rule import Pack, Rule
from lprpolicy.repository.law import bind

TOWN = "us-ct/example-municipal-police"
B, C = "us-ct/example-state-police", "us-ct/example-county-sheriff"
LOOSE = {"kinds": ["federal-immigration"], "possible": False, "published_only": True}
AT = "/sharing/grants/0/to"


def finds(
    params: dict[str, Any], *others: dict[str, Any], to: str = B, onward: str | None = None
) -> tuple[str, ...]:
    sharing: dict[str, Any] = {"grants": [{"to": to}]}
    if onward is not None:
        sharing["onward"] = onward
    provision = {"citation": "made up", "url": "https://law.example/x", "verified": "text"}
    rule = Rule.model_validate(
        {
            "schema": "lprpolicy/rule/v1",
            "title": "made up",
            "says": "made up",
            "binding": "must",
            "remedy": "made up",
            "check": "reach-forbidden",
            "versions": [{"from": "2026-01-01", "provision": provision, **params}],
            "examples": [
                {
                    "name": "one",
                    "as_of": "2026-01-01",
                    "agency": TOWN,
                    "policy": {"sharing": sharing},
                    "others": list(others),
                    "finds": [],
                }
            ],
        }
    )
    pack = Pack.model_validate(
        {
            "schema": "lprpolicy/pack/v1",
            "name": "x",
            "layer": "town",
            "authority": "x",
            "agencies": [TOWN],
        }
    )
    bound, misfits = bind("us-ct/x/y", rule, pack, "")
    assert bound is not None, misfits
    return outcome(bound, rule.examples[0])


HUB = {"agency": B, "passes_on_to": ["us/ice-hsi"]}
LETS_IN = {"agency": B, "grants": ["us/ice"]}


def test_a_stated_path_counts_whatever_else_is_asked() -> None:
    assert finds(LOOSE, HUB) == (f"violation {AT}",)
    assert finds(LOOSE, HUB, onward="forbidden") == (f"violation {AT}",)


@pytest.mark.parametrize(
    ("possible", "despite", "onward", "refused"),
    [
        (False, False, "allowed", False),
        (False, True, "allowed", False),
        (True, False, None, True),
        (True, False, "with-permission", True),
        (True, False, "forbidden", False),
        (True, True, "forbidden", True),
    ],
)
def test_a_possible_path_counts_as_the_rule_says(
    possible: bool, despite: bool, onward: str | None, refused: bool
) -> None:
    params = {**LOOSE, "possible": possible, "despite_terms": despite}
    assert finds(params, LETS_IN, onward=onward) == ((f"violation {AT}",) if refused else ())


def test_an_id_means_its_components_and_nobody_else() -> None:
    params = {"ids": ["us/ice"], "possible": False, "published_only": True}
    assert finds(params, HUB) == (f"violation {AT}",)
    assert finds(params, {"agency": B, "passes_on_to": ["us/cbp"]}) == ()


def test_who_has_published_nothing_is_undecided_unless_only_the_published_counts() -> None:
    strict = {**LOOSE, "published_only": False}
    assert finds(LOOSE) == ()
    assert finds(strict) == (f"undecided {AT}",)
    assert finds(strict, {"agency": B, "grants": [C]}) == (f"undecided {AT}",)
    assert finds(strict, {"agency": B, "grants": []}) == ()
    assert finds({**strict, "max_hops": 1}) == ()
    assert finds({**strict, "max_hops": 2}) == (f"undecided {AT}",)


def test_a_kind_that_nobody_knows_is_undecided_where_a_path_would_count() -> None:
    unknown = "us-ct/example-unclassified"
    assert finds(LOOSE, to=unknown) == (f"undecided {AT}",)
    behind = {"agency": B, "grants": [unknown]}
    assert finds(LOOSE, behind) == ()
    assert finds({**LOOSE, "possible": True}, behind) == (f"undecided {AT}",)


def test_a_rule_that_forbids_nobody_decides_nothing() -> None:
    empty = {"possible": False, "published_only": True}
    assert finds(empty) == ("undecided /sharing/grants",)
