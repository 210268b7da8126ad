"""Comparing an index with the truth: what a lost task, or a lost write, would leave behind."""

from dataclasses import dataclass

from directory import queries as directory
from search.actions.documents import readable
from search.actions.each import for_each
from search.actions.outbox import queue
from search.actions.values import BATCH, chunks
from search.document import surroundings
from search.engine import engine as engine_named


@dataclass(frozen=True, slots=True)
class Swept:
    """What a comparison found; every difference is queued."""

    compared: int = 0
    missing: int = 0
    changed: int = 0
    extra: int = 0

    @property
    def differences(self) -> int:
        """How many listings the index holds otherwise than the database."""
        return self.missing + self.changed + self.extra

    def __add__(self, other: "Swept") -> "Swept":
        return Swept(
            self.compared + other.compared,
            self.missing + other.missing,
            self.changed + other.changed,
            self.extra + other.extra,
        )


def sweep(engine: str | None = None) -> Swept:
    """Compare every document the index holds with the truth, by id and stamp, and queue what differs.

    Without a name every engine that is kept is compared, and the sum is given.
    """
    return sum(for_each(engine, _sweep), Swept())


def _sweep(name: str) -> Swept:
    held = dict(engine_named(name).stamps())
    compared = missing = changed = 0
    around = surroundings()
    for services in chunks(directory.for_index(), BATCH):
        differ: list[str] = []
        for service in services:
            compared += 1
            stamp = held.pop(str(service.pk), None)
            document = readable(service, around)
            if document is None or stamp == document.stamp:
                continue
            missing += stamp is None
            changed += stamp is not None
            differ.append(str(service.pk))
        queue(differ, name)
    for extra in chunks(held, BATCH):
        queue(extra, name)
    return Swept(compared=compared, missing=missing, changed=changed, extra=len(held))
