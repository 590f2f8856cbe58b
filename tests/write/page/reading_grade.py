"""The Flesch-Kincaid grade of a page: how many years of school its sentences ask for.

Grade = 0.39 × words per sentence + 11.8 × syllables per word − 15.59 (Kincaid and others, 1975).
Names and citations are other people's words, so each counts as one word of one syllable. List
entries that are phrases and headings are no sentences and are left out, so that a list of short
phrases cannot better the grade.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lprpolicy.write.page.say import cite, say
from lprpolicy.write.page.sections import Role, Sentence

MASK = "it"
ENDS = re.compile(r"(?<=[.?!])\s+")
WORD = re.compile(r"[A-Za-z0-9’'()%-]*[A-Za-z0-9][A-Za-z0-9’'()%-]*")


def masked(sentence: Sentence) -> str:
    return "".join(
        MASK if part.role in (Role.NAME, Role.CITATION) else part.text for part in sentence.parts
    )


def syllables(word: str) -> int:
    """Syllables of an English word, by its groups of vowels."""
    letters = re.sub(r"[^a-z]", "", word.casefold())
    if not letters:
        return 1
    groups = re.findall(r"[aeiouy]+", letters)
    count = len(groups)
    if re.search(r"[^aeiouyl]e$|[^aeiouy]les$|[aeiou]le$", letters) and count > 1:
        count -= 1
    if re.search(r"[^aeiouytd]ed$", letters) and count > 1:
        count -= 1
    if re.search(r"[^aeiouysxzc]es$", letters) and not letters.endswith("les") and count > 1:
        count -= 1
    if re.search(r"[aeiou](ing)$|i[ao](?!u)|[^q]u[aeo](?!u)(?!$)|eo|ience$", letters):
        count += 0 if re.search(r"tion|cia|sion|eop|gion|cious|ues?$|beau|ious", letters) else 1
    return max(count, 1)


def sentences(said: Iterable[Sentence]) -> list[list[str]]:
    """The words of every sentence; a phrase without an end is none."""
    found = []
    for sentence in said:
        text = masked(sentence).strip()
        if text.endswith((".", "?", "!")):
            found += [words for part in ENDS.split(text) if (words := WORD.findall(part))]
    return found


def grade(said: Iterable[Sentence]) -> float:
    counted = sentences(said)
    words = [word for sentence in counted for word in sentence]
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / len(counted) + 11.8 * spoken / len(words) - 15.59


_QUOTED = re.compile(r"(\[[^\]]*\]\([^)]*\)|`[^`]*`)")
"""A link or a key in Markdown, which stands for a name."""


def of_markdown(text: str) -> list[Sentence]:
    """The paragraphs and entries of a memo; headings and tables are no sentences."""
    found: list[str] = [""]
    for line in text.splitlines():
        if not line.strip() or line.startswith(("#", "|")):
            found.append("")
            continue
        if line.startswith("- "):
            found.append("")
        found[-1] += f" {line.removeprefix('- ').strip()}"
    return [_sentence(one.replace("**", "").strip()) for one in found if one]


def _sentence(text: str) -> Sentence:
    return say(
        *(cite(one) if _QUOTED.fullmatch(one) else one for one in _QUOTED.split(text) if one)
    )
