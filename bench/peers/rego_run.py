"""Run in the peers' own environment: a Rego module over every file of a folder."""

from __future__ import annotations

import sys
from pathlib import Path

from documents import documents
from regopy import Interpreter

module, folder = map(Path, sys.argv[1:])
rego = Interpreter()
rego.add_module("five", module.read_text())
bundle = rego.build("x = data.five.broken")
for path, document in documents(folder):
    rego.set_input(document)
    broken = rego.query_bundle(bundle).binding("x")
    rules = sorted(rule.strip(chr(34)) for rule in broken)
    if rules:
        print(f"{path}: {' '.join(rules)}")
