"""Describe what changed since an earlier state, a sentence for each difference."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.change import Change
from lprpolicy.model.diff import AgencyChanges
from lprpolicy.model.places import ROOT
from lprpolicy.write.diff.phrases import in_words
from lprpolicy.write.page.say import say
from lprpolicy.write.page.sections import Sentence


def sentences(changed: AgencyChanges | None) -> Iterator[Sentence]:
    """Give sentences on who gained access, who lost it, and what else differs, in that order."""
    if changed is None:
        return
    for change in changed.gains:
        yield say(f"Now let in: {in_words(change)}.", _doubt(change), at=change.at)
    for change in changed.losses:
        yield say(f"No longer let in: {in_words(change)}.", at=ROOT / "sharing" / "grants")
    for change in changed.others:
        says = in_words(change)
        yield say(f"{says[:1].upper()}{says[1:]}.", _doubt(change), at=change.at)


def _doubt(change: Change) -> str:
    if change.certain:
        return ""
    return f" It may open more, so it is treated as broader: {change.doubt}."
