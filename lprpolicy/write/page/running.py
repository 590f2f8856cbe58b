"""Join sentences on one line: a phrase before a sentence gets a period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lprpolicy.write.page.sections import Sentence, Wording


def as_running_text(sentences: tuple[Sentence, ...]) -> Iterator[Sentence]:
    for number, sentence in enumerate(sentences):
        if number < len(sentences) - 1 and not sentence.text.rstrip().endswith((".", ":", "?")):
            yield replace(sentence, parts=(*sentence.parts, Wording(".")))
        else:
            yield sentence
