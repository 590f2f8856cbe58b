"""Draft a first policy from a vendor's export: what the export shows, and nothing else.

The draft leaves out what an export cannot show, so that `check` reports it until somebody decides.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from lprpolicy.errors import CheckBug, ExportError
from lprpolicy.identify.index import Index
from lprpolicy.model.identity import Identity
from lprpolicy.model.observation import Completeness, Observation, Share
from lprpolicy.model.policy import Policy
from lprpolicy.model.scalars import LONGEST_LINE
from lprpolicy.model.words import RowStatus, Tri
from lprpolicy.read.characters import spell_out
from lprpolicy.read.files import read_file
from lprpolicy.write.quoted import double_quote


@dataclass(frozen=True, slots=True)
class Draft:
    """A policy's text, and whom of its recipients the directory knows."""

    text: str
    matched: tuple[tuple[Share, Identity], ...]
    unmatched: tuple[tuple[Share, Identity], ...]

    @property
    def federal(self) -> tuple[tuple[Share, Identity], ...]:
        return tuple(pair for pair in (*self.matched, *self.unmatched) if pair[1].federal)


def draft(observation: Observation, agency: str, index: Index, *, schema: str) -> Draft:
    """Write the policy that an export shows. `schema` is the path to the schema, for editors."""
    if observation.pending() and not observation.outbound():
        raise ExportError(
            f"{observation.document}: it lists requests to share, and nobody who is let in",
            hint="give a list of who has access; a request is answered, not imported",
        )
    pairs = [
        (share, index.identify(share.raw, state=share.state)) for share in observation.outbound()
    ]
    for share, _ in pairs:
        _fits(observation.document, share)
    text = _render(observation, agency, pairs, schema)
    _assert_meant(text, len(pairs))
    return Draft(
        text=text,
        matched=tuple(pair for pair in pairs if pair[1].id is not None),
        unmatched=tuple(pair for pair in pairs if pair[1].id is None),
    )


def _render(
    observation: Observation, agency: str, pairs: list[tuple[Share, Identity]], schema: str
) -> str:
    system = observation.vendor.system
    sharing = CommentedMap({"grants": CommentedSeq()})
    policy = CommentedMap(
        {
            "schema": "lprpolicy/policy/v1",
            "agency": agency,
            "status": "proposed",
            "systems": [CommentedMap({"id": system, "vendor": observation.vendor.value})],
            "sharing": sharing,
        }
    )
    policy.yaml_set_start_comment(_heading(observation, pairs, schema))
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 4096
    out = io.StringIO()
    yaml.dump(policy, out)
    if not pairs:
        return out.getvalue()
    frame = out.getvalue().removesuffix(" []\n")
    return "".join([frame, "\n", *(_grant(*pair, system) for pair in pairs)])


def _heading(observation: Observation, pairs: list[tuple[Share, Identity]], schema: str) -> str:
    day = f" of {observation.reported}" if observation.reported else ""
    unknown = sum(identity.id is None for _, identity in pairs)
    how_full = {
        Completeness.COMPLETE: "It lists every agency that is let in one by one.",
        Completeness.LOWER_BOUND: "It shows some recipients; there may be more.",
        Completeness.OCR: "It was read off a scan: names may be wrong and rows may be missing.",
    }[observation.completeness]
    lines = [
        f"yaml-language-server: $schema={schema}",
        "A draft from a vendor's export. Nobody has decided anything in it.",
        f"Export: {observation.document}{day}",
        f"SHA-256: {observation.sha256}",
        f"{len(pairs)} recipients, {unknown} of them with no entry in the directory. {how_full}",
        "Purposes, papers and vendor-wide lookups are not in it: no such export prints them.",
        *observation.notes,
    ]
    return "\n".join(_one_line(line) for line in lines)


def _grant(share: Share, identity: Identity, system: str) -> str:
    """Write a grant below its comment, as text: ruamel.yaml is too slow for thousands of them."""
    listed = double_quote(_one_line(share.raw))
    if identity.id is not None:
        to = [f"to: {identity.id}", f"listed_as: {listed}"]
    elif share.state is None:
        to = ["to:", f"  named: {listed}"]
    else:
        to = ["to:", f"  named: {listed}", f"  state: {share.state}"]
    data = ", ".join(kind.value for kind, seen in share.data.items() if seen is Tri.YES)
    first, *more = [*to, f"system: {system}", f"data: [{data}]", "mode: standing"]
    comment = [f"    # {line}" for line in _comment(share, identity)]
    return "\n".join([*comment, f"    - {first}", *(f"      {line}" for line in more), ""])


def _comment(share: Share, identity: Identity) -> list[str]:
    place = _place(share)
    inactive = ", marked inactive by the vendor" if share.status is RowStatus.INACTIVE else ""
    networks = f", networks: {share.networks}" if share.networks else ""
    lines = [f"{place}: {share.raw}{inactive}{networks}"]
    if share.state_from is not None and share.state_from != share.where:
        lines.append(f"state from page {share.state_from.page}, where the same name stands again")
    if identity.id is None:
        lines.append(f"not in the directory: {identity.why}")
    return [_one_line(line) for line in lines]


def _fits(document: str, share: Share) -> None:
    """Refuse a name that is too long for a policy, as it would be written: nobody is called so."""
    if (long := len(_one_line(share.raw))) > LONGEST_LINE:
        raise ExportError(
            f"{document}, {_place(share)}: the name takes {long:,} characters to write, "
            f"more than the {LONGEST_LINE} that a policy allows",
            hint="download the export again; a quotation mark or a line break may be missing",
        )


def _place(share: Share) -> str:
    return f"page {share.where.page}" if share.where.page else f"row {share.where.row}"


def _one_line(text: str) -> str:
    """Put text on one line: whitespace as one space, invisible characters spelled out."""
    return spell_out(" ".join(text.split()))


def _assert_meant(text: str, grants: int) -> None:
    """Read the text back with our own reader, and require the data that was meant."""
    read = read_file("draft", text.encode(), Policy)
    meant = read.value is not None and read.value.sharing is not None
    if not meant or len(read.value.sharing.grants or ()) != grants:  # type: ignore[union-attr]  # `meant` checks it
        wrong = [f.message for f in read.document.faults]
        wrong += [f"{m.verdict.at}: {m.verdict.message}" for m in read.misfits]
        raise CheckBug(f"the draft does not read back: {'; '.join(wrong[:5])}")


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
