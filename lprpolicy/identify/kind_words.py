"""The words and phrases of names that show what kind of body an agency is.

The first row that fits decides. Phrases are in normal form; `^` marks the beginning of the name;
`but` lists the exceptions to a row. A row that is not certain leaves a federal body possible.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lprpolicy.identify.tables import phrases
from lprpolicy.model.words import AgencyKind


@dataclass(frozen=True, slots=True)
class KindRow:
    kind: AgencyKind | None
    words: frozenset[str]
    phrases: tuple[str, ...]
    but: tuple[str, ...]
    certain: bool = True


def _row(kind: AgencyKind | None, words: str, but: str = "", *, certain: bool = True) -> KindRow:
    given = phrases(words)
    return KindRow(
        kind=kind,
        words=frozenset(phrase for phrase in given if " " not in phrase),
        phrases=tuple(f" {phrase} ".replace(" ^", "^") for phrase in given if " " in phrase),
        but=tuple(f" {phrase} ".replace(" ^", "^") for phrase in phrases(but)),
        certain=certain,
    )


_K = AgencyKind
BEFORE_TRIBES: Final = (
    _row(_K.TEST_ACCOUNT, "test, demo, sandbox, demonstration, testing, training account, qa"),
    _row(
        _K.VENDOR,
        """flock safety, flock group, vigilant solutions, motorola solutions, motorola, axon
        enterprise, rekor, genetec, elsag, leonardo, flock support, vigilant""",
        "pd, so",
    ),
    _row(
        _K.FOREIGN,
        """rcmp, royal canadian mounted, provincial pd, provincial police, ontario provincial,
        policia, canada, mexico city, surete""",
        "new mexico, la canada, canada college, puerto rico, policia municipal",
    ),
    _row(
        _K.FUSION_CENTER,
        """fusion center, intelligence center, information center, fusion, information analysis
        center, information analysis, intelligence assessment center, threat analysis center,
        analysis center, crime analysis center, information sharing analysis,
        intelligence fusion, analytical fusion, counter terrorism information,
        counterterrorism, criminal intelligence center, crimes intelligence center, intelligence
        exchange, ncric, jric, ociac, sd lecc, njroic, roic, regional intelligence""",
    ),
    _row(
        _K.TASK_FORCE,
        """task force, strike force, narcotics team, narcotic team, narcotics unit, drug unit,
        drug enforcement unit, drug team, major case unit, major case squad, major crimes team,
        auto theft team, auto theft unit, vehicle theft, enforcement group, enforcement team,
        multi jurisdictional, multijurisdictional, multi agency, multiagency, interagency,
        violent crime unit, crime unit, gang unit, theft prevention, auto theft prevention,
        special investigation bureau, major crimes unit, drug squad, narcotics squad, auto theft,
        drug enforcement network""",
        "city of, pd major crimes unit, pd auto theft, so auto theft",
        certain=False,
    ),
)
"""Rows that apply before a tribe's name does: Navajo County Task Force."""

