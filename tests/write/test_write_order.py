"""A report reads from the top: the decision, the counts, the gravest, and nothing is lost."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.judge.decision import decide
from lprpolicy.model.report import Decision, Finding, Report
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.words import Binding, RecipientGroup
from lprpolicy.write import FORMATS, Style
from lprpolicy.write.phrases import what_was_checked
from lprpolicy.write.report.sections import by_group, by_rule, sections
from lprpolicy.write.report.text import write
from tests.limits import examples
from tests.write.sample_report import (
    ADVISED,
    AUDIT,
    CLEAN,
    DUPLICATE,
    FILE,
    GRANTED,
    GRANTS,
    NO_WAY,
    PURPOSES,
    RETENTION,
    REVIEW,
    UNKNOWN,
    WAIVED,
    finding,
    location,
    spot,
)

OTHER = "policies/us-xx/alder-pd/policy.yaml"
spots = st.builds(
    lambda line, group, file: spot(
        f"says {line}", location(line, 1, 9, file), f"/sharing/grants/{line}/to", group=group
    ),
    st.integers(1, 40),
    st.none() | st.sampled_from(RecipientGroup),
    st.sampled_from([FILE, OTHER]),
)
findings = st.builds(
    lambda rule, one, answer, also, waived: finding(
        rule, one, "x", answer, also=tuple(also), waiver=WAIVED.waiver if waived else None
    ),
    st.sampled_from([GRANTS, PURPOSES, RETENTION, REVIEW, AUDIT, DUPLICATE, NO_WAY]),
    spots,
    st.sampled_from(Answer),
    st.lists(spots, max_size=3),
    st.booleans(),
)
long_reports = st.builds(
    lambda many, strict: replace(
        CLEAN, findings=tuple(many), strict=strict, decision=decide(many, strict=strict)
    ),
    st.lists(findings, max_size=24),
    st.booleans(),
)


def about(group: RecipientGroup, line: int, answer: Answer = Answer.VIOLATION) -> Finding:
    at = location(line, 3, 9)
    said = f"grants access to {group.many}"
    return finding(
        GRANTS, spot(said, at, f"/sharing/grants/{line}/to", group=group), "  - to: x", answer
    )


def of(*found: Finding) -> Report:
    return replace(CLEAN, findings=found, decision=decide(found, strict=False))


def test_the_first_word_is_the_decision() -> None:
    assert write(CLEAN).startswith("Allowed.\n")
    refused = replace(of(GRANTED), basis="without a base (--base REV): x")
    assert write(refused).startswith("Refused, without a base (--base REV): x\nChecked ")


def test_the_gravest_recipients_come_first_whatever_their_lines() -> None:
    groups = list(RecipientGroup)
    report = of(*(about(group, line) for line, group in enumerate(reversed(groups), 1)))
    written = write(report, show_all=True)
    found = [written.index(f" grants access to {group.many}") for group in groups]
    assert found == sorted(found)


def test_a_fault_of_a_file_comes_after_recipients_and_before_what_is_not_specified() -> None:
    kept = finding(RETENTION, spot("keeps reads for 30 days", location(1, 1, 3)), "x")
    written = write(of(UNKNOWN, kept, about(RecipientGroup.OWN_STATE, 9)))
    places = [
        written.index(said)
        for said in ("agencies of the same state", "keeps reads", "1 thing the", "what searches")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("name", ["text", "compact", "github", "markdown"])
def test_a_violation_of_one_file_comes_before_the_advice_of_another(name: str) -> None:
    advice = replace(ADVISED, spot=replace(ADVISED.spot, location=location(1, 1, 2, OTHER)))
    written = FORMATS[name].write(of(advice, GRANTED))
    assert written.index("rants access to ICE") < written.index("s reviewed every 3 years")


def test_advice_is_a_line_for_each_rule_until_it_is_asked_for() -> None:
    files = [f"policies/us-xx/town-{number}/policy.yaml" for number in range(4)]
    each = [
        replace(ADVISED, spot=replace(ADVISED.spot, location=location(1, 1, 2, one)))
        for one in files
    ]
    folded, opened = write(of(*each)), write(of(*each), advice=True)
    assert "4 recommendations, which refuse nothing (--advice shows all):\n" in folded
    assert folded.count("is reviewed every 3 years") == 1
    assert "(and 3 more in 4 files)" in folded
    assert opened.count("is reviewed every 3 years") == 4


def test_a_rule_that_begins_later_is_a_line_for_all_files() -> None:
    files = [f"policies/us-xx/town-{number}/policy.yaml" for number in range(3)]
    each = tuple(
        replace(ADVISED, spot=replace(ADVISED.spot, location=location(1, 1, 2, one)))
        for one in files
    )
    assert write(replace(CLEAN, coming=each)).count("is reviewed every 3 years") == 1


@settings(max_examples=examples(40))
@given(long_reports)
def test_every_open_finding_is_in_one_section(report: Report) -> None:
    found = sections(report)
    each = [*found.violated, *found.unknown, *found.unspecified, *found.advice]
    assert sorted(map(id, each)) == sorted(map(id, report.open))
    assert all(one.blocks(strict=report.strict) for one in found.refusing)
    assert not any(one.blocks(strict=report.strict) for one in found.advice)


@settings(max_examples=examples(40))
@given(long_reports)
def test_what_refuses_is_never_folded_out_of_the_counts(report: Report) -> None:
    refusing = [one for one in report.open if one.blocks(strict=report.strict)]
    written = write(report)
    head = written.split("\n\n")[0]
    assert head.startswith("Refused" if refusing else "Allowed")
    assert what_was_checked(report) in head
    if len(refusing) <= 6:
        return
    answers: Counter[Answer] = Counter()
    for one in refusing:
        answers[one.answer] += one.count
    assert _sums(written, "Rules") == (answers[Answer.VIOLATION], answers[Answer.UNDECIDED])


def _sums(written: str, title: str) -> tuple[int, int]:
    """The sums of the two columns of the table with this title, as they are printed."""
    lines = written.split("\n")
    start = next(n for n, line in enumerate(lines) if re.match(rf"{title} +violated", line))
    rows = []
    for line in lines[start + 1 :]:
        if not line:
            break
        rows.append([int(number.replace(",", "")) for number in line.split()[-2:]])
    return sum(row[0] for row in rows), sum(row[1] for row in rows)


@settings(max_examples=examples(40))
@given(long_reports)
def test_every_place_about_a_recipient_is_counted_by_group(report: Report) -> None:
    refusing = sections(report).refusing
    groups = by_group(refusing)
    spots = [spot for one in refusing for spot in (one.spot, *one.also) if spot.group]
    assert sum(one.violated + one.unknown for one in groups) == len(spots)
    assert [one.group.rank for one in groups] == sorted({spot.group.rank for spot in spots})
    assert sum(one.violated + one.unknown for one in by_rule(refusing)) == sum(
        one.count for one in refusing
    )


@settings(max_examples=examples(40))
@given(long_reports)
def test_all_of_a_long_report_is_there_for_who_asks(report: Report) -> None:
    written = FORMATS["text"].write(report, Style(show_all=True))
    assert "--all" not in written
    assert "--advice" not in written


def test_a_long_report_opens_the_gravest_and_counts_the_rest() -> None:
    many = [about(RecipientGroup.OTHER_STATE, line) for line in range(10, 30)]
    grave = about(RecipientGroup.FEDERAL_IMMIGRATION, 99)
    report = of(*many, grave)
    written = write(report)
    assert "Rules" in written
    assert written.index(":99:3:") < written.index(":10:3:")
    assert "Other violations, at 19 places:" in written
    assert "… and 15 more; --all lists them" in written
    assert report.decision is Decision.REFUSE


def test_strict_advice_refuses_and_is_shown_with_what_refuses() -> None:
    report = replace(of(ADVISED), strict=True, decision=Decision.REFUSE)
    assert "= law: Town Council resolution 2025-17" in write(report)
    assert ADVISED.rule.binding is Binding.SHOULD


def test_what_a_draft_leaves_open_is_one_block() -> None:
    each = [
        finding(
            PURPOSES, spot(f"does not say {n}", location(n, 1, 2), f"/{n}"), "x", Answer.UNDECIDED
        )
        for n in range(1, 9)
    ]
    written = write(of(*each))
    assert f"{UNKNOWN.spot.location.file}: 8 things the file does not specify yet:\n" in written
    assert "… and 4 more; --all lists them" in written
