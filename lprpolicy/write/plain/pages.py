"""A policy as a page: the questions in the order in which a council asks them."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.material import Material
from lprpolicy.model.page import Page, Paragraph, Section
from lprpolicy.model.places import ROOT
from lprpolicy.model.vocabulary import Status
from lprpolicy.write.plain.collected import collected, held
from lprpolicy.write.plain.coming import changes, coming
from lprpolicy.write.plain.head import in_short, it, status
from lprpolicy.write.plain.kept import kept
from lprpolicy.write.plain.law import law
from lprpolicy.write.plain.onward import onward
from lprpolicy.write.plain.own import exceptions, own
from lprpolicy.write.plain.say import name, paragraph, quoted, say
from lprpolicy.write.plain.shared import shared
from lprpolicy.write.plain.switches import switches
from lprpolicy.write.plain.terms import explained
from lprpolicy.write.plain.unknown import unknown
from lprpolicy.write.plain.used import alerts, used
from lprpolicy.write.plain.watched import public, watched


def page(material: Material) -> Page:
    """Everything that a policy says and that the law says of it, in plain English."""
    policy = material.case.policy
    what = it(material)
    called = material.case.agency.name
    return Page(
        agency=policy.agency,
        name=called,
        title=f"Licence plate readers: {called}",
        file=material.file,
        day=material.case.day,
        draft=policy.status is Status.PROPOSED,
        sections=explained(tuple(_sections(material, what))),
    )


def _sections(m: Material, what: str) -> Iterator[Section]:
    yield Section("status", "What is this?", (*status(m), in_short(m)))
    yield Section("collected", "What is collected, and what never is?", tuple(collected(m, what)))
    yield Section("held", "Who holds the records?", tuple(held(m, what)))
    yield Section("kept", "How long is it kept?", tuple(kept(m, what)))
    yield Section("used", "What may it be used for, and what never?", tuple(used(m, what)))
    yield Section("alerts", "Which lists raise an alert?", tuple(alerts(m, what)))
    yield Section("shared", "Who can search it?", (*shared(m, what), *switches(m, what)))
    yield Section("onward", "Who could get it through them?", tuple(onward(m, what)))
    yield Section("watched", "Who watches the searches?", tuple(watched(m, what)))
    yield Section("public", "What can people read?", tuple(public(m, what)))
    yield Section("law", "What does the law ask?", tuple(law(m, what)))
    yield Section("own-rules", "What rules of its own are there?", tuple(own(m, what)))
    yield Section("exceptions", "Which exceptions are there?", tuple(exceptions(m)))
    if m.changes is not None:
        yield Section("changes", "What changed since last time?", tuple(changes(m)))
    yield Section("coming", "Which law is coming?", tuple(coming(m, what)))
    yield Section("unknown", "What can this page not tell?", (*unknown(m, what),))
    yield Section("source", "Where does this come from?", (_source(m),))


def _source(m: Material) -> Paragraph:
    form = m.case.policy.format
    return paragraph(
        say("Each sentence above comes from the file ", name(m.file), ".", at=ROOT),
        say("The file is written in the form ", quoted(form), ".", at=ROOT / "schema"),
        say("The names and kinds of agencies come from the directory, the rules from the law."),
    )
