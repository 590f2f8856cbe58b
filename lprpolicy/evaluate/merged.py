"""Add what an export shows to a policy that stands: new grants go in, every byte there stays.

Who is granted in the system already is left alone, by the vendor's text or by the directory's id.
Whoever is granted and not on the export is left alone too: that is for `drift` to say.
"""

from __future__ import annotations

from dataclasses import dataclass

from lprpolicy.errors import ExportError, UnreadablePolicy, UsageError
from lprpolicy.evaluate.export_owner import OwnerAnswer, called_in, export_owner
from lprpolicy.evaluate.listed import listed_recipients
from lprpolicy.evaluate.subjects import GRANTS
from lprpolicy.identify.index import Index
from lprpolicy.model.characters import one_line
from lprpolicy.model.listed import ListedRecipient
from lprpolicy.model.observation import Observation
from lprpolicy.model.places import ROOT
from lprpolicy.model.policy import Policy
from lprpolicy.model.sharing import Named
from lprpolicy.model.words import Vendor
from lprpolicy.read.document import Document
from lprpolicy.read.files import read_file
from lprpolicy.read.splice import item_margin, value_at, with_block, with_lines
from lprpolicy.write.start.grants import grant_data, grant_text

BOM = "\ufeff"
SYSTEMS = ROOT / "systems"


@dataclass(frozen=True, slots=True)
class Merged:
    """The policy with the new grants, those grants, and how many stood in it already."""

    raw: bytes
    system: str
    added: tuple[ListedRecipient, ...]
    there: int
    doubt: str = ""


def merge(name: str, raw: bytes, observation: Observation, agency: str, index: Index) -> Merged:
    """Return the policy with every recipient of the export; an error where nothing can be added."""
    read = read_file(name, raw, Policy)
    policy = read.value
    if policy is None:
        raise UnreadablePolicy(
            f"{name}: this policy cannot be read as it stands",
            hint=f"lprpolicy check {name} says what is wrong with it",
        )
    system, new = _system(policy, observation)
    whose = export_owner(observation, agency, index, called_in(policy, system))
    if whose.answer is OwnerAnswer.OTHER:
        raise ExportError(
            f"{observation.document}: {whose.says}",
            hint="where the names differ rightly, add `export_owner: {name: …, why: …}` to the "
            "system in the policy",
        )
    held = _held_by(policy, system)
    shown = listed_recipients(observation, system, index)
    added = tuple(one for one in shown if not _keys(one) & held and one.identity.id != agency)
    document = read.document
    if new:
        document = _with_system(name, document, system, observation.vendor)
    if added:
        document = _with_grants(name, document, added)
    bom = BOM if raw.startswith(BOM.encode()) else ""
    doubt = "" if whose.answer is OwnerAnswer.SAME else whose.says
    return Merged((bom + document.text).encode(), system, added, len(shown) - len(added), doubt)


def _system(policy: Policy, observation: Observation) -> tuple[str, bool]:
    """Return the system that the export shows, and whether the policy has yet to name it."""
    vendor = observation.vendor
    same = [one.id for one in policy.systems or () if one.vendor is vendor]
    if len(same) > 1 and vendor.system not in same:
        raise UsageError(
            f"the policy has {len(same)} systems of {vendor}: {', '.join(same)}",
            hint=f"call the one that the export shows {vendor.system}",
            consequence="nothing was written",
        )
    if same:
        return (vendor.system if vendor.system in same else same[0]), False
    if vendor is Vendor.OTHER or any(one.id == vendor.system for one in policy.systems or ()):
        raise UsageError(
            f"the policy has no system of {vendor}",
            hint="add it to `systems` first",
            consequence="nothing was written",
        )
    return vendor.system, True


def _held_by(policy: Policy, system: str) -> frozenset[str]:
    """Return the texts and ids that a policy grants in a system, or in no named one."""
    found = set()
    for grant in (policy.sharing.grants if policy.sharing is not None else None) or ():
        if grant.system in (system, None):
            found.add(grant.to.named if isinstance(grant.to, Named) else grant.to)
            found |= {grant.listed_as} if grant.listed_as else set()
    return frozenset(one_line(text) for text in found)


def _keys(one: ListedRecipient) -> set[str]:
    return {one_line(one.share.raw), *({one.identity.id} if one.identity.id else ())}


def _with_system(name: str, document: Document, system: str, vendor: Vendor) -> Document:
    entry: dict[str, object] = {"id": system, "vendor": vendor.value}
    margin = item_margin(document, SYSTEMS)
    if margin is None:
        blank = "" if value_at(document.data, SYSTEMS) is not None else "  "
        text = with_block(document, SYSTEMS, f"{blank}- id: {system}\n    vendor: {vendor.value}\n")
    else:
        pad = " " * margin
        text = with_lines(
            document, SYSTEMS, f"{pad}- id: {system}\n{pad}  vendor: {vendor.value}\n"
        )
    return _read_back(name, text, (value_at(document.data, SYSTEMS) or []), [entry], "systems")


def _with_grants(name: str, document: Document, added: tuple[ListedRecipient, ...]) -> Document:
    margin = item_margin(document, GRANTS)
    here = value_at(document.data, GRANTS)
    new = [grant_data(one) for one in added]
    if margin is not None:
        lines = "".join(grant_text(one, indent=margin, documents=True) for one in added)
        text = with_lines(document, GRANTS, lines)
    elif here == []:
        text = _instead_of_none(document, added)
    else:
        lines = "".join(grant_text(one, documents=True) for one in added)
        sharing = value_at(document.data, GRANTS.parent)
        text = (
            with_block(document, GRANTS.parent, f"  grants:\n{lines}")
            if sharing is None
            else with_block(document, GRANTS, lines)
        )
    return _read_back(name, text, here or [], new, "sharing.grants")


def _instead_of_none(document: Document, added: tuple[ListedRecipient, ...]) -> str | None:
    """Put grants in the place of `[]`, the one thing that goes."""
    span = document.span(GRANTS)
    end = "\r\n" if "\r\n" in document.text else "\n"
    lines = document.text.splitlines(keepends=True)
    at = span.start.line - 1
    if span.end.line - 1 != at or document.text[span.start.index : span.end.index] != "[]":
        return None
    start = span.start.column - 1
    lines[at] = lines[at][:start].rstrip(" ") + lines[at][start + 2 :]
    if not lines[at].endswith("\n"):
        lines[at] += end
    margin = document.span(GRANTS, key=True).start.column + 1
    new = "".join(grant_text(one, indent=margin, documents=True) for one in added)
    return "".join([*lines[: at + 1], new.replace("\n", end), *lines[at + 1 :]])


def _read_back(
    name: str, text: str | None, here: list[object], new: list[dict[str, object]], place: str
) -> Document:
    """Read the text again and require the list that was meant."""
    read = read_file(name, text.encode(), Policy) if text is not None else None
    data = read.document.data if read is not None and read.value is not None else None
    for step in place.split("."):
        data = data.get(step) if isinstance(data, dict) else None
    if read is None or data != [*here, *new]:
        raise UsageError(
            f"{name}: nothing can be added to `{place}` as it is written",
            hint="write it as a list with one entry a line, each with a hyphen",
            consequence="nothing was written",
        )
    return read.document
