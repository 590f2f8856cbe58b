"""The sections on what reads may be used for, and on hot lists that raise an alert."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import HotList
from lprpolicy.model.prose import amount
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.say import interval, listing, paragraph, quotation, say, term
from lprpolicy.write.page.sections import Block, Group, Sentence
from lprpolicy.write.page.vocabulary import wordings


def uses(material: Material, what: str) -> Iterator[Block]:
    purposes = material.subject.policy.purposes
    allowed = purposes.allowed if purposes else None
    at = ROOT / "purposes" / "allowed"
    if allowed is None:
        says = f"The {what} does not say what the reads may be searched for."
        yield paragraph(say(says, silent=at))
    elif not allowed:
        yield paragraph(say("The reads may be searched for nothing at all.", at=at))
    else:
        yield paragraph(say("The reads may be searched only for:", at=at))
        yield listing(say(*wordings(p), at=at / n) for n, p in enumerate(allowed))
    yield from _never(material, what)


def _never(material: Material, what: str) -> Iterator[Block]:
    purposes = material.subject.policy.purposes
    prohibited = purposes.prohibited if purposes else None
    at = ROOT / "purposes" / "prohibited"
    if prohibited is None:
        says = f"The {what} does not say what the reads may never be searched for."
        yield paragraph(say(says, silent=at))
    elif not prohibited:
        yield paragraph(say("No use is ruled out by name.", at=at))
    else:
        yield paragraph(say("Nobody may ever search them for:", at=at))
        yield listing(say(*wordings(p), at=at / n) for n, p in enumerate(prohibited))


def alerts(material: Material, what: str) -> Iterator[Block]:
    lists, at = material.subject.policy.hot_lists, ROOT / "hot_lists"
    if lists is None:
        says = f"The {what} does not say which lists raise an alert."
        yield paragraph(say(says, silent=at))
        return
    if not lists:
        yield paragraph(say("No list raises an alert.", at=at))
        return
    count = amount(len(lists), "list raises", "lists raise")
    yield paragraph(say(f"{count} an alert when a plate on it goes by.", at=at))
    for number, hot_list in enumerate(lists):
        place = at / number
        title = say("The list ", quotation(hot_list.list), at=place / "list")
        yield Group(title, tuple(_list(hot_list, place, what)))


def _list(hot_list: HotList, at: Pointer, what: str) -> Iterator[Block]:
    said = [
        *_explanation(hot_list, at),
        _refresh_interval(hot_list, at, what),
        *_each_shift(hot_list, at),
        _check_before_stop(hot_list, at, what),
    ]
    if hot_list.excludes is None:
        says = f"The {what} does not say whether parts of it are left out."
        yield paragraph(*said, say(says, silent=at / "excludes"))
    elif not hot_list.excludes:
        yield paragraph(*said, say("No part of it is left out.", at=at / "excludes"))
    else:
        yield paragraph(*said, say("These parts of it are left out:", at=at / "excludes"))
        yield listing(
            say(part.plain, at=at / "excludes" / n) for n, part in enumerate(hot_list.excludes)
        )


def _explanation(hot_list: HotList, at: Pointer) -> Iterator[Sentence]:
    if hot_list.list == "ncic":
        yield say("This is ", term("NCIC"), ".", at=at / "list")


def _refresh_interval(hot_list: HotList, at: Pointer, what: str) -> Sentence:
    place = at / "refreshed_every"
    if hot_list.refreshed_every is None:
        return say(f"The {what} does not say how often it is brought up to date.", silent=place)
    return say(f"It is brought up to date {interval(hot_list.refreshed_every)}.", at=place)


def _each_shift(hot_list: HotList, at: Pointer) -> Iterator[Sentence]:
    """Say whether it is refreshed when a shift begins; only some laws ask."""
    if hot_list.refreshed_each_shift is not None:
        when = "also" if hot_list.refreshed_each_shift else "not"
        says = f"It is {when} brought up to date when a shift begins."
        yield say(says, at=at / "refreshed_each_shift")


def _check_before_stop(hot_list: HotList, at: Pointer, what: str) -> Sentence:
    place = at / "verified_before_stop"
    match hot_list.verified_before_stop:
        case True:
            return say("A match is checked before a car is stopped.", at=place)
        case False:
            return say("A car may be stopped before the match is checked.", at=place)
    says = f"The {what} does not say whether a match is checked before a car is stopped."
    return say(says, silent=place)
