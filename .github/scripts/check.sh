#!/usr/bin/env bash
# Judge a policy repository once and tell GitHub in all its ways: annotations beside the lines, the
# job summary, SARIF and JSON files, and outputs. The exit code is the tool's.
#
# Everything from outside comes in variables and is only ever passed on as one argument. What the
# tool prints is safe by its own `github` and `markdown` formats; its errors may quote a file, so
# they are printed while workflow commands are switched off. The day is today and no input: a workflow
# that chose an earlier one would let in what the law refuses now.
set -euo pipefail

here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=own-variables.sh
source "$here/own-variables.sh"
lprpolicy=${LPRPOLICY:-lprpolicy}
results=$(mktemp -d "${RUNNER_TEMP:-/tmp}/lprpolicy.XXXXXX")
sarif=${INPUT_SARIF_FILE:-$results/report.sarif}
json=$results/report.json
summary=$results/summary.md
changes=$results/changes.md
errors=$results/errors.txt
longest_summary=1000000 # GitHub takes 1 MiB a step

usage() {
  printf '::error title=lprpolicy::%s\n' "$1"
  printf 'decision=none\nsarif=\njson=\n' >>"$GITHUB_OUTPUT"
  exit 2
}

base=${INPUT_BASE:-}
if [[ $base =~ ^0+$ ]]; then
  base= # what GitHub says of a branch that is new
fi
for value in "${INPUT_PATH:-}" "$sarif" "$base" "${INPUT_BASELINE:-}"; do
  if [[ $value == *[[:cntrl:]]* ]]; then
    usage "an input of the action holds a line break or another control character"
  fi
done

arguments=(check --no-cache --format github)
arguments+=(--format "sarif=$sarif" --format "markdown=$summary" --format "json=$json")
if [[ -n $base ]]; then
  arguments+=("--base=$base")
fi
if [[ -n ${INPUT_BASELINE:-} ]]; then
  arguments+=("--baseline=$INPUT_BASELINE")
fi
case ${INPUT_STRICT:-} in
  true) arguments+=(--strict) ;;
  false) arguments+=(--no-strict) ;;
  "") ;;
  *) usage "the input strict is true or false" ;;
esac

searches=()
while IFS= read -r line; do
  line=${line%$'\r'}
  [[ -z $line ]] || searches+=("--searches=$line")
done <<<"${INPUT_SEARCHES:-}"
if ((${#searches[@]})); then
  [[ -n $base ]] || usage "the input searches compares with a base, and there is none"
  code=0
  LPRPOLICY=$lprpolicy bash "$here/run.sh" diff --repository "${INPUT_PATH:-policies}" --format "markdown=$changes" \
    "${searches[@]}" -- "$base" HEAD || code=$?
  if ((code > 1)) || [[ ! -s $changes ]]; then
    usage "the searches could not be compared (exit code $code); the log says why"
  fi
fi

code=0
"$lprpolicy" "${arguments[@]}" -- "${INPUT_PATH:-policies}" 2>"$errors" </dev/null || code=$?

if [[ -s $errors ]]; then
  word=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  printf '::stop-commands::%s\n' "$word"
  cat "$errors"
  printf '\n::%s::\n' "$word"
fi

case $code in
  0) decision=allow ;;
  1) decision=refuse ;;
  *)
    decision=none
    printf '::error title=lprpolicy::nothing was decided (exit code %d); the log says why\n' "$code"
    ;;
esac

if [[ -s $summary ]]; then
  if (($(wc -c <"$summary") > longest_summary)); then
    head -c "$longest_summary" "$summary" | sed '$d'
    printf '\n\nThe report is longer than a summary may be. The JSON report has all of it.\n'
  else
    cat "$summary"
  fi
else
  printf '## lprpolicy decided nothing\n\nIts exit code was %d. The log of this step says why.\n' \
    "$code"
fi >>"$GITHUB_STEP_SUMMARY"
if [[ -s $changes ]]; then
  bash "$here/summary.sh" "$changes"
fi

[[ -s $sarif && $decision != none ]] || sarif=
[[ -s $json && $decision != none ]] || json=
printf 'decision=%s\nsarif=%s\njson=%s\n' "$decision" "$sarif" "$json" >>"$GITHUB_OUTPUT"
exit "$code"
