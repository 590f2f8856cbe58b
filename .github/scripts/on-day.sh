#!/usr/bin/env bash
# Run a command as if it were noon of another day: on-day.sh 2028-02-29 pytest …
# The clock is ahead by one number of seconds, so it runs on, and every process that the command
# starts sees the same. What only measures how long something takes is left alone.
set -euo pipefail

day=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
library=$(bash "$here/find-faketime.sh")
# The machine's own clock, whatever this script itself was told.
now=$(env -u LD_PRELOAD date +%s)
ahead=$(($(date -ud "$day 12:00" +%s) - now))
export PYTHONPATH="$here/on-day${PYTHONPATH:+:$PYTHONPATH}"
# A script of the workflows forgets PYTHONPATH, so the environment of the command loads it besides.
sites=$("$1" -c 'import site; print(site.getsitepackages()[0])' 2>/dev/null || true)
if [ -d "$sites" ]; then
  echo "import os; 'FAKETIME' in os.environ and exec(open('$here/on-day/sitecustomize.py').read(), {})" \
    >"$sites/on-day.pth"
fi
if command -v chromium >/dev/null; then export PATH="$here/on-day/bin:$PATH"; fi
exec env LD_PRELOAD="$library" FAKETIME="$(printf '%+ds' "$ahead")" \
  FAKETIME_DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1 "$@"
