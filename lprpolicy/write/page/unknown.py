"""The section on what the page cannot tell, so that nobody takes its silence for an answer."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import amount, long_day
from lprpolicy.model.rule import Pack
from lprpolicy.model.states import state_name
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.say import listing, name, paragraph, prose, say, sentences_in, term
from lprpolicy.write.page.sections import Block, Group, Listing, Sentence


def unknown(material: Material, what: str) -> Iterator[Block]:
    yield listing(
        [
            say(f"It shows what the {what} says. It does not show how the system is set."),
            say("It does not show what officers do, or what others do with what they get."),
            say("A rule that is met on paper may still be broken."),
            say("It knows only the rules that somebody has written down for it."),
            *_recipients(material),
            *_state(material),
        ]
    )
    for identifier, pack in sorted(material.packs.items()):
        yield from _pack(identifier, pack, material)


def _recipients(material: Material) -> Iterator[Sentence]:
    unsure = [
        g for g in material.subject.grants if g.recipient.kind is None or g.recipient.id is None
    ]
    if unsure:
        count = amount(len(unsure), "line", "lines")
        yield say(
            f"On {count} of the list, the ",
            term("directory"),
            " cannot tell for sure who that is.",
            at=(ROOT / "sharing" / "grants", *(given.to for given in unsure)),
        )


def _state(material: Material) -> Iterator[Sentence]:
    state = material.subject.agency.state
    if state is None:
        yield say("Nobody knows which state’s law binds the agency.", at=ROOT / "agency")
    elif not any(pack.state == state for pack in material.packs.values()):
        place = name(state_name(state))
        yield say("Nobody has written down the law of ", place, " here.", at=ROOT / "agency")


def _pack(identifier: str, pack: Pack, material: Material) -> Iterator[Block]:
    """Say which law is known to be missing from a pack."""
    if pack.no_law is not None:
        yield _no_law(identifier, pack, material)
    if not pack.not_covered:
        return
    title = say("Not in the rules of ", name(pack.name), packs=(identifier,))
    entries = tuple(
        tuple(say(*prose(said, material.names), packs=(identifier,)) for said in sentences_in(text))
        for text in pack.not_covered
    )
    yield Group(title, (Listing(entries),), folded=True)


def _no_law(identifier: str, pack: Pack, material: Material) -> Group:
    no_law = pack.no_law
    assert no_law is not None
    packs = (identifier,)
    return Group(
        say("The law of ", name(pack.name), packs=packs),
        (
            paragraph(
                say(
                    f"Somebody looked on {long_day(no_law.searched)} and found no law on plate "
                    "readers.",
                    packs=packs,
                ),
                *(
                    say(*prose(said, material.names), packs=packs)
                    for said in sentences_in(no_law.found)
                ),
            ),
            listing(say(name(source), packs=packs) for source in no_law.sources),
        ),
        folded=True,
    )
