"""Remembering, in the transaction of whoever changed a listing, that the indexes must look at it again."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from search.actions.syncing import sync_inline
from search.engine import kept
from search.models import IndexTask


def queue(keys: Iterable[UUID | str], engine: str | None = None) -> None:
    """Write one task a listing or page of guidance for this engine, or for each one that is kept.

    ``keys`` are those of listings, and of search.sources.key_of. One statement for 250 of them.

    With SEARCH_SYNC_INLINE the indexes catch up right after that transaction, once however many were queued.
    """
    names = [engine] if engine else kept()
    tasks = [IndexTask(engine=name, key=key) for key in keys for name in names]
    IndexTask.objects.bulk_create(tasks, batch_size=500)
    if settings.SEARCH_SYNC_INLINE and not _already_promised():
        transaction.on_commit(sync_inline, robust=True)


def _already_promised() -> bool:
    """Whether this transaction will catch up already: an import announces thousands in one."""
    promised: list[tuple[Any, ...]] = transaction.get_connection().run_on_commit
    return any(entry[1] is sync_inline for entry in promised)
