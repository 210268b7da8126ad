"""The index follows the truth: remember what changed, catch up, build it anew, compare the two."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from directory import queries as directory
from directory.models import Service
from search.document import Surroundings, make, surroundings
from search.engine import engine as engine_named
from search.engine.base import Change, Engine, SearchUnavailableError, Vocabulary
from search.lock import BusyError, one_writer
from search.models import IndexTask
from search.terms import Document

logger = logging.getLogger(__name__)
Item = TypeVar("Item")

BATCH = 200
#: With more waiting than this, and than half of what the index holds, building anew is quicker.
MANY = 5_000
#: Seconds an editor's request waits for another writer before it leaves the work to that one.
INLINE_WAIT = 2.0
#: Seconds a command waits: as long as a rebuild of a large directory may take.
COMMAND_WAIT = 1800.0
#: A listing that can't be read is one listing's trouble; anything else (a lost disk) is everybody's.
UNREADABLE = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError)

#: Shows how far documents have come: takes them and their number, gives them back one by one.
Progress = Callable[[Iterable[Document], int], Iterable[Document]]


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


@dataclass(frozen=True, slots=True)
class Swept:
    """What a comparison found; every difference is queued."""

    compared: int
    missing: int
    changed: int
    extra: int

    @property
    def differences(self) -> int:
        """How many listings the index holds otherwise than the database."""
        return self.missing + self.changed + self.extra


def queue(service_ids: Iterable[UUID | str], engine: str | None = None) -> None:
    """Remember, in the caller's transaction, that the index must look at these listings again.

    With SEARCH_SYNC_INLINE the index catches up right after that transaction, once however many were queued.
    """
    name = engine or settings.SEARCH_ENGINE
    IndexTask.objects.bulk_create(
        [IndexTask(engine=name, service_id=service_id) for service_id in service_ids], batch_size=500
    )
    if settings.SEARCH_SYNC_INLINE and not _already_promised():
        transaction.on_commit(sync_inline, robust=True)


def sync(
    engine: str | None = None, limit: int | None = None, wait: float = COMMAND_WAIT, *, build: bool = True
) -> Synced:
    """Bring the index up to date with what is queued, oldest first, at most ``limit`` tasks (None: all).

    With ``build``, an index that is missing, can't be read or is far behind (a large import) is built anew.

    Deletes exactly the tasks it took, after the engine has made the changes durable: killed at any moment, it
    leaves work to repeat and none to miss. BusyError when another writer holds the index for ``wait``
    seconds; what the engine raises (SearchUnavailableError, OSError) passes through and the tasks wait on.
    """
    name = engine or settings.SEARCH_ENGINE
    with one_writer(name, wait):
        if build and _better_built_anew(name):
            waiting = _waiting(name).count()
            return Synced(tasks=waiting, put=_build(name))
        return _catch_up(name, limit)


def sync_inline() -> None:
    """Catch up after a commit. Search being down never spoils what was published: the task waits."""
    try:
        # Building a whole index is too much to ask of an editor's request.
        sync(wait=INLINE_WAIT, build=False)
    except BusyError:
        logger.info("Another process is writing to the search index; the change waits in the outbox.")
    except SearchUnavailableError:
        logger.warning("The search index is missing or can't be read; the change waits. Run search_sync.")
    except Exception as error:
        # The message could hold a listing's words; the kind of error is enough to start looking.
        logger.error("The search index is behind (%s); the change waits in the outbox.", type(error).__name__)


def rebuild(engine: str | None = None, progress: Progress | None = None, wait: float = COMMAND_WAIT) -> int:
    """Build the index anew from the truth and switch to it; the number of documents.

    What changes meanwhile stays queued and is applied after the switch. Killed at any moment, it leaves the
    old index in service and the queue as it was.
    """
    name = engine or settings.SEARCH_ENGINE
    with one_writer(name, wait):
        return _build(name, progress)


def sweep(engine: str | None = None) -> Swept:
    """Compare every document the index holds with the truth, by id and stamp, and queue what differs."""
    name = engine or settings.SEARCH_ENGINE
    held = dict(engine_named(name).stamps())
    compared = missing = changed = 0
    around = surroundings()
    for services in _chunks(directory.for_index(), BATCH):
        differ: list[str] = []
        for service in services:
            compared += 1
            stamp = held.pop(str(service.pk), None)
            document = _readable(service, around)
            if document is None or stamp == document.stamp:
                continue
            missing += stamp is None
            changed += stamp is not None
            differ.append(str(service.pk))
        queue(differ, name)
    for extra in _chunks(held, BATCH):
        queue(extra, name)
    return Swept(compared=compared, missing=missing, changed=changed, extra=len(held))


def vocabulary() -> Vocabulary:
    """The names of needs and kinds, and the other words for them, to suggest while somebody types."""
    entries: list[tuple[str, str, str]] = []
    for taxonomy in ("need", "kind"):
        for term in directory.terms(taxonomy):
            entries += [(text, taxonomy, term.code) for text in (term.name, *term.other_words)]
    return Vocabulary(entries=tuple(entries))


def _better_built_anew(name: str) -> bool:
    health = engine_named(name).health()
    return not health.ok or _waiting(name).count() > max(MANY, health.documents // 2)


def _waiting(name: str) -> QuerySet[IndexTask]:
    return IndexTask.objects.filter(engine=name, set_aside="")


def _already_promised() -> bool:
    """Whether this transaction will catch up already: an import announces thousands in one."""
    waiting: list[tuple[Any, ...]] = transaction.get_connection().run_on_commit
    return any(entry[1] is sync_inline for entry in waiting)


def _build(name: str, progress: Progress | None = None) -> int:
    """Build, switch, and apply what came meanwhile. The writer's lock is held."""
    # Keys, not "all up to this number": a transaction still open may hold a lower number than these.
    settled = list(IndexTask.objects.filter(engine=name).values_list("pk", flat=True))
    unreadable: list[UUID] = []
    documents: Iterable[Document] = _all_documents(unreadable)
    if progress:
        documents = progress(documents, directory.public().count())
    count = engine_named(name).rebuild(documents, vocabulary())
    _settle(name, settled, {str(key): "This listing could not be read." for key in unreadable})
    _catch_up(name, None)
    return count


