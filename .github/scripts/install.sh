#!/usr/bin/env bash
# Install lprpolicy from this checkout, beside the workspace. -I keeps modules of it from being run.
set -euo pipefail

"$PYTHON" -I -m venv "$RUNNER_TEMP/lprpolicy-venv"
"$RUNNER_TEMP/lprpolicy-venv/bin/python" -I -m pip --disable-pip-version-check \
  install --quiet "$GITHUB_WORKSPACE"
printf 'lprpolicy=%s\n' "$RUNNER_TEMP/lprpolicy-venv/bin/lprpolicy" >>"$GITHUB_OUTPUT"
