"""Write the review of the recipients as Markdown: who goes out and why, then who stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lprpolicy.model.prose import amount, long_day
from lprpolicy.model.words import Verified
from lprpolicy.write.escape import markdown, url
from lprpolicy.write.phrases import SECONDARY
from lprpolicy.write.review.facts import Review, Reviewed, rules_against
from lprpolicy.write.review.phrases import fate, heading, opens, reason, source, who
from lprpolicy.write.start.grants import place


def write(review: Review) -> str:
    lines = [
        f"# Who can search the plate reads of the {markdown(review.name)}",
        "",
        *_counts(review),
        *_exports(review),
        *_rules(review),
        *_part("Who goes out", review, review.go, why=True),
        *_part("Who stays", review, review.stay, why=False),
        "This list is not legal advice. It says what the vendors' own lists show, who the "
        "directory takes each name for, and what the rules that are written down here say.",
    ]
    return "\n".join(lines) + "\n"


def _counts(review: Review) -> Iterator[str]:
    forbidden = sum(one.forbidden for one in review.go)
    unknown = sum(bool(one.objections) and not one.forbidden for one in review.go)
    decided = len(review.go) - forbidden - unknown
    yield f"{amount(len(review.reviewed), 'recipient')} on the vendors' lists. In the draft:"
    yield ""
    stay = len(review.stay)
    yield f"- {stay:,} {'stays' if stay == 1 else 'stay'}. No rule is known to keep them out."
    yield f"- {forbidden:,} {_go(forbidden)} out because a rule forbids it."
    yield (
        f"- {unknown:,} {_go(unknown)} out for now, because there is not enough information to "
        "say that the law lets them in."
    )
    if decided:
        yield f"- {decided:,} {_go(decided)} out because somebody decided so."
    refused = sum(one.refused for one in review.reviewed)
    if refused:
        yield f"- {refused:,} of those that go out were marked to keep. No decision can do that."
    yield f"- {len(review.open):,} still wait for somebody's decision."
    yield ""
    yield f"Nothing changes at the vendor by this list. Law in effect on {long_day(review.day)}."
    yield ""


def _go(count: int) -> str:
    return "goes" if count == 1 else "go"


def _exports(review: Review) -> Iterator[str]:
    yield "| system | export | of | SHA-256 |"
    yield "|---|---|---|---|"
    for one in review.exports:
        seen = one.observation
        day = str(seen.reported) if seen.reported else "no date on it"
        yield f"| {one.system} | {markdown(seen.document)} | {day} | `{seen.sha256[:12]}` |"
    yield ""


def _rules(review: Review) -> Iterator[str]:
    found = rules_against(review.reviewed)
    if not found:
        return
    yield "## The rules that keep recipients out"
    yield ""
    for rule, count in found.values():
        law = ""
        if rule.provision is not None:
            law = f" [{markdown(rule.provision.citation)}]({url(rule.provision.url)})."
            law += f" ({SECONDARY})" if rule.provision.verified is Verified.SECONDARY else ""
        yield f"- **{amount(count, 'recipient')}** · `{rule.id}`: {markdown(rule.says)}{law}"
    yield ""


def _part(title: str, review: Review, chosen: Iterable[Reviewed], *, why: bool) -> Iterator[str]:
    among = {one.key for one in chosen}
    yield f"## {title}"
    yield ""
    if not among:
        yield "Nobody."
        yield ""
    for group, state, members in review.by_group():
        here = [one for one in members if one.key in among]
        if here:
            yield f"### {heading(group, state)} ({len(here):,})"
            yield ""
            yield from _table(review, here, why=why)
            yield ""


def _table(review: Review, here: Iterable[Reviewed], *, why: bool) -> Iterator[str]:
    yield "| vendor's name | who it is | who says so | " + ("why |" if why else "opens |")
    yield "|---|---|---|---|"
    for one in here:
        share = one.listed.share
        name = f"{markdown(share.raw)} ({one.listed.system}, {place(share)})"
        last = _why(one, review) if why else markdown(opens(one))
        yield f"| {name} | {markdown(who(one))} | {markdown(source(one))} | {last} |"


def _why(one: Reviewed, review: Review) -> str:
    """Say why it goes out: by a decision, by the rules against it, or by both."""
    said = [reason(objection, review) for objection in one.objections]
    first = [fate(one)] if one.decided is not None or not said else []
    return "<br>".join(map(markdown, [*first, *dict.fromkeys(said)]))
