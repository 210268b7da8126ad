"""Doing what waits for one engine. Whoever calls these holds the writer's lock."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from search.actions.documents import truth
from search.actions.values import BATCH, Synced, chunks
from search.document import Surroundings, surroundings
from search.engine import engine as engine_named
from search.engine.base import Change, Engine
from search.models import IndexTask

Task = tuple[int, UUID]


def waiting(name: str) -> QuerySet[IndexTask]:
    """Of one engine, the tasks to do: all but those set aside."""
    return IndexTask.objects.filter(engine=name, set_aside="")


def catch_up(name: str, limit: int | None = None) -> Synced:
    """Do waiting tasks in order, a batch at a time, at most ``limit`` of them."""
    engine = engine_named(name)
    done = Synced()
    around: Surroundings | None = None
    while limit is None or done.tasks < limit:
        most = BATCH if limit is None else min(BATCH, limit - done.tasks)
        tasks = list(waiting(name).order_by("pk")[:most].values_list("pk", "key"))
        if not tasks:
            return done
        around = around or surroundings()
        done += _apply(engine, name, tasks, around)
    return done


def settle(name: str, done: Sequence[int], refused: Mapping[str, str]) -> None:
    """Forget exactly these tasks, and set aside what could not be taken, with why."""
    with transaction.atomic():
        for some in chunks(done, 500):
            IndexTask.objects.filter(pk__in=some).delete()
        IndexTask.objects.bulk_create(
            IndexTask(engine=name, key=key, set_aside=reason) for key, reason in refused.items()
        )


def _apply(engine: Engine, name: str, tasks: Iterable[Task], around: Surroundings) -> Synced:
    done = [pk for pk, _ in tasks]
    keys = list(dict.fromkeys(key for _, key in tasks))
    documents, unreadable = truth(keys, around)
    changes = [Change(str(key), documents.get(str(key))) for key in keys if str(key) not in unreadable]
    taken = {refusal.key: refusal.reason for refusal in engine.apply(changes)}
    refused = {**unreadable, **taken}
    old = IndexTask.objects.filter(engine=name, key__in=keys).exclude(set_aside="")
    settle(name, [*done, *old.values_list("pk", flat=True)], refused)
    put = sum(change.document is not None and change.key not in refused for change in changes)
    removed = sum(change.document is None for change in changes)
    return Synced(tasks=len(done), put=put, removed=removed, set_aside=len(refused))
