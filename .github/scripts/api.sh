#!/usr/bin/env bash
# Ask the API of GitHub one thing: api.sh METHOD PATH [FILE]. The token is given to curl on its
# standard input, so that it stands in no list of processes.
set -euo pipefail

base=${GITHUB_API_URL:-https://api.github.com}
if ! [[ $base =~ ^https://[A-Za-z0-9.-]+(:[0-9]+)?(/api/v3)?$ ||
  $base =~ ^http://127\.0\.0\.1:[0-9]+$ ]]; then
  printf 'error: %s is no address that a token is sent to\nnothing was sent\n' "$base" >&2
  exit 2
fi
arguments=(--silent --show-error --fail --max-time 60 --request "$1" --config -)
arguments+=(--header "Accept: application/vnd.github+json")
arguments+=(--header "X-GitHub-Api-Version: 2022-11-28")
if [[ -n ${3:-} ]]; then
  arguments+=(--header "Content-Type: application/json" --data-binary "@$3")
fi
printf 'header = "Authorization: Bearer %s"\n' "$GITHUB_TOKEN" |
  curl "${arguments[@]}" "$base$2"
