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
    unasked: bool = False  # understood to be about something else, so no engine was asked


#: Answers what was made ready, and gives back what turns the answer into Told once the clock has stopped.
Answers = Callable[[Any], Callable[[], Told]]


@dataclass(frozen=True, slots=True)
class Way:
    """A way of answering. What ``prepare`` makes of the question is made before the clock starts."""

    answer: Answers
    prepare: Callable[[Query], Any] = lambda query: query


def serve(out: IO[str], ways: dict[str, Way], loaded: dict[str, float]) -> None:
    """Answer until the questions end. ``loaded`` are the seconds that getting ready took."""
    say(out, {"loaded": loaded})
    for line in sys.stdin:
        order = json.loads(line)
        way = ways[order["way"]]
        prepared = way.prepare(Query.of(order["query"]))
        started = time.perf_counter()
        told = way.answer(prepared)
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
