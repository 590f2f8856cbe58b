"""What an agency's own auditor gets besides the report: rows, a sample, the reasons as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lprpolicy.audit.groups_file import to_json
from lprpolicy.audit.reasons import Reasons
from lprpolicy.errors import ExportError, UnreadablePolicy, UsageError
from lprpolicy.evaluate.searches.annual import NOT_IN_A_LOG, STATUTES, figures
from lprpolicy.evaluate.searches.initials import shared_initials
from lprpolicy.evaluate.searches.opening import is_groups_file
from lprpolicy.evaluate.searches.parquet_groups import SUFFIX, groups_as_parquet
from lprpolicy.evaluate.searches.replay import replay
from lprpolicy.evaluate.searches.rows import (
    default_seed,
    places_as_csv,
    reasons_typed,
    rows_of,
    sample,
    sheet_result,
    wilson,
)
from lprpolicy.host.private import write_private
from lprpolicy.host.terminal import is_terminal
from lprpolicy.host.user_files import read_user_file
from lprpolicy.model.policy import Policy
from lprpolicy.model.prose import amount
from lprpolicy.model.search import NamedAgency, Specific
from lprpolicy.read.files import read_file
from lprpolicy.repository.lexicons import phrases_of
from lprpolicy.tasks.audit import Audited, AuditInputs
from lprpolicy.write import DOCUMENTS
from lprpolicy.write.escape import visible

MOST_SHEET = 10_000_000


def write_rows(found: Audited, asked: AuditInputs, rule: str, out: Path | None) -> str:
    """Write the rows of a rule's findings, and nothing of what they say."""
    known = sorted({one.info.id for one in found.answers if one.verdicts})
    if rule not in known:
        raise UsageError(
            f"nothing was found under {rule!r}",
            hint=f"there are findings under {', '.join(known) or 'no rule'}",
            consequence="nothing was written",
        )
    assert out is not None
    _need_rows(asked)
    places = rows_of(asked.logs, found.options, found.keys_of(rule))
    write_private(out, places_as_csv(places, found.log.groups))
    return f"{out}: {amount(len(places), 'row')} of {rule}; for the agency's own auditor alone\n"


def _need_rows(asked: AuditInputs) -> None:
    if any(map(is_groups_file, asked.logs)):
        raise UsageError(
            "there are no rows to show: a groups file holds counts alone",
            hint="give the log itself",
            consequence="nothing was written",
        )


def write_sample(
    found: Audited, asked: AuditInputs, share: str, seed: str | None, out: Path | None
) -> str:
    """Draw a sample and write a sheet to fill in."""
    percent = _percent(share)
    _need_rows(asked)
    used = seed or default_seed(found.log.groups, asked.period_said)
    places, of = sample(asked.logs, found.options, percent, used)
    assert out is not None
    write_private(out, places_as_csv(places, found.log.groups, "judgment", "note"))
    return (
        f"{out}: {len(places):,} of {amount(of, 'search', 'searches')} ({share}), seed {used}\n"
        "fill in the judgment of each row: in order, not in order, or cannot tell\n"
    )


def _percent(said: str) -> float:
    found = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,3})?) ?%?", said.strip())
    percent = float(found[1]) if found else 0.0
    if not 0 < percent <= 100:
        raise UsageError(
            f"--sample: {said!r} is no share of the searches",
            hint="write it like 5% or 0.5%",
            consequence="nothing was drawn",
        )
    return percent


def sample_result_of(path: Path) -> str:
    """Give the share that was not in order, with its interval."""
    raw = read_user_file(path, most=MOST_SHEET, consequence="nothing was counted")
    try:
        good, wrong, unclear = sheet_result(raw.decode("utf-8-sig"))
    except ValueError as fault:
        raise ExportError(
            f"{path.name}: {fault}",
            hint="fill in the judgment of each row of the sample",
            consequence="nothing was counted",
        ) from fault
    decided = good + wrong
    low, high = wilson(wrong, decided)
    return (
        f"{decided + unclear:,} searches looked at: {good:,} in order, {wrong:,} not in order, "
        f"{unclear:,} cannot tell\n"
        f"of those that could be told, {_share(wrong, decided)} were not in order; with 95 percent "
        f"confidence {low:.1%} to {high:.1%} of all"
    )


def _share(wrong: int, of: int) -> str:
    return f"{wrong / of:.1%}" if of else "none"


