"""Run `lprpolicy` many times from one process: each run is a fork, and starts in `main`."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import resource
import sys
import tempfile
from pathlib import Path
from typing import Any, NoReturn

import lprpolicy.cli
import lprpolicy.evaluate
import lprpolicy.tasks
import lprpolicy.vendors
from lprpolicy.cli import main


def _child(case: dict[str, Any], out: int, err: int) -> NoReturn:
    here = os.open(os.devnull, os.O_RDONLY)
    os.dup2(here, 0)
    os.dup2(out, 1)
    os.dup2(err, 2)
    for number in case["full"]:
        os.dup2(os.open("/dev/full", os.O_WRONLY), number)
    if case["gone"]:
        folder = tempfile.mkdtemp()
        os.chdir(folder)
        Path(folder).rmdir()
    for name, value in case["env"].items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    if case["umask"] is not None:
        os.umask(case["umask"])
    if case["limit"] is not None:
        name, size = case["limit"]
        resource.setrlimit(getattr(resource, name), (size, size))
    for number in case["closed"]:
        os.close(number)
    sys.argv = [
        "lprpolicy",
        *(os.fsdecode(word.encode("utf-8", "surrogateescape")) for word in case["arguments"]),
    ]
    try:
        main()
    except SystemExit as ended:
        os._exit(ended.code if isinstance(ended.code, int) else 1)
    os._exit(99)


def _run(case: dict[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = os.fork()
        if process == 0:
            try:
                _child(case, out.fileno(), err.fileno())
            except BaseException as error:  # noqa: BLE001 - a child must not go on as its parent
                os.write(err.fileno(), f"Traceback: {error!r}".encode("utf-8", "replace"))
                os._exit(98)
        _, status = os.waitpid(process, 0)
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode("utf-8", "backslashreplace"))
    return {"code": os.waitstatus_to_exitcode(status), "out": said[0], "err": said[1]}


def _load() -> None:
    """Load what the commands load when they are asked, so that each fork has it already."""
    for package in (lprpolicy.cli, lprpolicy.tasks, lprpolicy.evaluate, lprpolicy.vendors):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)


if __name__ == "__main__":
    cases = json.load(sys.stdin)
    _load()
    os.chdir(sys.argv[1])
    print(json.dumps([_run(case) for case in cases]))
