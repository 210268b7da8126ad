"""What a load found, part by part, and when it is refused."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from locations.feeds.rows import BadLine, Feed, LeftOut

Row = TypeVar("Row")

# More bad lines than this share, and the file is not what it is taken for.
BAD_SHARE = 0.05
# Half of so many lines bad is enough to stop reading.
EARLY = 2000
SHOWN = 10


class LoadRefusedError(Exception):
    """The load changed nothing. The message says why and how to mend it."""


@dataclass(slots=True)
class PartReport:
    """One file: what it was taken for, what was loaded, and what was not and why."""

    part: str
    source: str
    format: str = ""
    loaded: int = 0
    used: dict[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    left_out: Counter[str] = field(default_factory=Counter)
    bad: int = 0
    examples: list[BadLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seen: int = 0

    def refuse(self, line: int, reason: str) -> None:
        """Count a bad line; the first ones are kept to be shown."""
        self.bad += 1
        if len(self.examples) < SHOWN:
            self.examples.append(BadLine(line, reason))

    def good(self, rows: Iterable[Row | BadLine | LeftOut]) -> Iterator[Row]:
        """The usable rows, the others counted. Raises LoadRefusedError as soon as most lines are bad."""
        for row in rows:
            self.seen += 1
            if isinstance(row, BadLine):
                self.refuse(row.line, row.reason)
                if self.seen >= EARLY and self.bad > self.seen / 2:
                    raise LoadRefusedError(self._too_bad())
            elif isinstance(row, LeftOut):
                self.left_out[row.reason] += 1
            else:
                yield row

    def describe(self, feed: Feed[Row]) -> None:
        """Keep what the reader understood of the file."""
        self.format, self.used, self.unused = feed.format, feed.used, feed.unused

    def check(self) -> None:
        """Raise LoadRefusedError when nothing was loaded or too many lines are bad."""
        if self.bad > self.seen * BAD_SHARE:
            raise LoadRefusedError(self._too_bad())
        if not self.loaded:
            why = "; ".join(f"{count:,} left out: {reason}" for reason, count in self.left_out.items())
            raise LoadRefusedError(f"{self.source} holds no {self.part} to load. {why}".rstrip())

    def _too_bad(self) -> str:
        shown = "\n".join(f"  line {line}: {reason}" for line, reason in self.examples)
        return (
            f"{self.source}: {self.bad:,} of the first {self.seen:,} lines can't be used, which is too many."
            f" Nothing was changed.\n{shown}"
        )


@dataclass(slots=True)
class LoadReport:
    """What one run did. ``counts`` is what the new generation holds, by part."""

    generation_id: int
    label: str
    parts: list[PartReport]
    counts: dict[str, int]
    notes: list[str] = field(default_factory=list)
