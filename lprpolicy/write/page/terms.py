"""Explain each term once, right after the sentence that uses it first."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from lprpolicy.write.page.say import say
from lprpolicy.write.page.sections import (
    Block,
    Group,
    LawLines,
    Listing,
    Paragraph,
    Role,
    Section,
    Sentence,
    Wording,
)

TERMS: Final[dict[str, tuple[str | Wording, ...]]] = {
    "plate reader": (
        "A plate reader is a camera that takes down the plate of each vehicle that goes by.",
    ),
    "read": ("A read is the record of one plate at one place and time.",),
    "hot list": (
        "A hot list is a list of plates that the police look for. A match is called a hit. It "
        "means only that the plate is on the list.",
    ),
    "search log": ("The search log is a record of each search.",),
    "warrant": ("A warrant is a judge’s written permission.",),
    "subpoena": ("A subpoena is a demand to hand something over for a court case.",),
    "felony": ("A felony is a serious crime.",),
    "gross misdemeanor": ("A gross misdemeanor is a crime just below a felony.",),
    "vendor": ("The vendor is the company that runs the system.",),
    "NCIC": ("NCIC is the FBI’s list of stolen cars, missing people and wanted people.",),
    "ORI": ("An ORI is the code that the FBI gives to a police agency.",),
    "second factor": ("That is a proof beside the password, such as a code on a phone.",),
    "encrypted": ("Encrypted means scrambled for all who lack the key.",),
    "directory": (
        "The directory is a list of known agencies. It says what each one is, and who says so.",
    ),
    "287(g)": (
        "Under a 287(g) agreement, local officers do immigration work for ICE, the federal "
        "immigration police.",
    ),
    "exception": ("An exception sets one rule of the town aside for a while.",),
}


def explain_terms(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return the sections with each term explained at its first use."""
    known: set[str] = set()
    return tuple(
        replace(section, blocks=tuple(_block(block, known) for block in section.blocks))
        for section in sections
    )


def _block(block: Block, known: set[str]) -> Block:
    match block:
        case Paragraph():
            return replace(block, sentences=_with_explanations(block.sentences, known))
        case Listing():
            return Listing(tuple(_with_explanations(entry, known) for entry in block.entries))
        case LawLines():
            lines = (
                replace(
                    line,
                    sentences=_with_explanations(line.sentences, known),
                    notes=_with_explanations(line.notes, known),
                )
                for line in block.lines
            )
            return LawLines(tuple(lines))
        case Group():
            return replace(block, blocks=tuple(_block(inner, known) for inner in block.blocks))


def _with_explanations(sentences: tuple[Sentence, ...], known: set[str]) -> tuple[Sentence, ...]:
    """Return the sentences, each followed by the explanations of its terms."""
    told: list[Sentence] = []
    for sentence in sentences:
        told.append(sentence)
        for part in sentence.parts:
            if part.role is Role.TERM and part.key is not None and part.key not in known:
                known.add(part.key)
                told += _with_explanations((say(*TERMS[part.key]),), known)
    return tuple(told)
