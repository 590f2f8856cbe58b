"""What the pages say, from facts made by hand."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from lprpolicy.evaluate.site_history import NO_GIT
from lprpolicy.model.standing import Standing
from lprpolicy.model.words import Binding, Status
from lprpolicy.write.site.facts import ChangeLog, Ruling
from lprpolicy.write.site.view import count_by_standing, worst
from tests.conftest import Snapshot
from tests.site.made_up import built, site, town

PAGES = [
    "index.html",
    "agencies/us-xx/alder-pd.html",
    "recipients/index.html",
    "recipients/us/ice.html",
    "recipients/us-xx/state-police.html",
    "rules/index.html",
    "rules/us-xx/reads-two-weeks.html",
    "provisions/ex-veh-code-40-12-225c9e8d.html",
    "directory/index.html",
    "changes/index.html",
    "search.html",
    "about.html",
]


class Words(HTMLParser):
    """The text that a page shows, without what is in its head."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.silent += tag in ("head", "script")
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given[name] or "" for name in ("href", "src", "action") if name in given]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("head", "script")

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.said.append(data.strip())


def read(page: str) -> Words:
    words = Words()
    words.feed(page)
    return words


def said(page: str) -> str:
    return " ".join(read(page).said)


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return built()


@pytest.mark.parametrize("path", PAGES)
def test_each_kind_of_page_is_as_it_was_read_last(
    path: str, files: dict[str, str], snapshot: Snapshot
) -> None:
    snapshot(f"site/{path.replace('/', '_')}", files[path])


@pytest.mark.parametrize(
    "path",
    ["index.agencies.csv", "index.agencies.json", "feed.xml", "assets/search-index.js"],
)
def test_the_data_beside_the_pages_is_as_it_was_read_last(
    path: str, files: dict[str, str], snapshot: Snapshot
) -> None:
    snapshot(f"site/{path.replace('/', '_')}", files[path])


def test_every_address_stays(files: dict[str, str], snapshot: Snapshot) -> None:
    snapshot("site/addresses.txt", "".join(f"{path}\n" for path in sorted(files)))


def test_every_link_leads_to_a_file_of_the_site_or_to_the_web(files: dict[str, str]) -> None:
    for path, text in files.items():
        if not path.endswith(".html"):
            continue
        page = read(text)
        for link in page.links:
            target = link.partition("#")[0].partition("?")[0]
            if link.startswith("https://") or not target:
                continue
            steps: list[str] = path.split("/")[:-1]
            for step in target.split("/"):
                steps = steps[:-1] if step == ".." else [*steps, step]
            assert "/".join(steps) in files, f"{path} links to {link}"


def test_no_page_says_an_id_twice_and_each_anchor_is_there(files: dict[str, str]) -> None:
    for path, text in files.items():
        if path.endswith(".html"):
            page = read(text)
            assert len(page.ids) == len(set(page.ids)), path
            for link in page.links:
                assert not link.startswith("#") or link[1:] in page.ids, f"{path}: {link}"


def test_the_front_page_says_first_that_nothing_is_adopted(files: dict[str, str]) -> None:
    text = said(files["index.html"])
    assert "Every policy here is a draft." in text
    assert text.index("Every policy here is a draft.") < text.index("Alder Police Department")


def test_a_recipient_without_a_grant_is_not_said_to_be_shut_out() -> None:
    made = site()
    text = said(built(replace(made, accesses=()))["recipients/us/ice.html"])
    assert "No policy here names it" in text
    assert "is not known" in text


def test_nothing_is_ever_called_compliant(files: dict[str, str]) -> None:
    for path, text in files.items():
        assert not re.search(r"\bcomplian|cannot reach|\bproved\b", text, re.IGNORECASE), path


def test_what_is_coming_shows_on_the_rule_and_counts_on_the_front(files: dict[str, str]) -> None:
    assert "2 things will be asked for" in said(files["index.html"])
    assert "From January 1, 2027" in said(files["rules/us-xx/reads-two-weeks.html"])


def test_a_policy_that_says_nothing_is_not_counted_as_short() -> None:
    made = site()
    silent = town("Cedar", None, Standing.CANNOT_TELL)
    pages = built(replace(made, towns={**made.towns, silent.id: silent}))
    assert "not specified: 1 agency" in pages["index.html"]
    assert "draft: would meet 0 of 1" in said(pages["index.html"])


def test_a_policy_that_cannot_be_read_has_a_page_that_says_so() -> None:
    made = site()
    broken = replace(
        town("Cedar", "14 days", Standing.MET),
        policy=None,
        rulings=(),
        faults=("us-xx/cedar-pd/policy.yaml:3:1: says the same key twice",),
    )
    pages = built(replace(made, towns={**made.towns, broken.id: broken}))
    text = said(pages["agencies/us-xx/cedar-pd.html"])
    assert "cannot be read as it stands" in text
    assert "says the same key twice" in text
    assert "cannot be read" in said(pages["index.html"])


