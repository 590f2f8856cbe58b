#!/usr/bin/env bash
# Compare the policy of every agency with its newest exports, in us-xx/AGENCY/exports/. An adopted
# policy whose exports stopped coming is not clean; one that is not adopted needs none. The outputs
# are `report`, the text of the issue, and `answer`: clean, drift, or none where there was nothing
# to compare. The exit code is the worst of the tool's.
set -euo pipefail

here=$(dirname "${BASH_SOURCE[0]}")
results=$(mktemp -d "${RUNNER_TEMP:-/tmp}/lprpolicy.XXXXXX")
root=${INPUT_PATH:-policies}
report=$results/report.md
worst=0
agencies=0
missing=0
nothing=3 # the exit code where no export was given and none is needed

for folder in "$root"/us-??/*/; do
  folder=${folder%/}
  [[ -e $folder/policy.yaml || -L $folder/policy.yaml || -e $folder/exports ]] || continue
  agency=${folder#"$root"/}
  arguments=()
  for export in "$folder"/exports/*; do
    [[ -f $export && ! -L $export ]] && arguments+=("--observed=$export")
  done
  code=0
  bash "$here/run.sh" drift --repository "$root" ${arguments[@]+"${arguments[@]}"} -- "$agency" \
    >"$results/said.txt" || code=$?
  ((code != nothing || ${#arguments[@]})) || continue
  ((${#arguments[@]})) || missing=$((missing + 1))
  agencies=$((agencies + 1))
  ((code <= worst)) || worst=$code
  {
    printf '\n### Agency %d, exit code %d\n\n    %s\n' "$agencies" "$code" "${agency//[^a-z0-9\/-]/?}"
    sed 's/^/    /' "$results/said.txt"
    ((code < 2)) || printf '    nothing was compared; the log of the job says why\n'
  } >>"$results/each.md"
done

if ((agencies == 0)); then
  printf 'No policy is adopted and no agency keeps an export, so nothing was compared.\n' \
    >>"$GITHUB_STEP_SUMMARY"
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
  if ((missing)); then
    printf '\nAdopted policies with no export in their folder: %d. ' "$missing"
    printf 'No one can tell what the vendor shows there.\n'
  fi
  cat "$results/each.md"
} >"$report"
bash "$here/summary.sh" "$report"
bash "$here/output.sh" report "$report"
printf 'answer=%s\n' "$answer" >>"$GITHUB_OUTPUT"
exit "$worst"
