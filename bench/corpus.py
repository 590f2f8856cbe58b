"""Made-up policy repositories with known faults, for us and, in another layout, for the peers.

`python bench/corpus.py FOLDER` writes every corpus. No town, agency or paper in them is real: each
name is put together of three places, by the number of its agency. The same call writes the same
bytes.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

RULES: Final = ("federal", "retention", "demographic", "basis", "audit")
"""No federal immigration recipient, reads for at most 21 days, nothing demographic recorded, a
paper behind every grant, a log that is looked over."""

IMMIGRATION: Final = ("us/ice", "us/ice-ero", "us/ice-hsi", "us/cbp", "us/cbp-border-patrol")
DEMOGRAPHIC: Final = ("race-or-ethnicity", "sex-or-gender", "age", "religion", "national-origin")
SHARE: Final = 0.02
"""The share of the files that break each rule."""
MADE_BY: Final = 3
"""Goes up when what is written here changes, so that old corpora are made anew."""


@dataclass(frozen=True, slots=True)
class Size:
    """A number of policies, the recipients of each (from, to), and the pool of agencies they come from."""

    name: str
    files: int
    recipients: tuple[int, int]
    pool: int


SIZES: Final = (
    Size("one", 1, (3, 3), 400),
    Size("towns-1000", 1000, (2, 4), 400),
    Size("towns-5000", 5000, (2, 4), 400),
    Size("wide-200", 200, (600, 600), 1000),
    Size("long-5000", 1, (5000, 5000), 5000),
    Size("long-10000", 1, (10000, 10000), 10000),
    Size("long-20000", 1, (20000, 20000), 20000),
)


@dataclass(slots=True)
class Corpus:
    """Where a corpus is, and which files break which rule (their towns' numbers)."""

    size: Size
    folder: Path
    truth: dict[str, list[str]] = field(default_factory=dict)

    @property
    def repository(self) -> Path:
        """The layout that lprpolicy reads: policies, a directory, towns' own rules."""
        return self.folder / "repository"

    @property
    def plain(self) -> Path:
        """The same policies in one folder, for tools that know nothing of repositories."""
        return self.folder / "plain"


def corpus(size: Size, into: Path) -> Corpus:
    """The corpus of this size, made if it is not there yet."""
    made = Corpus(size, into / f"{size.name}-{MADE_BY}")
    truth = made.folder / "truth.json"
    if not truth.exists():
        shutil.rmtree(made.folder, ignore_errors=True)
        _write(made)
        truth.write_text(json.dumps(made.truth, indent=1) + "\n")
    made.truth = json.loads(truth.read_text())
    return made


def _write(made: Corpus) -> None:
    size, chance = made.size, random.Random(2026)
    towns = [town(number) for number in range(1, size.files + 1)]
    breaks = {
        rule: set(chance.sample(towns, round(size.files * SHARE) or (size.files == 1)))
        for rule in RULES
    }
    made.truth = {rule: sorted(breaks[rule]) for rule in RULES}
    careful = set(chance.sample(towns, len(breaks["demographic"]))) | breaks["demographic"]
    made.plain.mkdir(parents=True)
    repository = made.repository
    (repository / "directory").mkdir(parents=True)
    (repository / "lprpolicy.yaml").write_text("schema: lprpolicy/config/v1\n")
    (repository / "directory" / "towns.yaml").write_text("".join(_towns(towns)))
    recipients = (*IMMIGRATION, *map(_id, range(1, size.pool + 1)))
    declarations = map(_paper, recipients)
    for paper in ("minutes/2026-10-20.md", "settings/2026-10-20.md", *declarations):
        (repository / paper).parent.mkdir(exist_ok=True)
        (repository / paper).write_text(f"A made-up paper, {paper}.\n")
    (repository / "directory" / "recipients.yaml").write_text("".join(_recipients(size.pool)))
    for name in towns:
        broken = frozenset(rule for rule in RULES if name in breaks[rule])
        text = "".join(_policy(name, size, broken, chance))
        folder = repository / "us-ct" / name
        folder.mkdir(parents=True)
        (folder / "policy.yaml").write_text(text)
        (made.plain / f"{name}.yaml").write_text(text)
        if name in careful:
            (folder / "rules").mkdir()
            (folder / "rules" / "no-demographic-fields.yaml").write_text(_OWN_RULE)


def _policy(town: str, size: Size, broken: frozenset[str], chance: random.Random) -> Iterator[str]:
    days = chance.randint(22, 90) if "retention" in broken else chance.randint(3, 21)
    fields = ["plate", "plate-state", "vehicle-image", "time", "location", "reader"]
    if "demographic" in broken:
        fields.insert(chance.randrange(6), chance.choice(DEMOGRAPHIC))
    yield _HEAD.format(town=town, fields=", ".join(fields), days=days)
    pool = range(1, size.pool + 1)
    recipients = [_id(number) for number in chance.sample(pool, chance.randint(*size.recipients))]
    if "federal" in broken:
        recipients.insert(chance.randrange(len(recipients)), chance.choice(IMMIGRATION))
    own = [recipient for recipient in recipients if recipient.startswith("us-")]
    without = chance.choice(own) if "basis" in broken else None
    for recipient in recipients:
        yield _GRANT.format(to=recipient)
        if recipient != without:
            yield _BASIS.format(day=f"2026-10-{chance.randint(1, 31):02}", of=_paper(recipient))
    yield _ACCESS
    if "audit" not in broken:
        yield _AUDIT
    yield _REST


def _paper(recipient: str) -> str:
    """The declaration of a recipient: a paper of one is no paper of another."""
    return f"declarations/{recipient.replace('/', '-')}.md"


def town(number: int) -> str:
    """The folder of a town's agency."""
    return f"{_in_id(_name(number, 'us-ct'))}-pd"


def _towns(towns: list[str]) -> Iterator[str]:
    yield _DIRECTORY.format(title="Made-up towns")
    for number, folder in enumerate(towns, start=1):
        name = f"{_name(number, 'us-ct')} Police Department"
        yield _ENTRY.format(id=f"us-ct/{folder}", name=name, kind="municipal-police", state="us-ct")


def _recipients(pool: int) -> Iterator[str]:
    yield _DIRECTORY.format(title="Made-up recipients")
    for number in range(1, pool + 1):
        entry = _id(number)
        name = _name(number // len(_STATES), entry[:5])
        kind, said = "municipal-police", f"{name} Police Department"
        if _is_sheriff(number):
            kind, said = "county-sheriff", f"{name} County Sheriff's Office"
        yield _ENTRY.format(id=entry, name=said, kind=kind, state=entry[:5])
        yield _NO_PARTNER


def _id(number: int) -> str:
    """The id of a recipient: all are of states whose agencies need a written declaration."""
    kind = "county-sheriff" if _is_sheriff(number) else "pd"
    state = _STATES[number % len(_STATES)]
    return f"{state}/{_in_id(_name(number // len(_STATES), state))}-{kind}"


_STATES: Final = ("us-ny", "us-ri", "us-ma")


def _is_sheriff(number: int) -> bool:
    return number % 7 == 0


_WORDS: Final = {
    "us-ct": (
        "bloomfield seymour glastonbury guilford montville middlebury norwich bridgeport meriden "
        "coventry stratford putnam trumbull cromwell portland newington suffield easton cheshire "
        "winchester"
    ),
    "us-ny": (
        "johnstown granville tonawanda cicero hoosick kirkland bronxville vestal hammondsport "
        "maybrook rhinebeck haverstraw brewster broome arcade fulton ravena dexter suffolk "
        "freeville"
    ),
    "us-ri": (
        "hopkinton compton glocester bristol richmond coventry shoreham charlestown scituate "
        "johnston greenwich jamestown smithfield portsmouth cranston cumberland middletown "
        "westerly tiverton barrington"
    ),
    "us-ma": (
        "colrain rehoboth wareham belchertown newburyport phillipston sturbridge longmeadow "
        "somerset quincy auburn nahant leicester foxborough chelsea melrose holland woburn "
        "sunderland hatfield"
    ),
}
"""Words of real places: where no list has a word, nothing bears an entry out that has it."""


def _name(number: int, state: str) -> str:
    """A name for a number below 8,000, such as Coventry Seymour Easton: no place has three."""
    words = _WORDS[state].split()
    picked = [words[number // len(words) ** power % len(words)] for power in range(3)]
    return " ".join(picked).title()


def _in_id(name: str) -> str:
    return name.lower().replace(" ", "-")


_HEAD: Final = """\
# A made-up policy of a made-up town.
schema: lprpolicy/policy/v1
agency: us-ct/{town}
status: adopted
adopted: {{by: Town Council, on: 2026-10-20, record: minutes/2026-10-20.md}}
effective: 2026-11-01
review_by: 2027-11-01

systems:
  - id: reads
    vendor: flock
    contract:
      forbids: [sale, transfer-without-written-permission]
      retention: 21 days
    lookups: {{statewide: false, national: false, share_all: false}}
    attested: {{by: records supervisor, on: 2026-10-20, record: settings/2026-10-20.md}}

collection:
  fields: [{fields}]

retention:
  reads: {days} days
  hits: 14 days
  case-evidence: {{until: case-closed, requires: [supervisor-approval, case-number]}}
  search-log: 3 years

purposes:
  allowed: [stolen-vehicle, missing-person, felony-warrant, active-investigation]
  prohibited: [immigration-enforcement, reproductive-health-care, gender-affirming-care,
    first-amendment-activity, protected-class-monitoring]

hot_lists:
  - {{list: ncic, excludes: [immigration-violator]}}

sharing:
  onward: forbidden
  grants:
"""
_GRANT: Final = """\
    - to: {to}
      system: reads
      mode: standing
      purposes: [stolen-vehicle, missing-person]
"""
_BASIS: Final = """\
      basis: {{kind: written-declaration, signed: {day}, document: {of}}}
"""
_ACCESS: Final = """
access: {reason: required, case_number: required, second_factor: required}
"""
_AUDIT: Final = """
audit:
  every: 1 month
  log_review: 1 week
  search_log_fields: [user, agency, ori, device, time, query, reason, outcome]
"""
_REST: Final = """
security: {encrypted_in_transit: true, encrypted_at_rest: true}
transparency:
  policy_published: "https://town.example/plate-readers"
  annual_report: {due: 01-31, published: "https://town.example/plate-readers/report"}
  reader_locations: public
  search_logs: redacted
"""
_DIRECTORY: Final = """\
schema: lprpolicy/directory/v1
title: {title}
source: {{title: bench/corpus.py, on: 2026-10-31}}
agencies:
"""
_ENTRY: Final = """\
  - id: {id}
    name: {name}
    kind: {kind}
    state: {state}
"""
_NO_PARTNER: Final = """\
    programs:
      - {program: 287g, member: false, source: {title: a list, on: 2026-10-31}}
"""
_OWN_RULE: Final = """\
schema: lprpolicy/rule/v1
title: Nothing demographic is recorded
says: A read says nothing of who is in the car.
binding: must
remedy: Take the field out of collection.fields.
check: fields-prohibited
versions:
  - from: 2026-10-01
    provision: {citation: Town Code 1, url: "https://town.example/code", verified: text}
    forbid: [race-or-ethnicity, sex-or-gender, age, religion, national-origin]
examples: []
"""

if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "bench/.cache/corpora")
    for size in SIZES:
        made = corpus(size, folder)
        said = ", ".join(f"{len(files)} {rule}" for rule, files in made.truth.items())
        print(f"{size.name}: {size.files} policies; {said}")
