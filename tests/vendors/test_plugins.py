"""Formats of other packages: the one in the documentation is installed, and broken ones are named."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from lprpolicy.errors import PluginError
from lprpolicy.model.observation import Direction
from lprpolicy.vendors import formats, observe
from tests.environments import importing

LIST = b"POLELIST;Alder XX PD;2026-10-01\nBirch CA PD\nCedar CT PD\n"
LEARN_LIKE = b"Organization Name,Networks Shared With Me,Networks I'm Sharing\nAy PD,,Ex PD\n"


def block(page: str, language: str) -> str:
    found = re.findall(rf"^```{language}\n(.*?)^```$", page, re.S | re.M)
    assert len(found) == 1
    return str(found[0])


@pytest.fixture(scope="module")
def installed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of docs/vendor-plugin.md, installed by pip into a folder of its own."""
    page = (root / "docs" / "vendor-plugin.md").read_text(encoding="utf-8")
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("target")
    (source / "pyproject.toml").write_text(block(page, "toml"), encoding="utf-8")
    (source / "lprpolicy_polelist.py").write_text(block(page, "python"), encoding="utf-8")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check"]
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-qq", *options, "--target", target, source],
        check=True,
        capture_output=True,
    )
    return target


def run(code: str, *folders: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env=importing(*folders),
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_example_is_as_short_as_it_says(root: Path) -> None:
    page = (root / "docs" / "vendor-plugin.md").read_text(encoding="utf-8")
    assert len(block(page, "python").splitlines()) <= 40


def test_an_installed_package_brings_its_format(installed: Path) -> None:
    code = (
        "from lprpolicy.vendors import observe\n"
        f"seen = observe('list.txt', {LIST!r})\n"
        "print(seen.owner, seen.reported, [share.raw for share in seen.outbound()])"
    )
    done = run(code, installed)
    assert done.stdout == "Alder XX PD 2026-10-01 ['Birch CA PD', 'Cedar CT PD']\n", done.stderr


def test_the_command_line_reads_with_it(installed: Path, tmp_path: Path) -> None:
    export = tmp_path / "list.txt"
    export.write_bytes(LIST.replace(b"Alder XX PD", b"Westport CT PD"))
    arguments = ["import", str(export), "--agency", "us-ct/westport-pd", "--dry-run"]
    code = f"import sys; from lprpolicy.cli.run import run; sys.exit(run({arguments!r}))"
    done = run(code, installed)
    assert (done.returncode, done.stderr) == (0, "")
    assert 'named: "Cedar CT PD"' in done.stdout
    without = run(code)
    assert without.returncode == 1
    assert "not an export that lprpolicy knows" in without.stderr


def test_a_named_format_may_be_a_packages(installed: Path) -> None:
    code = (
        "from lprpolicy.vendors import observe\n"
        f"print(len(observe('l', {LIST!r}, format='polelist').shares))"
    )
    assert run(code, installed).stdout == "2\n"


GOOD = """\
import hashlib
from lprpolicy.model.observation import Completeness, Observation
from lprpolicy.model.words import Vendor
name, vendor, title = "acme", Vendor.OTHER, "Acme list"
def recognises(document, raw): return True
def read(document, raw):
    digest = hashlib.sha256(raw).hexdigest()
    return Observation(vendor, document, digest, None, None, Completeness.OCR, ())
"""
BROKEN = {
    "a syntax error": ("def (", "it failed loading acme_plug (SyntaxError"),
    "an import that fails": ("import no_such_thing", "ModuleNotFoundError"),
    "an exit": ("raise SystemExit(0)", "it failed loading acme_plug (SystemExit: 0)"),
    "no functions": ("x = 1", "has no recognises and no read()"),
    "a bad name": (GOOD.replace('"acme"', '"Acme List"'), "name is 'Acme List'"),
    "a name of ours": (GOOD.replace('"acme"', '"learn"'), "named like one of lprpolicy"),
    "no vendor": (GOOD.replace("Vendor.OTHER", '"other"'), "vendor is 'other', none of"),
    "no title": (GOOD.replace('"Acme list"', '" "'), "no words for a person"),
    "a raise when asked": (GOOD.replace("return True", "return 1 / 0"), "it failed asked about"),
    "a maybe": (GOOD.replace("return True", "return None"), "gives None, neither yes nor no"),
    "a raise when reading": (GOOD.replace("digest =", "digest = [][1];"), "it failed reading list"),
    "no observation": (GOOD.replace("return Observation", "return list"), "it failed reading list"),
    "another document": (GOOD.replace("document, digest", "'x', digest"), "of another document"),
    "another digest": (GOOD.replace("digest, None", "'0', None"), "of another document"),
}


def plug(folder: Path, module: str, *, package: str = "acme-plug", name: str = "acme_plug") -> Path:
    """An installed package, made by hand."""
    about = folder / f"{package.replace('-', '_')}-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[lprpolicy.vendors]\nacme = {name}\n")
    (folder / f"{name}.py").write_text(module)
    return folder


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "acme_plug", raising=False)
    yield tmp_path
    sys.modules.pop("acme_plug", None)


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_package_is_an_error_that_names_it(beside: Path, case: str) -> None:
    module, message = BROKEN[case]
    plug(beside, module)
    with pytest.raises(PluginError) as caught:
        observe("list", b"anything")
    assert str(caught.value).startswith("the package acme-plug, a vendor format: ")
    assert message in str(caught.value)
    assert (caught.value.exit_code, caught.value.consequence) == (2, "nothing was read")


def test_a_broken_package_does_not_stand_in_the_way_of_a_format_that_is_named(beside: Path) -> None:
    plug(beside, "def (")
    seen = observe("list.csv", LEARN_LIKE, format="flock-sharednetworks")
    assert [share.direction for share in seen.shares] == [Direction.OUTBOUND]


def test_two_packages_may_not_bring_one_name(beside: Path) -> None:
    plug(beside, GOOD)
    plug(beside, GOOD, package="birch-plug", name="birch_plug")
    with pytest.raises(PluginError, match=r"birch-plug.*named like one of acme-plug"):
        formats()


def test_a_package_that_claims_a_file_of_ours_is_a_question(beside: Path) -> None:
    plug(beside, GOOD)
    from lprpolicy.errors import ExportError

    with pytest.raises(ExportError, match="could be flock-sharednetworks or acme"):
        observe("list.csv", LEARN_LIKE)


def test_a_sound_package_is_one_of_the_formats(beside: Path) -> None:
    plug(beside, GOOD)
    assert formats()[-1].name == "acme"
    assert observe("list", b"anything").document == "list"
