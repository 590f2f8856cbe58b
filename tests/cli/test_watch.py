"""`check --watch` in a real folder: a report for every change that makes one, until Ctrl-C."""

from __future__ import annotations

import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.limits import HANG
from tests.repositories import POLICIES

READY = "watching for changes; Ctrl-C ends it\n"


class Session:
    """A watch that runs, and what it says."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lprpolicy", "check", "policies", "--watch", *options],
            cwd=folder,
            env={**os.environ, "LPRPOLICY_AS_OF": "2026-11-22"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=_listening,
        )
        self._streams = selectors.DefaultSelector()
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            os.set_blocking(stream.fileno(), False)
            self._streams.register(stream, selectors.EVENT_READ)

    def next(self, ready: int = 1) -> tuple[str, str]:
        """What is printed and what is told until it is ready for the next change."""
        texts = {self.process.stdout: "", self.process.stderr: ""}
        ends = time.monotonic() + HANG
        while texts[self.process.stderr].count(READY) < ready:
            assert time.monotonic() < ends, texts
            for key, _ in self._streams.select(1):
                texts[key.fileobj] += (key.fileobj.read() or b"").decode()  # type: ignore[index, union-attr]  # as registered
        out, err = texts.values()
        return out, err.replace(READY, "")

    def stop(self) -> tuple[int, str]:
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=HANG)
        return self.process.returncode, (out + err).decode()


def _listening() -> None:
    """What a shell starts in the background, tests among it, has Ctrl-C turned off."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(POLICIES, tmp_path / "policies")
    return tmp_path


@pytest.fixture
def watch(folder: Path) -> Iterator[Session]:
    session = Session(folder)
    yield session
    session.process.kill()
    session.process.communicate()


def plainly(folder: Path) -> str:
    """What a new check prints."""
    return subprocess.run(
        [sys.executable, "-m", "lprpolicy", "check", "policies", "--no-cache"],
        cwd=folder,
        env={**os.environ, "LPRPOLICY_AS_OF": "2026-11-22"},
        capture_output=True,
        text=True,
        check=False,
    ).stdout


def policy(folder: Path) -> Path:
    return folder / "policies" / "us-ct" / "westport-pd" / "policy.yaml"


def save(folder: Path, path: Path, text: str) -> None:
    """Put a text in place whole, so that no watch sees a half of it, however slow this is."""
    made = folder / "being-written"
    made.write_text(text)
    made.replace(path)


def keep_reads_longer(folder: Path) -> None:
    text = policy(folder).read_text()
    save(folder, policy(folder), text.replace("reads: 14 days", "reads: 22 days"))


def test_every_change_has_its_report_and_ctrl_c_ends_it_without_words(
    folder: Path, watch: Session
) -> None:
    allowed, told = watch.next()
    assert (allowed, told) == (plainly(folder), "")
    before = policy(folder).read_text()

    keep_reads_longer(folder)
    refused, told = watch.next()
    assert refused == plainly(folder)
    assert "us-ct/retention-reads violated" in refused
    assert refused.startswith("Refused, ")
    assert told[9:] == "us-ct/westport-pd/policy.yaml changed\n"

    editor = policy(folder).with_name(".policy.yaml.tmp")
    editor.write_text(before)
    editor.replace(policy(folder))  # as many editors save, beside the file
    again, told = watch.next()
    assert (again, told[9:]) == (allowed, "us-ct/westport-pd/policy.yaml changed\n")
    assert watch.stop() == (130, "")


def test_a_policy_that_comes_or_goes_has_its_report(folder: Path, watch: Session) -> None:
    first, _ = watch.next()
    town = folder / "policies" / "us-ct" / "weston-pd"
    made = folder / "weston-pd"
    made.mkdir()
    text = policy(folder).read_text().replace("westport-pd", "weston-pd")
    (made / "policy.yaml").write_text(text)
    made.rename(town)
    came, told = watch.next()
    assert (came, told[9:]) == (plainly(folder), "us-ct/weston-pd/policy.yaml changed\n")
    assert came != first
    town.rename(made)
    went, told = watch.next()
    assert (went, told[9:]) == (first, "us-ct/weston-pd/policy.yaml changed\n")


def test_what_changes_no_policy_is_passed_over_in_silence(folder: Path, watch: Session) -> None:
    """The first report after it is about the change that follows, and names no other."""
    watch.next()
    policy(folder).touch()
    save(folder, policy(folder), policy(folder).read_text())
    policy(folder).with_name("notes.txt").write_text("not ours")
    keep_reads_longer(folder)
    refused, told = watch.next()
    assert refused == plainly(folder)
    assert told[9:] == "us-ct/westport-pd/policy.yaml changed\n"
    assert watch.stop() == (130, "")


def test_an_error_is_told_and_the_watch_goes_on(folder: Path, watch: Session) -> None:
    allowed, _ = watch.next()
    settings = folder / "policies" / "lprpolicy.yaml"
    before = settings.read_text()
    save(folder, settings, "schema: lprpolicy/config/v9\n")
    out, told = watch.next()
    assert out == ""
    assert told.startswith("error: policies/lprpolicy.yaml:1:9: ")
    save(folder, settings, before)
    assert watch.next()[0] == allowed


def test_a_report_in_a_file_is_written_anew_each_time(folder: Path) -> None:
    out = folder / "policies" / "findings.json"  # a file that is watched itself
    session = Session(folder, "--format", f"json={out}", "--format", "compact")
    try:
        session.next()
        assert json.loads(out.read_text())["decision"] == "allow"
        before = policy(folder).read_text()
        keep_reads_longer(folder)
        printed, _ = session.next()
        assert "us-ct/retention-reads" in printed
        assert json.loads(out.read_text())["decision"] == "refuse"
        save(folder, policy(folder), before)
        _, told = session.next()
        assert told[9:] == "us-ct/westport-pd/policy.yaml changed\n"
    finally:
        session.stop()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["policies", "--changed"], "--watch goes with paths alone"),
        (["-", "--stdin-filename", "policies/x.yaml"], "--watch goes with paths alone"),
        (["nowhere"], "nowhere: there is no such file or folder"),
    ],
)
def test_what_cannot_be_watched_is_refused(folder: Path, options: list[str], says: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lprpolicy", "check", *options, "--watch"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith(f"error: {says}")
