"""The whole network: for a person, for programs, and as GraphML for tools that draw graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from lprpolicy.model.network import Edge, Overview, Party
from lprpolicy.write.escape import inert, json_text, one_line, xml
from lprpolicy.write.path_json import edge as edge_json
from lprpolicy.write.path_json import party as party_json
from lprpolicy.write.phrases import amount
from lprpolicy.write.width import wrapped

FORMAT: Final = "lprpolicy/network/v1"
_MOST: Final = 12
_NODE: Final = ("id", "name", "kind", "state", "federal")
_EDGE: Final = ("kind", "where", "note")


def write_text(seen: Overview) -> str:
    return "".join(f"{inert(line)}\n" for line in _lines(seen))


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
    """Who holds parts of the network together that have nothing else between them."""
    if not joints:
        yield "No single one holds it together."
        return
    verb = "holds" if len(joints) == 1 else "each hold"
    yield f"{amount(len(joints), 'agency', 'agencies')} {verb} parts together:"
    names = ", ".join(one_line(party.name) for party in joints[:_MOST])
    left = len(joints) - _MOST
    names += f" … and {left:,} more (json lists them)" if left > 0 else ""
    yield from (f"  {line}" for line in wrapped(names, 98))


def _table(title: str, rows: Sequence[tuple[str, Party]]) -> Iterator[str]:
    if not rows:
        return
    yield f"{title}:"
    shown = rows[:_MOST]
    wide = max(len(said) for said, _ in shown)
    for said, party in shown:
        yield f"  {said:>{wide}}  {one_line(party.name)} ({one_line(party.key)})"
    yield ""


def write_json(seen: Overview, parties: Iterable[Party], edges: Iterable[Edge]) -> str:
    return json_text(
        {
            "schema": FORMAT,
            "to": seen.asked,
            "counts": {
                "parties": seen.parties,
                "published": {how.value: count for how, count in seen.published.items()},
                "edges": {kind.value: count for kind, count in seen.edges.items()},
                "parts": seen.parts,
                "largest_part": seen.largest_part,
                "leading": seen.leading,
            },
            "cuts": [{"party": one.party.key, "cuts": one.cuts} for one in seen.cuts],
            "between": None
            if seen.between is None
            else [{"party": one.party.key, "share": one.share} for one in seen.between],
            "joints": [party.key for party in seen.joints],
            "notes": list(seen.notes),
            "parties": [party_json(party) for party in _sorted(parties)],
            "edges": [edge_json(edge) for edge in _in_order(edges)],
        }
    )


def write_graphml(parties: Iterable[Party], edges: Iterable[Edge]) -> str:
    """GraphML 1.0; a node's id is its key."""
    return "".join(f"{line}\n" for line in _graphml(parties, edges))


def _graphml(parties: Iterable[Party], edges: Iterable[Edge]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for of, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            kind = "boolean" if name == "federal" else "string"
            yield (f'  <key id="{of}-{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>')
    yield '  <graph edgedefault="directed">'
    for party in _sorted(parties):
        yield f"    <node id={_attribute(party.key)}>"
        yield from _data("node", _NODE, party_json(party))
        yield "    </node>"
    for edge in _in_order(edges):
        said = edge_json(edge) | {"where": str(edge.evidence.where)}
        from_, to = _attribute(edge.from_.key), _attribute(edge.to.key)
        yield f"    <edge source={from_} target={to}>"
        yield from _data("edge", _EDGE, said)
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _data(of: str, names: Sequence[str], said: dict[str, Any]) -> Iterator[str]:
    for name in names:
        if said[name] is not None:
            text = str(said[name]).lower() if isinstance(said[name], bool) else str(said[name])
            value = escape(xml(one_line(text)))
            yield f'      <data key="{of}-{name}">{value}</data>'


def _attribute(text: str) -> str:
    return quoteattr(xml(one_line(text)))


def _sorted(parties: Iterable[Party]) -> list[Party]:
    return sorted(parties, key=lambda party: party.key)


def _in_order(edges: Iterable[Edge]) -> list[Edge]:
    return sorted(
        edges,
        key=lambda edge: (edge.from_.key, edge.to.key, edge.kind, str(edge.evidence.where)),
    )
