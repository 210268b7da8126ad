"""Bringing the indexes up to date with what waits."""

import logging
from contextlib import suppress

from search.actions.applying import catch_up, waiting
from search.actions.building import build
from search.actions.each import for_each
from search.actions.values import COMMAND_WAIT, Synced
from search.engine import EMBEDDED, kept
from search.engine import engine as engine_named
from search.engine.base import SearchUnavailableError
from search.lock import BusyError, one_writer

logger = logging.getLogger(__name__)

#: With more waiting than this, and than half of what the index holds, building anew is quicker.
MANY = 5_000
#: Seconds an editor's request waits for another writer before it leaves the work to that one.
INLINE_WAIT = 2.0


def sync(
    engine: str | None = None, limit: int | None = None, wait: float = COMMAND_WAIT, *, build: bool = True
) -> Synced:
    """Bring the index up to date with what is queued, oldest first, at most ``limit`` tasks (None: all).

    With ``build``, an index that is missing, can't be read or is far behind (a large import) is built anew.
    Without a name every engine that is kept has its turn, and the sum is given.

    Deletes exactly the tasks it took, after the engine has made the changes durable: killed at any moment, it
    leaves work to repeat and none to miss. BusyError when another writer holds the index for ``wait``
    seconds; what the engine raises (SearchUnavailableError, OSError) passes through and the tasks wait on.
    """

    def one(name: str) -> Synced:
        with one_writer(name, wait):
            if build and _better_built_anew(name):
                return _built_anew(name)
            return catch_up(name, limit)

    return sum(for_each(engine, one), Synced())


def sync_inline() -> None:
    """Catch up after a commit. Search being down never spoils what was published: the task waits."""
    for name in kept():
        _inline(name)


def _inline(name: str) -> None:
    try:
        # A server that hangs would keep the editor waiting for as long as a write may take.
        if name != EMBEDDED and not engine_named(name).health().ok:
            raise SearchUnavailableError(name)
        # Building a whole index is too much to ask of an editor's request.
        sync(name, wait=INLINE_WAIT, build=False)
    except BusyError:
        logger.info("Another process is writing to the search index; the change waits in the outbox.")
    except SearchUnavailableError:
        logger.warning(
            "The search index (%s) is missing or can't be read; the change waits. Run search_sync.", name
        )
    except Exception as error:
        # The message could hold a listing's words; the kind of error is enough to start looking.
        logger.error("The search index is behind (%s); the change waits in the outbox.", type(error).__name__)


def _better_built_anew(name: str) -> bool:
    engine = engine_named(name)
    health = engine.health()
    if not health.ok:
        # A server that is only slow deserves the patience of a write before everything is sent to it again.
        with suppress(SearchUnavailableError):
            engine.apply(())
        health = engine.health()
    return not health.ok or waiting(name).count() > max(MANY, health.documents // 2)


def _built_anew(name: str) -> Synced:
    tasks = waiting(name).count()
    return Synced(tasks=tasks, put=build(name))