def _catch_up(name: str, limit: int | None) -> Synced:
    """Take waiting tasks in order, a batch at a time. The writer's lock is held."""
    engine = engine_named(name)
    done = Synced()
    around: Surroundings | None = None
    while limit is None or done.tasks < limit:
        most = BATCH if limit is None else min(BATCH, limit - done.tasks)
        tasks = list(_waiting(name).order_by("pk")[:most].values_list("pk", "service_id"))
        if not tasks:
            return done
        around = around or surroundings()
        done += _apply(engine, name, tasks, around)
    return done


def _apply(engine: Engine, name: str, tasks: Sequence[tuple[int, UUID]], around: Surroundings) -> Synced:
    ids = list(dict.fromkeys(service_id for _, service_id in tasks))
    refused: dict[str, str] = {}
    truth: dict[str, Document] = {}
    for service in directory.for_index(ids):
        try:
            truth[str(service.pk)] = make(service, around)
        except UNREADABLE as error:
            refused[str(service.pk)] = f"This listing could not be read ({type(error).__name__})."
    changes = [Change(str(key), truth.get(str(key))) for key in ids if str(key) not in refused]
    refused |= {refusal.service_id: refusal.reason for refusal in engine.apply(changes)}
    old = IndexTask.objects.filter(engine=name, service_id__in=ids).exclude(set_aside="")
    _settle(name, [*(pk for pk, _ in tasks), *old.values_list("pk", flat=True)], refused)
    put = sum(change.document is not None and change.service_id not in refused for change in changes)
    removed = sum(change.document is None for change in changes)
    return Synced(tasks=len(tasks), put=put, removed=removed, set_aside=len(refused))


def _settle(name: str, done: Sequence[int], refused: Mapping[str, str]) -> None:
    """Forget exactly these tasks, and set aside what could not be taken, with why."""
    with transaction.atomic():
        for some in _chunks(done, 500):
            IndexTask.objects.filter(pk__in=some).delete()
        IndexTask.objects.bulk_create(
            IndexTask(engine=name, service_id=key, set_aside=reason) for key, reason in refused.items()
        )


def _all_documents(unreadable: list[UUID]) -> Iterator[Document]:
    """Every public listing as the index will know it; the ones that can't be read are put in the list."""
    around = surroundings()
    for service in directory.for_index():
        document = _readable(service, around)
        if document is None:
            unreadable.append(service.pk)
        else:
            yield document


def _readable(service: Service, around: Surroundings) -> Document | None:
    try:
        return make(service, around)
    except UNREADABLE as error:
        logger.error("Listing %s could not be read (%s).", service.pk, type(error).__name__)
        return None


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
