"""A made-up state's site in a real browser, or a reason why there is none."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lprpolicy.errors import UsageError
from lprpolicy.host.browser import printer
from lprpolicy.tasks.publish import publish
from tests.limits import HANG
from tests.site.gits import commit, git
from tests.site.logs import groups_file
from tests.site.towns import state_of_towns

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Request

DAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="session")
def made_up_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixteen towns with a history: one agency gone, one policy broken, one that lets ICE in."""
    root = tmp_path_factory.mktemp("state")
    policies = state_of_towns(root, 17)
    git(policies, "init", "--quiet")
    commit(policies, "Seventeen drafts", 1)
    (policies / "us-ct/town-016-pd/policy.yaml").unlink()
    broken = policies / "us-ct/town-015-pd/policy.yaml"
    broken.write_text(broken.read_text(encoding="utf-8") + "agency: twice\n", encoding="utf-8")
    commit(policies, "<b>One</b> out, one broken", 2)
    searches = {"us-ct/town-001-pd": groups_file(root)}
    publish((policies,), root / "site", DAY, searches=searches)
    return root / "site"


@pytest.fixture(scope="session")
def chromium() -> str:
    """The Chromium that is installed; without it a test is skipped, or fails where it must run."""
    try:
        return printer().program
    except UsageError as error:
        reason = f"{error.message}; {error.hint}"
    if os.environ.get("LPRPOLICY_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = play.chromium.launch(executable_path=chromium, args=as_root, timeout=HANG * 1000)
        yield browser
        browser.close()


class Watch:
    """A page that is opened from the folder, with everything it asked for and complained about."""

    def __init__(self, page: Page, site: Path) -> None:
        self.page = page
        self.site = site
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", self._failed)
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _failed(self, request: Request) -> None:
        """A request that ends because the reader goes on to another page is no complaint."""
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"no {request.url}: {request.failure}")

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.site.as_uri()}/{path}")
        return self.page

    def assert_calm(self) -> None:
        """Nothing was complained about, and nothing outside the folder was asked for."""
        home = f"{self.site.as_uri()}/"
        assert self.complaints == []
        assert [url for url in self.requests if not url.startswith(home)] == []


@pytest.fixture
def watch(browser: Browser, made_up_site: Path, request: pytest.FixtureRequest) -> Iterator[Watch]:
    """A fresh page; `@pytest.mark.parametrize("watch", [{...}], indirect=True)` sets its device."""
    options: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
    options |= getattr(request, "param", {})
    context: BrowserContext = browser.new_context(**options)
    context.set_default_timeout(HANG * 1000)
    watched = Watch(context.new_page(), made_up_site)
    yield watched
    context.close()
