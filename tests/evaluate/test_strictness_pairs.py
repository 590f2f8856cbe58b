"""Pairs of rules whose answer is known by thought: of each check, and of each way to err.

A wrong *yes* would tell a town that its rules are as strict as the law where they are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lprpolicy.checks import NAMES, check_named
from lprpolicy.evaluate.strictness.compare import compare
from lprpolicy.model.strictness import StrictnessAnswer
from lprpolicy.read.yaml import read
from tests.strict_sides import DAY, Written, made

REFUSED_TOO: Final = """
access-by-age {after: 60 days, requires: [case-number]}
    access-by-age {after: 30 days, requires: [case-number]}
access-by-age {after: 1 month, requires: [case-number]}
    access-by-age {after: 28 days, requires: [case-number, warrant]}
approval-recorded {kinds: [council-vote]}
    approval-recorded {kinds: [public-hearing, council-vote]}
audit-by {accept: [independent, state-body]}
    audit-by {accept: [independent]}
audit-sample {at_least: 1 percent}
    audit-sample {at_least: 5 percent}
contract-delivers {what: search-audit, every: 1 month}
    contract-delivers {what: search-audit, every: 28 days}
contract-requires {requires: [audit-rights]}
    contract-requires {requires: [audit-rights, purge-in-time]}
contract-requires {requires: [audit-rights, purge-in-time]}
    contract-requires {requires: [audit-rights]}
    contract-requires {requires: [purge-in-time]}
disclosure {publishes: [policy]}
    disclosure {publishes: [policy, search-logs]}
annual-report {needs: report}
    annual-report-due {by: "12-31"}
annual-report-due {by: "03-01"}
    annual-report-due {by: "02-28"}
fields-prohibited {forbid: [face]}
    fields-within {allow: [plate]}
fields-within {allow: [plate, time]}
    fields-within {allow: [plate]}
hot-list-refreshed {at_most: 1 day}
    hot-list-refreshed {at_most: 12 hours}
hot-list-refreshed {at_most: 1 day}
    hot-list-refreshed {at_most: 24 hours}
hot-list-excludes {exclude: [immigration-violator], lists: [ncic]}
    hot-list-excludes {exclude: [immigration-violator, gang]}
hot-lists-within {allow: [ncic, amber]}
    hot-lists-within {allow: [ncic]}
interval-at-most {of: audit, at_most: 1 year}
    interval-at-most {of: audit, at_most: 365 days}
interval-stated {any_of: [audit, log-review]}
    interval-stated {any_of: [audit]}
lookups-off {switches: [national], attested: false}
    lookups-off {switches: [national, statewide], attested: true}
notice-within {of: breach, to: council, within: 3 days}
    notice-within {of: breach, to: council, within: 72 hours}
onward-sharing {accept: [forbidden, with-permission]}
    onward-sharing {accept: [forbidden]}
policy-topics {topics: [purposes, users]}
    policy-topics {topics: [users]}
    policy-topics {topics: [purposes]}
preservation-honored {honors: [governments]}
    preservation-honored {honors: [governments, defendants]}
private-reads-within {allow: [consent, warrant]}
    private-reads-within {allow: [warrant]}
reader-mounts {forbid: [fixed]}
    reader-mounts {forbid: [fixed, portable]}
recipient-kind {forbid: [federal-immigration], standing_only: true}
    recipient-kind {forbid: [federal-immigration]}
recipient-tiers {tiers: [{states: [us-ct]}, {states: [us-ny], terms: {basis: [warrant]}}]}
    recipient-tiers {tiers: [{states: [us-ct]}]}
recipient-tiers {tiers: [], otherwise: {basis: [agreement], affirms: [police-purpose]}}
    recipient-tiers {tiers: [], otherwise: {basis: [agreement], affirms: [police-purpose, same-safeguards]}}
report-filed {to: council, every: 1 year}
    report-filed {to: council, every: 1 year, due: "03-01"}
retention-at-least {record: search-log, floor: 3 years}
    retention-at-least {record: search-log, floor: 36 months}
retention-at-least {record: search-log, floor: 1 year}
    retention-at-least {record: search-log, floor: 366 days}
retention-at-most {record: reads, limit: 21 days, unless: [{requires: [warrant]}]}
    retention-at-most {record: reads, limit: 21 days, unless: [{requires: [warrant], at_most: 90 days}]}
