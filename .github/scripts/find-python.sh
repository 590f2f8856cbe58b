#!/usr/bin/env bash
# Print a Python that lprpolicy runs on: $PYTHON if it is set, else the first that is new enough.
# A name may be on the path and still not run, as version managers do it; so each one is asked.
set -euo pipefail

new_enough() {
  "$1" -I -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

candidates=(python3 python3.14 python3.13 python3.12 python3.11 python)
if [[ -n ${PYTHON:-} ]]; then
  candidates=("$PYTHON")
fi

for candidate in "${candidates[@]}"; do
  if new_enough "$candidate"; then
    printf '%s\n' "$candidate"
    exit
  fi
done

{
  printf 'error: no Python 3.11 or newer with venv was found (looked for: %s)\n' "${candidates[*]}"
  printf 'hint: install one, or name it: make PYTHON=/path/to/python3.12 check\n'
  printf 'nothing was installed\n'
} >&2
exit 2