def test_an_agency_that_is_gone_keeps_its_address() -> None:
    made = site()
    pages = built(
        replace(made, towns={"us-xx/birch-pd": made.towns["us-xx/birch-pd"]}, accesses=())
    )
    assert "any more" in said(pages["agencies/us-xx/alder-pd.html"])


def test_without_a_history_the_pages_say_why() -> None:
    pages = built(replace(site(), history=ChangeLog((), None, NO_GIT)))
    assert NO_GIT in said(pages["changes/index.html"])
    assert "2026-11-22T00:00:00Z" in pages["feed.xml"]


def test_the_neighbourhood_shows_who_passes_reads_on(files: dict[str, str]) -> None:
    text = said(files["recipients/us-xx/state-police.html"])
    assert "It passes on what it gets to Immigration and Customs Enforcement" in text


def test_json_and_csv_have_the_rows_of_the_page(files: dict[str, str]) -> None:
    rows = json.loads(files["index.agencies.json"])["rows"]
    assert [row["agency"] for row in rows] == ["us-xx/alder-pd", "us-xx/birch-pd"]
    assert len(files["index.agencies.csv"].splitlines()) == 1 + len(rows)


def test_a_draft_would_meet_rules_and_has_met_none() -> None:
    rulings = (
        Ruling("us-xx/alder-pd", "us-xx/reads-two-weeks", Standing.MET, Binding.MUST, ()),
        Ruling("us-xx/alder-pd", "us-xx/no-immigration", Standing.NOT_MET, Binding.MUST, ("x",)),
        Ruling("us-xx/alder-pd", "us-xx/review", Standing.MET, Binding.SHOULD, ()),
    )
    draft = replace(town("Alder", "14 days", Standing.MET), rulings=rulings)
    assert draft.policy is not None
    assert worst(draft) == ("draft: would meet 1 of 2", "draft")
    adopted = replace(
        draft,
        policy=draft.policy.model_copy(update={"status": Status.ADOPTED}),
        rulings=rulings[:1],
    )
    assert worst(adopted) == ("1 required rule met", "met")


def test_no_rule_of_a_draft_is_counted_or_colored_as_met() -> None:
    met = Ruling("us-xx/alder-pd", "us-xx/reads-two-weeks", Standing.MET, Binding.MUST, ())
    would = replace(met, draft=True)
    assert count_by_standing([met, would, would]) == [
        ("met", "met", 1),
        ("would be met", "draft", 2),
    ]
    broken = replace(would, standing=Standing.NOT_MET)
    assert count_by_standing([would, broken])[0] == ("violated", "unmet", 1)


AS_IF_ADOPTED = re.compile(
    r"can (?:itself )?search the reads|can be searched by|\blets it search|\d let it search|[Oo]thers who can search"
    r"|(?<!would )\blets? (?:Imm|Exam|Birch|Alder)|Takes effect|>met<|: met\b"
)


def test_nothing_in_a_site_of_drafts_reads_as_if_it_were_adopted(files: dict[str, str]) -> None:
    for path, text in files.items():
        if path != "about.html":  # it says what each word means
            shown = text.replace("Agencies that let it search", "")
            assert AS_IF_ADOPTED.findall(shown) == [], path
    assert "Of the 2 policies here, 1 draft would let it search ." in said(
        files["recipients/us/ice.html"]
    )
    assert "It could search the reads of Alder Police Department (draft)" in said(
        files["recipients/us/ice.html"]
    )
    assert "Its reads would be searchable by" in files["agencies/us-xx/alder-pd.html"]
    assert "1 draft would let it search" in files["assets/search-index.js"]
    assert ",proposed," in files["recipients/us/ice.agencies.csv"]


def test_an_adopted_policy_stands_apart_from_the_drafts() -> None:
    made = site()
    alder = made.towns["us-xx/alder-pd"]
    assert alder.policy is not None
    adopted = replace(alder, policy=alder.policy.model_copy(update={"status": Status.ADOPTED}))
    pages = built(replace(made, towns={**made.towns, adopted.id: adopted}))
    ice = said(pages["recipients/us/ice.html"])
    assert "Of the 2 policies here, 1 lets it search ." in ice
    assert "It can search the reads of Alder Police Department" in ice
    assert "1,1" not in pages["recipients/index.recipients.csv"]
    assert "Its reads can be searched by" in pages["agencies/us-xx/alder-pd.html"]


def test_the_page_of_a_draft_says_what_would_be(files: dict[str, str]) -> None:
    page = said(files["agencies/us-xx/alder-pd.html"])
    assert "Would take effect" in page
    assert "Others who could search" in page
    assert "rules met" not in said(files["index.html"])
