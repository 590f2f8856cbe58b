"""Run `lprpolicy` many times from one process: each run is a fork, and starts in `main`.

`python forking.py ASKED TOLD` reads a run from each line of one descriptor and writes to the other how
it ended, as JSON. The process itself runs nothing, so no run can meet what another left behind.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NoReturn

import lprpolicy.cli
import lprpolicy.evaluate
import lprpolicy.tasks
import lprpolicy.vendors
from lprpolicy.cli import main
from lprpolicy.repository.directories import federal
from lprpolicy.repository.law import built_in


def _child(case: dict[str, Any], given: int, out: int, err: int) -> NoReturn:
    for number, stream in enumerate((given, out, err)):
        os.dup2(stream, number)
    for number in case["full"]:
        os.dup2(os.open("/dev/full", os.O_WRONLY), number)
    _stand(case)
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


def _stand(case: dict[str, Any]) -> None:
    """Stand in the folder and the environment of a run."""
    os.environ.clear()
    os.environ.update(case["environment"])
    time.tzset()
    if case["gone"]:
        folder = tempfile.mkdtemp()
        os.chdir(folder)
        Path(folder).rmdir()
    else:
        os.chdir(case["folder"])
    tempfile.tempdir = None


def _run(case: dict[str, Any]) -> dict[str, Any]:
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
    ):
        given.write(case["stdin"].encode("utf-8", "surrogateescape"))
        given.seek(0)
        process = os.fork()
        if process == 0:
            try:
                _child(case, given.fileno(), out.fileno(), err.fileno())
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
    built_in()
    federal()


if __name__ == "__main__":
    _load()
    with open(int(sys.argv[1])) as asked, open(int(sys.argv[2]), "w") as told:  # noqa: PTH123
        for line in asked:
            print(json.dumps(_run(json.loads(line))), file=told, flush=True)
