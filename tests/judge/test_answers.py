"""What rules say of blocks is asked for once, and is what they would say if asked each time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.evaluate.subjects import subject
from lprpolicy.identify.index import Index
from lprpolicy.judge import answers
from lprpolicy.judge.answers import Answers
from lprpolicy.judge.rules_in_force import RulesInForce, judge
from lprpolicy.model.blocks import Blocks
from lprpolicy.model.policy import Policy
from lprpolicy.model.subject import Subject
from lprpolicy.read.blocks import Memory
from lprpolicy.read.schema import shape
from lprpolicy.read.yaml import read
from lprpolicy.repository.directories import federal
from lprpolicy.repository.law import of_state
from tests.limits import examples
from tests.repositories import TODAY

INDEX = Index.of(federal())
HEAD = "schema: lprpolicy/policy/v1\nagency: us-ct/elm-pd\n"
Asked = tuple[Subject, Blocks]


def policies(*texts: str) -> list[Asked]:
    """Policies that are read one after the other, so that the third knows the blocks of the first."""
    memory, found = Memory(), []
    for text in (*texts[:1] * 2, *texts):
        document = read("p.yaml", (HEAD + text).encode(), memory=memory)
        value, misfits = shape(document.data, Policy, document.blocks)
        assert value is not None, misfits
        found.append((subject(value, INDEX, TODAY), document.blocks))
    return found[2:]


class Counted:
    """Rules that say how often they were asked."""

    def __init__(self, *reads: str) -> None:
        self.asked = 0
        self.answers = Answers[int](frozenset(reads), self._ask)

    def _ask(self, subject: Subject) -> list[int]:
        del subject
        self.asked += 1
        return [self.asked]

    def of(self, *asked: Asked) -> list[int]:
        return [said for one in asked for said in self.answers.of(*one)]


ONE = "status: adopted\naudit: {every: 1 month}\n"
GRANT = "sharing: {onward: forbidden, grants: [{to: us/ice}]}\n"


def test_of_the_same_blocks_rules_are_asked_once() -> None:
    asked = policies(ONE, ONE + "access: {reason: required}\n", ONE)
    assert Counted("audit").of(*asked) == [1, 1, 1]


def test_of_another_block_they_are_asked_again_and_of_one_left_out() -> None:
    more = ONE + "access: {reason: required}\n"
    asked = policies(more, ONE, more.replace("required", "optional"), more)
    assert Counted("access").of(*asked) == [1, 2, 3, 1]
    assert Counted("access", "audit").of(*asked) == [1, 2, 3, 1]


def test_where_somebody_is_granted_access_they_are_asked_again() -> None:
    assert Counted("audit").of(*policies(ONE, ONE + GRANT, ONE)) == [1, 2, 1]


def test_what_only_one_file_says_is_not_kept() -> None:
    *_, (asked, blocks) = policies(ONE, ONE + "access: {reason: required}\n")
    assert (blocks["audit"].shared, blocks["access"].shared) == (True, False)
    assert Counted("access").of((asked, blocks), (asked, blocks)) == [1, 2]


def test_many_answers_are_forgotten_and_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_KEPT", 2)
    asked = policies(ONE, ONE.replace("adopted", "proposed"), ONE.replace("adopted", "superseded"))
    for _, blocks in asked:
        blocks["status"].shared = True
    first, second, third = asked
    assert Counted("status").of(first, second, first, third, third, first) == [1, 2, 1, 3, 3, 4]


BLOCKS: dict[str, list[str]] = {
    "status": ["adopted", "proposed"],
    "adopted": [
        "{by: Council, on: 2026-10-01, record: a.md}",
        "{by: Council, on: 2027-10-01, record: a.md}",
    ],
    "systems": [
        "[]",
        "[{id: a, vendor: flock, contract: {retention: 20 days}}]",
        "[{id: a, vendor: flock, retention: {reads: 90 days}}]",
    ],
    "retention": ["{reads: 21 days, hits: 3 years}", "{reads: 90 days}"],
    "audit": ["{every: 1 month, log_review: 1 week}", "{every: 1 year}"],
    "hot_lists": ["[]", "[{list: ncic}]"],
    "purposes": ["{allowed: [homicide]}", "{prohibited: [immigration-enforcement]}"],
    "access": ["{reason: required}", "{reason: optional}"],
    "sharing": ["{onward: forbidden, grants: [{to: us/ice}]}", "{grants: []}"],
}
FILES = st.lists(
    st.fixed_dictionaries(
        {"status": st.sampled_from(BLOCKS["status"])},
        optional={
            block: st.sampled_from(texts) for block, texts in BLOCKS.items() if block != "status"
        },
    ).map(lambda said: "".join(f"{block}: {text}\n" for block, text in said.items())),
    min_size=1,
    max_size=6,
)


@settings(max_examples=examples(90), deadline=None)
@given(FILES)
def test_many_policies_are_judged_as_each_alone(texts: list[str]) -> None:
    law = RulesInForce.of(of_state("us-ct").obligations, TODAY)
    for asked, blocks in policies(*texts, *texts):
        rules = law.that_bind(asked.agency)
        assert rules.judge(asked, blocks) == list(judge(asked, rules.today))
        own = rules + RulesInForce.of(of_state("us-ny").obligations, TODAY)
        assert own.judge(asked, blocks) == list(judge(asked, own.today))


def test_of_another_day_nothing_is_known() -> None:
    adopted = "adopted: {by: Council, on: 2026-10-01, record: a.md}\n"
    (asked, blocks), *_ = policies(ONE + adopted)
    day = TODAY.replace(year=2027)
    rules = RulesInForce.of(of_state("us-ct").obligations, day)
    said = rules.judge(replace(asked, day=day), blocks)
    before = replace(asked, day=TODAY.replace(year=2025))
    assert rules.judge(before, blocks) == list(judge(before, rules.today)) != said
