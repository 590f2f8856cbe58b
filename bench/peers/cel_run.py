"""Run in the peers' own environment: a CEL expression over every file of a folder."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import cel
from documents import documents

rules, folder = map(Path, sys.argv[1:])
program = cel.compile(rules.read_text())
for _, document in documents(folder):
    print(json.dumps(program.execute(cel.Context({"policy": document}))))
