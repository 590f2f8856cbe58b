"""Write the corpus anew from what the tests make: `python -m tests.fuzz.samples`.

No agency in it exists, but for those that the drafts of this repository name. What a fuzzer has
found stays beside it, in files whose names begin with `found-`.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from lprpolicy.audit.groups_file import to_json
from lprpolicy.compare.of_observation import of_observations
from lprpolicy.evaluate.searches.opening import LogOptions, group_logs
from lprpolicy.evaluate.states import observe_state
from lprpolicy.host.files.tree import Tree
from lprpolicy.model.plan import PolicyRepository
from lprpolicy.repository.exports import Export, policy_of, read_exports
from lprpolicy.repository.repository import open_repository
from lprpolicy.repository.verified import lock_of
from lprpolicy.repository.verified import text as lock_text
from lprpolicy.tasks.plan import PlanInputs, make
from lprpolicy.write.plan import json as plan_json
from lprpolicy.write.plan import statement
from tests.audit import logs
from tests.fuzz.corpus import CORPUS
from tests.lists import samples as lists
from tests.nasty import pdfs, texts, workbooks
from tests.rounds import AGENCY, HEADER, ROWS, adopted
from tests.vendors import learn_report, portal_pages
from tests.vendors.pdf_writer import pdf

SMALL: Final = 6_000
"""Bytes of a nasty file that is worth mutating; the larger ones are tried by themselves."""
DAY: Final = dt.date(2026, 11, 22)
FLOCK: Final = (
    f"{HEADER}\nNorwalk CT PD,,Example FL SO\nUS Postal Inspection Service [Federal],,Example FL SO\n"
    '"Friendswood, West Ranch TX PD",Friendswood,\n[Inactive] Somewhere GA PD,,'
    '"Example FL SO,Example FL SO (LR)"\n06E0200,,Example FL SO\n'
)
REQUESTS: Final = (
    'Organization,Request Date,Permissions\nBirch CA PD,2026-04-01,"Search, Hot List"\n'
    "Elm CT PD,2026-04-02,Alerts\n"
)
NEUTRAL: Final = (
    "owner,reported,completeness,direction,recipient,state,status,reads,images,hot_lists,networks\n"
    "Alder PD,2026-10-02,complete,outbound,Birch PD,us-ct,active,yes,no,,\n"
    "Alder PD,2026-10-02,complete,inbound,Elm PD,us-ny,inactive,,,yes,North\n"
)
NEUTRAL_LIST: Final = (
    "name,state,kind,county,ori,id,aliases\nCedar Police Department,CT,municipal-police,"
    "Windham,CT0990100,us-ct/cedar-pd,Cedar PD; Cedar Police\nOak Task Force,NY,task-force,,,,\n"
)
NAMES: Final = (
    "Norwalk CT PD",
    "[Inactive] Town of Ashford Harbor CT Police (DPS)",
    "Elmira County OH SO - Task Force [Federal]",
    "U.S. Immigration & Customs Enforcement, ERO (Boston)",
    "St. Mary's Co. Sheriff’s Dept. (MD) NEW MEXICO",
    "Univ. of Conn. / State Police\tTroop A",
    "06E0200",
)
PORTAL_LOG: Final = (
    "id,userId,searchDate,networkCount,reason\n"
    "1,u1,2026-10-02T09:30:00Z,3,stolen vehicle\n2,u2,2026-10-03 23:59,4000,\n"
)
DECISIONS: Final = (
    "system,listed_as,who,decision\nflock,Norwalk CT PD,a neighbor,keep\n"
    "flock,'=1+1,,remove\nlearn,US ICE,,ask\nlearn,Elm PD,,\n"
)
BASELINE: Final = json.dumps(
    {
        "schema": "lprpolicy/baseline/v1",
        "written": "2026-11-01",
        "until": "2026-12-01",
        "findings": [
            {
                "rule": "us-ct/retention-reads",
                "verdict": "violation",
                "agency": "us-ct/elm-pd",
                "message": "keeps reads for 90 days",
                "fingerprint": "0" * 64,
                "around": "1" * 64,
            }
        ],
    },
    indent=1,
)
WORDS: Final = ("2026-10-01", "21 days", "9 months", "3 years", "3 minutes", "2028-02-29")


def corpus() -> Iterator[tuple[str, str, bytes]]:
    """Target, name and content of every file."""
    flock = FLOCK.encode()
    for target in ("csv", "flock-sharednetworks"):
        yield target, "shared-networks.csv", flock
        yield target, "utf-16.csv", b"\xff\xfe" + FLOCK.encode("utf-16-le")
        yield target, "windows.csv", b"\xef\xbb\xbf" + flock.replace(b"\n", b"\r\n")
        yield from _small(target, texts.tables())
    yield "flock-requests", "requests.csv", REQUESTS.encode()
    yield "neutral", "neutral.csv", NEUTRAL.encode()
    yield "list-fbi-lee", "fbi.csv", lists.fbi()
    yield "list-ice-287g", "participating.csv", lists.ice()
    yield "list-ice-287g", "sheets.xlsx", _repacked(_ice_workbook())
    yield "list-neutral", "list.csv", NEUTRAL_LIST.encode()
    yield from _portals()
    yield from _workbooks()
    yield from _reports()
    yield from _plans()
    yield from _sheets()
    for number, text in enumerate(NAMES):
        yield "names", f"name-{number}", text.encode()
    for number, text in enumerate(WORDS):
        yield "words", f"word-{number}", text.encode()
    yield "yaml", "everything.yaml", _EVERYTHING
    yield "settings", "settings.yaml", b"schema: lprpolicy/config/v1\nstrict: true\n"


_EVERYTHING: Final = (
    b"schema: lprpolicy/policy/v1\nlist: [a, \"b\", 'c', {d: 1, e: -1.5}]\nempty:\nnull: null\n"
    b"text: |\n  lines\n  of it\nfolded: >-\n  one\n  two\n- : x\n? key\n: value\n"
)


def _small(target: str, cases: dict[str, bytes]) -> Iterator[tuple[str, str, bytes]]:
    """The nasty files that are short; a name becomes a file's."""
    for name, raw in cases.items():
        if len(raw) <= SMALL:
            yield target, "nasty-" + re.sub(r"\W+", "-", name.lower()), raw


