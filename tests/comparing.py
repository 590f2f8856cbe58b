"""Policies and exports by hand, with a small directory, and random ones for properties."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from lprpolicy.compare.changes import compare
from lprpolicy.compare.of_observation import of_observations
from lprpolicy.evaluate.states import observe_state, state_of
from lprpolicy.identify.index import Index
from lprpolicy.model.change import Change
from lprpolicy.model.directory import Directory
from lprpolicy.model.observation import Completeness, Direction, Observation, Share
from lprpolicy.model.places import Where
from lprpolicy.model.policy import Policy
from lprpolicy.model.state import State
from lprpolicy.model.words import Data, RowStatus, Tri, Vendor
from lprpolicy.repository.directories import federal

DAY = dt.date(2026, 11, 22)
TOWN = "us-xx/town-pd"
NAMES = {
    "us-ct/avon-pd": "Avon Police Department",
    "us-ct/berlin-pd": "Berlin Police Department",
    "us-ct/canton-pd": "Canton Police Department",
    "us-ct/derby-pd": "Derby Police Department",
}


def directory(passes: tuple[str, ...] = (), **kinds: str) -> Index:
    """The four towns; a keyword such as avon="task-force" makes one of another kind.

    `passes` are the ids that Avon is known to pass reads on to.
    """
    onwards = [{"to": to, "source": {"title": "x", "on": "2026-01-01"}} for to in passes]
    entries = [
        {
            "id": identifier,
            "name": name,
            "kind": kinds.get(identifier[6:].removesuffix("-pd"), "municipal-police"),
            "state": "us-ct",
            "aliases": [f"{name.split()[0]} Public Safety"],
            "passes_on_to": onwards if identifier == "us-ct/avon-pd" else [],
        }
        for identifier, name in NAMES.items()
    ]
    source = {"title": "example", "on": "2026-01-01"}
    data = {"schema": "lprpolicy/directory/v1", "title": "x", "source": source, "agencies": entries}
    return Index.of(federal(), Directory.model_validate(data))


INDEX = directory()


def policy(**blocks: Any) -> Policy:
    frame = {"schema": "lprpolicy/policy/v1", "agency": "us-ct/town-pd", "status": "proposed"}
    return Policy.model_validate(frame | blocks)


def state(index: Index = INDEX, **blocks: Any) -> State:
    return state_of(policy(**blocks), index, DAY)


def granted(*grants: Any, index: Index = INDEX, **blocks: Any) -> State:
    listed = [{"to": one, "data": ["reads"]} if isinstance(one, str) else one for one in grants]
    return state(index, sharing={"grants": listed}, **blocks)


def changes(before: State, after: State) -> list[tuple[str, str, str]]:
    return [
        (change.topic.value, change.effect.value + ("" if change.certain else "?"), change.says)
        for change in compare(before, after)
    ]


def short(found: tuple[Change, ...]) -> list[tuple[str, str]]:
    return [(one.topic.value, one.effect.value + ("" if one.certain else "?")) for one in found]


def export(
    *rows: str | tuple[str, str],
    completeness: Completeness = Completeness.COMPLETE,
    **more: Any,
) -> Observation:
    """An export of rows that share reads and nothing else; a row may be (name, data)."""
    return Observation(
        vendor=Vendor.FLOCK,
        document="export.csv",
        sha256="0" * 64,
        owner=None,
        reported=DAY,
        completeness=completeness,
        shares=tuple(_share(row, n) for n, row in enumerate(rows, start=2)),
        **more,
    )


def _share(row: str | tuple[str, str], number: int) -> Share:
    name, opened = row if isinstance(row, tuple) else (row, "reads")
    data = {kind: Tri.YES if kind.value in opened.split() else Tri.NO for kind in Data}
    inactive = RowStatus.INACTIVE if name.startswith("Inactive ") else RowStatus.ACTIVE
    where = Where("export.csv", row=number)
    return Share(Direction.OUTBOUND, name, where, data, status=inactive, state="us-ct")


def observed(*exports: Observation, system: str = "flock") -> State:
    return of_observations("us-ct/town-pd", [observe_state(one, system, INDEX) for one in exports])


_PURPOSES = st.lists(
    st.sampled_from(["homicide", "stolen-vehicle", "missing-person"]), unique=True, max_size=3
)
_PERIODS = st.sampled_from(["14 days", "2 weeks", "30 days", "1 month", "31 days", "1 year"])
_KEPT = _PERIODS | st.fixed_dictionaries(
    {},
    optional={
        "at_most": _PERIODS,
        "until": st.sampled_from(["case-closed", "final-disposition", "never"]),
        "requires": st.lists(st.sampled_from(["warrant", "case-number"]), unique=True),
    },
)
_DATA = st.lists(st.sampled_from([kind.value for kind in Data]), unique=True, max_size=5)


def _grants() -> st.SearchStrategy[list[dict[str, Any]]]:
    named = st.sampled_from([*NAMES.values(), "Avon Public Safety", "Elm Police Dept", "Elm PD"])
    one = st.fixed_dictionaries(
        {"to": st.sampled_from(list(NAMES)) | st.fixed_dictionaries({"named": named})},
        optional={
            "data": _DATA,
            "mode": st.sampled_from(["standing", "per-request"]),
            "purposes": _PURPOSES,
            "basis": st.fixed_dictionaries(
                {"kind": st.sampled_from(["agreement", "warrant"])},
                optional={"expires": st.sampled_from(["2027-01-01", "2028-01-01"])},
            ),
        },
    )
    return st.lists(one, max_size=5, unique_by=lambda grant: str(grant["to"]))


POLICIES = st.fixed_dictionaries(
    {},
    optional={
        "sharing": st.fixed_dictionaries(
            {},
            optional={
                "grants": _grants(),
                "onward": st.sampled_from(["forbidden", "with-permission", "allowed"]),
                "release_on_request": st.sampled_from(["nobody", "any-law-enforcement-agency"]),
            },
        ),
        "retention": st.dictionaries(
            st.sampled_from(["reads", "hits", "case-evidence", "search-log"]), _KEPT, max_size=4
        ),
        "purposes": st.fixed_dictionaries({}, optional={"allowed": _PURPOSES, "prohibited": _PURPOSES}),
        "hot_lists": st.lists(
            st.fixed_dictionaries(
                {"list": st.sampled_from(["ncic", "local"])},
                optional={
                    "excludes": st.lists(st.sampled_from(["gang", "immigration-violator"]), unique=True),
                    "verified_before_stop": st.booleans(),
                },
            ),
            unique_by=lambda one: one["list"],
        ),
        "transparency": st.fixed_dictionaries(
            {}, optional={"council_summary": st.fixed_dictionaries({"every": _PERIODS})}
        ),
        "access": st.fixed_dictionaries(
            {}, optional={"reason": st.sampled_from(["required", "optional", "absent"])}
        ),
        "audit": st.fixed_dictionaries(
            {}, optional={"every": _PERIODS, "sample": st.sampled_from(["5 percent", "10 percent"])}
        ),
        "systems": st.lists(
            st.fixed_dictionaries(
                {"id": st.just("flock"), "vendor": st.just("flock")},
                optional={
                    "lookups": st.fixed_dictionaries(
                        {}, optional={"national": st.booleans(), "statewide": st.booleans()}
                    ),
                    "contract": st.fixed_dictionaries(
                        {}, optional={"forbids": st.lists(st.sampled_from(["sale", "vendor-use"]), unique=True)}
                    ),
                },
            ),
            max_size=1,
        ),
    },
)  # fmt: skip
