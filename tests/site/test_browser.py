"""The site in a real browser, opened from its folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lprpolicy.host.browser import printer
from tests.site.accessibility import PHONE, barriers
from tests.site.conftest import DAY, Watch

KINDS = {
    "front": "index.html",
    "agency": "agencies/us-ct/town-001-pd.html",
    "agency that breaks rules": "agencies/us-ct/town-005-pd.html",
    "searches": "searches/us-ct/town-001-pd.html",
    "broken policy": "agencies/us-ct/town-015-pd.html",
    "former agency": "agencies/us-ct/town-016-pd.html",
    "recipients": "recipients/index.html",
    "recipient": "recipients/us-ct/town-008-pd.html",
    "federal recipient": "recipients/us/ice-hsi.html",
    "rules": "rules/index.html",
    "rule": "rules/us-ct/retention-reads.html",
    "directory": "directory/index.html",
    "changes": "changes/index.html",
    "search": "search.html?q=town",
    "about": "about.html",
}
DEVICES = [
    pytest.param({"color_scheme": "light"}, id="light"),
    pytest.param({"color_scheme": "dark", **PHONE}, id="dark phone"),
]


def provision(site: Path) -> str:
    return next((site / "provisions").glob("*.html")).relative_to(site).as_posix()


@pytest.mark.parametrize("watch", DEVICES, indirect=True)
def test_axe_finds_no_barrier_on_any_kind_of_page(watch: Watch) -> None:
    found = []
    for kind, path in {**KINDS, "provision": provision(watch.site)}.items():
        found += [f"{kind}: {one}" for one in barriers(watch.open(path))]
    assert found == []


def test_a_barrier_is_found(watch: Watch) -> None:
    page = watch.open(KINDS["front"])
    page.evaluate("document.querySelector('main').insertAdjacentHTML('afterbegin', '<img src=x>')")
    assert [one.partition(":")[0] for one in barriers(page)] == ["image-alt"]


@pytest.mark.parametrize("watch", DEVICES, indirect=True)
def test_every_kind_of_page_is_quiet_and_asks_for_nothing_outside_its_folder(watch: Watch) -> None:
    for path in KINDS.values():
        watch.open(path)
    watch.assert_calm()
    assert watch.requests


@pytest.mark.parametrize("watch", [{"viewport": {"width": 320, "height": 700}}], indirect=True)
def test_nothing_runs_off_a_narrow_screen(watch: Watch) -> None:
    for kind, path in KINDS.items():
        page = watch.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, kind


def column(watch: Watch, number: int) -> list[str]:
    rows = watch.page.locator("#agencies tbody tr:visible")
    return [
        text.strip() for text in rows.locator(f":scope > :nth-child({number})").all_inner_texts()
    ]


def test_a_click_on_a_heading_sorts_and_another_turns_it_round(watch: Watch) -> None:
    page = watch.open("index.html")
    kept = page.get_by_role("columnheader", name="Reads kept")
    kept.get_by_role("button").click()
    assert kept.get_attribute("aria-sort") == "ascending"
    periods = column(watch, 5)
    assert periods[0] == "7 days"
    assert periods.index("21 days") < periods.index("30 days") < periods.index("1 year")
    assert periods[-1] == "not specified"
    kept.get_by_role("button").click()
    assert kept.get_attribute("aria-sort") == "descending"
    assert column(watch, 5)[0] == "1 year"
    assert column(watch, 5)[-1] == "not specified"
    assert page.locator("th[aria-sort]").count() == 1
    watch.assert_calm()


def test_filters_leave_the_rows_that_fit_and_say_how_many(watch: Watch) -> None:
    page = watch.open("index.html")
    page.get_by_label("Show only rows with").fill("town 00")
    assert len(column(watch, 1)) == 10
    assert page.get_by_text("10 of 16 shown").is_visible()
    page.locator("form.filter").get_by_label("County or region").select_option("Region 3")
    assert column(watch, 1) == ["Town 003 Police Department"]
    page.get_by_label("Show only rows with").fill("nobody is called this")
    assert page.get_by_text("0 of 16 shown").is_visible()
    watch.assert_calm()


def test_the_search_box_of_any_page_leads_to_what_is_looked_for(watch: Watch) -> None:
    page = watch.open("rules/us-ct/retention-reads.html")
    page.get_by_role("searchbox", name="Search").fill("homeland security")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url(re.compile(r"search\.html\?q=homeland"))
    assert re.fullmatch(r"[1-9]\d* found", page.locator("#found").inner_text())
    page.get_by_role("link", name="ICE Homeland Security Investigations").click()
    assert page.url.endswith("recipients/us/ice-hsi.html")
    watch.assert_calm()


def test_the_search_answers_while_one_types_and_says_when_it_finds_nothing(watch: Watch) -> None:
    page = watch.open("search.html")
    page.keyboard.type("town 01")
    assert page.locator("#results li").count() >= 6
    page.keyboard.type("xyz")
    assert page.locator("#found").inner_text() == "0 found"
    watch.assert_calm()


def test_what_is_typed_into_the_search_never_becomes_markup(watch: Watch) -> None:
    page = watch.open("search.html?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    assert page.get_by_role("searchbox").input_value() == "<img src=x onerror=alert(1)>"
    assert page.locator("main img").count() == 0
    watch.assert_calm()


def test_the_keyboard_alone_reaches_and_works_everything(watch: Watch) -> None:
    page = watch.open("index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.get_by_role("link", name="Skip to the content").is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.tagName"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", seen
    assert {"INPUT", "SELECT", "BUTTON"} <= set(seen)
    page.get_by_role("columnheader", name="Agency").get_by_role("button").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert column(watch, 1)[0] == "Town 015 Police Department"
    page.keyboard.press("Shift+Tab")
    watch.assert_calm()


@pytest.mark.parametrize("watch", [PHONE], indirect=True)
def test_on_a_phone_a_row_is_a_card_and_still_a_row_of_a_table(watch: Watch) -> None:
    page = watch.open("index.html")
    row = page.locator("#agencies tbody tr").first
    assert row.evaluate("one => getComputedStyle(one).display") == "block"
    assert page.get_by_role("row").count() == 17
    assert page.get_by_role("rowheader", name="Town 000 Police Department").count() == 1
    assert "Reads kept" in row.locator("td").nth(3).evaluate(
        "one => getComputedStyle(one, '::before').content"
    )


@pytest.mark.parametrize("watch", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_everything_is_there_but_sorting_and_searching(watch: Watch) -> None:
    page = watch.open("index.html")
    assert page.locator("#agencies tbody tr:visible").count() == 16
    assert not page.locator("form.filter").first.is_visible()
    page.goto(f"{watch.site.as_uri()}/search.html")
    assert page.get_by_text("The search needs scripts.").is_visible()


def test_on_paper_there_are_words_and_whole_tables_and_no_boxes_to_type_in(watch: Watch) -> None:
    page = watch.open("index.html")
    page.get_by_label("Show only rows with").fill("town 003")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.get_by_role("searchbox").first.is_visible()
    assert not page.get_by_role("navigation", name="Main").is_visible()
    colors = page.evaluate(
        "[getComputedStyle(document.documentElement).backgroundColor,"
        " getComputedStyle(document.querySelector('h1')).color]"
    )
    assert colors == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    page.goto(f"{watch.site.as_uri()}/agencies/us-ct/town-001-pd.html")
    page.emulate_media(media="print")
    assert page.get_by_role("heading", name="Who can search it?").is_visible()
    assert not page.get_by_role("heading", name="The same as tables").is_visible()
    scroll = page.locator(".scroll").last
    assert scroll.evaluate("one => getComputedStyle(one).overflowX") == "visible"


def test_a_script_that_got_into_a_page_would_not_run(watch: Watch, tmp_path: Path) -> None:
    """The last line of defence: were something to get through, the page itself forbids it."""
    text = (watch.site / "about.html").read_text(encoding="utf-8")
    bad = text.replace("</h1>", "</h1><script>document.title = 'taken'</script><p onclick=x>", 1)
    (tmp_path / "bad.html").write_text(bad, encoding="utf-8")
    watch.page.goto((tmp_path / "bad.html").as_uri())
    assert watch.page.title() != "taken"
    assert any("Content Security Policy" in one for one in watch.complaints)


def pictures(packet: Path) -> list[bytes]:
    """Each sheet as it looks; the bytes of a file may differ where nobody sees it."""
    import pypdfium2

    opened = pypdfium2.PdfDocument(packet)
    seen = [sheet.render().to_pil().tobytes() for sheet in opened]
    opened.close()
    return seen


def test_a_packet_for_a_meeting_is_the_same_every_time(
    made_up_site: Path, chromium: str, tmp_path: Path
) -> None:
    import pypdf

    page = made_up_site / KINDS["agency"]
    first = printer().pdf(page, tmp_path / "first.pdf", DAY)
    second = printer().pdf(page, tmp_path / "second.pdf", DAY)
    assert pictures(first) == pictures(second)
    made = pypdf.PdfReader(first)
    again = pypdf.PdfReader(second)
    assert made.metadata == again.metadata
    assert [one.extract_text() for one in made.pages] == [one.extract_text() for one in again.pages]
    assert made.metadata["/CreationDate"].startswith("D:20261122000000")
    text = "".join(sheet.extract_text() for sheet in made.pages)
    assert "Town 001 Police Department" in text
    assert "Who can search it?" in text


def test_a_packet_leads_to_no_place_on_the_machine_that_printed_it(
    made_up_site: Path, chromium: str, tmp_path: Path
) -> None:
    import pypdf

    folder = made_up_site / "agencies/us-ct"
    before = sorted(folder.iterdir())
    packet = printer().pdf(made_up_site / KINDS["agency"], tmp_path / "packet.pdf", DAY)
    sheets = pypdf.PdfReader(packet).pages
    links = [note.get_object() for sheet in sheets for note in sheet.get("/Annots", ())]
    assert links  # those within the page
    leads = [one["/A"]["/URI"] for one in links if "/URI" in one.get("/A", {})]
    assert [one for one in leads if not one.startswith("https://")] == []
    assert b"file:" not in packet.read_bytes()
    assert str(made_up_site).encode() not in packet.read_bytes()
    assert sorted(folder.iterdir()) == before
