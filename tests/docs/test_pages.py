"""The pages of the site: every command is run, every rule is there, and nothing is fetched."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from lprpolicy.checks import NAMES
from lprpolicy.cli.group import COMMANDS
from lprpolicy.model.policy import Policy
from lprpolicy.repository.law import built_in
from lprpolicy.repository.schemas import NAMES_OF_SCHEMAS
from tests.conftest import ROOT
from tests.docs.consoles import LEFT_OUT, Shell, Step, agrees, steps
from tests.environments import importing

DOCS = ROOT / "docs"
FOLLOWED = sorted(
    path.relative_to(DOCS).as_posix()
    for path in DOCS.rglob("*.md")
    if "```console" in path.read_text(encoding="utf-8")
)
MKDOCS = Path(sys.executable).parent / "mkdocs"


@pytest.mark.parametrize("page", FOLLOWED)
def test_every_command_of_a_page_prints_what_the_page_shows(
    page: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path, shell = DOCS / page, Shell(tmp_path)
    text, read = path.read_text(encoding="utf-8"), 0
    for step in steps(text):
        if step.file is not None:
            shell.write(step.file, step.text)
            continue
        printed = shell.run(step.text)
        if request.config.getoption("--update-snapshots") and LEFT_OUT not in step.shown:
            fresh = Step(None, step.text, printed).printed()
            read = text.index(step.printed(), read)
            text = f"{text[:read]}{fresh}{text[read + len(step.printed()) :]}"
            read += len(fresh)
        else:
            assert agrees(step.shown, printed), f"{page}: $ {step.text}\n{printed}"
    if request.config.getoption("--update-snapshots"):
        path.write_text(text, encoding="utf-8")


def test_the_tutorial_is_among_the_pages_that_are_followed() -> None:
    assert {"tutorial.md", "quick-start.md"} <= set(FOLLOWED)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built as `make docs` builds it, with proxies that lead nowhere."""
    folder = tmp_path_factory.mktemp("site")
    nowhere = "http://127.0.0.1:9"
    done = subprocess.run(
        [MKDOCS, "build", "--strict", "--quiet", "--site-dir", folder],
        cwd=ROOT,
        env=importing()
        | {"NO_MKDOCS_2_WARNING": "1", "http_proxy": nowhere, "https_proxy": nowhere},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder


class _Fetched(HTMLParser):
    """What a page makes a browser fetch, without anybody clicking."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        fetches = ("stylesheet", "icon", "preload", "preconnect", "dns-prefetch", "manifest")
        if tag == "link" and not set((given.get("rel") or "").split()) & set(fetches):
            return
        if tag != "a":
            self.found += [v for k in ("src", "href", "srcset", "data") if (v := given.get(k))]


def test_no_page_fetches_anything_from_others(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 30
    for page in pages:
        seen = _Fetched()
        seen.feed(page.read_text(encoding="utf-8"))
        away = [found for found in seen.found if re.match(r"([a-z]+:)?//", found)]
        assert away == [], page
    for style in site.rglob("*.css"):
        text = style.read_text(encoding="utf-8")
        assert re.findall(r"@import[^;]*|url\(\s*['\"]?(?:https?:)?//[^)]*", text) == [], style


def test_every_link_between_pages_leads_somewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r'href="([^"#:]+\.html)(?:#[^"]*)?"', text):
            # 404.html is served from anywhere, so its links begin at the top.
            start = site if page.name == "404.html" else page.parent
            assert (start / target.lstrip("/")).exists(), (page, target)


def text_of(site: Path, page: str) -> str:
    return (site / "reference" / page).read_text(encoding="utf-8")


def test_the_reference_has_every_rule_with_its_law_and_examples(site: Path) -> None:
    from html import unescape

    for rule in built_in().obligations:
        pack, _, name = rule.id.rpartition("/")
        page = unescape(text_of(site, f"rules/{pack.replace('/', '-')}.html"))
        assert f'id="{name}"' in page
        assert rule.id in page
        for dated in rule.versions:
            assert f"From {dated.start}" in page
            assert " ".join(dated.provision.citation.split()) in page
        for example in rule.rule.examples:
            assert str(example.as_of) in page


def test_the_reference_has_every_command_check_and_format(site: Path) -> None:
    commands, checks = text_of(site, "commands.html"), text_of(site, "checks.html")
    for name in COMMANDS:
        assert f"lprpolicy {name}" in commands
    for name in NAMES:
        assert f'id="{name}"' in checks
    for name in NAMES_OF_SCHEMAS:
        assert (site / "reference" / "formats" / f"{name}.html").exists()
    policy = text_of(site, "formats/policy.html")
    for name, field in Policy.model_fields.items():
        assert f"<code>{field.alias or name}</code>" in policy


def test_the_exit_codes_of_the_reference_are_those_of_the_program(site: Path) -> None:
    from lprpolicy.cli.run import BUG, NOTHING, USAGE
    from lprpolicy.errors import LprPolicyError

    page = text_of(site, "exit-codes.html")
    used = {0, BUG, NOTHING, USAGE, *(kind.exit_code for kind in LprPolicyError.__subclasses__())}
    assert used <= {int(code) for code in re.findall(r"<td>(\d)</td>", page)}


def test_on_the_way_to_a_vote_no_commit_is_refused(root: Path) -> None:
    page = (root / "docs/how-to/adopt.md").read_text(encoding="utf-8")
    shown = [line for line in page.splitlines() if line.startswith(("Allowed", "Refused"))]
    assert len(shown) >= 4
    assert [line for line in shown if line.startswith("Refused")] == []
