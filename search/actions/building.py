"""A new index beside the old one, and a switch."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from uuid import UUID

from directory import queries as directory
from search.actions.applying import catch_up, settle
from search.actions.documents import Reading, how_many, vocabulary
from search.actions.each import for_each
from search.actions.values import COMMAND_WAIT, chunks
from search.engine import engine as engine_named
from search.lock import one_writer
from search.models import IndexTask
from search.terms import Document

#: Shows how far documents have come: takes them and their number, gives them back one by one.
Progress = Callable[[Iterable[Document], int], Iterable[Document]]


def rebuild(engine: str | None = None, progress: Progress | None = None, wait: float = COMMAND_WAIT) -> int:
    """Build the index anew from the truth and switch to it; the number of documents (the fewest of any).

    What changes meanwhile stays queued and is applied after the switch. Killed at any moment, it leaves the
    old index in service and the queue as it was.
    """

    def one(name: str) -> int:
        with one_writer(name, wait):
            return build(name, progress)

    return min(for_each(engine, one))


def build(name: str, progress: Progress | None = None) -> int:
    """Build, switch, and apply what came meanwhile. The writer's lock is held."""
    # Keys, not "all up to this number": a transaction still open may hold a lower number than these.
    settled = list(IndexTask.objects.filter(engine=name).values_list("pk", flat=True))
    reading = Reading()
    documents: Iterable[Document] = reading
    if progress:
        documents = progress(documents, how_many())
    count = engine_named(name).rebuild(documents, vocabulary())
    settle(name, settled, reading.unreadable)
    if count < reading.given:
        _queue_what_was_left_out(name, reading.guidance)
    catch_up(name)
    return count


def _queue_what_was_left_out(name: str, guidance: Sequence[UUID]) -> None:
    """Offer refused documents once more, each by itself: only then does the engine say why it refuses."""
    held = {key for key, _ in engine_named(name).stamps()}
    public = directory.public().order_by("pk").values_list("pk", flat=True)
    given = chain(public.iterator(), guidance)
    for some in chunks((key for key in given if str(key) not in held), 500):
        IndexTask.objects.bulk_create(IndexTask(engine=name, key=key) for key in some)
