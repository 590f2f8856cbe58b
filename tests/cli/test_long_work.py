"""Work that takes long: who sits at a terminal sees how far it is, and may stop it at any time."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from lprpolicy.host.progress import begin_work, send_progress, with_progress
from tests.limits import HANG
from tests.repositories import WESTPORT, drafts

pty = pytest.importorskip("pty", reason="there are no terminals like that on this system")
TOWNS = 2500


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that takes some seconds to judge."""
    root = tmp_path_factory.mktemp("many") / "policies"
    raw = drafts().files[WESTPORT]
    for n in range(TOWNS):
        town = root / "us-ct" / f"town-{n}-pd"
        town.mkdir(parents=True)
        (town / "policy.yaml").write_bytes(raw.replace(b"westport-pd", b"town-%d-pd" % n))
    (root / "lprpolicy.yaml").write_text("schema: lprpolicy/config/v1\n")
    return root


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "lprpolicy", *map(str, arguments), "--as-of", "2026-11-22"]


def at_a_terminal(arguments: list[str], term: str = "xterm") -> tuple[int, str]:
    """The exit code, and what standard error showed at a terminal."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        arguments,
        stdout=subprocess.DEVNULL,
        stderr=slave,
        env={**os.environ, "TERM": term},
        start_new_session=True,
    )
    os.close(slave)
    seen = b"".join(_shown(master, process))
    os.close(master)
    return process.wait(), seen.decode()


def _shown(master: int, process: subprocess.Popen[bytes]) -> Iterator[bytes]:
    while True:
        ready, _, _ = select.select([master], [], [], 0.1)
        try:
            shown = os.read(master, 65536) if ready else b""
        except OSError:
            return
        if shown:
            yield shown
        elif process.poll() is not None:
            return


PATIENT = """
import sys
from lprpolicy.cli import main, progress
progress.PATIENCE = float(sys.argv.pop(1))
main()
"""


def patient(seconds: float, *arguments: str | Path) -> list[str]:
    """The command, for which a work is long after so many seconds, however fast the machine is."""
    return [sys.executable, "-c", PATIENT, str(seconds), *command(*arguments)[3:]]


def test_at_a_terminal_long_work_shows_how_far_it_is_and_leaves_nothing(many: Path) -> None:
    code, seen = at_a_terminal(patient(0, "check", many, "--no-cache"))
    assert code == 1
    assert "judging policies" in seen
    assert "%" in seen
    assert seen.endswith("\x1b[2K")  # the line is empty again
    assert seen.count("\x1b[?25l") == seen.count("\x1b[?25h") == 1  # the cursor is back


def test_a_terminal_that_can_show_no_bar_shows_none(many: Path) -> None:
    assert at_a_terminal(patient(0, "check", many, "--no-cache"), term="dumb") == (1, "")


def test_short_work_shows_nothing(root: Path) -> None:
    checked = at_a_terminal(patient(HANG, "check", root / "policies", "--no-cache"))
    assert checked == (0, "")


def test_a_file_of_errors_has_no_bar_in_it(many: Path) -> None:
    done = subprocess.run(command("check", many, "--no-cache"), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")


def _listening() -> None:
    """What a shell starts in the background, tests among it, has Ctrl-C turned off."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


BEGUN = """
import os, sys
from lprpolicy.cli import main  # nothing of ours hears a signal before it
try:
    os.write(1, b"begun")
    main()
except KeyboardInterrupt:  # it came before main could hear it
    sys.exit(130)
"""


@pytest.mark.parametrize("tenths", [0, 1, 3, 6, 9, 12])
def test_stopped_by_hand_it_says_so_and_leaves_no_half_of_anything(
    many: Path, tmp_path: Path, tenths: int
) -> None:
    """The moment is any moment: on a fast machine all may be done before, on a slow one nothing."""
    out = tmp_path / "report.json"
    arguments = command("check", many, "--format", f"json={out}")[3:]
    process = subprocess.Popen(
        [sys.executable, "-c", BEGUN, *arguments],
        env={**os.environ, "LPRPOLICY_CACHE": str(tmp_path / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_listening,
    )
    assert process.stdout is not None
    assert process.stdout.read(5) == "begun"
    time.sleep(tenths / 10)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of it
    # It ends when the last process that has this standard error is gone.
    _, said = process.communicate(timeout=HANG)
    assert "Traceback" not in said
    assert process.returncode in (1, 130)
    if process.returncode == 1 or out.exists():
        assert json.loads(out.read_text())["decision"] == "refuse"
    assert list(tmp_path.glob("cache/*.new")) == []


WHILE_LOADING = """
import signal, sys
from lprpolicy.cli import main

class Gone:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)

def hook(event, arguments):
    if event == "import" and arguments[0] == MODULE:
        Gone()  # Python drops what its end raises, as it does at the end of a lock of imports

sys.addaudithook(hook)
main()
"""


@pytest.mark.parametrize("module", ["lprpolicy.cli.entry", "lprpolicy.cli.run"])
def test_stopped_by_hand_while_a_module_loads_is_never_lost(module: str) -> None:
    child = WHILE_LOADING.replace("MODULE", repr(module))
    done = subprocess.run(
        [sys.executable, "-c", child, "--version"],
        capture_output=True,
        check=False,
        preexec_fn=_listening,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_nobody_watches_work_that_is_not_watched() -> None:
    assert list(with_progress("counting", [1, 2])) == [1, 2]
    with begin_work("thinking"):
        pass


def test_each_step_is_told_once_it_is_done() -> None:
    from contextlib import contextmanager

    told: list[object] = []

    @contextmanager
    def watcher(says: str, steps: int | None) -> Iterator[object]:
        told.append((says, steps))
        yield lambda: told.append("step")
        told.append("over")

    with send_progress(watcher):  # type: ignore[arg-type]  # a step here says None, which is enough
        told += with_progress("counting", [1, 2])
        with begin_work("thinking"):
            told.append("thought")
    assert told == [
        ("counting", 2),
        1,
        "step",
        2,
        "step",
        "over",
        ("thinking", None),
        "thought",
        "over",
    ]