def _portals() -> Iterator[tuple[str, str, bytes]]:
    blocks = portal_pages.blocks()
    yield "flock-portal", "page.txt", portal_pages.text(blocks).encode()
    yield "flock-portal", "page.html", portal_pages.html(blocks).encode()
    yield "flock-portal", "table.html", portal_pages.html(blocks, table=True).encode()
    yield "flock-portal", "unstyled.html", portal_pages.html(blocks, styled=False).encode()
    yield "flock-portal", "scraped.json", portal_pages.scraped()
    yield from _small("flock-portal", texts.portals())


def _workbooks() -> Iterator[tuple[str, str, bytes]]:
    rows = [line.split(",") for line in (HEADER, *(f"{row},,Example FL SO" for row in ROWS))]
    yield "xlsx", "openpyxl.xlsx", _repacked(lists.workbook(Sheet1=rows))
    dated = [["name", "on", "count"], ["A", dt.date(2026, 1, 31), 3], ["B", "=1+1", 1.5]]
    yield "xlsx", "dates-and-formulas.xlsx", _repacked(lists.workbook(A=dated, B=[["x"]]))
    row = f'<row r="2">{workbooks.CELL.format(at="A2", text="Norwalk CT PD")}<c r="C2" t="s"><v>0</v></c></row>'
    main = workbooks.MAIN
    texts_ = f"<sst {main}><si><t>Example FL SO</t></si></sst>"
    yield "xlsx", "inline.xlsx", workbooks.workbook(row, xl__sharedStrings_dot_xml=texts_)
    yield from _small("xlsx", workbooks.cases())


def _ice_workbook() -> bytes:
    rows = [lists.ICE_HEADER.split(","), *(row.split(",")[:7] for row in lists.PARTNERS)]
    return lists.workbook(Participating=[list(row) for row in rows])


