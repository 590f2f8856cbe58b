"""The tables of the national directory: their heads, their lines, and how they are written.

Each table is sorted text with a column between two tabs, so that people can read a change of it and
a look-up can find a line without reading the others.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from mmap import mmap
from typing import Final

from lprpolicy.identify.assembled import Assembled, AssembledAgency, last_named
from lprpolicy.identify.derived import NAME
from lprpolicy.identify.forms import forms_of
from lprpolicy.identify.name_keys import key_of
from lprpolicy.model.lists import SHIPPED, AgencyList, ListedAgency, ListName, ListSource, Says
from lprpolicy.model.places import Where
from lprpolicy.model.words import AgencyKind

AGENCIES: Final = "agencies.tsv"
AGREEMENTS: Final = "agreements.tsv"
NAMES: Final = "names.tsv"
_ABOUT: Final = {
    AGENCIES: "Agencies that the FBI counts the police employees of, each as in its newest year; "
    "federal ones are in federal.yaml. Those with a list behind them are on that list alone.",
    AGREEMENTS: "Who is on ICE's sheets of 287(g) partners and in the agreements on its page: the "
    "id of the agency that is meant, and those that may be.",
    NAMES: "By what words each name of agencies.tsv is found; made from it.",
}
_AGENCY: Final = ("id", "name", "kind", "state", "county", "ori", "year", "also", "list")
_AGREEMENT: Final = ("list", "state", "agency", "county", "model", "signed", "id", "may_be")
_LISTS: Final = (
    "list",
    "says",
    "title",
    "day",
    "complete",
    "agencies",
    "file",
    "sha256",
    "address",
)
_ALSO: Final = " | "
_MANY: Final = " "


@dataclass(frozen=True, slots=True)
class Head:
    """A list behind the tables: what it is called in them, what it is, and the file it was."""

    key: str
    source: ListSource
    """The list; its document and digest are those of the file that the table was made from."""


def key_in_table(one: ListSource) -> str:
    """What a list is called in the tables.

    The FBI's whole list has no name there, since nearly every agency is from it.
    """
    whole = one.list is ListName.FBI_LEE and one.complete
    return "" if whole else f"{one.says}-{one.on}"


def table_of(one: ListSource) -> str:
    """Return the table that holds the rows of a list."""
    return AGENCIES if one.says is Says.AGENCIES else AGREEMENTS


def agencies_table(made: Assembled) -> str:
    """Write the table of all agencies."""
    lines = (_agency_line(one, made.sources) for one in made.agencies.values())
    counts = Counter(one.source for one in made.agencies.values())
    fbi = {at for at, one in enumerate(made.sources) if table_of(one) == AGENCIES}
    sources = (one.of_rows(counts[at]) if at in fbi else one for at, one in enumerate(made.sources))
    return _table(AGENCIES, sources, _AGENCY, lines)


def agreements_table(made: Assembled) -> str:
    """Write the table of what ICE's lists say, a line for each agency and support model."""
    lines = []
    for one in made.joined:
        row, source = one.row, made.sources[one.source]
        # Whom the index of agreements names may have ended its agreement, so it is in doubt itself.
        doubts = [id_ for id_ in one.doubts if id_ != one.id]
        said = [key_in_table(source), row.state or "", row.name, row.county or ""]
        signed = dict(zip(row.models, row.signed, strict=True))
        for model in row.models or ("",):
            day = signed.get(model, "")
            lines.append("\t".join([*said, model, day, one.id or "", _MANY.join(doubts)]))
    from_ice = [one for one in made.sources if table_of(one) == AGREEMENTS]
    return _table(AGREEMENTS, from_ice, _AGREEMENT, lines)


def names_table(agencies: Iterable[AssembledAgency]) -> str:
    """Write the index of names: each key of an agency, its names of that key, and its id."""
    lines = set()
    for one in agencies:
        forms = forms_of(one.name, one.kind, one.state, one.also, unit=one.unit)
        own = {form for form, rank in forms.items() if rank == NAME}
        keys = {key_of(form) for form in own}
        lines |= {f"{key_of(form)}\t{form}\t{one.id}" for form in own}
        lines |= {f"{key}\t\t{one.id}" for key in {key_of(form) for form in forms} - keys}
    return _table(NAMES, (), ("key", "name", "id"), lines)


def _table(
    name: str, sources: Iterable[ListSource], columns: tuple[str, ...], lines: Iterable[str]
) -> str:
    heads = [_head_line(one) for one in sources]
    names = ["# " + "\t".join(_LISTS)] if heads else []
    head = [f"# {_ABOUT[name]}", *names, *heads, "# " + "\t".join(columns)]
    return "\n".join([*head, *sorted(lines), ""])


