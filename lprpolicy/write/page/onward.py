"""The section on who could get reads through the recipients."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import amount, long_day
from lprpolicy.model.states import state_name
from lprpolicy.model.words import Onward, Release
from lprpolicy.write.page.duties import requests_to_hold, sale
from lprpolicy.write.page.facts import Material, Route
from lprpolicy.write.page.say import name, paragraph, say
from lprpolicy.write.page.sections import Block, Listing, Sentence, Wording


def onward(material: Material, what: str) -> Iterator[Block]:
    sold = sale(material.subject.policy.sharing, ROOT / "sharing")
    yield paragraph(_rule(material, what), *_limits(material), _release(material, what), *sold)
    yield from requests_to_hold(material.subject.policy.sharing, ROOT / "sharing")
    if not material.subject.grants:
        return
    at = ROOT / "sharing" / "grants"
    if material.routes:
        ends = {route[-1].receiver for route in material.routes}
        count = amount(len(ends), "agency is", "agencies are")
        yield paragraph(
            say(f"{count} known to get what these agencies receive:", at=at),
        )
        yield Listing(tuple(_route(route, material) for route in material.routes))
    else:
        yield paragraph(
            say(
                "No source that this page has names anyone who gets what these agencies receive.",
                at=at,
            ),
            say("That is not a no.", at=at),
            say("The directory does not say to whom they pass things on.", at=at),
        )
    yield paragraph(
        say("An officer with access can search for somebody else, or tell what was found."),
        say("No file shows that."),
    )


def _rule(material: Material, what: str) -> Sentence:
    sharing, at = material.subject.policy.sharing, ROOT / "sharing" / "onward"
    match sharing.onward if sharing else None:
        case Onward.FORBIDDEN:
            return say(f"The {what} forbids others to pass reads on.", at=at)
        case Onward.WITH_PERMISSION:
            return say("Others may pass reads on with permission.", at=at)
        case Onward.ALLOWED:
            return say("Others may pass reads on as they like.", at=at)
    return say(f"The {what} does not say whether others may pass reads on.", silent=at)


def _release(material: Material, what: str) -> Sentence:
    sharing, at = material.subject.policy.sharing, ROOT / "sharing" / "release_on_request"
    match sharing.release_on_request if sharing else None:
        case Release.NOBODY:
            return say("Nobody gets reads on a written request alone.", at=at)
        case Release.ANY_LAW_ENFORCEMENT_AGENCY:
            return say("Any law enforcement agency gets reads on a written request.", at=at)
    return say(
        f"The {what} does not say whether anybody gets reads on a written request alone.", silent=at
    )


def _limits(material: Material) -> Iterator[Sentence]:
    sharing = material.subject.policy.sharing
    if sharing is not None and sharing.onward is Onward.FORBIDDEN:
        yield say("Words on paper do not stop a copy.")


def _route(route: Route, material: Material) -> tuple[Sentence, ...]:
    """Describe a route from the recipient to the last in line, with the source of the last step."""
    names = material.names
    ways: list[str | Wording] = [name(names.get(route[0].giver, route[0].giver))]
    for step in route:
        ways += [" hands it to ", name(names.get(step.receiver, step.receiver))]
    last = route[-1]
    at = [given.to for given in material.subject.grants if given.recipient.id == route[0].giver]
    kind = last.kind.noun if last.kind else "an agency of a kind that nobody knows"
    state = f" in {state_name(last.state)}" if last.state else ""
    source = last.source
    agencies = [step.giver for step in route]
    return (
        say(*ways, ".", at=at, agencies=agencies),
        say(f"The last one is {kind}{state}.", at=at, agencies=[last.receiver]),
        say(
            "The source is ",
            name(source.title, source.url),
            f" of {long_day(source.on)}.",
            agencies=[last.giver],
        ),
    )
