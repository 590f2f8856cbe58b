"""Write entries of the directory, and what an import changed, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lprpolicy.model.directory import Agency, Source
from lprpolicy.model.lists import AgencyList, ListSource
from lprpolicy.model.prose import amount
from lprpolicy.write.escape import one_line

MOST = 12
"""At most this many of a kind are listed; the rest is counted."""


def line(agency: Agency) -> str:
    """Write one entry in a line.

    >>> line(Agency(id="us-ct/avon-pd", name="Avon Police Department", state="us-ct"))
    'us-ct/avon-pd  Avon Police Department (kind unknown, us-ct)'
    """
    said = [agency.kind or "kind unknown", agency.state or "", agency.county or ""]
    return f"{agency.id}  {one_line(agency.name)} ({', '.join(one for one in said if one)})"


def entry(agency: Agency, lists: Iterable[ListSource] = ()) -> str:
    """Write one entry in full, with the source of each statement and the digest of its list."""
    # Of two lists of one title and day the user's own has said it, and not the shipped one.
    shipped_first = sorted(lists, key=lambda one: not one.shipped)
    digests = {(one.title, one.on): one.sha256 for one in shipped_first}

    def name_of(source: Source) -> str:
        digest = source.sha256 or digests.get((source.title, source.on))
        said = f"{source.title} of {source.on}"
        return one_line(f"{said}, sha256 {digest}" if digest else said)

    lines = [f"{agency.id}: {one_line(agency.name)}"]
    rows = [
        ("kind", agency.kind or "unknown"),
        ("state", agency.state),
        ("county", agency.county),
        ("ORI", agency.ori),
        ("component", agency.component),
        ("also", ", ".join(agency.aliases) or None),
        ("note", agency.note),
    ]
    lines += [f"  {name}: {one_line(said)}" for name, said in rows if said is not None]
    for stated in agency.programs:
        models = f" ({', '.join(stated.models)})" if stated.models else ""
        answer = f"yes{models}" if stated.member else "no"
        lines.append(f"  {stated.program}: {one_line(answer)}, by the {name_of(stated.source)}")
    for onward in agency.passes_on_to:
        lines.append(f"  passes on to: {onward.to}, by {name_of(onward.source)}")
    if agency.source is not None:
        lines.append(f"  source: {name_of(agency.source)}")
    return "\n".join(lines)


def source(one: ListSource | AgencyList) -> str:
    """Write a list in a line: its title, its day, and the digest of its file.

    Several rows of a list may be about one agency, so the line says which of the two it counts.
    """
    held = one.source.rows if isinstance(one, AgencyList) else one.rows
    counted = amount(held, "agency", "agencies")
    if isinstance(one, AgencyList) and one.lines and not one.shipped:
        counted += f" in {amount(one.lines, 'row')}"
    return (
        f"{one_line(one.title)} of {one.on}: {counted} of {one_line(one.document)}, "
        f"sha256 {one.sha256}"
    )


def unread(lists: Iterable[AgencyList], *, every: bool = False) -> Iterator[str]:
    """Write the rows that could not be read, and what that means."""
    rows = [(one, row) for one in lists for row in one.unread]
    if not rows:
        return
    yield f"not read, and left undecided: {amount(len(rows), 'row')}"
    yield from indented_list([f"? {row.says}" for _, row in rows], every=every)
    if any(row.partner for _, row in rows):
        yield "  whoever such a row may name is neither a 287(g) partner by that list nor none"


def several(
    heading: str, agencies: Sequence[Agency], *, every: bool = False, sign: str = " "
) -> Iterator[str]:
    """Write a heading with a count, and entries under it."""
    if not agencies:
        return
    yield f"{heading}: {len(agencies):,}"
    yield from indented_list([f"{sign} {line(one)}" for one in agencies], every=every)


def indented_list(lines: Iterable[str], *, every: bool = False) -> Iterator[str]:
    """Indent lines; only the first ones, unless the user asks for every one."""
    given = list(lines)
    shown = given if every else given[:MOST]
    yield from (f"  {one_line(one)}" for one in shown)
    if len(given) > len(shown):
        yield f"  … and {len(given) - len(shown):,} more; --all lists them"
