"""Run in the peers' own environment: CEL expressions over every file of a folder."""

from __future__ import annotations

import sys
from pathlib import Path

import cel
import yaml
from documents import documents

rules, folder = map(Path, sys.argv[1:])
programs = {
    name: cel.compile(expression) for name, expression in yaml.safe_load(rules.read_text()).items()
}
for path, document in documents(folder):
    policy = cel.Context({"policy": document})
    broken = [name for name, program in programs.items() if not program.execute(policy)]
    if broken:
        print(f"{path}: {' '.join(broken)}")
