"""The articles on collection, on purposes and on hot lists."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Collection, HotList, Purposes
from lprpolicy.model.words import PERSONAL, Permission
from lprpolicy.write.council_policy.clauses import clause, list_unspecified, state_list
from lprpolicy.write.council_policy.document import Article, Block, Clause, Subtitle
from lprpolicy.write.council_policy.formal import formal
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.say import interval, quotation, say

_COLLECTION, _PURPOSES, _HOT_LISTS = ROOT / "collection", ROOT / "purposes", ROOT / "hot_lists"


def collection(material: Material) -> Article:
    """Say what a read may hold, and where no reader stands."""
    held = material.subject.policy.collection or Collection()
    return Article("collection", "Collection", (_COLLECTION,), tuple(_collection(held)))


def _collection(held: Collection) -> Iterator[Block]:
    fields, avoids = _COLLECTION / "fields", _COLLECTION / "avoids"
    yield from state_list(
        held.fields,
        fields,
        some="A read shall hold the following and nothing else:",
        none="Nothing shall be recorded.",
    )
    never = [field for field in PERSONAL if field not in (held.fields or ())]
    if held.fields and never:
        yield Clause(
            (say("License plate readers shall not record:", at=fields),),
            tuple(say(formal(field), at=fields) for field in never),
        )
    yield from state_list(
        held.avoids,
        avoids,
        some="License plate readers shall not be placed at:",
        none="There is no place at which license plate readers shall not be placed.",
    )
    faces = _COLLECTION / "face_recognition"
    match held.face_recognition:
        case Permission.FORBIDDEN:
            yield Clause(
                (say("No reader, and nothing joined to it, shall recognize faces.", at=faces),)
            )
        case Permission.ALLOWED:
            yield Clause(
                (say("A reader, or what is joined to it, may recognize faces.", at=faces),)
            )
    yield from list_unspecified(
        (held.fields, "what is recorded with a read", fields),
        (held.face_recognition, "whether a reader may recognize faces", faces),
        (held.avoids, "where license plate readers shall not be placed", avoids),
    )


def purposes(material: Material) -> Article:
    """Say what reads shall and shall not be searched for."""
    held = material.subject.policy.purposes or Purposes()
    blocks = (
        *state_list(
            held.allowed,
            _PURPOSES / "allowed",
            some="Reads shall be searched only for the following purposes:",
            none="Reads shall not be searched for any purpose.",
        ),
        *state_list(
            held.prohibited,
            _PURPOSES / "prohibited",
            some="No person shall search or use reads for:",
            none="No purpose is prohibited by name.",
        ),
        *list_unspecified(
            (held.allowed, "the permitted purposes", _PURPOSES / "allowed"),
            (held.prohibited, "the prohibited purposes", _PURPOSES / "prohibited"),
        ),
    )
    title = "Permitted and prohibited purposes"
    return Article("purposes", title, (_PURPOSES,), blocks)


def hot_lists(material: Material) -> Article:
    """Say which lists raise an alert, and what is done before a stop."""
    lists = material.subject.policy.hot_lists
    return Article("hot-lists", "Hot lists", (_HOT_LISTS,), tuple(_hot_lists(lists)))


def _hot_lists(lists: tuple[HotList, ...] | None) -> Iterator[Block]:
    if lists is None:
        yield from list_unspecified((None, "which hot lists raise an alert", _HOT_LISTS))
        return
    if not lists:
        yield clause(say("No hot list shall raise an alert.", at=_HOT_LISTS))
        return
    yield clause(say("Only the hot lists below shall raise an alert.", at=_HOT_LISTS))
    for number, one in enumerate(lists):
        at = _HOT_LISTS / number
        yield Subtitle(say("Hot list ", quotation(one.list), at=at / "list"))
        yield from _hot_list(one, at)


def _hot_list(one: HotList, at: Pointer) -> Iterator[Block]:
    said = []
    if one.refreshed_every is not None:
        says = f"The list shall be updated at least once {interval(one.refreshed_every)}."
        said.append(say(says, at=at / "refreshed_every"))
    if one.refreshed_each_shift is not None:
        shall = "shall" if one.refreshed_each_shift else "need not"
        says = f"The list {shall} be updated at the start of each shift."
        said.append(say(says, at=at / "refreshed_each_shift"))
    if one.verified_before_stop is not None:
        says = (
            "A hit shall be verified before a vehicle is stopped."
            if one.verified_before_stop
            else "A vehicle may be stopped before a hit is verified."
        )
        said.append(say(says, at=at / "verified_before_stop"))
    if said:
        yield clause(*said)
    yield from state_list(
        one.excludes,
        at / "excludes",
        some="The following parts of the list shall not be loaded:",
        none="All parts of the list shall be loaded.",
    )
    yield from list_unspecified(
        (one.refreshed_every, "how often the list is updated", at / "refreshed_every"),
        (
            one.verified_before_stop,
            "whether a hit is verified before a stop",
            at / "verified_before_stop",
        ),
        (one.excludes, "whether parts of the list are excluded", at / "excludes"),
    )
