"""Install the peers into `bench/.cache`, each by its registry's own client, and say what is missing.

Nothing of them goes into the project's environment, and no install script of theirs is run.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv

from bench.peers import CACHE, peers

PYTHON = (
    "alint==0.20.1",
    "check-jsonschema==0.39.0",
    "regopy==1.5.2",
    "PyYAML==6.0.3",
    "polars==2.1.0",
)
NODE = ("@cdklabs/cdk-validator-cfnguard@0.0.62", "@stoplight/spectral-cli@6.16.3")


def main() -> None:
    wanted = [peer for peer in peers() if not peer.installed]
    if wanted:
        print(f"installing {', '.join(peer.name for peer in wanted)} into bench/.cache")
        _python()
        _node()
    for peer in peers():
        if not peer.installed:
            print(f"missing: {peer.name} {peer.version}; the table will be without it")


def _python() -> None:
    folder = CACHE / "venv"
    venv.create(folder, with_pip=True, clear=False)
    pip = [folder / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "-q", "install"]
    for package in PYTHON:
        subprocess.run([*pip, package], check=False)


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
