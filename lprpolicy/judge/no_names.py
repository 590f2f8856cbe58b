"""Acts of nobody: a vote, a note or an approval whose `by` is a dash, `nobody` or `n/a`.

An adopted policy names its vendors too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lprpolicy.judge.flaws import Flaw
from lprpolicy.model.no_name import is_no_name
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Policy
from lprpolicy.model.verdicts import Undecided
from lprpolicy.model.words import Status

NO_NAME: Final = "policy/no-name"


def acts_of_nobody(policy: Policy) -> Iterator[Flaw]:
    """Every place of a policy where a person, office or body is to be named, and nobody is."""
    for text, what, at in _names(policy):
        flaw = unless_named(text, what, at)
        if flaw is not None:
            yield flaw


def unless_named(text: str, what: str, at: Pointer) -> Flaw | None:
    """The fault of a text that is to name `what` and names nobody."""
    if not is_no_name(text):
        return None
    return Flaw(NO_NAME, Undecided(f"has “{text}” for {what}, which names nobody", at))


def _names(policy: Policy) -> Iterator[tuple[str, str, Pointer]]:
    if policy.adopted is not None:
        yield policy.adopted.by, "who adopted it", ROOT / "adopted" / "by"
    if policy.audit is not None and policy.audit.by is not None:
        yield policy.audit.by, "who audits searches", ROOT / "audit" / "by"
    for number, approval in enumerate(policy.approvals or ()):
        what = f"who gave {approval.kind.plain}"
        yield approval.by, what, ROOT / "approvals" / number / "by"
    for number, system in enumerate(policy.systems or ()):
        at = ROOT / "systems" / number
        if system.other is not None and policy.status is Status.ADOPTED:  # a draft may still look
            yield system.other, f"the vendor of {system.id}", at / "other"
        if system.attested is not None:
            what = f"who looked at the settings of {system.id}"
            yield system.attested.by, what, at / "attested" / "by"
        if system.export_owner is not None:
            what = f"the agency in the exports of {system.id}"
            yield system.export_owner.name, what, at / "export_owner" / "name"
