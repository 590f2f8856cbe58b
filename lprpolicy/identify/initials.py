"""What initials are short for in one state, where no other body of the state uses them.

`MSP` is a state police in Michigan and nobody in Texas, so initials count only where the name or
the export shows the state. Initials that federal bodies use do not stand here.
"""

from __future__ import annotations

from typing import Final

from lprpolicy.identify.states import leading_state, state_id
from lprpolicy.identify.tables import lines
from lprpolicy.identify.tables import words as words_of
from lprpolicy.model.words import AgencyKind as K


def _table(text: str) -> dict[str, frozenset[str]]:
    """Read lines of a state and its initials; a state may have several lines."""
    made: dict[str, frozenset[str]] = {}
    for state, initials in (line.split(maxsplit=1) for line in lines(text)):
        made[f"us-{state}"] = made.get(f"us-{state}", frozenset()) | words_of(initials)
    return made


STATE_POLICE: Final = _table(
    """
    ak ast
    ar asp
    az azdps
    ca chp
    co csp
    ct csp
    de dsp
    fl fhp
    ga gsp
    ia isp
    id isp
    il isp
    in isp
    ks khp
    ky ksp
    la lsp
    ma msp
    md msp mdsp
    me msp
    mi msp
    mn msp
    mo mshp
    ms mhp mhsp
    mt mhp
    nc nchp ncshp
    nd ndhp
    ne nsp
    nh nhsp
    nj njsp
    nm nmsp
    nv nhp nsp
    ny nysp
    oh oshp ohsp
    ok ohp
    or osp
    pa psp
    ri risp
    sc schp scdps
    sd sdhp
    tn thp
    tx txdps
    ut uhp
    va vsp
    vt vsp
    wa wsp
    wi wsp
    wv wvsp
    wy whp
    """
)
"""Highway patrols and state police."""

STATE_AGENCIES: Final = _table(
    """
    al alea aldot abi
    ca cdi caldoj
    co cbi cpw
    fl fdle fwc fdot
    ga gbi gadnr
    il sos
    ks kbi
    ky kyabc
    la ldwf
    md mdnrp nrp
    mi midnr
    mn bca mndnr
    ny dec nysdec
    mo mdc
    ms mbn mbi
    nc ncsbi sbi
    oh bci odnr oiu
    ok obn osbi obndd
    sc sled scdnr
    tn tbi twra
    tx tabc tpwd txdmv
    va vaabc
    wa wdfw
    wi widnr dci
    wy dci
    """
)
"""Bureaus of investigation, wildlife and liquor agencies."""

CAMPUSES: Final = _table(
    """
    al uab uah ua au asu
    ar uark asu uca ualr uams
    az asu uofa nau
    ca csun csuf csulb csusb csus csudh csuci csueb csumb csusm sdsu sjsu sfsu usc ucd uci ucr ucsc
    ca ucb ucla ucsb ucsd ucsf
    co csu cu uccs unc
    ct uconn ccsu scsu ecsu wcsu
    fl ucf fsu fau fiu usf unf uwf famu fgcu
    ga uga gsu ksu gatech ggc
    ia isu uni
    id bsu isu
    il uic uiuc niu siu siue eiu wiu isu
    in iu isu bsu iupui
    ks ksu ku wsu
    ky wku eku nku
    la lsu ulm latech
    ma mit umass bu
    md umbc umd
    mi msu wmu cmu emu gvsu wsu
    mo umkc slu mizzou msu
    ms msu usm jsu
    mt msu
    nc ncsu unc ecu uncc uncg uncw ncat nccu appstate
    nd ndsu und
    ne unl uno unk
    nj njit tcnj
    nm unm nmsu enmu
    nv unr unlv
    ny suny cuny rit
    oh osu bgsu csu ysu wsu
    ok osu uco
    or osu psu
    pa psu iup
    sc usc scsu
    sd sdsu usd
    tn mtsu etsu utk utc utm tsu ttu
    tx utsa utep utd uta smu tcu unt ttu tamu shsu sfasu twu txst
    ut byu usu uvu weber
    va vcu gmu odu jmu uva vsu nsu cnu
    vt uvm
    wa wsu uw cwu ewu wwu
    wi uw uwm
    wv wvu
    wy uw
    """
)
"""Universities."""

_TABLES: Final = (
    (K.STATE_POLICE, STATE_POLICE),
    (K.STATE_AGENCY, STATE_AGENCIES),
    (K.CAMPUS_POLICE, CAMPUSES),
)
_POLICE: Final = frozenset({"pd", "police", "dps"})


def initials_of(words: list[str], state: str | None) -> tuple[K, str, str] | None:
    """Return the kind of body that bare initials mean in a state, the initials and the state.

    The state is the one that the words begin with, or else the one given.

    >>> initials_of(["msp", "pd"], "us-mi")
    (<AgencyKind.STATE_POLICE: 'state-police'>, 'msp', 'us-mi')
    >>> initials_of(["msp"], "us-tx")
    """
    led = leading_state(words)
    if led is not None:
        words, state = words[led[1] :], state_id(led[0])
    if state is None or len(words) > 2:
        return None
    bare = [word for word in words if word not in _POLICE]
    if len(bare) != 1:
        return None
    for kind, table in _TABLES:
        if bare[0] in table.get(state, ()):
            return kind, bare[0], state
    return None
