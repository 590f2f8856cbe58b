#!/usr/bin/env bash
# Forget every variable by which an earlier step, or whoever can write one, would choose the day, the
# settings, the remembered results or the lists that a verdict rests on. LPRPOLICY stays: it says
# which program to run. Sourced by each script that asks for a verdict.
set -euo pipefail

unset LPRPOLICY_AS_OF LPRPOLICY_CONFIG LPRPOLICY_CACHE LPRPOLICY_DATA
