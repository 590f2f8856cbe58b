#!/usr/bin/env bash
# Give the text of a file to the next job: output.sh NAME FILE. GitHub takes 65,536 characters as
# a comment or an issue, so a longer text is cut at a line.
set -euo pipefail

longest=60000
word=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
{
  printf '%s<<%s\n' "$1" "$word"
  if (($(wc -c <"$2") > longest)); then
    head -c "$longest" "$2" | sed '$d'
    printf '\nThe report is longer than fits here. The summary of the job has more of it.\n'
  else
    cat "$2"
  fi
  printf '\n%s\n' "$word"
} >>"$GITHUB_OUTPUT"
