#!/usr/bin/env bash
# Add a file to the summary of the job, cut at a line where it is longer than GitHub takes.
set -euo pipefail

longest=1000000
{
  if (($(wc -c <"$1") > longest)); then
    head -c "$longest" "$1" | sed '$d'
    printf '\n\nThe report is longer than a summary may be.\n'
  else
    cat "$1"
  fi
} >>"$GITHUB_STEP_SUMMARY"
