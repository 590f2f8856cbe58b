"""Hot lists by their names: what nobody has looked into, and what says immigration itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lprpolicy.judge.asked import Asked
from lprpolicy.judge.flaws import Flaw
from lprpolicy.model.places import ROOT
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Violation
from lprpolicy.model.words import HotListFile

_SAYS_IMMIGRATION: Final = frozenset(
    {
        "ice",
        "cbp",
        "hsi",
        "ero",
        "uscis",
        "dhs",
        "ins",
        "migra",
        "visa",
        "visas",
        "border",
        "detainer",
        "detainers",
        "removal",
        "removals",
        "alien",
        "aliens",
        "illegal",
        "illegals",
        "undocumented",
        "overstay",
        "overstays",
        "absconder",
        "absconders",
        "administrative",
        "eoir",
        "ivf",
        "lesc",
        "obim",
        "tecs",
        "uscbp",
        "usice",
    }
)
_BEGINS: Final = ("immigra", "deport", "migrant", "noncitizen", "foreign")


def hot_lists(subject: Subject, asked: Asked) -> Iterator[Flaw]:
    """Lists that are for immigration use by their own name, and lists that nobody knows."""
    for number, one in enumerate(subject.policy.hot_lists or ()):
        at = ROOT / "hot_lists" / number
        excludes = one.excludes or ()
        if says_immigration(one.list):
            says = (
                f"loads the hot list {one.list}, which is for immigration enforcement by its name"
            )
            make = Violation if asked.bars_immigration else Undecided
            yield Flaw("hot-list/immigration", make(says, at / "list"))
        elif one.list in asked.hot_lists:
            continue
        elif one.excludes is None or (
            asked.bars_immigration and HotListFile.IMMIGRATION_VIOLATOR not in excludes
        ):
            says = f"loads the hot list {one.list}, and nobody here knows what is on it"
            yield Flaw("hot-list/unknown", Undecided(says, at / "list"))


def says_immigration(name: str) -> bool:
    """Whether a list's own name says that it is for immigration enforcement.

    >>> says_immigration("ice-administrative-warrants"), says_immigration("police-lists")
    (True, False)
    """
    steps = name.split("-")
    return any(step in _SAYS_IMMIGRATION or step.startswith(_BEGINS) for step in steps)
