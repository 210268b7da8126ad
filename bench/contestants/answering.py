"""The contestant's end of the line: questions come in as JSON lines, answers go out the same way.

Only the answer itself is timed, inside this process, so neither the pipe nor JSON counts for anybody.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import IO, Any

from bench.questions import Query


@dataclass(frozen=True, slots=True)
class Told:
    """What one answer said: counts for all, and the first page's ids (HSDS) in order."""

    total: int = -1
    groups: dict[str, int] | None = None
    ids: tuple[str, ...] = ()
    gave_up: bool = False


#: A way of answering: takes the question, gives back what turns the answer into Told once the clock stopped.
Way = Callable[[Query], Callable[[], Told]]


def serve(out: IO[str], ways: dict[str, Way], loaded: dict[str, float]) -> None:
    """Answer until the questions end. ``loaded`` are the seconds that getting ready took."""
    say(out, {"loaded": loaded})
    for line in sys.stdin:
        order = json.loads(line)
        query = Query.of(order["query"])
        answer = ways[order["way"]]
        started = time.perf_counter()
        told = answer(query)
        ms = (time.perf_counter() - started) * 1000
        say(out, {"ms": ms, **asdict(told())})


def own_line() -> IO[str]:
    """The real standard output, kept from whatever else prints: that goes to the errors."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return out


def say(out: IO[str], message: dict[str, Any]) -> None:
    out.write(json.dumps(message) + "\n")
    out.flush()
