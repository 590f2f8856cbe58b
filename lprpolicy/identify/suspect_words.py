"""Words that no name of a local body has: they speak of somebody else who uses its name.

Each table is only ever asked in order to refuse. A real agency with such a word in its name is
known by an official list.
"""

from __future__ import annotations

from typing import Final

from lprpolicy.identify.tables import lines
from lprpolicy.identify.tables import words as words_of

FEDERAL: Final = words_of("""
    immigration immigrant immigrants migrant migrants migration alien aliens deport deportation
    deportations deportable removal removals removable detention detain detained detainee
    detainees detainer detainers asylum refugee refugees visa visas citizenship naturalization
    expulsion repatriation undocumented illegals noncitizen noncitizens foreigner foreigners
    nationals border borders bdr customs fugitive fugitives fugops homeland hls homelandsecurity
    fed feds federal federals interstate international global immigrations migra inmigracion
    aduana aduanas frontera fronteriza deportacion policia sector sectors checkpoint resident
    agent agents sac rac asac ras aic tfo tfos biometric biometrics dhs hsi ice ero cbp usbp ofo
    usice uscbp usdhs ushsi usero usmarshal usmarshals uscis ins bortac borstar obim opla isap
    lesc eoir orr oia fugop fod dro bpa bps bpoc hstf hsin icefod nta prosecutorial interdiction
    intel counterterrorism counterdrug counternarcotics targeting smuggling trafficking
    contraband war defense defence military army navy pentagon guard marines intelligence
    surveillance espionage presidential treasury fbi dea atf usms cia nsa tsa fps fema irs ssa
    ncis usss uspis usda doj dod dhsoig jttf hidta ocdetf hsifugops immigracion icehsi hsiice
    erohsi icero iceero cbpofo dhshsi dhsice icedhs custody custodial apprehend apprehends
    apprehending expel expels expelled expelling expedite expedited repatriate repatriates
    repatriated stateless passport passports borderland borderlands usborder frontier warrant
    warrants entry preclearance seaport
    """)
"""Words of federal bodies and of what they do."""

PROGRAMS: Final = words_of("""
    287 287g force taskforce tf task program programme programs operation operations ops team
    teams squad squads unit units initiative project partnership consortium alliance coalition
    joint cooperative combined interagency multiagency regionalized network networks information
    exchanges hub fusion section field desk liaison detachment deployment surge strike raid
    apprehension tactical secure sentinel patriot nexus lookout contract atlarge sub
    suboffice substation satellite annex hq headquarters
    """)
"""Words of programs, of teams of several agencies and of parts without their agency."""

SWITCHES: Final = words_of("""
    all any anybody anyone every everybody everyone everywhere nationwide national natl
    statewide countrywide worldwide universal default agencies departments partners members
    subscribers users customers clients group groups sharing share shared search searches lookup
    lookups network others other unknown unlisted various multiple misc miscellaneous tbd na
    none guest admin administrator test testing demo sandbox training trial temp temporary
    dummy placeholder account accounts user login vendor vendors nation
    """)
"""Words of a vendor's switch or of an account that is nobody's."""

ROOTS: Final = (
    *sorted(word for word in FEDERAL if len(word) > 3),
    *("ice", "hsi", "ero", "cbp", "dhs", "fbi", "dea", "atf", "cia", "nsa", "fed"),
    *("patrol", "justice", "enforce", "enforcement", "agency", "police", "force"),
    *("agent", "camera", "drone", "inmate", "plate", "prisoner", "reader", "scanner", "survey"),
    *("track", "tracker", "vehicle"),
    *sorted(word for word in (PROGRAMS | SWITCHES) - {"demo", "field"} if len(word) > 3),
)
"""What is not made a place by the ending of one: Bordertown, Iceville."""

COMPANIES: Final = words_of("""
    drn nvls drndata vigilant flock motorola axon rekor genetec elsag leonardo insight
    platelogiq mvtrac locusview palantir lexisnexis accurint tlo tloxp transunion equifax
    experian corelogic thomson reuters westlaw babel clearview cellebrite grayshift cognyte
    voyager shadowdragon penlink cobwebs soundthinking shotspotter peregrine fusus securus
    viapath gtl geo corecivic cca mtc g4s gardaworld allied securitas brinks pinkerton wackenhut
    akima constellis paragon blackwater academi xe booz deloitte accenture northrop raytheon
    lockheed saic leidos caci mantech anduril google amazon microsoft verkada ubiquiti uber lyft
    walmart target lowes repo repossession repossessions repossessors recovery recoveries bounty
    bail bonds bondsman bailbonds bondsmen skiptrace skip tracer tracing collections collection
    broker brokers brokerage data database databases analytics insurance insurers llc inc corp
    corporation ltd llp company companies holdings technologies technology tech systems
    solutions services software api app platform private security investigators detective
    consulting consultants contractor contractors logistics towing parking retail mall realty
    nlets riss nespin magloclen rocic wsin mocic rmin ncric leads aamva ncic nics lpr alpr anpr
    lexis nexis rissnet leep ndex
    learn cloud icm falcon raven card sanctuary oracle aetna geico allstate progressive hertz avis
    santander costco mgm foxwoods nicb zignal leadtrac hotplate atrac tecs enforce elite
    """)
"""Companies that sell, guard, collect or repossess, and networks that pass data on."""

