"""Signals that end a run: the code that a shell expects, no traceback, nothing half written."""

from __future__ import annotations

import fcntl
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux says what a process does")
STOPPED = "\nerror: stopped\nnothing was decided\n"


def _usual() -> None:
    """What a shell starts in the background, tests among it, may have Ctrl-C turned off."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def _stopped(folder: Path, *numbers: int, ignored: int | None = None) -> tuple[int, str]:
    """The exit code and words of a command that gets signals while it reads standard input."""
    file = folder / "us-ct" / "elm-pd" / "policy.yaml"
    file.parent.mkdir(parents=True)

    def prepare() -> None:
        _usual()
        if ignored is not None:
            signal.signal(ignored, signal.SIG_IGN)

    process = subprocess.Popen(
        [sys.executable, "-m", "lprpolicy", "check", "-", "--stdin-filename", str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=prepare,
    )
    assert process.stdin is not None
    # A pipe holds less than this, so it is all written only once the command reads.
    process.stdin.write(b"# a comment\n" * 50_000)
    process.stdin.flush()
    while not _waits(process.pid, process.stdin.fileno()):
        time.sleep(0.01)
    for number in numbers:
        process.send_signal(number)
    if ignored is None:
        process.wait()
    _, said = process.communicate()
    return process.returncode, said.decode()


def _waits(pid: int, pipe: int) -> bool:
    """Whether a process has read all that is in the pipe and sleeps until there is more.

    A signal that comes while Python copies what it read is seen only after the next read.
    """
    unread = int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, b"\0" * 4), sys.byteorder)
    state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(") ")[2][0]
    return not unread and state in "SZ"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_with_words_and_its_own_code(tmp_path: Path, number: int) -> None:
    assert _stopped(tmp_path, number) == (128 + number, STOPPED)


def test_what_was_started_to_outlive_its_terminal_does(tmp_path: Path) -> None:
    code, said = _stopped(tmp_path, signal.SIGHUP, ignored=signal.SIGHUP)
    assert code == 1  # a file of comments is no policy
    assert said == ""


def test_ctrl_c_before_a_command_is_known_is_quiet() -> None:
    script = (
        "import signal, sys\n"
        "import lprpolicy.cli as cli\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == NAME:\n"
        "            signal.raise_signal(signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "sys.argv = ['lprpolicy', '--version']\n"
        "cli.main()\n"
    )
    for name in ("lprpolicy.cli.entry", "lprpolicy.host.streams", "lprpolicy.cli.run", "click"):
        done = subprocess.run(
            [sys.executable, "-c", f"NAME = {name!r}\n{script}"],
            capture_output=True,
            text=True,
            preexec_fn=_usual,
            check=False,
        )
        assert (done.returncode, done.stdout, done.stderr) == (130, "", ""), name
