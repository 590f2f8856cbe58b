"""What a new text of a rule, or of waivers, takes away from the one that stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from lprpolicy.model.rule import Rule, Version
from lprpolicy.model.waiver import Waiver
from lprpolicy.model.words import Binding

OTHER_PARAMETERS: Final = "changes what it asks"
"""How it is said that parameters differ: which of two are stricter, a comparison can tell."""


def loosens(old: Rule, new: Rule) -> str | None:
    """How a rule may bind less than before; None where it certainly binds as much.

    Which parameters of a check are the stricter ones, only the check knows. So every other
    parameter may be a looser one, but for what is known to add: a `should` that becomes a `must`,
    a dispute or a limit to some kinds that goes away.
    """
    if old.binding is Binding.MUST and new.binding is not Binding.MUST:
        return "makes it a recommendation"
    if new.check != old.check:
        return f"has another check decide it, {new.check}"
    if new.applies != old.applies and new.applies is not None:
        return "changes which agencies it applies to"
    if len(new.versions) < len(old.versions):
        return "takes a version of it out"
    pairs = zip(old.versions, new.versions, strict=False)
    return next((says for one, two in pairs if (says := _of_version(one, two))), None)


def _of_version(old: Version, new: Version) -> str | None:
    if new.from_ > old.from_:
        return f"lets it begin only on {new.from_}"
    if new.until is not None and (old.until is None or new.until < old.until):
        return f"lets it end on {new.until}"
    if new.contested is not None and old.contested is None:
        return "marks it as disputed, so that it decides nothing"
    if _in_one_form(new.params) != _in_one_form(old.params):
        return OTHER_PARAMETERS
    return None


def _in_one_form(params: dict[str, Any]) -> str:
    """Parameters in one form: the order of keys says nothing."""
    import json

    return json.dumps(params, sort_keys=True, default=str)


def added_waivers(old: Iterable[Waiver], new: Iterable[Waiver]) -> Iterator[int]:
    """The numbers of the new waivers that excuse more than one that stands.

    The same exception may end earlier, and be explained better.
    """
    standing = list(old)
    for number, waiver in enumerate(new):
        if not any(_within(waiver, one) for one in standing):
            yield number


def _within(new: Waiver, old: Waiver) -> bool:
    same = new.rule == old.rule and new.scope == old.scope and new.authority == old.authority
    return same and new.granted >= old.granted and new.expires <= old.expires
