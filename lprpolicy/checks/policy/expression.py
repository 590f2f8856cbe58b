"""Decide a rule that no other check can express, in CEL, the Common Expression Language.

true is met, false is violated. What an expression reads and the policy does not say is an error
in CEL and *undecided* here, so unknown facts are left out of the data, never null.

The library is an extra. Without it no expression is read, and each rule that has one is undecided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import AfterValidator

from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Policy
from lprpolicy.model.scalars import Line, Maybe, Text
from lprpolicy.model.subject import Given, Recipient, Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.written import Field, Written

if TYPE_CHECKING:
    from cel_expr_python import cel

VARIABLES = ("policy", "agency", "day", "grant", "recipient", "system")
BLOCKS: Final = {field.alias or name: name for name, field in Policy.model_fields.items()}
"""The fields of a policy by the names that files use for them."""
INSTALL: Final = "pip install 'lprpolicy[expressions]'"
_POLICY: Final = re.compile(r"\bpolicy\b(?:\s*\.\s*([A-Za-z_]\w*)\b(?!\s*\())?")


@lru_cache(maxsize=256)
def compile_expression(expression: str) -> cel.Expression:
    """Compile an expression; a ValueError says what is wrong with it and where."""
    from cel_expr_python import cel

    environment = cel.NewEnv(variables=dict.fromkeys(VARIABLES, cel.Type.DYN))
    try:
        return environment.compile(expression)
    except RuntimeError as error:
        reason = str(error).removeprefix("INVALID_ARGUMENT: ").removesuffix("[INVALID_ARGUMENT]")
        raise ValueError(f"is no CEL expression: {' '.join(reason.split())}") from None


@lru_cache(maxsize=256)
def reads(expression: str) -> frozenset[str] | None:
    """The blocks of the policy that an expression names; None where it may read any of them.

    >>> sorted(reads("policy.audit.every <= day || has(policy.schema)"))
    ['audit', 'schema']
    >>> reads("policy.all(block, block != 'audit')") is reads("policy['audit']") is None
    True
    """
    named = [found[1] for found in _POLICY.finditer(expression)]
    return None if None in named else frozenset(named)


def names_agency(expression: str) -> bool:
    """Whether an expression may ask about the agency whose policy it is."""
    return re.search(r"\bagency\b", expression) is not None


def _compiles(expression: str) -> str:
    """Refuse what is no CEL. Without the library nobody can tell, and `check` is undecided."""
    with suppress(ModuleNotFoundError):
        compile_expression(expression)
    return expression


class Params(Written):
    each: Literal["policy", "grant", "system"] = Field(
        title="Each", description="What it is asked of: once, for every grant, for every system."
    )
    expression: Annotated[Text, AfterValidator(_compiles)] = Field(
        title="Expression",
        description="CEL over `policy`, `agency`, `day`, and `grant` with `recipient` or `system`.",
    )
    at: Line = Field(
        title="At",
        description="Where a verdict is shown: a pointer from the policy, grant or system.",
    )
    says: Line = Field(
        title="Says",
        description="The violation, continuing 'this policy …'; {who} is the recipient's name.",
    )
    unknown: Maybe[Line] = Field(
        None,
        title="Unknown",
        description="The undecided answer, continuing 'this policy …'; left out: what is missing.",
    )


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    named = reads(params.expression)
    written = _data_of_policy(subject, named, params.each)
    seen = {block: said for block, said in written.items() if named is None or block in named}
    common = {"policy": seen, "day": subject.day.isoformat()}
    if names_agency(params.expression):
        common["agency"] = _facts(subject.agency)
    below = Pointer.parse(params.at).parts
    if params.each == "policy":
        yield from _ask(params, common, Pointer(below), None)
    elif params.each == "system":
        if not subject.systems_said:
            yield Undecided("does not say which systems hold the reads", ROOT / "systems")
        for number, (_, at) in enumerate(subject.systems()):
            system = written["systems"][number]
            yield from _ask(params, common | {"system": system}, Pointer(at.parts + below), None)
    else:
        if subject.policy.sharing is None or subject.policy.sharing.grants is None:
            yield Undecided("does not say who has access", ROOT / "sharing" / "grants")
        for given in subject.grants:
            known = common | {"grant": _at(written, given), "recipient": _facts(given.recipient)}
            who = given.recipient.name
            yield from _ask(params, known, Pointer(given.at.parts + below), who)


_ASKED_OF: Final = {"grant": frozenset({"sharing"}), "system": frozenset({"systems"})}


def _data_of_policy(subject: Subject, named: frozenset[str] | None, each: str) -> dict[str, Any]:
    """Return the policy's blocks that an expression names, as plain data for CEL."""
    wanted = BLOCKS.keys() if named is None else named | _ASKED_OF.get(each, named)
    return subject.as_written({BLOCKS[block] for block in wanted if block in BLOCKS})


def _ask(params: Params, known: dict[str, Any], at: Pointer, who: str | None) -> Iterator[Verdict]:
    try:
        answer: object = compile_expression(params.expression).eval(data=known).value()
    except ModuleNotFoundError:
        yield Undecided(f"cannot be judged by this rule until CEL is installed ({INSTALL})", at)
        return
    except RuntimeError as error:  # it takes more steps than CEL allows
        reason = " ".join(str(error).removesuffix("[INTERNAL]").removeprefix("INTERNAL:").split())
        yield Undecided(f"gets no answer from this rule's expression ({reason})", at, who=who)
        return
    if not isinstance(answer, bool):
        yield Undecided(params.unknown or _describe_missing(str(answer)), at, who=who)
    elif not answer:
        yield Violation(params.says, at, who=who)


def _describe_missing(reason: str) -> str:
    """Find what the policy leaves out in CEL's reason for giving no answer."""
    key = re.search(r'Key not found in map : "([^"]+)"', reason)
    return f"does not specify {key[1]!r}" if key else "leaves out something that this rule asks for"


def _at(written: dict[str, Any], given: Given) -> Any:
    found: Any = written
    for step in given.at.parts:
        found = found[step]
    return found


def _facts(who: Recipient) -> dict[str, Any]:
    """Return the known facts about a recipient; unknown facts are absent."""
    facts = {
        "id": who.id,
        "name": who.name,
        "kind": who.kind,
        "state": who.state,
        "federal": who.federal,
        "component": who.component,
    }
    return {fact: str(v) if isinstance(v, str) else v for fact, v in facts.items() if v is not None}