retention-at-most {record: reads, limit: 21 days, purposes: [parking-enforcement]}
    retention-at-most {record: reads, limit: 21 days}
retention-at-most {record: hits, limit: 21 days, falls_under: reads}
    retention-at-most {record: hits, limit: 21 days}
search-log-records {fields: [user, time]}
    search-log-records {fields: [user, time, query]}
setting {at: "/sharing/sale", means: x, accept: [forbidden]}
    setting {at: "/sharing/sale", means: "y", accept: [forbidden]}
standing-data {per_request: [live-alerts]}
    standing-data {per_request: [live-alerts, reads]}
standing-data {per_request: [reads]}
    recipient-tiers {tiers: [], otherwise: {basis: [warrant], mode: per-request}}
stored-within {allow: [own-server, vendor-separate], unclear: []}
    stored-within {allow: [own-server], unclear: []}
stored-within {allow: [own-server], unclear: [vendor-pool]}
    stored-within {allow: [own-server], unclear: []}
"""
"""Each rule, and below it those that together refuse all that it refuses."""

LET_PASS: Final = """
hot-list-verified {}
    hot-list-each-shift {}
access-by-age {after: 30 days, requires: [case-number]}
    access-by-age {after: 30 days, requires: [warrant]}
access-by-age {after: 7 days, requires: [case-number]}
    access-by-age {after: 30 days, requires: [case-number]}
access-by-age {after: 1 month, requires: [case-number]}
    access-by-age {after: 30 days, requires: [case-number]}
approval-recorded {kinds: [council-vote]}
    approval-recorded {kinds: [public-hearing]}
audit-by {accept: [independent]}
    audit-by {accept: [independent, supervisor]}
audit-sample {at_least: 5 percent}
    audit-sample {at_least: "4.9 percent"}
contract-delivers {what: search-audit, every: 1 month}
    contract-delivers {what: search-audit, every: 30 days}
contract-delivers {what: search-audit, every: 1 month}
    contract-delivers {what: outside-search-audit, every: 1 day}
contract-requires {requires: [audit-rights]}
    contract-terms {forbids: [sale], in_force: false}
contract-terms {forbids: [sale], retention: 30 days, in_force: false}
    contract-terms {forbids: [sale], in_force: true}
contract-terms {forbids: [], retention: 30 days, in_force: false}
    retention-at-most {record: reads, limit: 10 days, contract: true}
disclosure {publishes: [policy]}
    policy-topics {topics: [purposes]}
disclosure {publishes: [annual-report]}
    annual-report {needs: day}
annual-report {needs: day}
    annual-report {needs: report}
annual-report-due {by: "02-01"}
    annual-report-due {by: "03-01"}
fields-within {allow: [plate]}
    fields-prohibited {forbid: [face]}
grant-purposes {forbid: [immigration-enforcement]}
    purposes-prohibited {forbid: [immigration-enforcement]}
purposes-prohibited {forbid: [homicide]}
    purposes-within {allow: [stolen-vehicle]}
purposes-within {allow: [stolen-vehicle]}
    purposes-prohibited {forbid: [homicide]}
hot-list-each-shift {}
    hot-list-refreshed {at_most: 1 hour}
hot-list-refreshed {at_most: 23 hours}
    hot-list-refreshed {at_most: 1 day}
hot-list-excludes {exclude: [immigration-violator]}
    hot-list-excludes {exclude: [immigration-violator], lists: [ncic]}
hot-lists-within {allow: [ncic]}
    hot-list-excludes {exclude: [gang]}
interval-at-most {of: audit, at_most: 3 months}
    interval-at-most {of: audit, at_most: 90 days}
interval-at-most {of: audit, at_most: 365 days}
    interval-at-most {of: audit, at_most: 1 year}
interval-at-most {of: audit, at_most: 1 year}
    interval-stated {any_of: [audit]}
interval-stated {any_of: [audit]}
    interval-stated {any_of: [audit, log-review]}
list-stated {at: "/purposes/allowed"}
    purposes-within {allow: [homicide]}
lookups-off {switches: [national], attested: true}
    lookups-off {switches: [national], attested: false}
notice-within {of: breach, to: council, within: 3 days}
    notice-within {of: breach, to: public, within: 1 day}
