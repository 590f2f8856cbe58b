"""A small site made by hand: two towns, three bodies, one rule, two commits."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from lprpolicy.model.directory import Agency, Source
from lprpolicy.model.policy import Policy
from lprpolicy.model.rule import Pack, Rule
from lprpolicy.model.standing import Standing
from lprpolicy.model.words import AgencyKind, Binding
from lprpolicy.write.site.build import build
from lprpolicy.write.site.facts import (
    BindingRule,
    Body,
    ChangeLog,
    Coming,
    Event,
    Ruling,
    Shift,
    ShownCommit,
    ShownGrant,
    Site,
    Town,
)

SOURCE = Source.model_validate({"title": "Made up for tests", "on": "2026-01-01"})
LIMIT = "us-xx/reads-two-weeks"


def body(key: str, name: str, kind: AgencyKind | None, **more: Any) -> Body:
    entry = Agency.model_validate({"id": key, "name": name, **more}) if "/" in key else None
    state = key.partition("/")[0] if key.startswith("us-") else None
    return Body(key, name, kind, state, entry, SOURCE, "the directory lists this id")


def policy(agency: str, *to: str, reads: str | None = "14 days") -> Policy:
    retention = {"retention": {"reads": reads}} if reads else {}
    grants = [{"to": one, "mode": "standing", "data": ["reads"]} for one in to]
    return Policy.model_validate(
        {
            "schema": "lprpolicy/policy/v1",
            "agency": agency,
            "status": "proposed",
            **retention,
            "sharing": {"grants": grants},
        }
    )


def law() -> BindingRule:
    rule = Rule.model_validate(
        {
            "schema": "lprpolicy/rule/v1",
            "title": "Reads are kept two weeks",
            "says": "Reads that matched nothing are deleted after 14 days.",
            "binding": "must",
            "remedy": "Set retention.reads to 14 days or less.",
            "check": "retention-at-most",
            "versions": [
                {
                    "from": "2026-01-01",
                    "provision": {
                        "citation": "Ex. Veh. Code 40-12",
                        "url": "https://law.example/40-12",
                        "verified": "text",
                    },
                    "record": "reads",
                    "limit": "14 days",
                }
            ],
            "examples": [
                {
                    "name": "three weeks",
                    "as_of": "2026-01-01",
                    "policy": {"retention": {"reads": "21 days"}},
                    "finds": ["violation /retention/reads"],
                }
            ],
        }
    )
    pack = Pack.model_validate(
        {
            "schema": "lprpolicy/pack/v1",
            "name": "Exampleland",
            "layer": "state",
            "authority": "Its legislature",
            "state": "us-xx",
        }
    )
    return BindingRule(LIMIT, rule, pack, rule.versions[0], ("us-xx/alder-pd", "us-xx/birch-pd"))


def town(name: str, reads: str | None, outcome: Standing, *to: str) -> Town:
    identifier = f"us-xx/{name.lower()}-pd"
    says = {
        Standing.MET: (),
        Standing.NOT_MET: (f"Keeps reads for {reads}, longer than 14 days.",),
        Standing.CANNOT_TELL: ("Undecided: does not say how long reads are kept.",),
    }[outcome]
    return Town(
        id=identifier,
        name=f"{name} Police Department",
        kind=AgencyKind.MUNICIPAL_POLICE,
        state="us-xx",
        region="Tree County",
        file=f"{identifier}/policy.yaml",
        policy=policy(identifier, *to, reads=reads),
        rulings=(Ruling(identifier, LIMIT, outcome, Binding.MUST, says, draft=True),),
        faults=(),
        coming=(Coming(identifier, LIMIT, dt.date(2027, 1, 1), "Is not adopted yet."),),
    )


def site() -> Site:
    towns = [
        town("Alder", "14 days", Standing.MET, "us-xx/birch-pd", "us/ice"),
        town("Birch", "30 days", Standing.NOT_MET, "us-xx/state-police"),
    ]
    bodies = [
        body("us-xx/alder-pd", "Alder Police Department", AgencyKind.MUNICIPAL_POLICE),
        body("us-xx/birch-pd", "Birch Police Department", AgencyKind.MUNICIPAL_POLICE),
        body(
            "us-xx/state-police",
            "Exampleland State Police",
            AgencyKind.STATE_POLICE,
            passes_on_to=[{"to": "us/ice", "source": {"title": "A memo", "on": "2026-02-03"}}],
        ),
        body("us/ice", "Immigration and Customs Enforcement", AgencyKind.FEDERAL_IMMIGRATION),
    ]
    accesses = tuple(
        ShownGrant(one.id, str(grant.to), grant)
        for one in towns
        if one.policy and one.policy.sharing
        for grant in one.policy.sharing.grants or ()
    )
    return Site(
        title="Exampleland’s plate readers",
        version="0",
        as_of=dt.date(2026, 11, 22),
        towns={one.id: one for one in towns},
        bodies={one.key: one for one in bodies},
        accesses=accesses,
        laws={LIMIT: law()},
        history=ChangeLog(commits(), "c" * 40, None),
    )


def commits() -> tuple[ShownCommit, ...]:
    when = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    newest = Shift("us-xx/alder-pd", Event.EDITED, ("us/ice",), ("us-xx/state-police",))
    first = Shift("us-xx/alder-pd", Event.BEGUN, ("us-xx/birch-pd", "us-xx/state-police"), (), True)
    return (
        ShownCommit("b" * 40, when, "ICE in, the State Police out", (newest,)),
        ShownCommit("a" * 40, when.replace(day=1), "A first draft", (first,)),
    )


def built(made: Site | None = None) -> dict[str, str]:
    """Every file of a site. The words of a policy are another part's; here they are one line."""
    words = '<article class="policy"><h1>A policy</h1>\n<p>Its words.</p></article>\n'
    return dict(build(made or site(), lambda agency: words))


def renamed(name: str) -> Site:
    """The site with a name of anybody's choice everywhere that a file can put one."""
    made = site()
    towns = {key: replace(one, name=name, region=name) for key, one in made.towns.items()}
    bodies = {key: replace(one, name=name, why=name) for key, one in made.bodies.items()}
    log = tuple(replace(commit, subject=name) for commit in made.history.commits)
    rulings = {
        key: replace(one, rulings=tuple(replace(r, says=(name,)) for r in one.rulings))
        for key, one in towns.items()
    }
    return replace(
        made,
        title=name,
        towns=rulings,
        bodies=bodies,
        history=replace(made.history, commits=log),
        general_faults=(name,),
    )
