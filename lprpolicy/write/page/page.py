"""Assemble the page of a policy: the questions in the order in which a council asks them."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.places import ROOT
from lprpolicy.model.words import Status
from lprpolicy.write.page.collected import collected_data, holders
from lprpolicy.write.page.coming import changes, coming_law
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.head import it, status
from lprpolicy.write.page.in_short import in_short
from lprpolicy.write.page.kept import retention_periods
from lprpolicy.write.page.law import law
from lprpolicy.write.page.onward import onward
from lprpolicy.write.page.own_rules import exceptions, own
from lprpolicy.write.page.say import name, paragraph, quotation, say
from lprpolicy.write.page.sections import Page, Paragraph, Section
from lprpolicy.write.page.shared import outside_access
from lprpolicy.write.page.switches import switches
from lprpolicy.write.page.terms import explain_terms
from lprpolicy.write.page.unknown import unknown
from lprpolicy.write.page.used import alerts, uses
from lprpolicy.write.page.watched import oversight, public


def page(material: Material) -> Page:
    """Write everything that a policy says, and what the law says of it, in plain English."""
    policy = material.subject.policy
    what = it(material)
    called = material.subject.agency.name
    return Page(
        agency=policy.agency,
        name=called,
        title=f"License plate readers: {called}",
        file=material.file,
        day=material.subject.day,
        draft=policy.status is Status.PROPOSED,
        sections=explain_terms(tuple(_sections(material, what))),
    )


def _sections(m: Material, what: str) -> Iterator[Section]:
    yield Section("status", "What is this?", (*status(m), in_short(m, what)))
    yield Section(
        "collected", "What is collected, and what never is?", tuple(collected_data(m, what))
    )
    yield Section("held", "Who holds the records?", tuple(holders(m, what)))
    yield Section("kept", "How long is it kept?", tuple(retention_periods(m, what)))
    yield Section("used", "What may it be used for, and what never?", tuple(uses(m, what)))
    yield Section("alerts", "Which lists raise an alert?", tuple(alerts(m, what)))
    yield Section("shared", "Who can search it?", (*outside_access(m, what), *switches(m, what)))
    yield Section("onward", "Who could get it through them?", tuple(onward(m, what)))
    yield Section("watched", "Who watches the searches?", tuple(oversight(m, what)))
    yield Section("public", "What can people read?", tuple(public(m, what)))
    yield Section("law", "What does the law ask?", tuple(law(m, what)))
    yield Section("own-rules", "What rules of its own are there?", tuple(own(m, what)))
    yield Section("exceptions", "Which exceptions are there?", tuple(exceptions(m)))
    if m.changes is not None:
        yield Section("changes", "What changed since last time?", tuple(changes(m)))
    yield Section("coming", "Which law is coming?", tuple(coming_law(m, what)))
    yield Section("unknown", "What can this page not tell?", (*unknown(m, what),))
    yield Section("source", "Where does this come from?", (_source(m),))


def _source(m: Material) -> Paragraph:
    form = m.subject.policy.format
    return paragraph(
        say("Each sentence above comes from the file ", name(m.file), ".", at=ROOT),
        say("The file is written in the form ", quotation(form), ".", at=ROOT / "schema"),
        say("The names and kinds of agencies come from the directory, the rules from the law."),
    )
