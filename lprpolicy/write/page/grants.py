"""Describe one grant: what it opens, for which purposes, and on which document it is based."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from lprpolicy.model.places import Pointer
from lprpolicy.model.prose import long_day
from lprpolicy.model.sharing import Basis, Named
from lprpolicy.model.states import state_name
from lprpolicy.model.subject import Given
from lprpolicy.model.words import Mode
from lprpolicy.write.page.say import enumeration, name, quotation, say, upper
from lprpolicy.write.page.sections import Sentence, Wording
from lprpolicy.write.page.vocabulary import wording, wordings


def terms(given: Given) -> Hashable:
    """Return the terms of a grant: all of it except the recipient and the document."""
    grant = given.grant
    return grant.system, grant.data, grant.mode, grant.purposes, grant.basis is None


def same_terms(grants: Sequence[Given]) -> bool:
    """Whether all grants have the same terms, so that the page states them once."""
    return len({terms(given) for given in grants}) == 1


def terms_of(grants: Sequence[Given], what: str) -> Iterator[Sentence]:
    """State the terms that these grants share."""
    yield from _opens(grants, what)
    yield _mode(grants, what)
    yield from _purposes(grants, what)
    if grants[0].grant.basis is None:
        yield say(
            f"The {what} names no document that this rests on, and no day on which it began.",
            silent=[given.at / "basis" for given in grants],
        )


def _opens(grants: Sequence[Given], what: str) -> Iterator[Sentence]:
    system, data = grants[0].grant.system, grants[0].grant.data
    in_system: tuple[str | Wording, ...] = ()
    systems = [given.at / "system" for given in grants]
    written = [given.at / "data" for given in grants]
    at, silent = (systems, []) if system is not None else ([], systems)
    if system is not None:
        in_system = (" in the system ", quotation(system))
    if data is None:
        says = f"The {what} does not say which data may be searched"
        yield say(says, *in_system, ".", at=at, silent=silent + written)
    elif not data:
        yield say("No data", *in_system, " is open to search.", at=at + written, silent=silent)
    else:
        first, *others = enumeration([one.plain for one in data])
        things = (upper(str(first)), *others, *in_system, " are open to search.")
        yield say(*things, at=at + written, silent=silent)
    if system is None:
        yield say(f"The {what} does not say in which system.", silent=silent)


def _mode(grants: Sequence[Given], what: str) -> Sentence:
    places = [given.at / "mode" for given in grants]
    match grants[0].grant.mode:
        case Mode.STANDING:
            return say("Nobody has to ask before a search.", at=places)
        case Mode.PER_REQUEST:
            return say("Each search must be asked for, one at a time.", at=places)
    says = f"The {what} does not say whether one must ask first."
    return say(says, silent=places)


def _purposes(grants: Sequence[Given], what: str) -> Iterator[Sentence]:
    purposes = grants[0].grant.purposes
    places = [given.at / "purposes" for given in grants]
    if purposes is None:
        yield say(f"The {what} does not say for what they may search.", silent=places)
    elif not purposes:
        yield say("They may search for nothing at all.", at=places)
    else:
        listed = enumeration([wording(purpose) for purpose in purposes], "or")
        yield say("A search must be for ", *listed, ".", at=places)


def item(given: Given, what: str) -> tuple[Sentence, ...]:
    """Describe one recipient: its name, the vendor's text for it, and the document."""
    return (
        _recipient_name(given),
        *_vendor_text(given),
        *(_basis(given.grant.basis, given, what) if given.grant.basis is not None else ()),
    )


def _recipient_name(given: Given) -> Sentence:
    who = given.recipient
    called = who.entry.name if who.entry is not None else _raw(given)
    agencies = [who.id] if who.id is not None and who.entry is not None else []
    if isinstance(given.grant.to, Named):
        return say(name(called), at=given.to / "named", agencies=agencies)
    return say(name(called), at=_identity(given), agencies=agencies)


def _identity(given: Given) -> list[Pointer]:
    """What says who it is: the id, and the vendor's text beside it, which must mean the same."""
    listed = [given.at / "listed_as"] if given.grant.listed_as is not None else []
    return [given.to, *listed]


def _raw(given: Given) -> str:
    to = given.grant.to
    return to.named if isinstance(to, Named) else to


def _vendor_text(given: Given) -> Iterator[Sentence]:
    """Quote the vendor's text for a recipient, and say what is unknown about it."""
    grant, who = given.grant, given.recipient
    if isinstance(grant.to, Named):
        if who.entry is not None:
            raw = quotation(grant.to.named)
            yield say("The vendor’s list has it as ", raw, ".", at=given.to / "named")
        if grant.to.state is not None:
            state = name(state_name(grant.to.state))
            yield say("The vendor’s list puts it in ", state, ".", at=given.to / "state")
    if grant.listed_as is not None:
        listed = quotation(grant.listed_as)
        yield say("The vendor’s list has it as ", listed, ".", at=given.at / "listed_as")
    if who.entry is None:
        yield say("The directory does not know it.", at=_identity(given))
        if who.kind is not None:
            yield say("What it is was taken from its name.", at=_identity(given))
    elif who.id is None:
        yield say("The two do not agree, so it is not known who it is.", at=_identity(given))


def _basis(basis: Basis, given: Given, what: str) -> Iterator[Sentence]:
    at = given.at / "basis"
    yield say("It rests on ", *wordings(basis.kind), ".", at=at / "kind")
    if basis.signed is not None:
        yield say(f"Signed on {long_day(basis.signed)}.", at=at / "signed")
    if basis.expires is not None:
        yield say(f"Good until {long_day(basis.expires)}.", at=at / "expires")
    if basis.document is not None:
        yield say("On file as ", name(str(basis.document)), ".", at=at / "document")
    if basis.affirms is not None:
        promised = enumeration([one.plain for one in basis.affirms]) or ("nothing",)
        yield say("In it they promise ", *promised, ".", at=at / "affirms")
    missing = [
        (words, at / key)
        for key, words in (
            ("signed", "a day of signing"),
            ("expires", "a last day"),
            ("document", "a place on file"),
        )
        if getattr(basis, key) is None
    ]
    if missing:
        words = enumeration([words for words, _ in missing], "or")
        yield say(f"The {what} does not give ", *words, ".", silent=[at for _, at in missing])
