"""Print a page to PDF for a meeting, with the Chromium that is installed."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lprpolicy.errors import UsageError, WriteError
from lprpolicy.host.outputs import write_whole

NAMES: Final = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
_SECONDS: Final = 600
_LOCAL_LINK: Final = re.compile(r'(<a\b[^>]*?) href="(?!#|https?:|mailto:)[^"]*"')
_DATE: Final = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}(?=[+\-Z])")


@dataclass(frozen=True, slots=True)
class Printer:
    """A Chromium that prints pages without a window, a network or a profile."""

    program: str

    def pdf(self, page: Path, to: Path, day: dt.date) -> Path:
        """Print a page. The file carries the day of the law and no clock time.

        Chromium writes the moment of printing, which would make each file differ.
        """
        with (
            tempfile.TemporaryDirectory(prefix="lprpolicy-print-") as scratch,
            _without_local_links(page) as shown,
        ):
            made = Path(scratch) / "page.pdf"
            reason = self._run(shown, made, scratch)
            if not made.is_file():
                raise WriteError(
                    f"{to}: {Path(self.program).name} did not print it: {reason}",
                    hint=f"open {page} in a browser and print it from there",
                    consequence="the pages were written, and this PDF was not",
                )
            raw = made.read_bytes()
        write_whole(to, _set_day(raw, day), overwrite=True)
        return to

    def pdf_of(self, html: str, day: dt.date, *, what: str) -> bytes:
        """Print HTML that stands in no file; `what` names it in an error."""
        with tempfile.TemporaryDirectory(prefix="lprpolicy-print-") as scratch:
            shown, made = Path(scratch) / "page.html", Path(scratch) / "page.pdf"
            shown.write_text(html, encoding="utf-8")
            reason = self._run(shown, made, scratch)
            if not made.is_file():
                raise WriteError(
                    f"{what}: {Path(self.program).name} did not print it: {reason}",
                    hint="write it with --format html and print it from a browser",
                )
            return _set_day(made.read_bytes(), day)

    def _run(self, page: Path, made: Path, scratch: str) -> str:
        # As root, as in containers, Chromium has no sandbox. The page is one that we wrote.
        as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        command = [
            self.program,
            "--headless",
            *as_root,
            "--disable-gpu",
            "--disable-extensions",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--no-default-browser-check",
            "--no-pdf-header-footer",
            f"--user-data-dir={scratch}/profile",
            f"--print-to-pdf={made}",
            page.absolute().as_uri(),
        ]
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"it took longer than {_SECONDS} seconds"
        except OSError as error:
            return str(error.strerror)
        said = done.stderr.decode("utf-8", "replace").split("\n")
        return next((line for line in reversed(said) if line.strip()), f"exit {done.returncode}")


def _set_day(raw: bytes, day: dt.date) -> bytes:
    """Put the day of the law in place of the moment of printing."""
    stamp = day.strftime("%Y%m%d").encode() + b"000000"
    return _DATE.sub(lambda found: b"/" + found[1] + b" (D:" + stamp, raw)


@contextmanager
def _without_local_links(page: Path) -> Iterator[Path]:
    """Copy the page without links to other pages; beside the original, so that its styles load.

    Chromium writes a link to another page as an address on this machine, which says where the
    pages were made and leads nobody anywhere. Links within the page and to the web stay.
    """
    copy = page.with_name(f".{page.stem}.{os.urandom(4).hex()}.html")
    text = page.read_text(encoding="utf-8")
    try:
        try:
            copy.write_text(_LOCAL_LINK.sub(r"\1", text), encoding="utf-8")
        except OSError as error:
            raise WriteError(f"{copy}: cannot be written: {error.strerror}") from error
        yield copy
    finally:
        copy.unlink(missing_ok=True)


def printer(
    option: str = "--pdf", hint: str = "print the page from a browser", *, undone: str = "published"
) -> Printer:
    """Find a Chromium on the path; a UsageError if there is none.

    `option` is what asked for it, `hint` the other way, `undone` what did not happen.
    """
    for name in NAMES:
        program = shutil.which(name)
        if program is not None:
            return Printer(program)
    raise UsageError(
        f"{option} prints with Chromium, and none is installed here",
        hint=f"install it (Debian: apt-get install chromium), or {hint}",
        consequence=f"nothing was {undone}",
    )
