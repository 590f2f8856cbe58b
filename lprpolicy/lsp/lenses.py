"""What each example of a rule shows, above the example: run as the text stands."""

from __future__ import annotations

import re
from typing import Final

from lsprotocol import types

from lprpolicy.errors import LprPolicyError
from lprpolicy.evaluate.examples import outcome
from lprpolicy.judge.obligation import Obligation
from lprpolicy.lsp.places import Places
from lprpolicy.lsp.repositories import OpenRepository
from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import amount
from lprpolicy.model.rule import Example
from lprpolicy.read.yaml import Document
from lprpolicy.repository.folder import read_folder

_RULE: Final = re.compile(r"(us-[a-z]{2}/[a-z0-9-]+)/rules/[a-z0-9-]+\.yaml")


def lenses(repository: OpenRepository, path: str, places: Places) -> list[types.CodeLens]:
    """Give a line for each example, and one for all; none where the text is no rule."""
    found = _RULE.fullmatch(path)
    if found is None:
        return []
    raw = repository.text(path).encode("utf-8", "surrogatepass")
    rules = read_folder(found[1], {path: raw}, "").rules
    if not rules:
        return []
    return example_lenses(rules[0], repository.document(path), places)


def example_lenses(rule: Obligation, document: Document, places: Places) -> list[types.CodeLens]:
    """Give a line for each example of a rule, and one for all."""
    shown = [difference(rule, example) for example in rule.rule.examples]
    failed = sum(said is not None for said in shown)
    titles = [(ROOT / "examples", _tally(len(shown), failed))]
    titles += [
        (ROOT / "examples" / number, "passed" if said is None else f"failed: {said}")
        for number, said in enumerate(shown)
    ]
    return [
        types.CodeLens(places.range(document.locate(at).span), types.Command(title, ""))
        for at, title in titles
    ]


def _tally(count: int, failed: int) -> str:
    return f"{amount(count, 'example')}: " + (f"{failed} failed" if failed else "all passed")


def difference(rule: Obligation, example: Example) -> str | None:
    """What an example finds that it does not state; None where it is as stated."""
    try:
        found = outcome(rule, example)
    except LprPolicyError as error:
        return f"it cannot be run: {error.message}"
    if sorted(found) == sorted(example.finds):
        return None
    return f"finds {'; '.join(found) or 'nothing'}, and states {'; '.join(example.finds) or 'met'}"
