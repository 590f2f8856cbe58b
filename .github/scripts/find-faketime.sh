#!/usr/bin/env bash
# Print the library of faketime, with which the tests run on another day: where it is missing it is
# installed, if that is possible without a question.
set -euo pipefail
shopt -s nullglob

found() {
  local library
  for library in /usr/lib/*/faketime/libfaketimeMT.so.1 /usr/lib*/faketime/libfaketimeMT.so.1; do
    printf '%s\n' "$library"
    return
  done
  return 1
}

found && exit
if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
  printf 'installing libfaketime for the tests on other days\n' >&2
  export DEBIAN_FRONTEND=noninteractive
  { apt-get -qq update && apt-get -qq install --yes --no-install-recommends libfaketime; } \
    >/dev/null 2>&1 || true
fi
if ! found; then
  {
    printf 'error: libfaketime is not here, so no test can run on another day\n'
    printf 'hint: install it (Debian: apt-get install libfaketime)\n'
    printf 'nothing was tested\n'
  } >&2
  exit 2
fi
