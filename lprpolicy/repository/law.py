"""Load the law: read the packs and bind each rule to its check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from types import MappingProxyType
from typing import Any, Final, TypeVar

from lprpolicy.checks import NAMES, ON_SEARCHES, Check, check_named
from lprpolicy.errors import PackError
from lprpolicy.host.package_data import files_below, folders_in
from lprpolicy.judge.obligation import Dated, Decide, Obligation
from lprpolicy.judge.scope import asks_of_systems, reaches
from lprpolicy.model.form import blocks_read
from lprpolicy.model.places import ROOT, Location, Pointer
from lprpolicy.model.rule import About, Applies, Pack, Rule, Version
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.written import Written
from lprpolicy.read.files import Read, read_file
from lprpolicy.read.schema import Misfit, shape
from lprpolicy.repository.compiled import data_of, read_own

PACKS: Final = "lprpolicy/packs"
Model = TypeVar("Model", bound=Written)


@dataclass(frozen=True)
class Law:
    """Every pack and every rule, sorted by id."""

    packs: Mapping[str, Pack]
    obligations: tuple[Obligation, ...]
    on_searches: Sequence[Obligation] = ()
    """The rules on searches, which are asked of a log and never of a policy."""
    elsewhere: frozenset[str] = frozenset()
    """States that have a pack which was not loaded."""

    def rule(self, identifier: str) -> Obligation | None:
        return next((o for o in self.obligations if o.id == identifier), None)

    @cached_property
    def states(self) -> frozenset[str]:
        """Return the states with a pack: rules, or a record that there is no law."""
        here = frozenset(pack.state for pack in self.packs.values() if pack.state)
        return here | self.elsewhere


@lru_cache(maxsize=1)
def built_in() -> Law:
    """Load all packs that come with lprpolicy; a PackError if one does not load."""
    return _load_own("packs")


@lru_cache
def of_state(state: str) -> Law:
    """Load only the packs that bind the agencies of a state, which is faster than all."""
    own, federal = _pack(state), _pack("us")
    return Law(
        {**own.packs, **federal.packs},
        (*own.obligations, *federal.obligations),
        Later(lambda: (*own.on_searches, *federal.on_searches)),
        folders_in("packs") - {"us", state},
    )


@lru_cache
def _pack(name: str) -> Law:
    return _load_own(f"packs/{name}")


def _load_own(folder: str) -> Law:
    files = dict(files_below(folder))
    return load(files, data=data_of(folder, files))


def load(
    tree: Mapping[str, bytes],
    root: str = PACKS,
    packs: Mapping[str, Pack] | None = None,
    data: Mapping[str, Any] = MappingProxyType({}),
) -> Law:
    """Load packs from files: `<root>/<pack id>/pack.yaml` and the rules beside it.

    `packs` are known ones, whose rules need no `pack.yaml` beside them. `data` holds the data of
    files that were read before.
    """
    packs = dict(packs or {})
    for path in sorted(tree):
        if path.endswith("/pack.yaml"):
            name = _id(path, root).removesuffix("/pack")
            packs[name] = _model(path, tree[path], Pack, data)
    rules = list(_rules(tree, packs, root, data))
    on_searches = [one for one in rules if one.rule.check in ON_SEARCHES]
    bound = tuple(one.bind() for one in rules if one.rule.check not in ON_SEARCHES)
    return Law(packs, bound, Later(lambda: tuple(one.bind() for one in on_searches)))


class Later(Sequence[Obligation]):
    """Rules that are bound when somebody asks for them: few commands ask about searches."""

    def __init__(self, bind_all: Callable[[], tuple[Obligation, ...]]) -> None:
        self._bind_all = bind_all

    @cached_property
    def _bound(self) -> tuple[Obligation, ...]:
        return self._bind_all()

    def __len__(self) -> int:
        return len(self._bound)

    def __getitem__(self, at: Any) -> Any:
        return self._bound[at]


@dataclass(frozen=True, slots=True)
class _Unbound:
    """A rule of a file before it is bound to its check."""

    identifier: str
    rule: Rule
    pack: Pack
    path: str
    raw: bytes

    def bind(self) -> Obligation:
        obligation, misfits = bind(self.identifier, self.rule, self.pack, self.path)
        if obligation is None:
            raise _pack_error(read_file(self.path, self.raw, Rule), misfits)
        return obligation


def _rules(
    tree: Mapping[str, bytes], packs: Mapping[str, Pack], root: str, data: Mapping[str, Any]
) -> Iterator[_Unbound]:
    for path in sorted(tree):
        if not path.endswith(".yaml") or path.endswith("/pack.yaml"):
            continue
        identifier = _id(path, root)
        home = identifier.rsplit("/", 1)[0]
        if home not in packs:
            raise PackError(
                f"{path}: there is no pack.yaml beside this rule",
                hint="every folder of rules has a pack.yaml that says whose rules they are",
            )
        rule = _model(path, tree[path], Rule, data)
        yield _Unbound(identifier, rule, packs[home], path, tree[path])


def bind(
    identifier: str, rule: Rule, pack: Pack, source: str
) -> tuple[Obligation | None, tuple[Misfit, ...]]:
    """Bind a rule to its check, or report why its parameters do not fit."""
    try:
        check = check_named(rule.check)
    except KeyError:
        says = (
            f"names a check {rule.check!r} that does not exist; the checks are {', '.join(NAMES)}"
        )
        verdict = Verdict(Answer.VIOLATION, says, ROOT / "check")
        return None, (Misfit("format/unknown-word", verdict),)
    dated: list[Dated] = []
    misfits: list[Misfit] = []
    for number, version in enumerate(rule.versions):
        params, wrong = shape(version.params, check.params)
        if params is None:
            misfits += (_move(misfit, ROOT / "versions" / number) for misfit in wrong)
        else:
            dated.append(_bind_version(version, check, params, rule.applies))
    misfits += _order(rule.versions)
    if misfits:
        return None, tuple(misfits)
    return Obligation(identifier, rule, pack, source, tuple(dated), check.asks), ()


def _bind_version(
    version: Version, check: Check, params: Written, applies: Applies | None
) -> Dated:
    return Dated(
        start=version.from_,
        until=version.until,
        provision=version.provision,
        contested=version.contested,
        decide=_bind_check(check, params, applies),
        reads=partial(_blocks_read, check, params, applies),
    )


def _blocks_read(check: Check, params: Written, applies: Applies | None) -> frozenset[str] | None:
    found = None if check.form is None else blocks_read(check.form(params))
    return found | {"systems"} if found is not None and asks_of_systems(applies) else found


def _bind_check(check: Check, params: Written, applies: Applies | None) -> Decide:
    """Bind a check to its parameters. A search has no readers and no contract to be within."""
    if applies is None or check.asks is About.SEARCH:
        return partial(_decide, check.decide, params)
    return partial(_decide_within, check, params, applies)


def _decide(
    decide: Callable[[Any, Any], Iterable[Verdict]], params: Written, asked: Any
) -> Iterable[Verdict]:
    return decide(asked, params)


def _decide_within(
    check: Check, params: Written, applies: Applies, asked: Any
) -> Iterable[Verdict]:
    head = asked if check.asks is About.POLICY else asked.after
    return check.decide(asked, params) if reaches(applies, head) else ()


def _order(versions: tuple[Version, ...]) -> Iterator[Misfit]:
    """Find versions of a rule that overlap or are out of order."""
    for number in range(1, len(versions)):
        before, after = versions[number - 1], versions[number]
        ends = before.until
        if after.from_ <= before.from_ or ends is None or after.from_ <= ends:
            says = f"has a version from {after.from_} that overlaps the one from {before.from_}"
            yield Misfit(
                "format/wrong-value",
                Verdict(Answer.VIOLATION, says, ROOT / "versions" / number / "from"),
            )


def _move(misfit: Misfit, base: Pointer) -> Misfit:
    verdict = misfit.verdict
    at = Pointer(base.parts + verdict.at.parts)
    return Misfit(misfit.code, replace(verdict, at=at))


def _model(path: str, raw: bytes, kind: type[Model], data: Mapping[str, Any]) -> Model:
    """Make the model of a file, from its data if that is known; only its text has places."""
    known = read_own(path, kind, data)
    return known if known is not None else _whole(read_file(path, raw, kind))


def _whole(read: Read[Model]) -> Model:
    if read.value is None:
        raise _pack_error(read, read.misfits)
    return read.value


def _pack_error(read: Read[Any], misfits: Iterable[Misfit]) -> PackError:
    document = read.document
    wrong = [f"{Location(document.file, f.span)}: {f.message}" for f in document.faults]
    for misfit in misfits:
        place = document.locate(misfit.verdict.at, key=misfit.verdict.key)
        wrong.append(f"{place}: {misfit.verdict.message}")
    return PackError("\n".join(wrong), hint="a pack that does not load decides nothing")


def _id(path: str, root: str) -> str:
    return path.removeprefix(f"{root}/").removesuffix(".yaml")
