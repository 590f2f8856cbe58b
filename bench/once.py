"""Run one command and print what it took, as JSON: wall and CPU seconds, largest memory in MiB.

`python -S once.py OUTPUT COMMAND…`. It is a small program of its own because Linux counts the memory
of whoever starts a process as that process's own.
"""

import json
import os
import sys
import time

OUTPUT, *COMMAND = sys.argv[1:]


def main() -> None:
    out = os.open(OUTPUT, os.O_WRONLY | os.O_TRUNC)
    nothing = os.open(os.devnull, os.O_RDWR)
    streams = [(os.POSIX_SPAWN_DUP2, fd, n) for n, fd in enumerate((nothing, out, nothing))]
    started = time.perf_counter()
    child = os.posix_spawn(COMMAND[0], COMMAND, os.environ, file_actions=streams)
    _, _, used = os.wait4(child, 0)
    wall = time.perf_counter() - started
    print(json.dumps([wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))


main()
