#!/usr/bin/env bash
# Install lprpolicy from a checkout of it, with the versions that it was tested with, beside the
# workspace. -I keeps modules of a checked repository from being run.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
venv=$RUNNER_TEMP/lprpolicy-venv
pip=("$venv/bin/python" -I -m pip --disable-pip-version-check install --quiet)

"$PYTHON" -I -m venv "$venv"
"${pip[@]}" --require-hashes --only-binary :all: --requirement "$here/constraints/run.txt"
"${pip[@]}" --no-deps --no-index --no-build-isolation "$here"
printf 'lprpolicy=%s\n' "$venv/bin/lprpolicy" >>"$GITHUB_OUTPUT"
