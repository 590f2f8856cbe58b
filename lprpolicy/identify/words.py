"""The spellings that vendors and clerks use for the same word, and the marks they add to names.

Left of a colon is what is written, right of it the normal form; all in lower case, without
punctuation. 'and' and 'the' never count.
"""

from __future__ import annotations

from typing import Final

from lprpolicy.identify.tables import words


def _pairs(table: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Read a table of lines `form: spelling, spelling`."""
    rows = (line.split(":") for line in table.strip().splitlines())
    return {
        tuple(spelling.split()): tuple(form.split())
        for form, spellings in rows
        for spelling in spellings.split(",")
    }


SPELLINGS: Final = {
    written[0]: form[0]
    for written, form in _pairs(
        """
        attorney: attorneys, atty
        association: assoc, assn
        authority: auth
        beach: bch
        borough: boro
        bureau: bur
        center: centre, ctr, centers
        college: coll
        constable: constables, const, constbales
        corrections: correction
        county: cnty
        creek: crk
        department: dept, dpt, deptartment, departments, departmnet
        district: dist
        division: div
        enforcement: enf, enforcment
        falls: fls
        fort: ft
        gardens: gdns
        government: govt
        grove: grv
        harbor: hbr
        heights: hts, hgts, hghts
        international: intl
        island: isl
        junction: jct
        lake: lk
        investigation: investigations, investigative, investigators, investigator
        marshal: marshals
        metro: metropolitan
        mountain: mtn
        national: natl
        office: ofc, offices
        operation: operations
        park: pk
        pct: precinct
        pd: police, polic
        point: pt
        prosecutor: prosecutors, prosecuting
        public: pub
        regional: reg
        ridge: rdg
        school: sch
        service: services, svcs, svc
        sheriff: sheriffs, sherriff, sherriffs, sherrif, sherrifs, sheriif
        springs: spgs, sprgs, spngs
        st: saint
        tribal: tribial, trible
        border: boarder
        township: twp, twsp, twnshp
        university: univ
        valley: vly
        village: vlg, vill
        us: usa
        """
    ).items()
}
"""The normal spelling of single words."""

PHRASES: Final = _pairs(
    """
    pd: pd department, department of pd, pd pd, pd dept, p d
    so: sheriff office, sheriff department, sheriff, s o, so department, so office, so so
    dps: department of public safety, public safety department, dps dps, dps pd
    da: district attorney office, district attorney, da office, das office, criminal da
    us: united states of america, united states, u s
    state police: state police department, state police pd
    state patrol: state patrol pd
    highway patrol: highway patrol pd
    fd: fire department, fd fd
    isd: independent school district
    bay area rapid transit: san francisco bay area rapid transit
    hoa: homeowners association, home owners association
    hidta: high intensity drug trafficking area, high intensity drug trafficking areas
    task force: taskforce, tf
    county so: county of so, cso
    constable: constable office
    dmv: department of motor vehicles
    cal fire: calfire
    new york state: nys
    railroad: rail road
    virgin islands: us virgin islands
    """
)
"""The normal spelling of phrases."""

SILENT: Final = frozenset({"and", "the"})
"""Words that never count."""

INACTIVE: Final = tuple(
    tuple(phrase.split())
    for phrase in (
        "inactive",
        "deactivated",
        "deactivate",
        "turned off",
        "dnu",
        "do not use duplicate account",
        "do not use",
        "duplicate account",
        "duplicate",
        "decommissioned",
        "disabled",
    )
)
"""Phrases that mark an account as inactive, wherever they stand."""

INACTIVE_IN_BRACKETS: Final = words("""
    inactive deactivated deactivate off dnu duplicate decommissioned disabled dead old former
    revoked closed archived retired expired suspended terminated removed
    """)
"""Words that make a text in brackets a status mark; elsewhere they are parts of names."""

FEDERAL_MARKS: Final = frozenset({"federal", "fed", "federal agency", "us federal"})
"""What a vendor writes in brackets to say that an account is federal."""

NETWORKS_IN_BRACKETS: Final = words(
    "lr flex raven tech natl national condor axon redspeed falcon wing lpr alpr"
)
"""Parts of one agency's network, or products, in brackets behind its name."""

NETWORKS_BEHIND_A_DASH: Final = words("lr flex raven condor axon redspeed falcon")
"""The same behind a dash. `Tech` is not among them: behind a dash it is part of a name."""

KIND_WORDS: Final = words("""
    pd so dps da fd fire constable marshal prosecutor division police campus jail probation
    corrections attorney law task public parks doc dnr
    """)
"""Words that a state's abbreviation may stand before: Hayden AL PD."""

KINDS_BEHIND_A_STATE: Final = KIND_WORDS | words("""
    isd cisd usd cusd school schools university college campus community airport transit port
    hospital health healthcare medical railroad railway harbor sao dao tribal
    """)
"""The same, and words of institutions: Commerce TX ISD PD."""

NEVER_BEFORE_INSTITUTIONS: Final = words("co de la me mt or")
"""Abbreviations that are words in front of an institution: Polk Co Schools, Rocky Mt College."""

STATE_BODY_WORDS: Final = words("""
    state department highway dps doc doj dnr dmv office division bureau commission board agency
    attorney lottery parks law fish game hls homeland gaming secretary capitol
    supreme turnpike toll alcohol alcoholic liquor wildlife revenue tax franchise forest forestry
    cannabis senate legislature general assembly environmental judicial administrative marine
    statewide comptroller insurance unit administration council regents arboretum rangers bureaus
    headquarters mental workers racing ports employment labor natural investigation charitable
    abc dci bci sbi ale able dot dor dfs dds doacs edd oes hhsc excise juvenile tobacco vehicle
    troopers conservation
    """)
"""Words behind a state's full name that make it a body of the state: Ohio Department of …"""

BODY_OF_ITS_STATE: Final = words("""
    capitol park parks forest fire port ports hospital prison fair fairgrounds museum insurance
    lottery highway gambling gaming liquor transport board bureau excise forestry marine wildlife
    racing
    """)
"""Words behind a bare `State` that name a body of a state: State Park Rangers, State Fair Police.

`State Department` and `State OIG` are federal, and a State College is a town.
"""

CARE_WORDS: Final = words("medical hospital veterans veteran health healthcare vamc")
"""Words next to which `VA` may mean Veterans Affairs."""

SCHOOL_WORDS: Final = words("school college university")
"""Words next to which it is Virginia all the same: a medical school."""
