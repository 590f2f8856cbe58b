#!/usr/bin/env bash
# Compare every agency that keeps its newest exports in us-xx/AGENCY/exports/ with its policy. The
# outputs are `report`, the text of the issue, and `answer`: clean, drift, or none where there was
# nothing to compare. The exit code is the worst of the tool's.
set -euo pipefail

here=$(dirname "${BASH_SOURCE[0]}")
results=$(mktemp -d "${RUNNER_TEMP:-/tmp}/lprpolicy.XXXXXX")
root=${INPUT_PATH:-policies}
report=$results/report.md
worst=0
agencies=0

for folder in "$root"/us-??/*/exports; do
  [[ -d $folder ]] || continue
  agency=${folder#"$root"/}
  agency=${agency%/exports}
  arguments=()
  for export in "$folder"/*; do
    [[ -f $export && ! -L $export ]] && arguments+=("--observed=$export")
  done
  ((${#arguments[@]})) || continue
  agencies=$((agencies + 1))
  code=0
  bash "$here/run.sh" drift --repository "$root" "${arguments[@]}" -- "$agency" >"$results/said.txt" ||
    code=$?
  ((code <= worst)) || worst=$code
  {
    printf '\n### Agency %d, exit code %d\n\n    %s\n' "$agencies" "$code" "${agency//[^a-z0-9\/-]/?}"
    sed 's/^/    /' "$results/said.txt"
    ((code < 2)) || printf '    nothing was compared; the log of the job says why\n'
  } >>"$results/each.md"
done

if ((agencies == 0)); then
  printf 'No agency keeps an export, so nothing was compared.\n' >>"$GITHUB_STEP_SUMMARY"
  printf 'answer=none\n' >>"$GITHUB_OUTPUT"
  exit 0
fi
answer=drift
((worst)) || answer=clean
{
  printf '<!-- lprpolicy drift -->\n## lprpolicy: '
  if [[ $answer == clean ]]; then
    printf 'no drift in what the exports show\n'
  else
    printf 'what the vendor shows is not known to be what the policy says\n'
  fi
  cat "$results/each.md"
} >"$report"
bash "$here/summary.sh" "$report"
bash "$here/output.sh" report "$report"
printf 'answer=%s\n' "$answer" >>"$GITHUB_OUTPUT"
exit "$worst"
