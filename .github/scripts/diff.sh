#!/usr/bin/env bash
# Say who gains and who loses by a pull request: in the summary of the job, and as the output
# `comment` for the job that may write one. The exit code is the tool's.
set -euo pipefail

here=$(dirname "${BASH_SOURCE[0]}")
results=$(mktemp -d "${RUNNER_TEMP:-/tmp}/lprpolicy.XXXXXX")
comment=$results/comment.md

code=0
bash "$here/run.sh" diff --repository "${INPUT_PATH:-policies}" --format "markdown=$comment" \
  -- "${BASE:-HEAD^1}" HEAD || code=$?

if [[ ! -s $comment ]]; then
  ((code)) || code=4
  printf '<!-- lprpolicy diff -->\n## lprpolicy decided nothing\n\n' >"$comment"
  printf 'Its exit code was %d. The log of the job says why.\n' "$code" >>"$comment"
fi
bash "$here/summary.sh" "$comment"
bash "$here/output.sh" comment "$comment"
exit "$code"
