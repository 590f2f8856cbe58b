#!/usr/bin/env bash
# See that there is a Chromium for the tests of the published pages: where one is missing it is
# installed, if that is possible without a question. Without one those tests are skipped.
set -euo pipefail

found() {
  command -v chromium chromium-browser google-chrome-stable google-chrome chrome >/dev/null 2>&1
}

found && exit
if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
  printf 'installing chromium for the tests of the published pages\n' >&2
  export DEBIAN_FRONTEND=noninteractive
  # A machine may know of no packages yet; one that cannot ask may still have what it needs.
  retry=(-o Acquire::Retries=3)
  said=$({
    apt-get -qq "${retry[@]}" update || true
    apt-get -qq "${retry[@]}" install --yes --no-install-recommends chromium
  } 2>&1 >/dev/null </dev/null) || printf '%s\n' "$said" >&2
fi
if ! found; then
  printf 'no chromium: the tests of the published pages in a browser will be skipped\n' >&2
  exit 1
fi
