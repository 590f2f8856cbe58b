"""Draft a first policy from a vendor's export: what the export shows, and nothing else.

The draft leaves out what an export cannot show, so that `check` reports it until somebody decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from lprpolicy.errors import CheckBug, ExportError
from lprpolicy.evaluate.export_owner import ExportOwner, OwnerAnswer, export_owner
from lprpolicy.evaluate.listed import listed_recipients
from lprpolicy.identify.index import Index
from lprpolicy.model.characters import one_line
from lprpolicy.model.identity import Identity
from lprpolicy.model.listed import ListedRecipient
from lprpolicy.model.observation import Completeness, Observation, Share
from lprpolicy.model.policy import Policy
from lprpolicy.model.words import Until
from lprpolicy.read.files import read_file
from lprpolicy.write.new_yaml import yaml_text
from lprpolicy.write.start.grants import grant_text


@dataclass(frozen=True, slots=True)
class Draft:
    """A policy's text, and whom of its recipients the directory knows.

    Where it is not `known` who they are, the draft leaves `grants` out. `doubt` is why nobody can
    tell that the export is the agency's.
    """

    text: str
    matched: tuple[tuple[Share, Identity], ...]
    unmatched: tuple[tuple[Share, Identity], ...]
    known: bool = True
    doubt: str = ""

    @property
    def beside(self) -> int:
        """How many recipients have their state from another export."""
        shares = (share for share, _ in (*self.matched, *self.unmatched))
        return sum(
            share.state_from is not None and share.state_from.document != share.where.document
            for share in shares
        )

    @property
    def total(self) -> int:
        return len(self.matched) + len(self.unmatched)

    @property
    def federal(self) -> tuple[tuple[Share, Identity], ...]:
        return tuple(pair for pair in (*self.matched, *self.unmatched) if pair[1].federal)


def draft(
    observation: Observation,
    agency: str,
    index: Index,
    *,
    schema: str,
    owner_is_right: str | None = None,
) -> Draft:
    """Write the policy that an export shows. `schema` is the path to the schema, for editors.

    `owner_is_right` is why the export is the agency's although it names another.
    """
    whose = _owner(observation, agency, index, owner_is_right)
    recipients = listed_recipients(observation, observation.vendor.system, index)
    named = None
    if owner_is_right is not None and whose.answer is not OwnerAnswer.SAME and whose.names:
        named = {"name": one_line(whose.names[0]), "why": one_line(owner_is_right)}
    unsure = whose.answer is OwnerAnswer.UNKNOWN and owner_is_right is None
    doubt = whose.says if unsure else ""
    heading = _heading(observation, recipients, schema, doubt)
    text = _render(observation, agency, recipients, heading, named)
    known = observation.tells_who_is_let_in()
    _assert_meant(text, len(recipients) if known else None)
    pairs = [(one.share, one.identity) for one in recipients]
    return Draft(
        text=text,
        matched=tuple(pair for pair in pairs if pair[1].id is not None),
        unmatched=tuple(pair for pair in pairs if pair[1].id is None),
        known=known,
        doubt=doubt,
    )


def _owner(
    observation: Observation, agency: str, index: Index, owner_is_right: str | None
) -> ExportOwner:
    """Return whose export it is; an ExportError where it is not one that a draft is made from."""
    whose = export_owner(observation, agency, index)
    if whose.answer is OwnerAnswer.OTHER and owner_is_right is None:
        raise ExportError(
            f"{observation.document}: {whose.says}",
            hint="name its own agency with --agency; where the names differ rightly, say why: "
            '--owner-is-right "…"',
        )
    if observation.pending_requests() and not observation.outbound():
        raise ExportError(
            f"{observation.document}: it lists requests to share, and nobody who is let in",
            hint=f"lprpolicy requests {agency} {observation.document} answers them; "
            "import takes a list of who has access",
        )
    return whose


def _render(
    observation: Observation,
    agency: str,
    recipients: list[ListedRecipient],
    heading: str,
    named: Mapping[str, str] | None,
) -> str:
    system = observation.vendor.system
    entry = CommentedMap({"id": system, "vendor": observation.vendor.value})
    if named is not None:
        entry["export_owner"] = {
            name: DoubleQuotedScalarString(said) for name, said in named.items()
        }
    policy = CommentedMap(
        {
            "schema": "lprpolicy/policy/v1",
            "agency": agency,
            "status": "proposed",
            "systems": [entry],
        }
    )
    for block, said in _claims(observation).items():
        policy[block] = said
    if observation.tells_who_is_let_in():
        policy["sharing"] = CommentedMap({"grants": CommentedSeq()})
    text = yaml_text(policy, heading)
    if not recipients:
        return text
    frame = text.removesuffix(" []\n")
    return "".join([frame, "\n", *map(grant_text, recipients)])


def _claims(observation: Observation) -> dict[str, CommentedMap]:
    """What the export says of retention and of prohibited uses, in the words of a policy."""
    kept = CommentedMap()
    if observation.retention is not None:
        kept["reads"] = str(observation.retention)
    if observation.log_for_ever:
        kept["search-log"] = _inline({"until": Until.NEVER.value})
    made = {"retention": kept} if kept else {}
    claim = observation.prohibition()
    if claim is not None:
        listed = CommentedSeq([purpose.value for purpose in claim.purposes])
        made["purposes"] = CommentedMap({"prohibited": listed})
    return made


def _not_in_it(observation: Observation) -> str:
    if _claims(observation):
        return (
            "How long things are kept and what is prohibited is what it claims; nothing proves it. "
            "Documents and vendor-wide lookups are not in it: no such export prints them."
        )
    return "Purposes, documents and vendor-wide lookups are not in it: no such export prints them."


def _inline(said: dict[str, str]) -> CommentedMap:
    made = CommentedMap(said)
    made.fa.set_flow_style()
    return made


def _heading(
    observation: Observation, recipients: list[ListedRecipient], schema: str, doubt: str
) -> str:
    day = f" of {observation.reported}" if observation.reported else ""
    unknown = sum(one.identity.id is None for one in recipients)
    rows = sum(len(one.rows) for one in recipients)
    of_rows = f" in {rows} rows" if rows != len(recipients) else ""
    counted = (
        f"{len(recipients)} recipients{of_rows}, {unknown} of them with no entry in the directory."
    )
    if not observation.tells_who_is_let_in():
        counted = "It shows no list of who is let in, so `sharing` is left out: nobody has said."
    how_full = {
        Completeness.COMPLETE: "It lists every agency that is let in one by one.",
        Completeness.CLAIMED: "Whoever wrote it says that it is complete; no vendor does.",
        Completeness.LOWER_BOUND: "It shows some recipients; there may be more.",
        Completeness.OCR: "It was read off a scan: names may be wrong and rows may be missing.",
    }[observation.completeness]
    lines = [
        f"yaml-language-server: $schema={schema}",
        "A draft from a vendor's export. Nobody has decided anything in it.",
        f"Export: {observation.document}{day}",
        f"SHA-256: {observation.sha256}",
        f"{counted} {how_full}",
        _not_in_it(observation),
        *([f"Whose it is: {doubt}."] if doubt else []),
        *observation.notes,
    ]
    return "\n".join(one_line(line) for line in lines)


def _assert_meant(text: str, grants: int | None) -> None:
    """Read the text back with our own reader, and require the data that was meant."""
    read = read_file("draft", text.encode(), Policy)
    sharing = read.value.sharing if read.value is not None else None
    held = None if sharing is None or sharing.grants is None else len(sharing.grants)
    if read.value is None or held != grants:
        wrong = [f.message for f in read.document.faults]
        wrong += [f"{m.verdict.at}: {m.verdict.message}" for m in read.misfits]
        raise CheckBug(f"the draft does not read back: {'; '.join(wrong[:5])}")


def listed_before(policy: bytes, system: str) -> int:
    """How many recipients the policy that a draft would replace lists in a system."""
    read = read_file("policy.yaml", policy, Policy).value
    grants = read.sharing.grants or () if read is not None and read.sharing is not None else ()
    return sum(grant.system in (system, None) for grant in grants)


def place_of(into: Path, agency: str) -> Path:
    """Return the place of an agency's policy below a repository's root."""
    return into / agency / "policy.yaml"


def schema_path(policy: Path) -> tuple[str, Path | None]:
    """Return how the policy refers to its schema, and where to write one that is missing.

    A `schemas/` folder in one of the folders above is used; else one is made at the root.
    """
    root = policy.parent.parent.parent
    for up, folder in enumerate(policy.absolute().parents):
        if (folder / "schemas" / "policy.schema.json").is_file():
            return "../" * up + "schemas/policy.schema.json", None
        if (folder / ".git").exists():
            break
    return "../../schemas/policy.schema.json", root / "schemas" / "policy.schema.json"
