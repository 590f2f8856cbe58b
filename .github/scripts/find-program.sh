#!/usr/bin/env bash
# find-program.sh PACKAGE PURPOSE NAME…: see that there is a program that tests look at things with. Where
# none of the names is, Debian's package is installed, if that is possible without a question. Without
# it those tests are skipped.
set -euo pipefail

package=$1 purpose=$2
shift 2

found() {
  command -v "$@" >/dev/null 2>&1
}

found "$@" && exit
if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
  printf 'installing %s for %s\n' "$package" "$purpose" >&2
  export DEBIAN_FRONTEND=noninteractive
  # A machine may know of no packages yet; one that cannot ask may still have what it needs.
  retry=(-o Acquire::Retries=3)
  said=$({
    apt-get -qq "${retry[@]}" update || true
    apt-get -qq "${retry[@]}" install --yes --no-install-recommends "$package"
  } 2>&1 >/dev/null </dev/null) || printf '%s\n' "$said" >&2
fi
if ! found "$@"; then
  printf 'no %s: %s will be skipped\n' "$package" "$purpose" >&2
  exit 1
fi