BEFORE_THE_STATE: Final = (
    _row(
        _K.TRIBAL_POLICE,
        """tribal, tribe, tribes, rancheria, band of, indian community, indian tribe, indian
        nation, indian colony, indian township, indian pd, pueblo of, pueblo pd, nation, indians,
        iipay, lighthorse""",
        "^ pueblo pd",
    ),
    _row(
        _K.CAMPUS_POLICE,
        """university, college, colleges, campus, isd, cisd, school, schools, csu, uc, ucla, usc,
        suny, cuny, cal state, cal poly, polytechnic, institute, citadel, a m, seminary, unc,
        lsu, board of education, board of trustees, academy, a t state, state pd, higher
        education, virginia tech, georgia tech, texas tech, louisiana tech, michigan tech,
        tennessee tech, arkansas tech, state university, technical college, usd, cusd, unlv,
        ucsd, ucsb, ucsf, uci, ucr, ucsc, ole miss, a t pd, msd of, ^ ut austin, ^ ut arlington,
        ^ ut dallas, ^ ut el paso, ^ ut san antonio, ^ ut tyler, ^ ut system, ^ ut permian basin,
        ^ ut health, ^ ut medical, ^ ut southwestern, ^ ut chattanooga, ^ ut knoxville, ^ ut
        martin, uconn, umass, umbc, rutgers, caltech, mit pd, uga, uab, utsa, utep, ucf, fiu,
        famu, fgcu, vcu, gmu, odu, jmu, bgsu, iupui, njit, byu, smu pd, tcu pd, tamu, mtsu, etsu,
        unm pd, unt pd, unr pd, wvu, wku, eku, niu pd, asu pd, ksu pd, fsu pd, osu pd, psu pd,
        ccd pd, boe pd, county boe, city boe, unified pd, unified school, aisd, bisd, disd,
        fwisd, hisd, kisd, lisd, misd, neisd, nisd, pisd, saisd, wisd""",
        """^ seminary pd, mental health institute, college park, college station, college place,
        college corner, college springs, college grove, college hill,
        ^ state college pd, university park, university city,
        university heights, university place, uc health, training academy, school house,
        pd academy, fire academy, river academy, academy sports, college city, college mall,
        university mall, university town center, citadel mall, of state pd, institute wv pd,
        training center, ^ institute pd, ^ unified pd, lake unified pd, county unified pd""",
    ),
    _row(
        _K.TRANSIT_POLICE,
        """transit, rapid transit, railroad, railway, railways, amtrak, bnsf, csx, union pacific,
        uprr, mta, mdta, nfta, rta, massport, mbta, vta, trimet, norfolk southern, kansas city
        southern, cpkc, conrail, canadian national, canadian pacific, dart, aviation authority,
        commuter transportation, ^ harbor pd, harbor patrol, san diego harbor, port everglades,
        port canaveral, bart, marta, septa, wmata, metra, caltrain, airport pd, airport dps,
        airport authority pd, airports authority, rr pd, port authority pd, port authority,
        airports pd, seaport pd, transportation authority, regional transportation, port pd, port
        of, subway, airport public safety, airport authority, airport pd department, metropolitan
        transportation, aviation pd""",
        """north port pd, south port pd, east port pd, west port pd, rock port pd, old port pd,
        bay port pd, gulf port pd, center port pd, ^ rr pd""",
    ),
    _row(
        _K.CORRECTIONS,
        """corrections, jail, doc, criminal justice authority, juvenile justice, juvenile probation,
        department of criminal justice, county detention center, regional detention center,
        parish detention center, community corrections, cdcr, tdcj, state prison, state
        penitentiary, county probation, county correctional, county prison, parish prison,
        adult probation, community supervision, probation department, adult parole""",
    ),
    _row(
        _K.PROSECUTOR,
        """da, prosecutor, county attorney, state attorney, commonwealth attorney, city attorney,
        circuit attorney, commonwealths attorney, states attorney, solicitor, judicial district
        attorney, office of da, sao, dao, county detective, county detectives""",
        "attorney general",
    ),
    _row(
        _K.STATE_POLICE,
        """state police, state patrol, highway patrol, state trooper, state troopers,
        state highway patrol, highway safety patrol, department of state police, troopers, chp,
        nysp, njsp, fhp, mshp""",
        "secretary of state",
    ),
    _row(_K.COUNTY_SHERIFF, "so, sheriff, lasd", "office of inspector"),
)
"""Rows that apply whether or not the name begins with a state's name."""

