"""Travel times: a CSV table of origin, destination and minutes, whole or not at all.

Other files may lose a bad line; this one may not. A way left out reads as "can't be travelled", so that a
child would seem to live without a service because of a slip in a file.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from locations.access.travel import TravelTable
from locations.feeds.columns import Wanted, missing, not_there, recognise
from locations.feeds.rows import FeedError
from locations.feeds.source import look_through, table
from locations.names import tidy

WANTED = (
    Wanted(
        "origin", (r"origin(?:_(?:code|cd|id))?", r"from(?:_(?:code|cd|id))?", r"start|home"), required=True
    ),
    Wanted(
        "destination",
        (
            r"destination(?:_(?:code|cd|id))?",
            r"dest(?:_(?:code|cd|id))?",
            r"to(?:_(?:code|cd|id))?",
            r"end|venue",
        ),
        required=True,
    ),
    # A heading that doesn't say minutes may be seconds, or kilometres: the operator must name it.
    Wanted("minutes", (r"(?:travel_|journey_)?(?:time_)?(?:in_)?(?:minutes|mins)",), required=True),
)
#: No way to a club takes longer than two days; a larger figure is in seconds.
MOST_MINUTES = 2880.0
SHOWN = 10
#: Wraps the lines to show how far it is: (lines, lines in all, what they are).
Watch = Callable[[Iterable[Any], int | None, str], Iterable[Any]]


def read_table(
    path: Path,
    *,
    origins: Sequence[str],
    destinations: Sequence[str],
    named: Mapping[str, object] | None = None,
    watch: Watch = lambda lines, _total, _what: lines,
) -> TravelTable:
    """The whole table, between known codes. FeedError names each bad line and column and says how to mend it.

    ``named`` is the operator's own naming of the columns. Nothing is given unless every line is right; the
    first ten that aren't are shown and the others counted.
    """
    source = look_through(path)
    reading = _Reading(path.name, _numbered(origins), _numbered(destinations))
    with source.text() as text:
        lines = table(text, path.name)
        _, headings = next(lines, (0, []))
        found = recognise(headings, WANTED, section="travel", name=path.name, named=named)
        if lacking := missing(WANTED, found):
            raise not_there(path.name, "travel", lacking, headings)
        reading.headings = {meaning: headings[at] for meaning, at in found.items()}
        for line, fields in watch(lines, source.lines, "travel times"):
            reading.take(line, fields, found)
    return reading.finish(tuple(origins), tuple(destinations))


def _numbered(codes: Sequence[str]) -> dict[str, int]:
    return {code: at for at, code in enumerate(codes)}


class _BadFieldError(ValueError):
    """One field that can't be used: the meaning of its column, and why."""

    def __init__(self, meaning: str, why: str) -> None:
        super().__init__(why)
        self.meaning = meaning


@dataclass(slots=True)
class _Reading:
    """What was read so far, 28 bytes a line, and what was wrong with it."""

    name: str
    origins: Mapping[str, int]
    destinations: Mapping[str, int]
    headings: Mapping[str, str] = field(default_factory=dict)
    origin: "array[int]" = field(default_factory=lambda: array("q"))
    destination: "array[int]" = field(default_factory=lambda: array("q"))
    minutes: "array[float]" = field(default_factory=lambda: array("d"))
    lines: "array[int]" = field(default_factory=lambda: array("I"))
    wrong: list[str] = field(default_factory=list)
    bad: int = 0

    def take(self, line: int, fields: Sequence[str], found: Mapping[str, int]) -> None:
        """Keep a line, or what is wrong with it."""
        try:
            if len(fields) <= max(found.values()):
                raise _BadFieldError("minutes", f"there are {len(fields)} columns on this line, too few")
            origin = _known("origin", fields[found["origin"]], self.origins)
            destination = _known("destination", fields[found["destination"]], self.destinations)
            minutes = _minutes(fields[found["minutes"]])
        except _BadFieldError as wrong:
            self._refuse(line, wrong.meaning, str(wrong))
            return
        self.origin.append(origin)
        self.destination.append(destination)
        self.minutes.append(minutes)
        self.lines.append(line)

    def finish(self, origins: tuple[str, ...], destinations: tuple[str, ...]) -> TravelTable:
        """The table; FeedError when a line was bad, a way came twice, or there is no way at all."""
        origin = np.frombuffer(self.origin, dtype=np.int64).astype(np.intp)
        destination = np.frombuffer(self.destination, dtype=np.int64).astype(np.intp)
        for first, second in self._doubles(origin * len(destinations) + destination):
            way = f"{origins[origin[second]]} to {destinations[destination[second]]}"
            self._refuse(
                self.lines[second], "destination", f"{way} is on line {self.lines[first]} too. Keep one"
            )
        if self.bad:
            more = f"\n  and {self.bad - SHOWN:,} more" if self.bad > SHOWN else ""
            raise FeedError(
                f"{self.name}: {self.bad:,} of its lines can't be used. Nothing was changed.\n"
                + "\n".join(self.wrong)
                + more
            )
        if not self.lines:
            raise FeedError(
                f"{self.name} holds no travel times under its headings. Fill it, or leave it out."
            )
        minutes = np.frombuffer(self.minutes, dtype=np.float64).copy()
        return TravelTable(origins, destinations, origin, destination, minutes)

    def _doubles(self, ways: np.ndarray) -> Iterator[tuple[int, int]]:
        order = np.argsort(ways, kind="stable")
        again = np.flatnonzero(ways[order][1:] == ways[order][:-1])
        yield from sorted(
            zip(order[again].tolist(), order[again + 1].tolist(), strict=True), key=lambda pair: pair[1]
        )

    def _refuse(self, line: int, meaning: str, why: str) -> None:
        self.bad += 1
        if len(self.wrong) < SHOWN:
            self.wrong.append(f"  line {line}, column “{self.headings[meaning]}”: {why}.")


def _known(meaning: str, text: str, codes: Mapping[str, int]) -> int:
    code = tidy(text)
    if not code:
        raise _BadFieldError(meaning, "is empty. Write the code, or take the line out")
    if code not in codes:
        raise _BadFieldError(
            meaning, f"“{code}” is not a known {meaning}. Mend the code, or take the line out"
        )
    return codes[code]


def _minutes(text: str) -> float:
    plain = text.strip()
    if not plain:
        raise _BadFieldError(
            "minutes", "is empty. Write the minutes, or take the line out if there is no way"
        )
    try:
        minutes = float(plain)
    except ValueError as wrong:
        raise _BadFieldError(
            "minutes", f"“{plain}” is not a number. Write minutes, such as 12 or 12.5"
        ) from wrong
    if not 0 <= minutes <= MOST_MINUTES:
        raise _BadFieldError(
            "minutes", f"{plain} can't be minutes. Write a number from 0 to {MOST_MINUTES:g}"
        )
    return minutes
