#!/usr/bin/env bash
# Run lprpolicy with these arguments. Its errors may quote a file, so they are printed while
# workflow commands are switched off. Nothing in the environment chooses the day, the settings or
# what is remembered. The exit code is the tool's.
set -euo pipefail

# shellcheck source=own-variables.sh
source "$(dirname "${BASH_SOURCE[0]}")/own-variables.sh"
errors=$(mktemp "${RUNNER_TEMP:-/tmp}/lprpolicy-errors.XXXXXX")
code=0
"${LPRPOLICY:-lprpolicy}" "$@" 2>"$errors" </dev/null || code=$?
if [[ -s $errors ]]; then
  word=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  {
    printf '::stop-commands::%s\n' "$word"
    cat "$errors"
    printf '\n::%s::\n' "$word"
  } >&2
fi
exit "$code"
