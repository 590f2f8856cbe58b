"""The article on sharing, and the annex that names every agency with access."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.prose import amount, join_terms, long_day
from lprpolicy.model.sharing import Basis, Named, Sharing
from lprpolicy.model.states import state_name
from lprpolicy.model.subject import Given, Recipient
from lprpolicy.model.words import GRAVEST_FIRST, Mode, Onward, Permission, Program, Release
from lprpolicy.write.council_policy.clauses import clause, join_words, list_unspecified, state_list
from lprpolicy.write.council_policy.document import Article, Block, PolicyTable, Subtitle
from lprpolicy.write.council_policy.formal import formal
from lprpolicy.write.council_policy.systems import lookups
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.federal import people
from lprpolicy.write.page.say import name, quotation, say
from lprpolicy.write.page.sections import Sentence, Wording

_AT = ROOT / "sharing"
GRANTS = _AT / "grants"
HEAD = ("No.", "Agency", "Kind", "State", "Vendor’s name for it", "Basis")


def sharing(material: Material) -> Article:
    """Say who else has access, in which tiers, and what recipients may do."""
    states = (_AT, ROOT / "systems" / "*" / "lookups", ROOT / "systems" / "*" / "attested")
    return Article("sharing", "Sharing with other agencies", states, tuple(_blocks(material)))


def _blocks(material: Material) -> Iterator[Block]:
    policy, grants = material.subject.policy, material.subject.grants
    held = policy.sharing or Sharing()
    if held.grants is not None and not grants:
        yield clause(say("No other agency shall be granted access to the reads.", at=GRANTS))
    elif held.grants is not None:
        count = amount(len(people(grants)), "agency", "agencies")
        yield clause(
            say(f"Only the {count} listed in Annex A shall be granted access.", at=GRANTS),
            say("Each shall have the access of its part of the annex and no other.", at=GRANTS),
        )
        for number, part in enumerate(_parts(grants), start=1):
            yield clause(*_terms(part, number))
    yield from _onward(held)
    yield from _release(held)
    yield from _sale(held)
    yield from _private_reads(held)
    yield from _preservation(held)
    yield from list_unspecified(
        (held.grants, "which other agencies have access", GRANTS),
        (held.onward, "whether a recipient may pass reads on", _AT / "onward"),
        (
            held.release_on_request,
            "who receives reads on a written request alone",
            _AT / "release_on_request",
        ),
        (held.sale, "whether the Department may sell or trade reads", _AT / "sale"),
        (held.purchase, "whether the Department may buy or rent reads", _AT / "purchase"),
    )
    yield from lookups(material)


def _onward(held: Sharing) -> Iterator[Block]:
    at = _AT / "onward"
    match held.onward:
        case Onward.FORBIDDEN:
            yield clause(say("A recipient shall not pass reads on.", at=at))
        case Onward.WITH_PERMISSION:
            says = "A recipient shall not pass reads on without the Department’s permission."
            yield clause(say(says, at=at))
        case Onward.ALLOWED:
            yield clause(say("A recipient may pass reads on.", at=at))


def _release(held: Sharing) -> Iterator[Block]:
    at = _AT / "release_on_request"
    match held.release_on_request:
        case Release.NOBODY:
            yield clause(say("No reads shall be released on a written request alone.", at=at))
        case Release.ANY_LAW_ENFORCEMENT_AGENCY:
            says = "Any law enforcement agency may receive reads on a written request alone."
            yield clause(say(says, at=at))


def _sale(held: Sharing) -> Iterator[Block]:
    at = _AT / "sale"
    match held.sale:
        case Permission.FORBIDDEN:
            yield clause(say("The Department shall not sell or trade reads.", at=at))
        case Permission.ALLOWED:
            yield clause(say("The Department may sell or trade reads.", at=at))
    at = _AT / "purchase"
    match held.purchase:
        case Permission.FORBIDDEN:
            yield clause(say("The Department shall not buy or rent reads from others.", at=at))
        case Permission.ALLOWED:
            yield clause(say("The Department may buy or rent reads from others.", at=at))


def _private_reads(held: Sharing) -> Iterator[Block]:
    at = _AT / "private_reads"
    if held.private_reads:
        on = join_words(held.private_reads, "or")
        yield clause(say(f"Reads of private readers shall be taken only on {on}.", at=at))
    elif held.private_reads is not None:
        yield clause(say("Reads of private readers shall not be taken.", at=at))


def _preservation(held: Sharing) -> Iterator[Block]:
    said, at = held.preservation, _AT / "preservation"
    if said is None:
        return
    if said.honors:
        whom = join_terms([one.plain for one in said.honors])
        yield clause(say(f"Reads shall be held on request of {whom}.", at=at / "honors"))
    elif said.honors is not None:
        yield clause(say("No request to hold reads shall be followed.", at=at / "honors"))
    yield from state_list(
        said.states,
        at / "states",
        some="A request to hold reads shall contain:",
        none="A request to hold reads need not contain anything.",
    )
    if said.held_for is not None:
        says = f"One request shall hold a read for at least {said.held_for} after it was made."
        yield clause(say(says, at=at / "held_for"))


def _parts(grants: Sequence[Given]) -> list[list[Given]]:
    """Group grants with the same terms, in the order in which the policy first gives them."""
    parts: dict[Hashable, list[Given]] = {}
    for given in grants:
        one = given.grant
        parts.setdefault((one.system, one.data, one.mode, one.purposes), []).append(given)
    return [sorted(part, key=_order) for part in parts.values()]


def _order(given: Given) -> tuple[object, ...]:
    who = given.recipient
    grave = GRAVEST_FIRST.index(who.kind) if who.kind is not None else -1
    return grave, who.state or "", who.name.casefold(), given.at.parts


def _terms(part: Sequence[Given], number: int) -> Iterator[Sentence]:
    """State the terms of one part of the annex."""
    one = part[0].grant
    count = amount(len(people(part)), "agency", "agencies")
    yield say(f"Part {number} of Annex A ({count}): {_access(one.mode)}.", at=GRANTS)
    for key, value, silent in (
        ("data", one.data, "which data may be searched"),
        ("system", one.system, "in which system"),
        ("purposes", one.purposes, "for which purposes"),
    ):
        places = [given.at / key for given in part]
        if value is None:
            yield say(f"Not specified: {silent}.", silent=places)
    if one.data is not None:
        searched = join_words(one.data) if one.data else "nothing"
        yield say(f"They may search {searched}.", at=[given.at / "data" for given in part])
    if one.system is not None:
        system, places = quotation(one.system), [given.at / "system" for given in part]
        yield say("They may search only in the system ", system, ".", at=places)
    if one.purposes is not None:
        purposes = (
            f"only for {join_words(one.purposes, 'or')}" if one.purposes else "for no purpose"
        )
        places = [given.at / "purposes" for given in part]
        yield say(f"They may search {purposes}.", at=places)


def _access(mode: Mode | None) -> str:
    match mode:
        case Mode.STANDING:
            return "standing access"
        case Mode.PER_REQUEST:
            return "per-request access"
        case None:
            return "access, with standing or per-request not specified"


def annex(material: Material) -> Article:
    """Name every agency with access, in parts with the same terms, the gravest first."""
    return Article("annex", "Agencies with access", (GRANTS,), tuple(_annex(material)))


def _annex(material: Material) -> Iterator[Block]:
    policy, grants = material.subject.policy, material.subject.grants
    if policy.sharing is None or policy.sharing.grants is None:
        yield clause(say("This policy does not specify which agencies have access.", silent=GRANTS))
    elif not grants:
        yield clause(say("No agency has access.", at=GRANTS))
    for number, part in enumerate(_parts(grants), start=1):
        mode = _access(part[0].grant.mode)
        yield Subtitle(say(f"Part {number}: {mode}", at=GRANTS))
        rows = (_row(given, line) for line, given in enumerate(part, start=1))
        yield PolicyTable(HEAD, tuple(rows))


def _row(given: Given, number: int) -> tuple[Sentence, ...]:
    who = given.recipient
    at = [given.to, *([given.at / "listed_as"] if given.grant.listed_as is not None else [])]
    agencies = [who.id] if who.id is not None and who.entry is not None else []
    anywhere = "federal" if who.federal else "not known"
    state = state_name(who.state) if who.state else anywhere
    return (
        say(f"{number:,}", at=GRANTS),
        say(name(who.entry.name if who.entry else _raw(given)), at=at, agencies=agencies),
        say(_kind(who), at=at, agencies=agencies),
        say(state, at=at, agencies=agencies),
        _vendor_text(given, at),
        _basis(given.grant.basis, given),
    )


def _raw(given: Given) -> str:
    to = given.grant.to
    return to.named if isinstance(to, Named) else to


def _kind(who: Recipient) -> str:
    """Say what kind of agency it is, with what a dated list says of 287(g)."""
    if who.kind is not None:
        kind = who.kind.one
    elif who.federal:
        kind = "federal; kind not known"
    else:
        kind = "not identified"
    listed = who.membership(Program.ICE_287G)
    if listed is not None and listed.member:
        kind += f"; on ICE’s 287(g) list of {long_day(listed.source.on)}"
    return kind


def _vendor_text(given: Given, at: Sequence[Pointer]) -> Sentence:
    """Quote what the vendor calls it, and the state that its list puts it in."""
    to, listed = given.grant.to, given.grant.listed_as
    texts: list[str | Wording] = []
    if isinstance(to, Named):
        texts.append(quotation(to.named))
        if to.state is not None:
            texts.append(f", listed in {state_name(to.state)}")
    if listed is not None:
        texts += [*(["; "] if texts else []), quotation(listed)]
    if texts:
        return say(*texts, at=at)
    return say("not specified", silent=given.at / "listed_as")


def _basis(basis: Basis | None, given: Given) -> Sentence:
    at = given.at / "basis"
    if basis is None:
        return say("not specified", silent=at)
    says: list[str | Wording] = [formal(basis.kind)]
    places: list[Pointer] = [at / "kind"]
    silent: list[Pointer] = []
    if basis.signed is not None:
        says.append(f", signed {long_day(basis.signed)}")
    if basis.expires is not None:
        says.append(f", expires {long_day(basis.expires)}")
    if basis.document is not None:
        says += ["; on file as ", name(str(basis.document))]
    if basis.affirms is not None:
        promised = join_words(basis.affirms) if basis.affirms else "nothing"
        says.append(f"; the recipient promises {promised}")
    for key in ("signed", "expires", "document", "affirms"):
        (places if getattr(basis, key) is not None else silent).append(at / key)
    return say(*says, at=places, silent=silent)