AFTER_THE_STATE: Final = (
    _row(
        _K.STATE_AGENCY,
        """state bureau, state parks, state park, state fire marshal, attorney general, natural
        resources, fish wildlife, game fish, fish game, alcoholic beverage, beverage control,
        dmv, motor vehicle, motor vehicles, department of revenue, secretary of state, wildlife
        resources, department of conservation, state capitol pd, cal fire, parks wildlife,
        wildlife fisheries, state agency, bureau of narcotics, gambling commission, forestry
        commission, liquor control, alcohol tobacco, developmental center, mental health
        institute, state fair, state museum, forest rangers, insurance fraud, insurance
        commissioner, supreme court marshal, environmental control, workers compensation, racing
        commission, commerce commission, marine resources, marine fisheries, boat commission,
        capitol security, state capitol, capitol protective, state transport, state excise,
        excise pd, excise police, bureau of forestry, liquor cannabis, lottery, gaming control,
        gaming commission, liquor commission, alea, fdle, fwc, sled, osbi, alcohol beverage,
        environmental conservation, criminal apprehension, state hospital, dnr, odnr, game
        warden, game wardens, conservation officer, conservation officers, wildlife conservation,
        department of wildlife, division of wildlife, wildlife resources agency, alcohol tobacco
        enforcement, alcohol tobacco control, alcohol tobacco commission, department of
        environmental protection, energy environmental protection, capitol pd, judicial marshal,
        environmental pd, encon, human service pd, motor carrier compliance, motor carrier
        enforcement, wildlife officers, tpwd, cdfw, ldwf""",
        "county, city of, town of, municipal, new york city, nyc",
    ),
    _row(
        _K.COUNTY_POLICE,
        """county pd, county police, county marshal, county dps, county law enforcement,
        county public safety, parish pd""",
        "township, borough, village",
    ),
    _row(
        _K.SPECIAL_DISTRICT,
        """park district, parks district, forest preserve, water district, regional parks, regional
        park, parks pd, housing authority, conservancy district, conservation district,
        county park pd, county parks, hospital district, utility district, port district, airport,
        harbor district, metro parks, metroparks, park authority, watershed, improvement district,
        power authority, river authority, turnpike, bridge authority, tollway, toll road,
        community services district, irrigation district, public utility, municipal utility,
        water reclamation, reclamation district, levee district, water supply, park board, bridge
        commission, metropark, county park, capital park pd, park ranger, park rangers, parks
        recreation, recreation district, drainage district, sanitation district, sanitary
        district, water authority, dam authority, expressway authority, palisades interstate, ncppc,
        bay authority""",
        "airport heights",
    ),
    _row(
        _K.SPECIAL_DISTRICT,
        """hospital, hospitals, health, healthcare, medical center, medical district, medical
        system, clinic pd, clinic, infirmary""",
        "public health, health department, mental health, county health department",
        certain=False,
    ),
    _row(
        _K.MUNICIPAL_POLICE,
        """lapd, nypd, lvmpd, policia municipal, pd, dps, constable, marshal, city marshal, town
        marshal, public safety, police, law
        enforcement center, pds, pd division, safety department, pd bureau""",
        """fire marshal, security, mall pd, hospital pd, medical center, health pd, hospital, health
        system, healthcare pd""",
    ),
    _row(
        _K.LOCAL_GOVERNMENT,
        """fire, fd, fire authority, fire marshal, arson, city of, town of, village of, township,
        borough, county commission, county of, municipality, municipal court, emergency management,
        board of commissioners, board of county commissioners, code enforcement, public works,
        city hall, human service, 911, dispatch, emergency communications, parking, animal control,
        municipal, county government, city manager, county""",
    ),
    _row(
        _K.PRIVATE,
        """hoa, homeowners, homeowner, condominium, condominiums, apartments, apartment, home depot,
        lowes, walmart, wal mart, target, costco, kroger, walgreens, simon property, llc, inc, ltd,
        llp, realty, property management, shopping center, shopping, mall, malls, outlets, casino,
        hotel, hotels, resort, resorts, community association, church, self storage, retail, poa,
        loss prevention, asset protection, nicb, credit union, towing, repossession, country club,
        golf, property owners, condo, auto mall, dealership, speedway, theme park, town center,
        ulta, fedex, safeway, publix, albertsons, kaiser permanente, macerich, nordstrom, macys,
        best buy, academy sports, sams club, power light, electric cooperative, townhomes,
        townhouses, homes association""",
    ),
    _row(
        _K.PRIVATE,
        """corp, corporation, company, properties, property, plaza, association, estates, security,
        storage, insurance, recovery, club, owners, commons, village center, neighborhood,
        logistics, motors, management, partners, holdings, ranch, villas, developers, marina,
        stadium, museum, foundation, energy""",
        certain=False,
    ),
)
"""Rows that apply only if the name is not that of a state's own body."""
