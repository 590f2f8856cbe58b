"""`lprpolicy render --as policy`: the document that a council votes on."""

from __future__ import annotations

import hashlib
import io
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lprpolicy.errors import UsageError
from lprpolicy.host.browser import NAMES
from lprpolicy.tasks.render import render_policy
from lprpolicy.write.council_policy.docx import write as docx_of
from lprpolicy.write.council_policy.html import write as html_of
from lprpolicy.write.council_policy.markdown import write as markdown_of
from tests.cli.conftest import FIXED, Run
from tests.conftest import Snapshot
from tests.repositories import POLICIES, TODAY, drafts
from tests.write.page.rich_policy import AGENCY, repository

WESTPORT = "us-ct/westport-pd"
CALL = ("render", WESTPORT, POLICIES, "--as", "policy")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)


def test_the_policy_that_is_voted_on(snapshot: Snapshot) -> None:
    made = render_policy(drafts(), WESTPORT, TODAY)
    snapshot("policy-westport.md", markdown_of(made))
    snapshot("policy-westport.html", html_of(made))


def test_every_field_as_an_article(snapshot: Snapshot) -> None:
    snapshot("policy-every-field.md", markdown_of(render_policy(repository(), AGENCY, TODAY)))


def test_markdown_is_what_it_writes_unasked(lprpolicy: Run) -> None:
    done = lprpolicy(*CALL)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "# License Plate Reader Policy\n\n## Westport Police Department\n"
    )
    assert "> **DRAFT: not adopted and not in effect**" in done.stdout
    assert "BE IT RESOLVED" in done.stdout


def test_an_adopted_policy_has_no_resolution_and_no_notice() -> None:
    made = render_policy(repository(), AGENCY, TODAY)
    assert made.resolution is None
    assert "DRAFT" not in html_of(made)
    assert ("Adopted by", "Example Board") in [(label, said.text) for label, said in made.cover]


def test_files_in_several_formats_are_the_same_each_time(lprpolicy: Run, tmp_path: Path) -> None:
    made = []
    for folder in ("a", "b"):
        forms = [f"--format={form}={folder}/policy.{form}" for form in ("docx", "html", "markdown")]
        done = lprpolicy(*CALL, *forms)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        files = sorted((tmp_path / folder).iterdir())
        made.append({file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files})
    assert made[0] == made[1]
    assert sorted(made[0]) == ["policy.docx", "policy.html", "policy.markdown"]


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
def test_a_pdf_is_the_same_each_time_and_says_the_same(lprpolicy: Run, tmp_path: Path) -> None:
    import pypdf

    for name in ("a.pdf", "b.pdf"):
        done = lprpolicy(*CALL, "--format", "pdf", "--out", name)
        assert (done.returncode, done.stdout) == (0, f"wrote {name}\n")
    raw = (tmp_path / "a.pdf").read_bytes()
    assert raw == (tmp_path / "b.pdf").read_bytes()
    read = pypdf.PdfReader(io.BytesIO(raw))
    pages = [" ".join(page.extract_text().split()) for page in read.pages]
    assert all("DRAFT: not adopted and not in effect" in page for page in pages)
    assert f"1 of {len(pages)}" in pages[0]
    shown = re.sub(r"\s", "", "".join(pages))
    for sentence in render_policy(drafts(), WESTPORT, TODAY).sentences():
        if len(sentence.text) < 40:  # a page break may cut a longer one
            assert re.sub(r"\s", "", sentence.text) in shown
    assert read.metadata is not None
    assert read.metadata.creation_date_raw == "D:20261122000000+00'00'"


def test_without_a_browser_no_pdf(lprpolicy: Run, tmp_path: Path) -> None:
    done = lprpolicy(*CALL, "--format", "pdf", "--out", "a.pdf", PATH="/nowhere")
    assert done.returncode == 2
    assert done.stderr == (
        "error: --format pdf prints with Chromium, and none is installed here\n"
        "hint: install it (Debian: apt-get install chromium), or use --format html or docx\n"
        "nothing was written\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_without_python_docx_the_error_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageError, match="python-docx, which is not installed") as raised:
        docx_of(render_policy(drafts(), WESTPORT, TODAY))
    assert raised.value.hint is not None
    assert "pip install 'lprpolicy[docx]'" in raised.value.hint


def test_a_terminal_gets_no_bytes() -> None:
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "lprpolicy", *map(str, CALL), "--format", "docx"],
            stdout=theirs,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **FIXED},
            check=False,
        )
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.returncode == 2
    assert done.stderr == (
        "error: docx is not for a terminal\n"
        "hint: give a file: --format docx=FILE\n"
        "nothing was written\n"
    )


def test_a_format_of_the_other_document_is_refused(lprpolicy: Run) -> None:
    done = lprpolicy(*CALL, "--format", "text")
    assert done.returncode == 2
    assert "there is no format 'text' of the policy" in done.stderr
    assert "the formats are markdown, html, docx, pdf" in done.stderr
    page = lprpolicy("render", WESTPORT, POLICIES, "--format", "docx")
    assert "there is no format 'docx' of the page" in page.stderr


def test_a_policy_is_not_compared(lprpolicy: Run) -> None:
    done = lprpolicy(*CALL, "--since", "v1")
    assert done.returncode == 2
    assert "--since is for the page" in done.stderr
