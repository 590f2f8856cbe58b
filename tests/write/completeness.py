"""What must hold of every document about a policy: each clause shows, and each sentence has grounds."""

from __future__ import annotations

import html
import re
import types
import typing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, Protocol

from lprpolicy.evaluate.page_facts import JudgedRepository
from lprpolicy.evaluate.subjects import subject as subject_of
from lprpolicy.model.places import Pointer
from lprpolicy.model.policy import Policy
from lprpolicy.model.written import Written
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.sections import Sentence
from tests.repositories import TODAY
from tests.write.page.mutations import accepted, changed, leaves, removed
from tests.write.page.rich_policy import AGENCY


class Told(Protocol):
    """A document: sentences in order."""

    def sentences(self) -> Iterator[Sentence]: ...


Build = Callable[[Material], Any]


def of(
    build: Build, data: Any, policy: Policy, subject: Material, judgement: JudgedRepository
) -> Any:
    """The document of another policy, without the law, which could show a change by itself."""
    other = subject_of(policy, judgement.repository.index, TODAY)
    return build(replace(subject, subject=other, data=data, duties=(), faults=(), packs={}))


def unchanged(build: Build, subject: Material, judgement: JudgedRepository) -> Any:
    return of(build, subject.data, subject.subject.policy, subject, judgement)


def mutants(data: Any) -> Iterator[tuple[Pointer, Any, Policy]]:
    """Every change and every removal of a leaf that says something else than before."""
    before = accepted(data)
    most = 3 if data["agency"] == AGENCY else 1
    for at in leaves(data):
        without = removed(data, at)
        for mutant, policy in [*changed(data, at, most), *([without] if without else [])]:
            if policy.model_dump() != before.model_dump():
                yield at, mutant, policy


def shown(written: str) -> str:
    """What a browser shows of HTML."""
    return html.unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "", written, flags=re.DOTALL))


def cites(sentence: Sentence, at: Pointer) -> bool:
    """Whether a sentence rests on a place, on what holds it, or on what is in it."""
    for ground in (*sentence.grounds.at, *sentence.grounds.silent):
        shared = min(len(ground.parts), len(at.parts))
        if ground.parts[:shared] == at.parts[:shared]:
            return True
    return False


def require_shown_and_cited(
    build: Build,
    forms: Iterable[Callable[[Any], str]],
    subject: Material,
    judgement: JudgedRepository,
) -> None:
    """Each change of a leaf shows in each form, and what comes or goes with the leaf names it."""
    before = unchanged(build, subject, judgement)
    written = {form: form(before) for form in forms}
    for at, data, policy in mutants(subject.data):
        after = of(build, data, policy, subject, judgement)
        for form, said in written.items():
            assert form(after) != said, f"{at} does not show in {form.__name__}"
        assert list(uncited(at, before, after)) == [], at


def uncited(at: Pointer, before: Told, after: Told) -> Iterator[str]:
    """Give sentences that come or go with a leaf and do not name it."""
    if str(at) == "/status":  # a draft is called a draft everywhere
        return
    for one, other in ((before, after), (after, before)):
        stays = {sentence.text for sentence in other.sentences()}
        for sentence in one.sentences():
            if sentence.text not in stays and not sentence.explains and not cites(sentence, at):
                yield sentence.text


def without_sentence(told: Told, data: Any) -> list[Pointer]:
    """The leaves of a policy that no sentence states."""
    cited = {ground for sentence in told.sentences() for ground in sentence.grounds.at}
    return [
        at
        for at in leaves(data)
        if not cited & {Pointer(at.parts[:n]) for n in range(1, len(at.parts) + 1)}
    ]


def require_grounds(told: Told, subject: Material, judgement: JudgedRepository) -> None:
    """Each sentence rests on something that exists, or only explains."""
    known = {duty.rule.id for duty in subject.duties} | {f.rule.id for f in subject.faults}
    for sentence in told.sentences():
        grounds = sentence.grounds
        assert bool(grounds) is not sentence.explains, sentence.text
        assert all(subject.says(at) for at in grounds.at), sentence
        assert not any(subject.says(at) for at in grounds.silent), sentence
        assert all(in_format(at) for at in grounds.silent), sentence
        assert set(grounds.rules) <= known, sentence
        assert set(grounds.packs) <= set(subject.packs), sentence
        for agency in grounds.agencies:
            assert judgement.repository.index.agency(agency) is not None, sentence


def in_format(at: Pointer) -> bool:
    """Whether the format knows this place."""
    return all(
        re.sub(r"/\d+(?=/|$)", "/*", str(Pointer(at.parts[:n]))) in PLACES
        for n in range(1, len(at.parts) + 1)
    )


def places(model: type[Written], at: str = "") -> Iterator[str]:
    """Every place of a format, with a star for a number."""
    for name, field in model.model_fields.items():
        here = f"{at}/{field.alias or name}"
        yield here
        yield from inner(field.annotation, here)


def inner(kind: Any, at: str) -> Iterator[str]:
    if isinstance(kind, type) and issubclass(kind, Written):
        yield from places(kind, at)
    elif typing.get_origin(kind) is tuple:
        yield f"{at}/*"
        yield from inner(typing.get_args(kind)[0], f"{at}/*")
    elif typing.get_origin(kind) in (typing.Union, types.UnionType, typing.Annotated):
        for option in typing.get_args(kind):
            if isinstance(option, type) or typing.get_origin(option):
                yield from inner(option, at)


PLACES = set(places(Policy))
