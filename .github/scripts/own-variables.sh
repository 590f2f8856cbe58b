#!/usr/bin/env bash
# Forget every variable by which an earlier step, or whoever can write one, would choose the day, the
# settings, the remembered results or the lists that a verdict rests on, or would let Python load a
# module of the repository that is judged (PYTHONPATH=. is usual, and a change can bring a click.py).
# LPRPOLICY stays: it says which program to run. Sourced by each script that asks for a verdict.
set -euo pipefail

unset LPRPOLICY_AS_OF LPRPOLICY_CONFIG LPRPOLICY_CACHE LPRPOLICY_DATA XDG_DATA_HOME XDG_CACHE_HOME
unset PYTHONPATH PYTHONHOME PYTHONPYCACHEPREFIX PYTHONOPTIMIZE PYTHONUSERBASE PYTHONPLATLIBDIR
