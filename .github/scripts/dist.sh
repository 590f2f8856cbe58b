#!/usr/bin/env bash
# Build the wheel and the sdist, and try each in a clean environment: dist.sh PYTHON FOLDER
#
# PYTHON has the pinned hatchling and uv. Every Python from 3.11 to 3.14 that is found here is tried; that
# none is found is an error. What is installed besides is what constraints/run.txt pins.
set -euo pipefail

python=$1 out=$2
uv=$(dirname "$python")/uv
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
most=120 # megabytes, with everything that lprpolicy needs

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

rm -rf "$out"
mkdir -p "$out"
"$python" -I -c '
import os, sys
import hatchling.build as build
os.chdir(sys.argv[1])
print(build.build_wheel(sys.argv[2]), build.build_sdist(sys.argv[2]))
' "$here" "$(cd "$out" && pwd)"

tried=0
for minor in 11 12 13 14; do
  found=""
  for candidate in "python3.$minor" "$HOME"/.pyenv/versions/3."$minor".*/bin/python; do
    if "$candidate" -I -c "import sys; sys.exit(sys.version_info[:2] != (3, $minor))" 2>/dev/null; then
      found=$candidate
      break
    fi
  done
  if [ -z "$found" ]; then
    echo "Python 3.$minor: not here"
    continue
  fi
  for made in "$out"/*.whl "$out"/*.tar.gz; do
    venv=$work/3.$minor-${made##*.}
    pip=("$uv" --quiet --no-config pip install --python "$venv/bin/python")
    "$uv" --quiet --no-config venv --python "$found" "$venv"
    "${pip[@]}" --require-hashes --only-binary :all: --requirement "$here/constraints/run.txt"
    "${pip[@]}" --no-deps --no-index --no-build-isolation "$made"
    # What builds a package is no part of it.
    "$uv" --quiet --no-config pip uninstall --python "$venv/bin/python" \
      hatchling editables trove-classifiers pathspec pluggy
    "$venv/bin/python" -I -m compileall -q "$venv/lib" >/dev/null
    (
      cd "$work"
      "$venv/bin/lprpolicy" --version
      "$venv/bin/lprpolicy" check "$here/policies" --no-cache >"$venv/report.txt"
      "$venv/bin/lprpolicy" rules test >/dev/null
      "$venv/bin/lprpolicy" init --state CT --town Alder --repository "$venv/town" >/dev/null
      "$venv/bin/lprpolicy" schema show policy >/dev/null
    )
    megabytes=$(du -sm "$venv/lib" | cut -f1)
    echo "Python 3.$minor, ${made##*/}: works, $megabytes MB"
    if [ "$megabytes" -gt "$most" ]; then
      echo "more than $most MB" >&2
      exit 1
    fi
    tried=$((tried + 1))
  done
done
[ "$tried" -gt 0 ] || { echo "no Python from 3.11 to 3.14 was found" >&2; exit 1; }
