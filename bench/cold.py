"""Where the time of one `check policies --no-cache` goes from a cold start: CPU by part.

    python -m bench.cold [--rounds 9]

Each round is a new process that keeps a clock for each part; what a part calls of another part is
counted there alone, and of all rounds the least counts. Under the clocks the whole takes about a
sixth longer; the first line says what it takes without them.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from typing import Any, Final

COMMAND: Final = ("check", "policies", "--no-cache", "--as-of", "2026-11-28")
PACKAGES: Final = {
    "click": "click",
    "yaml": "PyYAML",
    "lprpolicy": "lprpolicy",
}
PARTS: Final = {
    "lprpolicy.model.written:PlainModel.model_validate": "data into models",
    "lprpolicy.model.written:_make_reader": "readers of models",
    "enum:EnumType.__new__": "enumerations",
    "lprpolicy.identify.names:read_name": "names read",
    "lprpolicy.identify.patterns:families": "names read",
    "dataclasses:_process_class": "methods of dataclasses",
    "re._compiler:compile": "regular expressions",
    "lprpolicy.read.yaml:read": "YAML into data",
    "lprpolicy.repository.folder:read_folder": "files of the repository",
    "lprpolicy.repository.repository:open_shared": "the repository's directory",
    "lprpolicy.repository.repository:repository_of": "entries held against the lists",
    "lprpolicy.repository.law:of_state": "the law",
    "lprpolicy.repository.law:bind": "the law",
    "lprpolicy.evaluate.judgment:judge_agency": "judging",
    "lprpolicy.tasks.check:write_report": "the report's words",
}
ONCE: Final = "import json; from bench.cold import run_once; print(json.dumps(run_once()))"


class Clocks:
    """CPU by part, in milliseconds; the part on top of the stack is the one that runs."""

    def __init__(self) -> None:
        self.took: dict[str, float] = {"Python itself": time.process_time() * 1000}
        self._stack, self._since = ["everything else"], time.process_time()

    def switch(self) -> None:
        now = time.process_time()
        top = self._stack[-1]
        self.took[top] = self.took.get(top, 0) + (now - self._since) * 1000
        self._since = now

    def around(self, function: Callable[..., Any], part: Callable[..., str]) -> Callable[..., Any]:
        def timed(*given: Any, **named: Any) -> Any:
            self.switch()
            self._stack.append(part(*given))
            try:
                return function(*given, **named)
            finally:
                self.switch()
                self._stack.pop()

        return timed


def watch(clocks: Clocks) -> None:
    """Put a clock around each part as soon as its module is loaded."""
    by_module: dict[str, list[tuple[str, str]]] = {}
    for place, part in PARTS.items():
        module, _, path = place.partition(":")
        by_module.setdefault(module, []).append((path, part))

    def put(name: str) -> None:
        for path, part in by_module.get(name, ()):
            *owners, last = path.split(".")
            owner: Any = sys.modules[name]
            for one in owners:
                owner = getattr(owner, one)
            held = vars(owner)[last]
            bound = isinstance(held, classmethod)
            made = clocks.around(held.__func__ if bound else held, lambda *_, part=part: part)
            setattr(owner, last, classmethod(made) if bound else made)

    load = clocks.around(SourceFileLoader.exec_module, lambda _, module: _imported(module.__name__))

    def exec_module(loader: SourceFileLoader, module: Any) -> None:
        load(loader, module)
        put(module.__name__)

    SourceFileLoader.exec_module = exec_module  # type: ignore[method-assign]
    for name in [one for one in by_module if one in sys.modules]:
        put(name)


def _imported(module: str) -> str:
    return f"importing {PACKAGES.get(module.partition('.')[0], 'the standard library')}"


def run_once() -> dict[str, float]:
    """Run the command in this process, and return what each part took, in milliseconds."""
    clocks = Clocks()
    watch(clocks)
    with contextlib.redirect_stdout(io.StringIO()):
        from lprpolicy.cli.run import run
        from lprpolicy.host import garbage, pydantic_plugins

        pydantic_plugins.shut_out()
        garbage.hardly_collect()
        run(COMMAND)
    clocks.switch()
    return clocks.took


def main() -> None:
    # What this module imports, a round has loaded before its clocks begin.
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = range(parser.parse_args().rounds)
    from bench.measure import Job, measure

    alone = Job("cold", "alone", [sys.executable, "-m", "lprpolicy", *COMMAND], "")
    floor = Job("cold", "python -c pass", [sys.executable, "-c", "pass"], "")
    measure([floor, alone], len(rounds), dict(os.environ))
    took: list[dict[str, float]] = []
    for _ in rounds:
        out = subprocess.run(
            [sys.executable, "-c", ONCE], capture_output=True, check=True, text=True
        ).stdout
        took.append(json.loads(out))
    print(f"python {1000 * min(floor.cpus):.1f} ms, the check {1000 * min(alone.cpus):.0f} ms")
    least = {part: min(one.get(part, 0) for one in took) for part in took[0]}
    whole = sum(least.values())
    print("| part | ms | share |\n|---|--:|--:|")
    for part, ms in sorted(least.items(), key=lambda one: -one[1]):
        print(f"| {part} | {ms:.0f} | {ms / whole:.0%} |")


if __name__ == "__main__":
    main()
