"""Write the network as GraphML 1.0, for tools that draw graphs; a node's id is its key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from lprpolicy.write.escape import one_line, xml
from lprpolicy.write.network.facts import Survey
from lprpolicy.write.path_json import edge as edge_json
from lprpolicy.write.path_json import party as party_json

_NODE: Final = ("id", "name", "kind", "state", "federal")
_EDGE: Final = ("kind", "where", "note")


def write(survey: Survey) -> str:
    return "".join(f"{line}\n" for line in _graphml(survey))


def _graphml(survey: Survey) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for of, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            kind = "boolean" if name == "federal" else "string"
            yield (f'  <key id="{of}-{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>')
    yield '  <graph edgedefault="directed">'
    for party in survey.parties_in_order():
        yield f"    <node id={_attribute(party.key)}>"
        yield from _data("node", _NODE, party_json(party))
        yield "    </node>"
    for edge in survey.edges_in_order():
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