def annual(found: Audited, asked: AuditInputs, state: str, form: str) -> str:
    """Write the figures that a state's annual report asks of a log."""
    if state in NOT_IN_A_LOG:
        raise UsageError(
            f"a log of searches has nothing of the report for {state}",
            hint=f"{NOT_IN_A_LOG[state]}: take them from the system that reads plates",
            consequence="nothing was written",
        )
    if state not in STATUTES:
        raise UsageError(
            f"there is no report for {state!r}",
            hint=f"there are reports for {', '.join(sorted(STATUTES))}",
            consequence="nothing was written",
        )
    formats = DOCUMENTS["annual"]
    if form not in formats:
        raise UsageError(
            f"a report has no format {form!r}",
            hint=f"the formats are {', '.join(formats)}",
            consequence="nothing was written",
        )
    return formats[form].write(figures(found.log, state, asked.agency))


def replay_text(found: Audited, asked: AuditInputs, path: Path, form: str) -> str:
    """Say what a proposed policy would have made of the searches."""
    formats = DOCUMENTS["replay"]
    raw = read_user_file(path, consequence="nothing was replayed")
    read = read_file(path.name, raw, Policy)
    if read.value is None:
        faults = [*read.document.faults, *read.misfits]
        raise UnreadablePolicy(
            f"{path.name}: this policy cannot be read, for {amount(len(faults), 'reason')}",
            hint=f"lprpolicy check {path} says what is wrong with it",
            consequence="nothing was replayed",
        )
    if read.value.agency != asked.agency:
        raise UsageError(
            f"{path.name} is the policy of {read.value.agency}, and the log is of {asked.agency}",
            hint="give the proposed policy of the agency whose log it is",
            consequence="nothing was replayed",
        )
    report = replay(found.log, read.value, found.index, named=path.name, period=asked.period_said)
    return formats[form].write(report)


def typed_reasons(found: Audited, asked: AuditInputs, *, as_text: bool) -> str:
    """List the reasons as typed, at a terminal and nowhere else."""
    if not is_terminal() or not as_text:
        raise UsageError(
            "reasons as typed are shown at a terminal only",
            hint="they can hold names and plates, and no program takes all of them out",
            consequence="nothing was shown",
        )
    _need_rows(asked)
    lines = [
        f"{count:>8,}  {visible(' '.join(reason.split()))}\n"
        for reason, count in reasons_typed(asked.logs, found.options)
    ]
    return "".join((*lines, "Names are not taken out. Do not copy this list.\n"))


def write_groups(found: Audited, path: Path) -> None:
    """Write the groups of the log, which `audit` reads in its place: as JSON, or as Parquet."""
    as_parquet = path.suffix.casefold() == SUFFIX
    groups = found.log.groups
    write_private(path, groups_as_parquet(groups) if as_parquet else to_json(groups))


def explain(text: str, agency: str | None) -> str:
    """Say how a reason is read: its words, what was found in them, and what follows."""
    state = agency.partition("/")[0] if agency else None
    phrases = phrases_of(state)
    reasons = Reasons(phrases, shared_initials(state, phrases))
    return "".join(f"{line}\n" for line in _explain(reasons, text, state))


def _explain(reasons: Reasons, text: str, state: str | None) -> Iterator[str]:
    found = reasons.explain(text)
    reading = found.reading
    yield f"reason: {visible(text)}"
    yield f"cell: {reading.state}"
    for match in found.matches:
        kind = match.found
        what = kind.says if not kind.names else f"names {kind.says}"
        yield f"  {match.phrase!r}: {what} ({kind.id}; {match.source})"
    for name in found.local:
        yield f"  these initials may also stand for {name}"
    if found.left:
        yield f"  not recognized: {visible(' '.join(found.left))}"
    yield f"purpose: {_purpose(reasons, reading.purposes) or _NO_PURPOSE[reading.specific]}"
    yield f"on behalf of: {_NAMED[reading.named]}"
    yield f"personal data: {'it seems so' if reading.personal else 'none that can be seen'}"
    if state is None:
        yield "codes of a state were not read: give --agency"


def _purpose(reasons: Reasons, classes: tuple[str, ...]) -> str:
    return " and ".join(reasons.phrases.classes[name].says for name in classes)


_NO_PURPOSE = {
    Specific.STATED: "",
    Specific.VAGUE: "none is stated: not enough information",
    Specific.NUMBER: "only a number: not enough information",
    Specific.UNRECOGNIZED: "the words are not recognized: not enough information",
    Specific.TEST: "a test or training",
    Specific.NONE: "there is no reason to read: not enough information",
}
_NAMED = {
    NamedAgency.NOBODY: "nobody is named",
    NamedAgency.OTHER: "another agency",
    NamedAgency.FEDERAL: "a federal agency, which is no purpose",
    NamedAgency.IMMIGRATION: "a federal immigration agency, which is no purpose that is stated",
    NamedAgency.UNCLEAR: "a federal agency, or one of the same state with these initials",
}