onward-sharing {accept: [forbidden]}
    onward-sharing {accept: [forbidden, with-permission]}
places-avoided {places: [school]}
    places-avoided {places: [court]}
preservation-honored {honors: [governments], held_for: 14 days}
    preservation-honored {honors: [governments]}
private-reads-within {allow: [warrant]}
    private-reads-within {allow: [consent, warrant]}
program-partners {forbid: ["287g"]}
    recipient-kind {forbid: [federal-immigration]}
recipient-kind {forbid: [federal-immigration]}
    recipient-kind {forbid: [federal-immigration], standing_only: true}
recipient-kind {forbid: [private]}
    recipient-tiers {tiers: [{states: [us-ct]}]}
recipient-tiers {tiers: [{states: [us-ct]}]}
    recipient-tiers {tiers: [{states: [us-ct]}], otherwise: {basis: [warrant]}}
recipient-tiers {tiers: [], otherwise: {basis: [agreement], expires: true}}
    recipient-tiers {tiers: [], otherwise: {basis: [agreement], expires: false}}
recipient-tiers {tiers: [], otherwise: {basis: [agreement], affirms: [police-purpose]}}
    recipient-tiers {tiers: [], otherwise: {basis: [agreement], affirms: [no-passing-on]}}
report-filed {to: council, every: 1 year, kept: 2 years}
    report-filed {to: council, every: 1 year, kept: 1 year}
report-filed {to: council, every: 1 year, contents: [hits, reads]}
    report-filed {to: council, every: 1 year, contents: [hits]}
    report-filed {to: council, every: 1 year, contents: [reads]}
retention-at-least {record: search-log, floor: 1 year}
    retention-at-least {record: search-log, floor: 365 days}
retention-at-most {record: reads, limit: 21 days, unless: [{requires: [warrant], at_most: 90 days}]}
    retention-at-most {record: reads, limit: 21 days, unless: [{requires: [warrant]}]}
retention-at-most {record: reads, limit: 21 days, unless: [{requires: [warrant], at_most: 90 days}]}
    retention-at-most {record: reads, limit: 21 days, unless: [{requires: [warrant], at_most: 90 days, renewable: true}]}
retention-at-most {record: reads, limit: 21 days}
    retention-at-most {record: hits, limit: 1 day}
retention-at-most {record: reads, limit: 21 days}
    retention-at-most {record: reads, limit: 21 days, purposes: [parking-enforcement]}
retention-at-most {record: hits, limit: 21 days}
    retention-at-most {record: hits, limit: 21 days, falls_under: reads}
setting {at: "/security/encrypted_at_rest", means: x, accept: [true]}
    setting {at: "/security/encrypted_in_transit", means: x, accept: [true]}
standing-data {per_request: [live-alerts, reads]}
    standing-data {per_request: [reads]}
users-within {allow: [sworn-officers]}
    users-within {allow: [sworn-officers, contractors]}
purposes-own {}
    purposes-within {allow: [homicide, stolen-vehicle]}
"""
"""Each rule, and below it those that let pass something that it refuses."""


def written(line: str) -> Written:
    check, _, params = line.strip().partition(" ")
    return check, read("pair.yaml", f"said: {params}".encode()).data["said"]


def pairs(text: str) -> Iterator[tuple[Written, list[Written]]]:
    second: list[Written] = []
    for line in reversed(text.strip().splitlines()):
        if line.startswith(" "):
            second.append(written(line))
        else:
            yield written(line), second
            second = []


def otherwise(text: str, answer: StrictnessAnswer) -> list[object]:
    """The pairs that are answered in another way."""
    return [
        (first, second)
        for first, second in pairs(text)
        if compare(made("a", first), made("b", *second), DAY).rules[0].answer is not answer
    ]


def test_what_others_refuse_too_is_a_yes() -> None:
    assert otherwise(REFUSED_TOO, StrictnessAnswer.YES) == []


def test_what_others_let_pass_is_a_no() -> None:
    assert otherwise(LET_PASS, StrictnessAnswer.NO) == []


def test_each_check_that_can_be_compared_is_among_them() -> None:
    held = {"policy-adopted"}  # every example of it breaks what a policy must say of its adoption
    held |= {rule[0] for text in (REFUSED_TOO, LET_PASS) for rule, _ in pairs(text)}
    assert held >= {name for name in NAMES if check_named(name).form is not None}
