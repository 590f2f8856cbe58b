"""The review page in a real browser, with as many recipients as a real list has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lprpolicy.model.directory import Agency, Source
from lprpolicy.model.identity import Identity
from lprpolicy.model.listed import Choice, ListedRecipient
from lprpolicy.model.observation import Completeness, Direction, Observation, Share
from lprpolicy.model.places import Where
from lprpolicy.model.report import RuleInfo
from lprpolicy.model.rule import Provision
from lprpolicy.model.subject import Recipient
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.words import AgencyKind, Binding, Data, RowStatus, Tri, Vendor, Verified
from lprpolicy.read.decisions import read_decisions
from lprpolicy.write.review.csv import write as decisions_text
from lprpolicy.write.review.facts import Objection, Review, Reviewed, ShownExport
from lprpolicy.write.review.html import pages
from tests.limits import HANG
from tests.site.accessibility import PHONE, barriers
from tests.site.conftest import Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DAY = dt.date(2026, 11, 22)
LAW = Provision.model_validate(
    {"citation": "Ex. Act 1", "url": "https://law.example/1", "verified": Verified.SECONDARY}
)
RULE = RuleInfo(
    "us-ct/tiers", "Tiers", "Only some may.", "Remove it.", Binding.MUST, None, LAW, DAY
)
HOSTILE = (
    '=HYPERLINK("https://x.example")',
    "'=1+1",
    "<script>document.title = 'taken'</script>",
    '"Quoted", with a comma PD',
    "\u202eright to left PD",
    "line\nbreak PD",
)
# The rows are all alike: 30 of 536 tell as much of colors, in a twentieth of the time.
FEWER = """() => {
  for (const group of document.querySelectorAll("section.group"))
    [...group.querySelectorAll("fieldset")].slice(8).forEach((row) => row.remove());
}"""
SIZES = {"us-ct": 30, "us-ny": 60, "us-fl": 430}


def reviewed(raw: str, number: int, state: str | None, answer: Answer | None) -> Reviewed:
    """A recipient of a state, or one that nobody can identify, and what a rule says of it."""
    where = Where("list.csv", row=number)
    share = Share(Direction.OUTBOUND, raw, where, {Data.READS: Tri.YES})
    name = f"{state}/town-{number}-pd" if state else None
    kind = AgencyKind.MUNICIPAL_POLICE if state else None
    identity = Identity(raw, name, raw, kind, state, None, None, RowStatus.ACTIVE, "it says so")
    entry = None
    if name is not None:
        source = Source(title="Example list", on=DAY)
        entry = Agency(id=name, name=f"Town {number} Police", kind=kind, source=source)
    who = Recipient(name, raw, kind, state, None, entry=entry, why="no directory lists it")
    said = () if answer is None else (Objection(RULE, answer, "gives it access"),)
    return Reviewed(ListedRecipient("flock", share, identity, (share,)), who, said)


@pytest.fixture(scope="module")
def review() -> Review:
    """536 recipients: 30 that may stay, 76 that nobody can clear, 430 that a rule forbids."""
    answers = {"us-ct": None, "us-ny": Answer.UNDECIDED, "us-fl": Answer.VIOLATION}
    made = [
        reviewed(f"Town {number} {state} PD", number, state, answers[state])
        for state, size in SIZES.items()
        for number in range(size)
    ]
    names = (*HOSTILE, *(f"Unknown {number}" for number in range(10)))
    made += [reviewed(name, at, None, Answer.UNDECIDED) for at, name in enumerate(names)]
    seen = Observation(Vendor.FLOCK, "list.csv", "0" * 64, None, DAY, Completeness.COMPLETE, ())
    shown = (ShownExport("flock", seen),)
    return Review("us-ct/town-pd", "Town Police", "us-ct", DAY, shown, tuple(made))


@pytest.fixture(scope="module")
def folder(review: Review, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("review")
    for name, text in pages(review).items():
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def page(browser: Browser, folder: Path, request: pytest.FixtureRequest) -> Iterator[Watch]:
    options: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
    context = browser.new_context(**(options | getattr(request, "param", {})))
    context.set_default_timeout(HANG * 1000)
    watched = Watch(context.new_page(), folder)
    watched.open("index.html")
    yield watched
    context.close()


def undone(page: Watch) -> int:
    return int(page.page.locator("#undone").inner_text())


def downloaded(page: Watch) -> bytes:
    with page.page.expect_download() as waiting:
        page.page.locator("#download").click()
    assert waiting.value.suggested_filename == "decisions.csv"
    return Path(waiting.value.path()).read_bytes()


@pytest.mark.parametrize(
    "page",
    [{"color_scheme": "light"}, {"color_scheme": "dark", **PHONE}],
    ids=["light", "dark phone"],
    indirect=True,
)
def test_axe_finds_no_barrier(page: Watch) -> None:
    page.page.evaluate(FEWER)
    assert barriers(page.page) == []


@pytest.mark.parametrize("page", [{"viewport": {"width": 320, "height": 700}}], indirect=True)
def test_nothing_runs_off_a_narrow_screen(page: Watch) -> None:
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_is_undone_is_counted_and_the_gravest_stand_first(page: Watch) -> None:
    assert undone(page) == 106
    titles = page.page.locator("section.group h2").all_inner_texts()
    assert titles == [
        "Recipients that cannot be identified (16)",
        "Agencies of other states: Florida (430)",
        "Agencies of other states: New York (60)",
        "Agencies of this state (30)",
    ]
    assert page.page.locator("fieldset.recipient").count() == 536


def test_a_group_is_decided_by_one_button(page: Watch) -> None:
    page.page.locator("#group-4 [data-all=keep]").click()
    assert undone(page) == 76
    page.page.locator("#group-3 [data-all=ask]").click()
    assert undone(page) == 16
    page.page.locator("#group-4 input[value=remove]").first.check()
    decided = read_decisions("d.csv", downloaded(page))
    assert len(decided) == 90
    assert decided["flock", "Town 0 us-ct PD"] is Choice.REMOVE
    assert decided["flock", "Town 1 us-ct PD"] is Choice.KEEP
    assert decided["flock", "Town 59 us-ny PD"] is Choice.ASK
    page.assert_calm()


def test_what_a_rule_keeps_out_cannot_be_kept(page: Watch) -> None:
    for group in (1, 2, 3):
        keep = page.page.locator(f"#group-{group} input[value=keep]")
        assert keep.count() == keep.and_(page.page.locator(":disabled")).count()
    assert page.page.locator("#group-2 input[value=remove]:checked").count() == 430
    page.page.locator("#group-3 input[value=ask]").first.focus()
    page.page.keyboard.press("k")
    assert "cannot be kept" in page.page.locator("#said").inner_text()
    assert undone(page) == 106


def test_the_keyboard_alone_decides_one_after_another(page: Watch) -> None:
    keys = page.page.keyboard
    page.page.locator("#next").focus()
    keys.press("Enter")
    names = []
    focused = "document.activeElement.closest('fieldset').dataset.name"
    for key in "rar":
        names.append(page.page.evaluate(focused))
        keys.press(key)
    assert len({*names}) == 3
    assert undone(page) == 103
    assert "103 still to decide" in page.page.locator("#said").inner_text()
    decided = read_decisions("d.csv", downloaded(page))
    assert [decided["flock", name] for name in names] == [Choice.REMOVE, Choice.ASK, Choice.REMOVE]
    page.assert_calm()


def test_the_download_is_what_lprpolicy_writes_for_the_same_decisions(
    page: Watch, review: Review
) -> None:
    from dataclasses import replace

    assert downloaded(page).decode() == decisions_text(review)
    for button in page.page.locator("[data-all=ask]").all():
        button.click()
    raw = downloaded(page)
    decided = read_decisions("d.csv", raw)
    assert {name for _, name in decided} >= {"'=1+1", HOSTILE[0], '"Quoted", with a comma PD'}
    then = tuple(replace(one, decided=decided.get(one.key)) for one in review.reviewed)
    assert raw.decode() == decisions_text(replace(review, reviewed=then))
    assert len(decided) == 106


def test_a_file_of_decisions_is_taken_up_again(page: Watch, tmp_path: Path) -> None:
    for button in page.page.locator("[data-all=ask]").all():
        button.click()
    (tmp_path / "decisions.csv").write_bytes(downloaded(page))
    page.open("index.html")
    assert undone(page) == 106
    page.page.locator("#file").set_input_files(tmp_path / "decisions.csv")
    page.page.locator("#shown", has_text="106 decisions taken from decisions.csv.").wait_for()
    assert undone(page) == 0
    bad = "system,listed_as,decision\r\nflock,Town 0 us-fl PD,keep\r\nflock,Nobody,keep\r\n"
    (tmp_path / "bad.csv").write_text(bad)
    page.page.locator("#file").set_input_files(tmp_path / "bad.csv")
    page.page.locator(
        "#shown", has_text="0 decisions taken from bad.csv. 2 rows could not"
    ).wait_for()
    page.assert_calm()


def test_a_filter_leaves_the_recipients_that_fit(page: Watch) -> None:
    page.page.locator("#words").fill("us-ny")
    page.page.locator("#shown", has_text="60 of 536 shown").wait_for()
    page.page.locator("#words").fill("")
    page.page.locator("#only").check()
    page.page.locator("#shown", has_text="106 of 536 shown").wait_for()
    assert page.page.locator("#group-2").is_hidden()


def test_no_name_of_a_list_becomes_markup(page: Watch) -> None:
    assert page.page.title().startswith("Review: who can search")
    assert page.page.locator("main script").count() == 0
    assert page.page.locator("legend", has_text="<script>").count() == 1


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_the_list_is_there_to_be_marked_by_hand(page: Watch) -> None:
    assert page.page.locator("fieldset.recipient").count() == 536
    assert page.page.locator("#needs-script").is_visible()
    assert not page.page.locator("#download").is_visible()


def test_on_paper_there_are_the_choices_and_no_buttons(page: Watch) -> None:
    page.page.emulate_media(media="print", color_scheme="dark")
    assert not page.page.locator("#download").is_visible()
    assert not page.page.locator("#words").is_visible()
    assert page.page.locator("#r1 input").first.is_visible()
    assert page.page.locator("#undone").is_visible()