PRODUCTS: Final = words_of("""
    flock vigilant motorola axon rekor genetec elsag falcon raven lpr alpr anpr cloud learn network
""")
"""Those of them that vendors put into brackets behind the name of any agency."""

ON_BEHALF: Final = words_of(
    "for via aka fka dba obo care behalf formerly alias using through per by w with from on as"
)
"""Words that put somebody else behind a name: Hartford Police for …"""

FOREIGN: Final = words_of("""
    canada canadian mexican rcmp opp interpol europol constabulary gendarmerie polizei politie
    polis garda gardai carabinieri guardia surete policia polizia toronto montreal calgary
    edmonton winnipeg quebec saskatoon tijuana juarez monterrey guadalajara cancun mexicali
    matamoros reynosa laredos caracas quito scotland beijing shanghai tokyo seoul delhi mumbai
    sydney auckland brussels amsterdam zurich kyiv kiev warsaw israel israeli british russia
    russian china chinese japan ukraine india pakistan saudi dubai qatar egypt iraq iran nigeria
    kenya argentina colombia venezuela guatemala honduras haiti bahamas bermuda dominican
    migracion inmigrantes extranjeria extranjeros migraciones grenzschutz grenze zoll zollamt
    bundespolizei einwanderung fremdenpolizei douane douanes frontieres questura immigrazione
    kabul haifa cartagena tegucigalpa guayaquil fuzhou londres londra moscow jerusalem managua
    bogota medellin lima kingston havana santiago manila hanoi tehran baghdad riyadh ankara
    """)
"""Other countries, their large cities, and words of theirs for the police."""

RAILROADS: Final = words_of("amtrak bnsf csx conrail railroad railway railways railroads")
"""Bodies that run through many states, so that no state is theirs."""

INSTITUTIONS: Final = words_of("""
    university college campus school schools isd corrections correction jail airport transit port
    authority tribal tribe park parks housing
    """)
"""Words of an institution that does not say which one it is."""

CITIES: Final = {
    tuple(line.rpartition(" ")[0].split()): f"us-{line.rpartition(' ')[2]}"
    for line in lines(
        """
        houston tx
        dallas tx
        austin tx
        san antonio tx
        fort worth tx
        el paso tx
        laredo tx
        brownsville tx
        mcallen tx
        los angeles ca
        san diego ca
        san francisco ca
        san jose ca
        sacramento ca
        oakland ca
        fresno ca
        chicago il
        phoenix az
        tucson az
        mesa az
        nogales az
        yuma az
        denver co
        miami fl
        tampa fl
        orlando fl
        jacksonville fl
        atlanta ga
        new orleans la
        baton rouge la
        las vegas nv
        reno nv
        albuquerque nm
        oklahoma city ok
        tulsa ok
        memphis tn
        nashville tn
        seattle wa
        tacoma wa
        spokane wa
        minneapolis mn
        milwaukee wi
        detroit mi
        cleveland oh
        cincinnati oh
        indianapolis in
        louisville ky
        st louis mo
        kansas city mo
        omaha ne
        boston ma
        philadelphia pa
        pittsburgh pa
        baltimore md
        new york city ny
        buffalo ny
        honolulu hi
        anchorage ak
        boise id
        salt lake city ut
        birmingham al
        charlotte nc
        raleigh nc
        harris county tx
        dallas county tx
        tarrant county tx
        bexar county tx
        hidalgo county tx
        cook county il
        maricopa county az
        pima county az
        los angeles county ca
        san diego county ca
        orange county ca
        miami dade fl
        broward county fl
        """
    )
}
"""Places that everybody knows, and the state that they are in."""

BEGINNINGS: Final = (
    "immig",
    "deport",
    "detaine",
    "citizensh",
    "naturaliz",
    "undocument",
    "migrat",
    "migran",
    "homelands",
)
"""How such words begin, however they end or are cut off."""

VAGUE: Final = words_of("""
    region regional area district metro metropolitan greater tri northeast northwest
    southeast southwest north south east west northern southern eastern western central local
    general special main american america national coastal
    """)
"""Words that name no one place."""

INITIALS: Final = words_of("""
    us usa ice hsi ero cbp ofo dhs fbi dea atf usms tsa uscis fps fema irs doj dod cia nsa ins
    usss ncis usbp bp bpa sac rac asac tfo tf fo fod hq dro ntc opla obim eoir hstf jttf
    """)
"""Initials that names of federal bodies are run together from: USICE, DHSHSI."""

OFFICES: Final = words_of("""
    bos boston nyc ny newyork nj ct hfd hartford newhaven nh prov providence alb albany buf
    buffalo phl phi philly dc was bal mia miami atl chi chicago dal dallas hou houston sna sat
    elp elpaso phx sdc sdo sandiego lax la losangeles sfr sfo sea seattle den det nol stp ne
    newengland national natl intl east west north south team unit pd agent agents office
    """)
"""What stands behind such initials without a blank: HSIBoston, EROBOS."""

LONG_FEDERAL: Final = words_of("""
    immigration naturalization deportation enforcement homeland customs federal removal
    investigations citizenship counterterrorism detention intelligence border fugitive
    """)
"""Long words that are also looked for in a misspelling."""

LIKE: Final = str.maketrans("0134578|$@!l", "oieastbisaii")
"""Figures and marks that are read as letters: 1CE, C8P."""
