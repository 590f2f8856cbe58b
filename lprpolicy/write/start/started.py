"""Write the closing message of `start`: who stays, who goes, what was written, what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lprpolicy.model.prose import amount
from lprpolicy.write.escape import one_line
from lprpolicy.write.review.facts import Review, rules_against
from lprpolicy.write.review.phrases import heading
from lprpolicy.write.start.begun import kept_lines, open_lines, top_lines
from lprpolicy.write.start.facts import Start


def started_text(
    start: Start,
    review: Review,
    folder: str,
    *,
    written: Sequence[str],
    notes: Sequence[str],
    at_top: Sequence[str] = (),
    kept: Mapping[str, str] | None = None,
    again: str = "the same command",
) -> str:
    """Write the message. `again` is the command that gives the same answers once more."""
    lines = [
        *_recipients(review),
        *_draft(start, folder, written),
        *top_lines(start, at_top),
        *open_lines(start),
        *kept_lines(kept or {}),
        *(f"note: {one_line(note)}" for note in notes),
        *_next(review, folder, again),
    ]
    return "\n".join(lines) + "\n"


def _recipients(review: Review) -> Iterator[str]:
    systems = ", ".join(f"{one.observation.document} ({one.system})" for one in review.exports)
    if not review.exports:
        return
    yield f"{amount(len(review.reviewed), 'recipient')} on {one_line(systems)}"
    forbidden = sum(one.forbidden for one in review.go)
    unknown = sum(bool(one.objections) and not one.forbidden for one in review.go)
    decided = len(review.go) - forbidden - unknown
    yield f"  {len(review.stay):,} stay: no rule is known to keep them out"
    yield f"  {forbidden:,} go out: a rule forbids it"
    yield f"  {unknown:,} go out for now: not enough information to say that the law lets them in"
    if decided:
        yield f"  {decided:,} go out: somebody decided so"
    refused = sum(one.refused for one in review.reviewed)
    if refused:
        yield f"  {refused:,} of these were to be kept: no decision keeps what a rule keeps out"
    gravest = [
        f"{heading(group, state)[:1].lower()}{heading(group, state)[1:]} {len(members):,}"
        for group, state, members in review.by_group()
        if state is None and not all(one.stays for one in members)
    ]
    if gravest:
        yield f"  among those who go: {', '.join(gravest)}"
    for rule, count in rules_against(review.reviewed).values():
        law = f" ({rule.provision.citation})" if rule.provision is not None else ""
        yield f"    {count:>5,}  {rule.id}{law}"


def _draft(start: Start, folder: str, written: Sequence[str]) -> Iterator[str]:
    town = one_line(start.told.town)
    if written:
        yield f"wrote {folder}: a draft for {town} ({start.told.agency}), status: proposed"
    else:
        yield f"nothing to change in {folder}: it is what these answers give"


def _next(review: Review, folder: str, again: str) -> Iterator[str]:
    if review.exports:
        yield f"read first: {folder}/docs/memo.md, and who goes out: {folder}/docs/recipients.md"
        waiting = len(review.open)
        if waiting:
            verb = "waits" if waiting == 1 else "wait"
            yield (
                f"{amount(waiting, 'recipient')} {verb} for a decision: open "
                f"{folder}/docs/review/index.html in a browser"
            )
            added = "with " if again == "the same command" else ""
            yield f"then: {again} {added}--decisions decisions.csv"
    else:
        yield f"read first: {folder}/docs/memo.md"
    yield f"next: lprpolicy check {folder}"
