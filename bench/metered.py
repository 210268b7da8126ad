"""One of the project's commands in a process of its own, with its time and its peak memory.

    python -m bench.metered import_services FILE --publish

Prints one line of JSON when the command has ended: seconds without starting Python and Django, and megabytes.
"""

import sys
import time

import django
from django.core.management import call_command

from bench.contestants.answering import own_line, say


def main(command: str, *arguments: str) -> None:
    out = own_line()
    django.setup()
    before = peak_mb()
    started = time.perf_counter()
    call_command(command, *arguments)
    seconds = time.perf_counter() - started
    say(out, {"seconds": seconds, "peak_mb": peak_mb(), "start_mb": before})


def peak_mb() -> float:
    """The most memory this process ever held (Linux: resident, and not its parent's)."""
    with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123
        line = next(line for line in status if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
