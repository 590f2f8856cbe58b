"""What `make` installs: every version pinned, every file by its hash, from no place in particular."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
FILES = ("run", "dev", "docs")
SYSTEMS = (("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "arm64"), ("darwin", "x86_64"))
ENVIRONMENTS = [
    {"python_version": f"3.{minor}", "python_full_version": f"3.{minor}.7"}
    | {"sys_platform": system, "platform_machine": machine}
    for minor in (11, 12, 13, 14)
    for system, machine in SYSTEMS
]
ENTRY = re.compile(r"[a-z0-9-]+==[^ ;]+( ; [^\\]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+")

files = pytest.mark.parametrize("name", FILES)


def text(name: str) -> str:
    return (ROOT / "constraints" / f"{name}.txt").read_text(encoding="utf-8")


def entries(name: str) -> list[str]:
    """One text for each pinned version, with its hashes."""
    lines = [line for line in text(name).splitlines() if not line.lstrip().startswith("#")]
    return re.split(r"\n(?=\S)", "\n".join(lines))


def pinned(name: str) -> list[Requirement]:
    return [Requirement(one.partition(" \\")[0]) for one in entries(name)]


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def group(name: str) -> Iterator[str]:
    for one in project()["dependency-groups"][name]:
        yield from group(one["include-group"]) if isinstance(one, dict) else (one,)


def asked_for(name: str) -> list[str]:
    read = project()
    groups = {"run": ("build",), "dev": ("build", "dev"), "docs": ("build", "docs")}[name]
    asked = [*read["project"]["dependencies"], *read["build-system"]["requires"]]
    return [*asked, *(one for each in groups for one in group(each))]


@pytest.mark.parametrize("name", [*FILES, "fuzz", "spark", "spark-build"])
def test_every_version_is_pinned_with_the_hashes_of_its_files(name: str) -> None:
    assert [one for one in entries(name) if not ENTRY.fullmatch(one)] == []


@files
@pytest.mark.parametrize("word", ["://", "index", "find-links", "localhost", "/", "@ ", "file:"])
def test_no_host_and_no_folder_is_named(name: str, word: str) -> None:
    assert word not in text(name)


@files
@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=lambda one: "-".join(one.values()))
def test_one_allowed_version_of_all_that_is_asked_for_is_there(
    name: str, environment: dict[str, str]
) -> None:
    """On every Python and every system that lprpolicy is installed on."""
    there: dict[str, str] = {}
    for one in pinned(name):
        if one.marker is None or one.marker.evaluate(environment):
            assert one.name not in there, one.name
            there[one.name] = str(one.specifier).removeprefix("==")
    for asked in map(Requirement, asked_for(name)):
        assert asked.specifier.contains(there[canonicalize_name(asked.name)]), asked


def test_development_has_every_extra() -> None:
    optional = project()["project"]["optional-dependencies"]
    assert optional["spark"] == [*group("spark")]  # large: `make test-spark` alone installs it
    extras = [held for name, held in optional.items() if name != "spark"]
    assert sorted(one for extra in extras for one in extra) == sorted(group("extras"))
    assert set(group("extras")) <= set(group("dev"))


@pytest.mark.parametrize("name", ["run", "docs"])
def test_what_is_installed_for_one_end_is_what_is_tested(name: str) -> None:
    tested = set(entries("dev"))
    assert [one for one in entries(name) if one not in tested] == []


def test_make_and_the_action_install_by_hash_and_build_with_what_is_pinned() -> None:
    for name in ("Makefile", ".github/scripts/install.sh"):
        said = (ROOT / name).read_text(encoding="utf-8")
        assert "--require-hashes --only-binary :all: --requirement" in said
        assert "--no-deps --no-index --no-build-isolation" in said
    used = re.findall(r"\$\((PIP|PINNED|SOURCE|OURSELVES)\)(.*)", (ROOT / "Makefile").read_text())
    assert {(verb, rest.strip()) for verb, rest in used if verb != "PIP"} == {
        ("PINNED", "constraints/run.txt"),
        ("PINNED", "constraints/dev.txt"),
        ("PINNED", "constraints/docs.txt"),
        ("PINNED", "constraints/fuzz.txt"),
        ("PINNED", "constraints/spark-build.txt"),
        ("SOURCE", "constraints/spark.txt"),
        ("OURSELVES", ""),
    }
    plain = [rest.strip() for verb, rest in used if verb == "PIP"]
    assert plain[3:] == [
        "install --no-deps --no-index build/spark/*.whl"
    ]  # after three definitions