def _head_line(one: ListSource) -> str:
    whole = "complete" if one.complete else "part"
    said = (key_in_table(one), one.says, one.title, str(one.on), whole, str(one.rows))
    return "# " + "\t".join((*said, one.document, one.sha256, one.url or ""))


def _agency_line(one: AssembledAgency, sources: tuple[ListSource, ...]) -> str:
    said = (
        one.id,
        one.name,
        one.kind or "",
        one.state,
        one.county or "",
        one.ori or "",
        str(one.year or ""),
        _ALSO.join(one.also),
        key_in_table(sources[one.source]),
    )
    return "\t".join(said)


def head_of(text: bytes | mmap) -> tuple[int, tuple[Head, ...]]:
    """Return where the lines of a table begin, and the lists in its head."""
    at, heads = 0, []
    while text[at : at + 1] == b"#":
        end = text.find(b"\n", at)
        cells = text[at + 2 : end].decode().split("\t")
        if len(cells) == len(_LISTS) and cells[1] in tuple(Says):
            heads.append(_head(cells))
        at = end + 1
    return at, tuple(heads)


def _head(cells: list[str]) -> Head:
    key, says, title, day, whole, rows, file, sha256, address = cells
    source = ListSource(
        title=title,
        on=dt.date.fromisoformat(day),
        list=ListName.FBI_LEE if says == Says.AGENCIES else ListName.ICE_287G,
        says=Says(says),
        document=file,
        sha256=sha256,
        complete=whole == "complete",
        rows=int(rows),
        url=address or None,
    )
    return Head(key, source)


def agency_of(line: str, sources: Mapping[str, int]) -> AssembledAgency:
    """Read a line of the agencies; `sources` are the numbers of the lists by their keys."""
    id_, name, kind, state, county, ori, year, also, which = line.split("\t")
    return AssembledAgency(
        id_,
        name,
        AgencyKind(kind) if kind else None,
        state,
        county or None,
        ori or None,
        sources[which],
        last_named(int(year)) if year else None,
        tuple(also.split(_ALSO)) if also else (),
        bool(_unit_ending(name, ori)),
        int(year) if year else None,
    )


def _unit_ending(name: str, ori: str) -> str:
    """The county and ORI behind a name that the list cut off: `State University (MA0070900)`."""
    ends = f"{ori})" if ori else ""
    return name[name.rindex(" (") :] if ends and name.endswith(ends) and " (" in name else ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A line of the agreements: what one list says of one agency and one model."""

    list: str
    state: str
    agency: str
    county: str
    model: str
    signed: str
    id: str
    may_be: tuple[str, ...]


def agreement_of(line: str) -> Agreement:
    """Read a line of the agreements."""
    list_, state, agency, county, model, signed, id_, may_be = line.split("\t")
    doubted = tuple(may_be.split(_MANY)) if may_be else ()
    return Agreement(list_, state, agency, county, model, signed, id_, doubted)


def listed_agencies(agencies: Iterable[AssembledAgency]) -> Iterator[ListedAgency]:
    """Yield the agencies of the FBI's list as rows, for an import to join with others."""
    for number, one in enumerate(agencies, start=1):
        yield ListedAgency(
            name=one.name.removesuffix(_unit_ending(one.name, one.ori or "")),
            state=one.state,
            where=Where(SHIPPED + AGENCIES, row=number),
            kind=one.kind,
            unit=one.unit,
            county=one.county,
            ori=one.ori,
            other_names=one.also,
            year=one.year,
        )


def listed_agreements(lines: Iterable[Agreement]) -> Iterator[ListedAgency]:
    """Yield the agencies of one of ICE's lists as rows, with all their models."""
    for number, (said, held) in enumerate(
        groupby(lines, key=lambda one: (one.state, one.agency, one.county)), start=1
    ):
        state, agency, county = said
        models = [(one.model, one.signed) for one in held if one.model]
        yield ListedAgency(
            name=agency,
            state=state,
            where=Where(SHIPPED + AGREEMENTS, row=number),
            open_kind=True,
            county=county or None,
            models=tuple(model for model, _ in models),
            signed=tuple(signed for _, signed in models),
        )


def shipped_list(head: Head, table: str, sha256: str, rows: Iterable[ListedAgency]) -> AgencyList:
    """Return a list of the tables as an import reads one; its document is the table."""
    one = head.source
    return AgencyList(
        list=one.list,
        says=one.says,
        title=one.title,
        on=one.on,
        document=SHIPPED + table,
        sha256=sha256,
        complete=one.complete,
        rows=tuple(rows),
        url=one.url,
        lines=one.rows,
    )
