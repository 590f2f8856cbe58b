#!/usr/bin/env bash
# Plan the clicks of one agency from an export that is kept in the repository. The plan goes to the
# gate as the output `plan`, byte for byte; to people as a checklist. The exit code is the tool's.
set -euo pipefail

here=$(dirname "${BASH_SOURCE[0]}")
results=$(mktemp -d "${RUNNER_TEMP:-/tmp}/lprpolicy.XXXXXX")
longest=100000 # of what fits into one variable

for value in "${INPUT_AGENCY:-}" "${INPUT_OBSERVED:-}"; do
  if [[ -z $value || $value == *[[:cntrl:]]* ]]; then
    printf '::error title=lprpolicy::the agency and the export have to be named, on one line\n'
    exit 2
  fi
done
arguments=(plan "--observed=$INPUT_OBSERVED" --repository "${INPUT_PATH:-policies}")
arguments+=(--out "$results/plan.json")
arguments+=(--format "markdown=$results/checklist.md" --format "csv=$results/checklist.csv")
case ${INPUT_NARROWING:-false} in
  true) arguments+=(--narrowing) ;;
  false) ;;
  *)
    printf '::error title=lprpolicy::the input narrowing is true or false\n'
    exit 2
    ;;
esac

code=0
bash "$here/run.sh" "${arguments[@]}" -- "$INPUT_AGENCY" || code=$?
if ((code)) || [[ ! -s $results/plan.json ]]; then
  ((code)) || code=4
  printf '## lprpolicy planned nothing\n\nIts exit code was %d. The log says why.\n' "$code" \
    >>"$GITHUB_STEP_SUMMARY"
  exit "$code"
fi
packed=$(gzip -9 -n <"$results/plan.json" | base64 -w 0)
if ((${#packed} > longest)); then
  printf '::error title=lprpolicy::the plan is too long for the next job; plan by system\n'
  exit 1
fi
bash "$here/summary.sh" "$results/checklist.md"
printf 'plan=%s\nfolder=%s\n' "$packed" "$results" >>"$GITHUB_OUTPUT"
