#!/usr/bin/env bash
# Keep one comment or one issue up to date: sticky.sh comment FILE, with NUMBER of the pull request,
# or sticky.sh issue FILE, with TITLE. The first line of the file is a hidden marker, by which our
# own text is found again; a text of anybody else with that marker is left alone. With
# ONLY_UPDATE=true nothing new is opened.
set -euo pipefail

here=$(dirname "${BASH_SOURCE[0]}")
kind=$1 file=$2
author=${STICKY_AUTHOR:-github-actions[bot]}
work=$(mktemp -d "${RUNNER_TEMP:-/tmp}/lprpolicy.XXXXXX")
most_pages=30

refuse() {
  printf 'error: %s\nnothing was written\n' "$1" >&2
  exit 2
}

marker=$(head -n 1 "$file")
[[ $marker == '<!-- lprpolicy '*' -->' ]] || refuse "the text does not begin with a marker"
[[ $GITHUB_REPOSITORY =~ ^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$ ]] || refuse "no repository is named"
issues=/repos/$GITHUB_REPOSITORY/issues
case $kind in
  comment)
    [[ ${NUMBER:-} =~ ^[0-9]+$ ]] || refuse "NUMBER is not that of a pull request"
    list="$issues/$NUMBER/comments?per_page=100"
    create=$issues/$NUMBER/comments
    change=$issues/comments
    name=id
    jq -n --rawfile body "$file" '{body: $body}' >"$work/body.json"
    ;;
  issue)
    list="$issues?state=open&per_page=100"
    create=$issues
    change=$issues
    name=number
    jq -n --rawfile body "$file" --arg title "$TITLE" '{title: $title, body: $body}' \
      >"$work/body.json"
    ;;
  *) refuse "it is either a comment or an issue" ;;
esac

found=
for ((page = 1; ; page++)); do
  ((page <= most_pages)) || refuse "there are too many to look through"
  bash "$here/api.sh" GET "$list&page=$page" >"$work/page.json"
  found=$(jq -r --arg marker "$marker" --arg author "$author" --arg name "$name" \
    'map(select(.user.login == $author and .pull_request == null
      and ((.body // "") | startswith($marker)))) | .[0][$name] // empty' "$work/page.json")
  if [[ -n $found ]] || (($(jq length "$work/page.json") < 100)); then
    break
  fi
done

if [[ -n $found ]]; then
  bash "$here/api.sh" PATCH "$change/$found" "$work/body.json" >/dev/null
elif [[ ${ONLY_UPDATE:-false} != true ]]; then
  bash "$here/api.sh" POST "$create" "$work/body.json" >/dev/null
fi
