"""One comment, one issue, kept up to date: the scripts against a small server on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.limits import HANG

SCRIPTS = Path(__file__).resolve().parents[2] / ".github" / "scripts"
OURS = "github-actions[bot]"
MARKER = "<!-- lprpolicy diff -->"
TOKEN = "a-token-of-a-test"


@dataclass
class Hub:
    """What is kept as GitHub would, and what it was asked."""

    address: str = ""
    comments: list[dict[str, Any]] = field(default_factory=list)
    issues: list[dict[str, Any]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    tokens: set[str | None] = field(default_factory=set)

    def add(self, kept: list[dict[str, Any]], text: str, by: str = OURS, **more: Any) -> None:
        number = len(kept) + 1
        kept.append({"id": number, "number": number, "body": text, "user": {"login": by}} | more)


@pytest.fixture
def hub() -> Iterator[Hub]:
    kept = Hub()

    class Handler(BaseHTTPRequestHandler):
        def _list(self) -> list[dict[str, Any]]:
            return kept.comments if "/comments" in self.path else kept.issues

        def _say(self, code: int, data: Any) -> None:
            kept.asked.append((self.command, urlsplit(self.path).path))
            kept.tokens.add(self.headers["Authorization"])
            self.send_response(code)
            self.end_headers()
            self.wfile.write(json.dumps(data).encode())

        def _given(self) -> dict[str, Any]:
            given: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            return given

        def do_GET(self) -> None:
            page = int(parse_qs(urlsplit(self.path).query)["page"][0])
            self._say(200, self._list()[(page - 1) * 100 : page * 100])

        def do_POST(self) -> None:
            given = self._given()
            kept.add(self._list(), given.pop("body"), **given)
            self._say(201, {})

        def do_PATCH(self) -> None:
            number = int(urlsplit(self.path).path.rsplit("/", 1)[1])
            self._list()[number - 1] |= self._given()
            self._say(200, {})

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield kept
    server.shutdown()
    thread.join()
    server.server_close()


def _sticky(hub: Hub, folder: Path, kind: str, text: str, **given: str) -> tuple[int, str]:
    file = folder / "text.md"
    file.write_text(text, encoding="utf-8")
    clean = {k: v for k, v in os.environ.items() if "proxy" not in k.lower()}
    done = subprocess.run(
        ["bash", SCRIPTS / "sticky.sh", kind, file],
        env=clean
        | {
            "GITHUB_API_URL": hub.address,
            "GITHUB_REPOSITORY": "a-town/policies",
            "GITHUB_TOKEN": TOKEN,
            "NUMBER": "7",
            "TITLE": "Drift",
            "RUNNER_TEMP": str(folder),
        }
        | given,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=HANG,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_second_time_the_comment_is_brought_up_to_date(hub: Hub, tmp_path: Path) -> None:
    hub.add(hub.comments, "somebody's words", "somebody")
    text = f'{MARKER}\n"quoted" \\ $(touch pwned) `x` é\n'
    assert _sticky(hub, tmp_path, "comment", text) == (0, "")
    assert _sticky(hub, tmp_path, "comment", f"{MARKER}\nnew\n") == (0, "")
    assert [one["body"] for one in hub.comments] == ["somebody's words", f"{MARKER}\nnew\n"]
    assert hub.asked[1] == ("POST", "/repos/a-town/policies/issues/7/comments")
    assert hub.asked[3] == ("PATCH", "/repos/a-town/policies/issues/comments/2")
    assert hub.tokens == {f"Bearer {TOKEN}"}


def test_the_text_arrives_byte_for_byte(hub: Hub, tmp_path: Path) -> None:
    text = f'{MARKER}\n"quoted" \\ $(touch pwned) `x` é\n\n'
    assert _sticky(hub, tmp_path, "comment", text)[0] == 0
    assert hub.comments[0]["body"] == text
    assert not list(tmp_path.rglob("pwned"))


def test_a_comment_of_somebody_else_with_our_marker_is_left_alone(hub: Hub, tmp_path: Path) -> None:
    hub.add(hub.comments, f"{MARKER}\nmine", "somebody")
    assert _sticky(hub, tmp_path, "comment", f"{MARKER}\nours\n")[0] == 0
    assert [one["body"] for one in hub.comments] == [f"{MARKER}\nmine", f"{MARKER}\nours\n"]


def test_ours_is_found_on_a_later_page(hub: Hub, tmp_path: Path) -> None:
    for _ in range(250):
        hub.add(hub.comments, "words", "somebody")
    hub.add(hub.comments, f"{MARKER}\nold")
    assert _sticky(hub, tmp_path, "comment", f"{MARKER}\nnew\n")[0] == 0
    assert len(hub.comments) == 251
    assert hub.comments[-1]["body"] == f"{MARKER}\nnew\n"


def test_there_is_one_issue_and_a_pull_request_is_none(hub: Hub, tmp_path: Path) -> None:
    hub.add(hub.issues, f"{MARKER}\na pull request", pull_request={})
    for text in ("one", "two"):
        assert _sticky(hub, tmp_path, "issue", f"{MARKER}\n{text}\n")[0] == 0
    assert [(one.get("title"), one["body"]) for one in hub.issues[1:]] == [
        ("Drift", f"{MARKER}\ntwo\n")
    ]


def test_no_issue_is_opened_to_say_that_all_is_well(hub: Hub, tmp_path: Path) -> None:
    assert _sticky(hub, tmp_path, "issue", f"{MARKER}\nwell\n", ONLY_UPDATE="true")[0] == 0
    assert hub.issues == []
    hub.add(hub.issues, f"{MARKER}\ndrift")
    assert _sticky(hub, tmp_path, "issue", f"{MARKER}\nwell\n", ONLY_UPDATE="true")[0] == 0
    assert hub.issues[0]["body"] == f"{MARKER}\nwell\n"


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("no marker\n", {}),
        (f"{MARKER}\n", {"NUMBER": "7/../8"}),
        (f"{MARKER}\n", {"GITHUB_REPOSITORY": "../../user"}),
    ],
)
def test_what_is_not_as_it_should_be_asks_nothing(
    hub: Hub, tmp_path: Path, text: str, given: dict[str, str]
) -> None:
    code, said = _sticky(hub, tmp_path, "comment", text, **given)
    assert code == 2
    assert "nothing was written" in said
    assert hub.asked == []


@pytest.mark.parametrize(
    "address",
    ["http://example.org", "http://127.0.0.1:1@example.org", "file:///etc", "https://a b"],
)
def test_a_token_is_sent_nowhere_else(hub: Hub, tmp_path: Path, address: str) -> None:
    code, said = _sticky(hub, tmp_path, "comment", f"{MARKER}\n", GITHUB_API_URL=address)
    assert code == 2
    assert "nothing was sent" in said
    assert TOKEN not in said


def test_a_refusal_of_the_server_is_a_failure(hub: Hub, tmp_path: Path) -> None:
    hub.add(hub.comments, f"{MARKER}\nold")
    hub.comments[0]["id"] = 99
    code, said = _sticky(hub, tmp_path, "comment", f"{MARKER}\nnew\n")
    assert code != 0
    assert TOKEN not in said
