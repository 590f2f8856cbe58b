#!/usr/bin/env bash
# Compute everything anew from this commit. What differs from the approved plan by one byte is
# refused; what passes gets a statement. The exit code is the tool's.
set -euo pipefail

here=$(dirname "${BASH_SOURCE[0]}")
results=$(mktemp -d "${RUNNER_TEMP:-/tmp}/lprpolicy.XXXXXX")

if ! base64 -d <<<"${PLAN:-}" 2>/dev/null | gzip -d >"$results/plan.json" 2>/dev/null; then
  printf '::error title=lprpolicy::the plan did not arrive whole; nothing may be applied\n'
  exit 1
fi
code=0
bash "$here/run.sh" gate --repository "${INPUT_PATH:-policies}" --out "$results/statement.json" \
  -- "$results/plan.json" >"$results/said.txt" || code=$?
{
  if ((code)); then
    printf '## The gate refused the plan\n\nNothing may be applied. The log says what moved.\n'
  else
    printf '## The gate let the plan pass\n\n'
    sed 's/^/    /' "$results/said.txt"
  fi
} >>"$GITHUB_STEP_SUMMARY"
printf 'folder=%s\n' "$results" >>"$GITHUB_OUTPUT"
exit "$code"
