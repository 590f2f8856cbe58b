"""Reports with hostile text at every place."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from lprpolicy.model.network import Certainty, Edge, EdgeKind, Evidence, Party, PathStep
from lprpolicy.model.places import Location, Mark, Pointer, Span, Where
from lprpolicy.model.report import (
    Checked,
    Decision,
    Excerpt,
    Finding,
    JudgedPolicy,
    Note,
    Related,
    Report,
    RuleInfo,
    Spot,
)
from lprpolicy.model.rule import Provision
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.waiver import Scope, Waiver
from lprpolicy.model.words import AgencyKind, Binding, Layer, RecipientGroup, Verified
from tests.write.sample_report import AS_OF

NASTY = (
    "::error::x",
    "\n::add-mask::x",
    "##[add-path]/tmp",
    "</details>",
    "]]>",
    "<!-- -->",
    "\x1b[31m",
    "\x9b2J",
    "\u202e",
    "a|b",
    "`",
    "``` ",
    "\\|",
    "\\",
    "@town",
    "#12",
    "GH-7",
    "[x](https://evil.example)",
    "https://evil.example",
    "www.evil.example",
    "me@evil.example",
    "<script>",
    "&lt;",
    "&#124;",
    "{0}",
    "%0A::error::",
    "\r\n",
    "\x00",
    "\ufffe",
    "日本",
    "e\u0301",
)

TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=12),
    st.lists(st.sampled_from(NASTY), min_size=1, max_size=3).map("".join),
)

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))

provisions = st.builds(
    Provision.model_construct,
    citation=TEXTS,
    url=TEXTS.map(lambda tail: f"https://law.example/{tail}"),
    verified=st.sampled_from(Verified),
    note=st.none() | TEXTS,
)

rules = st.builds(
    RuleInfo,
    id=TEXTS,
    title=TEXTS,
    says=TEXTS,
    remedy=TEXTS,
    binding=st.sampled_from(Binding),
    layer=st.none() | st.sampled_from(Layer),
    provision=st.none() | provisions,
    since=st.none() | st.dates(dt.date(2020, 1, 1), AS_OF),
)

waivers = st.builds(
    Waiver.model_construct,
    rule=TEXTS,
    scope=st.just(Scope()),
    authority=TEXTS,
    reason=TEXTS,
    granted=DAYS,
    expires=DAYS,
    record=TEXTS,
)

marks = st.builds(Mark, st.integers(1, 12), st.integers(1, 40))

spans = st.tuples(marks, marks).map(lambda both: Span(min(both), max(both)))

locations = st.builds(Location, TEXTS, spans)

parties = st.builds(Party, TEXTS, st.none() | TEXTS, TEXTS, st.none() | st.sampled_from(AgencyKind))

places = locations | st.builds(Where, TEXTS, st.none() | st.integers(1, 9))

steps = st.builds(
    PathStep,
    parties,
    st.builds(
        Edge,
        parties,
        parties,
        st.sampled_from(EdgeKind),
        st.builds(Evidence, places, st.none() | TEXTS),
    ),
    st.sampled_from(Certainty),
)

spots = st.builds(
    Spot,
    message=TEXTS,
    pointer=st.lists(TEXTS, max_size=3).map(lambda parts: Pointer(tuple(parts))),
    location=locations,
    fingerprint=TEXTS,
    who=st.none() | TEXTS,
    path=st.lists(steps, max_size=2).map(tuple),
    group=st.none() | st.sampled_from(RecipientGroup),
)

findings = st.builds(
    Finding,
    rule=rules,
    answer=st.sampled_from(Answer),
    agency=st.none() | TEXTS,
    spot=spots,
    excerpt=st.builds(Excerpt, st.integers(1, 12), st.lists(TEXTS, max_size=3).map(tuple)),
    also=st.lists(spots, max_size=2).map(tuple),
    related=st.lists(st.builds(Related, TEXTS, locations), max_size=2).map(tuple),
    waiver=st.none() | waivers,
)

reports = st.builds(
    Report,
    version=st.just("0.1.0"),
    as_of=st.just(AS_OF),
    decision=st.sampled_from(Decision),
    strict=st.booleans(),
    checked=st.builds(Checked, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)),
    rules=st.lists(rules, max_size=2).map(tuple),
    findings=st.lists(findings, max_size=4).map(tuple),
    coming=st.lists(findings, max_size=2).map(tuple),
    adoption=st.lists(findings, max_size=1).map(tuple),
    notes=st.lists(
        st.builds(Note, TEXTS, st.none() | rules, st.none() | TEXTS, st.none() | locations),
        max_size=2,
    ).map(tuple),
    subjects=st.lists(
        st.builds(JudgedPolicy, TEXTS, TEXTS, st.lists(TEXTS, max_size=2).map(tuple)), max_size=2
    ).map(tuple),
)
