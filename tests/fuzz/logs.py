"""Targets for what an audit reads, and for the other sheets that people fill in and hand back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

AGENCY = "us-ct/elm-pd"
DAY = dt.date(2026, 11, 22)


def audited(raw: bytes) -> None:
    """A log or a groups file is judged, its report is written, and its counts read back equal."""
    from lprpolicy.audit.groups_file import from_json, to_json
    from lprpolicy.tasks.audit import AuditInputs, audit
    from lprpolicy.write import DOCUMENTS

    with _file("log.csv", raw) as path:
        found = audit(None, AuditInputs(AGENCY, (path,), DAY, zone="America/New_York"))
    for one in DOCUMENTS["audit"].values():
        one.write(found.report)
    groups = found.log.groups
    again = from_json("again.json", to_json(groups).encode())
    assert again == groups


def judged_sample(raw: bytes) -> None:
    """A filled-in sample is counted, or the row is named that has no judgment."""
    from lprpolicy.tasks.audit_rows import sample_result_of

    with _file("sample.csv", raw) as path:
        assert sample_result_of(path).count("\n") == 1


def decisions(raw: bytes) -> None:
    """Each decision is about one recipient, by system and text."""
    from lprpolicy.model.listed import Choice
    from lprpolicy.read.decisions import read_decisions

    for (system, listed_as), choice in read_decisions("decisions.csv", raw).items():
        assert choice in Choice, (system, listed_as)


def baseline(raw: bytes) -> None:
    """A baseline is read as strictly as a policy."""
    from lprpolicy.repository.baseline import parse

    parse("baseline.json", raw)


@contextmanager
def _file(name: str, raw: bytes) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(raw)
        yield path
