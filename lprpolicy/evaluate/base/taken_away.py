"""What a change takes away: rules, settings and policies of the base, and what excuses from them.

What it takes away still binds it (`evaluate/base/judged.py`). That it does so is a finding of its
own, since the next change is judged without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from lprpolicy.evaluate.base.attested import notes_of_before
from lprpolicy.evaluate.base.entries import (
    altered_entries,
    loosened_entries,
    renamed_entries,
)
from lprpolicy.evaluate.base.papers import new_papers
from lprpolicy.evaluate.base.standing import Base
from lprpolicy.evaluate.base.votes import ask
from lprpolicy.host.files.found import FileFault
from lprpolicy.judge.loosening import OTHER_PARAMETERS, added_waivers, loosens
from lprpolicy.judge.obligation import Obligation
from lprpolicy.model.directory import Agency
from lprpolicy.model.layout import owner
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Policy
from lprpolicy.model.prose import join_terms
from lprpolicy.model.provenance import Rank
from lprpolicy.model.report import Note
from lprpolicy.model.rule import Rule
from lprpolicy.model.verdicts import Violation
from lprpolicy.model.waiver import Waiver
from lprpolicy.model.words import Status
from lprpolicy.read.files import Read, read_file
from lprpolicy.repository.directories import DirectoryFile
from lprpolicy.repository.findings import Ungrouped, file_rule, of_file_fault, of_verdict
from lprpolicy.repository.folder import Folder, read_folder
from lprpolicy.repository.repository import config_file, folders


def taken_away(base: Base) -> Iterator[Ungrouped]:
    """Everything that stands and that the change does away with, agency by agency."""
    before, after = folders(base.before), folders(base.head)
    for agency in sorted(base.touched):
        old = read_folder(agency, before.get(agency, {}), base.head.prefix)
        new = read_folder(agency, after.get(agency, {}), base.head.prefix)
        yield from new_papers(base, old, new)
        yield from notes_of_before(base, old, new)
        if agency not in before:
            continue
        yield from _policy(base, agency, before, after)
        yield from _adoption(base, old, new)
        yield from _rules(base, old, new)
        yield from _waivers(base, old, new)
    yield from _settings(base)
    yield from _entries(base)


def notes(base: Base) -> Iterator[Note]:
    """What the directory no longer says as it did: it decides nothing here, and is to be seen."""
    new = base.shared.directories
    altered = altered_entries(
        [one.value for one in base.session.shared.directories], [one.value for one in new]
    )
    for id_, fields in altered.items():
        if not fields:
            yield Note(f"takes {id_} out of the directory, which still counts for this change")
        else:
            says = f"changes {join_terms(sorted(fields))} of {id_} in the directory"
            yield Note(f"{says}; both versions count for this change", None, None)


def _policy(
    base: Base,
    agency: str,
    before: dict[str, dict[str, bytes]],
    after: dict[str, dict[str, bytes]],
) -> Iterator[Ungrouped]:
    path = f"{agency}/policy.yaml"
    if path not in before[agency] or path in base.head.files:
        return
    name = agency.rpartition("/")[2]
    moved = sorted(
        other
        for other, files in after.items()
        if other not in before and (other.endswith(f"/{name}") or _same(files, before[agency]))
    )
    says = "is not there any more"
    if moved:
        says += f", and {join_terms(moved)} has a policy instead; another id is another agency"
    yield _of_file(base, "policy/gone", path, says)


def _same(files: dict[str, bytes], before: dict[str, bytes]) -> bool:
    """Whether a policy of the change is one of the base, byte for byte but for its folder."""
    return not set(files.values()).isdisjoint(before.values())


def _adoption(base: Base, old: Folder, new: Folder) -> Iterator[Ungrouped]:
    """A policy that was adopted and is so no more, though it lets somebody in."""
    was, read = old.policy and old.policy.value, new.policy
    now = read.value if read is not None else None
    if not was or now is None or read is None or was.status is not Status.ADOPTED:
        return
    grants = now.sharing.grants if now.sharing is not None else None
    ended = now.status is Status.SUPERSEDED and grants == ()
    if (
        now.status is not Status.ADOPTED
        and not ended
        and f"{old.agency}/policy.yaml" not in base.voted
    ):
        says = f"is {now.status}, and {base.name} has it adopted"
        if now.status is Status.SUPERSEDED:
            says += "; it still has grants, or does not say that it has none"
        yield _of_text("policy/withdrawn", says, read, ROOT / "status", old.agency)


def _rules(base: Base, old: Folder, new: Folder) -> Iterator[Ungrouped]:
    now = {rule.id: rule for rule in new.rules}
    for rule in old.rules:
        path = f"{old.agency}/rules/{rule.id.rpartition('/')[2]}.yaml"
        if path in base.voted:
            continue
        found = now.get(rule.id)
        if found is None:
            yield _of_file(base, "base/rule-lost", path, _describe_loss(base, rule, path))
            continue
        says = loosens(rule.rule, found.rule)
        if says == OTHER_PARAMETERS:
            says = _of_parameters(rule, found)
        if says is not None:
            read = read_file(base.head.display_path(path), base.head.files[path], Rule)
            at = _place(rule.rule, found.rule)
            told = f"loosens {rule.id}: it {says}{_ask(base, path)}"
            yield _of_text("base/rule-loosened", told, read, at, old.agency)


def _of_parameters(old: Obligation, new: Obligation) -> str | None:
    """How other parameters bind less; None if it is proved that they only tighten."""
    from lprpolicy.evaluate.strictness.tightening import accepts_more

    more = accepts_more(old, new)
    return None if more is None else f"{OTHER_PARAMETERS}, {more}"


def _describe_loss(base: Base, rule: Obligation, path: str) -> str:
    unread = path in base.head.files
    says = "cannot be read any more" if unread else "is not there any more"
    return f"{says}, and it holds the rule {rule.id}{_ask(base, path)}"


def _place(old: Rule, new: Rule) -> Pointer:
    """The words of the new rule that bind less."""
    if old.binding != new.binding:
        return ROOT / "binding"
    if old.check != new.check:
        return ROOT / "check"
    if old.applies != new.applies:
        return ROOT / "applies"
    pairs = enumerate(zip(old.versions, new.versions, strict=False))
    return next((ROOT / "versions" / n for n, (one, two) in pairs if one != two), ROOT / "versions")


def _waivers(base: Base, old: Folder, new: Folder) -> Iterator[Ungrouped]:
    path = f"{old.agency}/waivers.yaml"
    if new.waivers is None or new.waivers.value is None or path in base.voted:
        return
    rules = {rule.id for rule in old.rules}
    was = old.waivers.value if old.waivers is not None else None
    standing: Iterable[Waiver] = was.waivers if was is not None else ()
    if was is not None and was.status == "proposed" != new.waivers.value.status:
        standing = ()  # a proposed waiver excuses a draft alone
    for number in added_waivers(standing, new.waivers.value.waivers):
        waiver = new.waivers.value.waivers[number]
        if waiver.rule in rules:
            told = f"waives {waiver.rule}, a rule that stands{_ask(base, path)}"
            at = ROOT / "waivers" / number / "rule"
            yield _of_text("base/waiver-added", told, new.waivers, at, old.agency)


def _settings(base: Base) -> Iterator[Ungrouped]:
    old, new = base.config, base.shared.config
    loose = []
    if old.own_rules_only_tighten and not new.own_rules_only_tighten:
        loose.append(("own_rules_only_tighten", "lets a town's rule be weaker than the law"))
    if old.strict and not new.strict:
        loose.append(("strict", "lets recommendations go unmet"))
    if new.coming_within_days < old.coming_within_days:
        loose.append(("coming_within_days", "shows less of the law that is coming"))
    if new.lists_older_than_days > old.lists_older_than_days:
        loose.append(("lists_older_than_days", "takes older lists without a warning"))
    if new.statement_good_for_days > old.statement_good_for_days:
        loose.append(("statement_good_for_days", "lets the gate's statements be good for longer"))
    path = config_file(base.head)
    for key, says in loose:
        where = path or config_file(base.before) or "lprpolicy.yaml"
        told = f"{says} than before{_ask(base, where)}"
        if path is None:
            yield _of_file(base, "base/setting-loosened", where, f"is gone, which {told}")
        else:
            from lprpolicy.model.config import Config

            read = read_file(base.head.display_path(path), base.head.files[path], Config)
            yield _of_text("base/setting-loosened", told, read, ROOT / key, None)


def _entries(base: Base) -> Iterator[Ungrouped]:
    """Entries of the directory that say less against their agency than before."""
    before, after = base.session.shared.directories, base.shared.directories
    if before == after:
        return
    files = {
        agency.id: one.file.removeprefix(base.head.prefix)
        for one in before
        for agency in one.value.agencies
    }
    places = {
        agency.id: (one, ROOT / "agencies" / number)
        for one in after
        for number, agency in enumerate(one.value.agencies)
    }

    def official(agency: Agency) -> bool:
        return base.shared.index.standing(agency).rank is Rank.OFFICIAL

    old, new = [one.value for one in before], [one.value for one in after]
    renamed = [
        one
        for one in renamed_entries(old, new, partial(_is_meant, base, official))
        if one.below == "id" or _is_named_by_a_policy(base, one.id)
    ]
    for one in (*loosened_entries(old, new, official), *renamed):
        path = files[one.id]
        told = f"{one.says}{_ask(base, path)}"
        if one.below is None:
            yield _of_file(base, "base/entry-loosened", path, told)
        else:
            read, at = places[one.id]
            yield _of_text("base/entry-loosened", told, read, at / one.below, None)


def _is_meant(base: Base, official: Callable[[Agency], bool], name: str, was: Agency) -> bool:
    """Whether a name is that of an entry without the word of the change."""
    index = base.session.shared.index
    now = base.shared.index.agency(was.id)
    return index.identify(name, state=was.state).id == was.id or (now is not None and official(now))


def _is_named_by_a_policy(base: Base, id_: str) -> bool:
    """Whether an agency has a policy or a grant, before or after; escapes can hide an id."""
    files = [*base.before.files.items(), *base.head.files.items()]
    raws = {raw for path, raw in files if path == f"{owner(path)}/policy.yaml"}
    likely = (raw for raw in raws if id_.encode() in raw or b"\\" in raw)
    return any(_names(read_file("policy.yaml", raw, Policy).value, id_) for raw in likely)


def _names(policy: Policy | None, id_: str) -> bool:
    if policy is None:
        return False
    grants = policy.sharing.grants if policy.sharing is not None else ()
    return policy.agency == id_ or any(grant.to == id_ for grant in grants or ())


def _ask(base: Base, path: str) -> str:
    return ask(base.before, base.head, path, base.name)


def _of_file(base: Base, code: str, path: str, says: str) -> Ungrouped:
    shown = base.head.display_path(path)
    return of_file_fault(FileFault(shown, code, says), shown)


def _of_text(
    code: str, says: str, read: Read[Any] | DirectoryFile, at: Pointer, agency: str | None
) -> Ungrouped:
    return of_verdict(file_rule(code), Violation(says, at), read.document, agency)
