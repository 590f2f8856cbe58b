"""Write who gets an agency's reads, for a person: each step with its place, then the unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lprpolicy.model.network import Certainty, PathStep, SeenSwitch
from lprpolicy.model.prose import amount
from lprpolicy.model.reach_answers import PassedOn, ReachAnswer, Reached, Way
from lprpolicy.model.words import Onward, Tri
from lprpolicy.write.escape import inert, one_line
from lprpolicy.write.path_words import place_with_notes, sentence, sure
from lprpolicy.write.width import wrap_columns

MOST = 12
"""At most this many targets, and names of a kind, are listed unless the user asks for all."""
_SAID = {
    ReachAnswer.REACHES: "reaches",
    ReachAnswer.NO_KNOWN_PATH: "no known path",
    ReachAnswer.CANNOT_TELL: "cannot tell",
}


@dataclass(frozen=True, slots=True)
class _ReachStyle:
    width: int
    show_all: bool


def write(reached: Reached, *, width: int = 100, show_all: bool = False) -> str:
    style = _ReachStyle(width, show_all)
    parts = [part for part in _parts(reached, style) if part]
    lines = [line for part in parts for line in (*part, "")][:-1]
    return "".join(f"{inert(line)}\n" for line in lines)


def _parts(reached: Reached, style: _ReachStyle) -> Iterator[list[str]]:
    start = reached.start
    within = f" within {amount(reached.max_hops, 'step')}" if reached.max_hops else ""
    who = one_line(f"{start.name} ({start.key})")
    yield [f"{who} to {one_line(reached.asked)}{within}: {_SAID[reached.outcome]}"]
    yield list(_count_of_paths(reached, style))
    shown = reached.ways if style.show_all else reached.ways[:MOST]
    for way in shown:
        yield list(_way(way, style))
    if len(shown) < len(reached.ways):
        left = len(reached.ways) - len(shown)
        yield [f"… and {amount(left, 'more target')}; --all lists them, json always does"]
    yield list(_doubts(reached, style))
    yield [_extent(reached), *(f"note: {one_line(note)}" for note in reached.notes)]


def _count_of_paths(reached: Reached, style: _ReachStyle) -> Iterator[str]:
    counts = {c: sum(way.certainty is c for way in reached.ways) for c in Certainty}
    if not reached.ways:
        return
    said = [f"{counts[Certainty.CERTAIN]:,} for certain"]
    said.append(f"{counts[Certainty.POSSIBLE]:,} only if somebody passes on what it gets")
    if reached.terms is Onward.FORBIDDEN:
        against = f"{counts[Certainty.AGAINST_TERMS]:,} only if somebody does although this"
        said.append(f"{against} agency's policy forbids it")
    targets = amount(len(reached.ways), "agency", "agencies")
    yield from wrap_columns(f"Paths are known to {targets}: {', '.join(said)}.", style.width)


def _way(way: Way, style: _ReachStyle) -> Iterator[str]:
    name = one_line(f"{way.target.name} ({way.target.key})")
    yield f"{name}: {sure(way.certainty)}, {amount(len(way.steps), 'step')}"
    yield from _steps(way.steps, style)
    for number, other in enumerate(way.others, 2):
        yield f"  way {number} of {way.as_short:,}:"
        yield from _steps(other, style)
    left = way.as_short - 1 - len(way.others)
    if left > 0:
        more = "" if way.others else "; --all shows them"
        yield f"  and {amount(left, 'other way')} as short{more}"


def _steps(path: Sequence[PathStep], style: _ReachStyle) -> Iterator[str]:
    widest = max(len(sure(step.certainty)) for step in path)
    for number, step in enumerate(path, 1):
        head = f"  {number}. {sure(step.certainty):<{widest}}  "
        indent = " " * len(head)
        first, *rest = wrap_columns(one_line(sentence(step)), max(style.width - len(head), 40))
        yield head + first
        yield from (indent + line for line in rest)
        yield f"{indent}{one_line(place_with_notes(step))}"


def _doubts(reached: Reached, style: _ReachStyle) -> Iterator[str]:
    said = [
        _name_list(reached.silent, "published nothing about whom they let in", _have, style),
        _name_list(
            reached.partial,
            "published a part of it, or shown it in a list that may be short",
            _have,
            style,
        ),
        _name_list(
            reached.unclassified, "may be whom you ask about; no directory says", _are, style
        ),
        _switches(reached.switches),
    ]
    lines = [line for part in said for line in part]
    if lines:
        yield "Not enough information in what is published:"
        yield from lines


def _have(count: int) -> str:
    return f"{amount(count, 'agency', 'agencies')} on the way {'has' if count == 1 else 'have'}"


def _are(count: int) -> str:
    return f"{amount(count, 'recipient')}"


def _name_list(
    passed: Sequence[PassedOn], says: str, subject: Callable[[int], str], style: _ReachStyle
) -> list[str]:
    if not passed:
        return []
    sure_ = sum(one.certain and one.hops > 0 for one in passed)
    verb = "gets" if sure_ == 1 else "get"
    get = f"; {sure_:,} of them {verb} the reads for certain" if sure_ else ""
    lines = [f"  {subject(len(passed))} {says}{get}:"]
    shown = passed if style.show_all else passed[:MOST]
    names = ", ".join(one_line(one.party.name) for one in shown)
    left = len(passed) - len(shown)
    names += f" … and {left:,} more (--all lists them, json always does)" if left else ""
    lines += [f"    {line}" for line in wrap_columns(names, max(style.width - 4, 40))]
    return lines


def _switches(switches: Sequence[SeenSwitch]) -> list[str]:
    lines = []
    for switch in switches:
        of, where = one_line(switch.of.name), switch.evidence
        at = f", {one_line(str(where.where))}" if where else ""
        if switch.on is Tri.YES:
            lines.append(f"  the {switch.name} switch of {of} is on: it lets in more{at}")
        else:
            lines.append(f"  whether the {switch.name} switch of {of} is on{at}")
    return lines


def _extent(reached: Reached) -> str:
    parties = amount(reached.parties, "agency or recipient", "agencies and recipients")
    return (
        f"Followed {amount(reached.edges, 'edge')} between {parties}; "
        f"the reads get, or may get, to {reached.passed:,} of them. "
        "What nobody wrote down is not seen here."
    )
