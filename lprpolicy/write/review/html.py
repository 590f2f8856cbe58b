"""Write the review as a page to decide on, with its style and script beside it.

The page works from its folder, without a network. Its script may run, and nothing that a vendor's
list says can: every text is escaped, and the page's own policy forbids any other script.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from jinja2 import Template

from lprpolicy.model.listed import Choice
from lprpolicy.model.prose import amount
from lprpolicy.model.report import RuleInfo
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.words import Verified
from lprpolicy.write.review.facts import Review, Reviewed, rules_against
from lprpolicy.write.review.phrases import heading, opens, source, who
from lprpolicy.write.site.environment import asset, environment
from lprpolicy.write.start.grants import place

FOLDER: Final = files("lprpolicy") / "write" / "review"
STYLE, SCRIPT = "review.css", "review.js"


@dataclass(frozen=True, slots=True)
class Row:
    """A recipient as the page shows it. `choice` is what is marked when the page opens."""

    id: str
    system: str
    name: str
    who: str
    source: str
    place: str
    opens: str
    says: tuple[tuple[str, str, bool], ...]
    forbidden: bool
    may_stay: bool
    choice: str


@dataclass(frozen=True, slots=True)
class ReviewPart:
    """A group of recipients with its heading."""

    id: str
    title: str
    rows: tuple[Row, ...]

    @property
    def free(self) -> int:
        """How many somebody decides about: not those that the law alone puts out."""
        return sum(not row.forbidden for row in self.rows)

    @property
    def may_stay(self) -> int:
        return sum(row.may_stay for row in self.rows)


def pages(review: Review) -> dict[str, str]:
    """Return the page and the files that it loads, by name."""
    return {"index.html": _page(review), STYLE: _file(STYLE), SCRIPT: _file(SCRIPT)} | {
        name: asset(name) for name in ("site.css", "favicon.svg")
    }


def _page(review: Review) -> str:
    parts = tuple(_parts(review))
    return _template().render(
        review=review,
        parts=parts,
        rules=[
            (rule, count, _secondary(rule))
            for rule, count in rules_against(review.reviewed).values()
        ],
        counts={
            "all": len(review.reviewed),
            "forbidden": sum(one.forbidden for one in review.reviewed),
            "free": sum(not one.forbidden for one in review.reviewed),
            "open": len(review.open),
        },
        choices=[choice.value for choice in Choice],
        amount=amount,
        css=STYLE,
        script=SCRIPT,
    )


def _parts(review: Review) -> Iterator[ReviewPart]:
    number = 0
    for at, (group, state, members) in enumerate(review.by_group(), 1):
        rows = []
        for one in members:
            number += 1
            rows.append(_row(one, f"r{number}"))
        yield ReviewPart(f"group-{at}", heading(group, state), tuple(rows))


def _row(one: Reviewed, identifier: str) -> Row:
    system, name = one.key
    decided = Choice.REMOVE if one.forbidden and one.decided is None else one.decided
    says = {
        (objection.says, objection.rule.id, objection.answer is Answer.VIOLATION): None
        for objection in one.objections
    }
    return Row(
        id=identifier,
        system=system,
        name=name,
        who=who(one),
        source=source(one),
        place=f"{one.listed.share.where.document}, {place(one.listed.share)}",
        opens=opens(one),
        says=tuple(says),
        forbidden=one.forbidden,
        may_stay=not one.objections,
        choice=decided.value if decided is not None and not one.refused else "",
    )


def _secondary(rule: RuleInfo) -> bool:
    return rule.provision is not None and rule.provision.verified is Verified.SECONDARY


@lru_cache(maxsize=1)
def _template() -> Template:
    return environment().from_string(_file("page.html"))


def _file(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
