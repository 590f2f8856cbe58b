"""Write the network for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lprpolicy.model.network import Party
from lprpolicy.model.prose import amount
from lprpolicy.model.reach_answers import Overview
from lprpolicy.write.escape import inert, one_line
from lprpolicy.write.network.facts import Survey
from lprpolicy.write.width import wrap_columns

_MOST: Final = 12


def write(survey: Survey) -> str:
    return "".join(f"{inert(line)}\n" for line in _lines(survey.seen))


def _lines(seen: Overview) -> Iterator[str]:
    published = ", ".join(f"{count:,} {how.value}" for how, count in seen.published.items())
    yield amount(seen.parties, "agency or recipient", "agencies and recipients")
    yield f"  have published whom they let in: {published}"
    edges = ", ".join(f"{count:,} {kind.value}" for kind, count in seen.edges.items() if count)
    yield f"{amount(sum(seen.edges.values()), 'edge')}: {edges}"
    yield f"{amount(seen.parts, 'separate part')}, the largest of {seen.largest_part:,}"
    yield ""
    leading = amount(seen.leading, "agency has", "agencies have")
    yield f"{leading} a known path, certain or possible, to {one_line(seen.asked)}."
    yield from _table(
        "Without this one, so many others have none",
        [(f"{cut.cuts:,}", cut.party) for cut in seen.cuts],
    )
    if seen.between is None:
        yield "The network is too large to count how many shortest paths go through each agency."
    else:
        yield from _table(
            "Share of the shortest paths between two others that go through it",
            [(f"{one.share:.3%}", one.party) for one in seen.between],
        )
    yield from _joints(seen.joints)
    yield from (f"note: {one_line(note)}" for note in seen.notes)


def _joints(joints: Sequence[Party]) -> Iterator[str]:
    """List the parties without whom the network would fall apart."""
    if not joints:
        yield "No single one holds it together."
        return
    verb = "holds" if len(joints) == 1 else "each hold"
    yield f"{amount(len(joints), 'agency', 'agencies')} {verb} parts together:"
    names = ", ".join(one_line(party.name) for party in joints[:_MOST])
    left = len(joints) - _MOST
    names += f" … and {left:,} more (json lists them)" if left > 0 else ""
    yield from (f"  {line}" for line in wrap_columns(names, 98))


def _table(title: str, rows: Sequence[tuple[str, Party]]) -> Iterator[str]:
    if not rows:
        return
    yield f"{title}:"
    shown = rows[:_MOST]
    wide = max(len(said) for said, _ in shown)
    for said, party in shown:
        yield f"  {said:>{wide}}  {one_line(party.name)} ({one_line(party.key)})"
    yield ""
