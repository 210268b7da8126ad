"""What the actions share: how much at once, how long to wait, and what a catching up did."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")

#: Tasks, or listings, that are worked on at once.
BATCH = 200
#: Seconds a command waits for another writer: as long as a rebuild of a large directory may take.
COMMAND_WAIT = 1800.0


@dataclass(frozen=True, slots=True)
class Synced:
    """What a catching up did: tasks done, listings put in, taken out, and refused by the engine."""

    tasks: int = 0
    put: int = 0
    removed: int = 0
    set_aside: int = 0

    def __add__(self, other: "Synced") -> "Synced":
        return Synced(
            self.tasks + other.tasks,
            self.put + other.put,
            self.removed + other.removed,
            self.set_aside + other.set_aside,
        )


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of at most this many."""
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
