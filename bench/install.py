"""Install the peers into `bench/.cache`, each by its registry's own client, and say what is missing.

Nothing of them goes into the project's environment, and no install script of theirs is run.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from typing import Final

from bench.peers import CACHE, peers

PYTHON: Final = (
    "alint==0.20.1",
    "celq==0.7.1",
    "check-jsonschema==0.39.0",
    "common-expression-language==0.10.0",
    "regopy==1.5.2",
    "PyYAML==6.0.4",
    "polars==2.1.0",
)
OPA: Final = ("--ignore-requires-python", "--no-deps", "opa-golib-python-bindings==0.4.4")
"""It asks for Python 3.14, and is a library of Go that ctypes of any Python loads."""
CHECKOV: Final = "checkov==3.3.30"
NODE: Final = ("@cdklabs/cdk-validator-cfnguard@0.0.62", "@stoplight/spectral-cli@6.16.3")


def main() -> None:
    print("installing the peers into bench/.cache")
    for package in PYTHON:
        _pip("venv", package)
    _pip("venv", *OPA)
    _pip("checkov", CHECKOV)  # of its own: it pins a hundred packages
    _node()
    for peer in peers():
        if not peer.installed:
            print(f"missing: {peer.name} {peer.version}; the table will be without it")


def _pip(environment: str, *asked: str) -> None:
    folder = CACHE / environment
    if not folder.exists():
        venv.create(folder, with_pip=True)
    pip = [folder / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "-q", "install"]
    subprocess.run([*pip, *asked], check=False)


def _node() -> None:
    npm = shutil.which("npm")
    if npm is None:
        print("missing: npm")
        return
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--prefix", CACHE / "npm"]
    for package in NODE:
        subprocess.run([npm, "install", *options, package], check=False)


if __name__ == "__main__":
    sys.exit(main())
