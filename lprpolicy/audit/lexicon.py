"""The lexicon, made ready to look phrases up: one dictionary, so that a reason costs its words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from lprpolicy.model.lexicon import Codes, Lexicon, PhraseClass

_RUN: Final = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?")
_POSSESSIVE: Final = re.compile(r"['\u2019](?:s\b)?")
_HEAD: Final = 4
"""The letters that a stem has at least."""
_SECTION: Final = re.compile(r"([0-9]{2,5}(?:\.[0-9]+)?)([a-z]{0,3})")
_CODE_FIRST: Final = re.compile(r"([a-z]{2,3})([0-9]{2,5}(?:\.[0-9]+)?)")
_DEEPEST: Final = 3
"""Letters and digits of a subsection: `245(a)(1)pc` has two."""


def tokens(text: str) -> list[str]:
    """Split a reason into words in small letters; `+`, `_` and `/` are blanks.

    >>> tokens("ICE+ERO_assist 594PC")
    ['ice', 'ero', 'assist', '594pc']
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _RUN.findall(_POSSESSIVE.sub("", plain))


@dataclass(frozen=True, slots=True)
class LexiconMatch:
    """A phrase that was found: its class, its words, and the title of the list that has it."""

    found: PhraseClass
    phrase: str
    source: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """Every phrase that counts in one state, and where to look for them."""

    classes: Mapping[str, PhraseClass]
    whole: Mapping[tuple[str, ...], LexiconMatch]
    stems: Mapping[str, LexiconMatch]
    bare: Mapping[str, LexiconMatch]
    with_suffix: Mapping[str, LexiconMatch]
    suffixes: frozenset[str]
    longest: Mapping[str, int]
    """For each word that begins a phrase the number of words of the longest one."""
    heads: frozenset[str]
    """The first four letters of each stem."""

    @classmethod
    def of(cls, lexicons: Iterable[Lexicon], state: str | None) -> Phrases:
        """Take what counts everywhere and the codes of a state; a ValueError names a fault."""
        held = [one for one in lexicons if one.state in (None, state)]
        classes = {one.id: one for lexicon in held for one in lexicon.classes}
        whole: dict[tuple[str, ...], LexiconMatch] = {}
        stems: dict[str, LexiconMatch] = {}
        for lexicon in held:
            for one in lexicon.classes:
                for phrase in one.phrases:
                    _add(whole, stems, LexiconMatch(one, phrase, lexicon.title))
        codes = [(lexicon.title, one) for lexicon in held for one in lexicon.codes]
        suffixes = (suffix for lexicon in held for suffix in lexicon.suffixes)
        return cls(
            classes,
            whole,
            stems,
            dict(_sections(classes, codes, "bare")),
            dict(_sections(classes, codes, "with_suffix")),
            frozenset(suffix.replace(" ", "") for suffix in suffixes),
            _longest(whole),
            frozenset(stem[:_HEAD] for stem in stems),
        )

    def find(self, words: list[str]) -> tuple[list[LexiconMatch], list[str]]:
        """Return the phrases in a reason, the longest at each place, and the words left over."""
        found: list[LexiconMatch] = []
        left: list[str] = []
        at = spent = 0
        while at < len(words):
            longest = self.longest.get(words[at], 0)
            for length in range(min(longest, len(words) - at), 0, -1):
                match = self.whole.get(tuple(words[at : at + length]))
                if match is not None:
                    found.append(match)
                    at += length
                    break
            else:
                match, used = self._other(words, at, words[at - 1] if at > spent else "")
                if used > 1:
                    spent = at + used  # the name of a code belongs to one number
                if match is not None:
                    found.append(match)
                else:
                    left.append(words[at])
                at += used
        return found, left

    def _other(self, words: list[str], at: int, before: str) -> tuple[LexiconMatch | None, int]:
        """Find a stem, or a section of a code: `594pc`, `245(a)(1) pc`, `pc 288`, `459`."""
        word = words[at]
        if word[:_HEAD] in self.heads:
            for end in range(len(word), _HEAD - 1, -1):
                if word[:end] in self.stems:
                    return self.stems[word[:end]], 1
        if not self.suffixes:
            return None, 1
        section = _SECTION.fullmatch(word)
        if section is None:
            return self._code_first(word), 1
        number, suffix = section.groups()
        after = 1
        if not suffix:
            following = at + 1
            while following < min(len(words), at + 1 + _DEEPEST) and len(words[following]) == 1:
                following += 1
            if following < len(words) and words[following] in self.suffixes:
                suffix, after = words[following], following + 1 - at
        if suffix in self.suffixes:
            return self._section(number), after
        if not suffix and before in self.suffixes:
            return self._section(number), 1
        return (self.bare.get(number) if not suffix else None), 1

    def _code_first(self, word: str) -> LexiconMatch | None:
        """Find a section behind the name of its code: `PC187`."""
        joined = _CODE_FIRST.fullmatch(word)
        return self._section(joined[2]) if joined and joined[1] in self.suffixes else None

    def _section(self, number: str) -> LexiconMatch | None:
        return self.with_suffix.get(number) or self.bare.get(number)


def _longest(phrases: Iterable[tuple[str, ...]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for words in phrases:
        found[words[0]] = max(found.get(words[0], 0), len(words))
    return found


def _add(
    whole: dict[tuple[str, ...], LexiconMatch], stems: dict[str, LexiconMatch], match: LexiconMatch
) -> None:
    words = tuple(tokens(match.phrase))
    known: LexiconMatch | None
    if match.phrase.endswith("*"):
        known, stems[words[0]] = stems.get(words[0]), match
    else:
        known, whole[words] = whole.get(words), match
    if known is not None:
        raise ValueError(
            f"{match.source}: {match.phrase!r} stands under {known.found.id} and {match.found.id}"
        )


def _sections(
    classes: Mapping[str, PhraseClass], codes: Iterable[tuple[str, Codes]], which: str
) -> Iterable[tuple[str, LexiconMatch]]:
    for title, one in codes:
        if one.class_ not in classes:
            raise ValueError(f"{title}: there is no class {one.class_!r}")
        for number in getattr(one, which):
            yield number, LexiconMatch(classes[one.class_], number, title)