def _repacked(raw: bytes) -> bytes:
    """A workbook without the parts that only a spreadsheet shows, nor the time when it was made."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w") as new:
        for one in old.infolist():
            if "theme" not in one.filename and not one.filename.startswith("docProps"):
                content = old.read(one)
                new.writestr(zipfile.ZipInfo(one.filename), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _reports() -> Iterator[tuple[str, str, bytes]]:
    """Reports whose pages are not packed, so that a change of a byte changes what is drawn."""
    whole = learn_report.whole(hot_sharing=[("Ex Police Department", "Ex list, Why list")])
    yield "learn", "report.pdf", _unpacked(pdf(whole.done()))
    shared = learn_report.whole(shared=[f"Town {n} Police Department" for n in range(9)], left=60.0)
    yield "learn", "pairs.pdf", pdf(shared.done())
    yield "learn", "encrypted.pdf", pdf(learn_report.whole().done(), encrypted=True)
    yield "learn", "font.pdf", pdfs.composite(b"0 9 1", b"1 beginbfchar <01> <0041> endbfchar")
    # The other nasty reports end at the limits, and so would most of what is nearly like them.
    for name in ("a head alone", "a table that says four billion"):
        yield from _small("learn", {name: pdfs.cases()[name]})


_PACKED: Final = re.compile(
    rb"<< /Filter /FlateDecode /Length \d+ >>\nstream\n(.*?)\nendstream", re.S
)


def _unpacked(raw: bytes) -> bytes:
    """The places of the objects are wrong then, and a reader looks for them."""

    def plain(found: re.Match[bytes]) -> bytes:
        content = zlib.decompress(found[1])
        return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)

    return _PACKED.sub(plain, raw)


def _sheets() -> Iterator[tuple[str, str, bytes]]:
    """A log in two layouts and as its counts, a judged sample, decisions, and a baseline."""
    other = logs.changed(ID="e2", Reason="ICE ERO, removal", OrgName="Oak NY PD")
    log = logs.text(logs.ORGANIZATION, logs.ROW, other)
    yield "search-log", "organization.csv", log
    yield "search-log", "portal.csv", PORTAL_LOG.encode()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.csv"
        path.write_bytes(log)
        groups, _ = group_logs([path], LogOptions(zone="America/New_York", state="us-ct"))
    yield "groups", "log.groups.json", to_json(groups).encode()
    yield "sample", "sample.csv", b"row,judgment\n1,in order\n2,Not in order\n3,cannot tell\n"
    yield "decisions", "decisions.csv", DECISIONS.encode()
    yield "baseline", "baseline.json", BASELINE.encode()


def _plans() -> Iterator[tuple[str, str, bytes]]:
    """A plan of an adopted policy, and what the gate and a verification make of it."""
    files = {f"{AGENCY}/policy.yaml": adopted().encode()}
    export = Export(
        "SharedNetworks.csv", "\n".join([HEADER, *(f"{row},,Westport" for row in ROWS)]).encode()
    )
    tree = Tree(files)
    plan = make(tree, PlanInputs(AGENCY, (export,), DAY, taken=DAY)).plan
    yield "plan", "plan.json", plan_json.write(plan).encode()
    noon = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
    home = PolicyRepository(
        roots=("1" * 40,), remote="code.example/town/policies", folder="policies"
    )
    issue = statement.Issue(home, "main", "0" * 40, noon, noon + dt.timedelta(days=7))
    said = statement.write(plan, sha256="0" * 64, issue=issue, version="1")
    yield "statement", "statement.json", said.encode()
    yield "statement", "other.json", json.dumps({"predicate": [1], "subject": {}}).encode()
    repository = open_repository(tree)
    given = read_exports((export,), policy_of(repository, AGENCY), DAY)
    rows = [observe_state(one.observation, one.system, repository.index) for one in given]
    lock = lock_of(plan, of_observations(AGENCY, rows), plan.inputs.observed, DAY)
    yield "verified", "verified.json", lock_text(lock).encode()


def main() -> None:
    for target in CORPUS.glob("*/*"):
        if not target.name.startswith("found-"):
            target.unlink()
    for target, name, raw in corpus():
        folder = CORPUS / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(raw)


if __name__ == "__main__":
    main()
