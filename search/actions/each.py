"""The same work for every engine that is kept, so that one being away never stops another."""

import logging
from collections.abc import Callable
from typing import TypeVar

from search.engine import kept

logger = logging.getLogger(__name__)
T = TypeVar("T")


def for_each(engine: str | None, work: Callable[[str], T]) -> list[T]:
    """What the work gave for this engine, or for each one kept; an engine's trouble is raised at the end.

    That is the first trouble, such as SearchUnavailableError or BusyError, after all have had their turn.
    """
    done: list[T] = []
    troubles: list[Exception] = []
    for name in [engine] if engine else kept():
        try:
            done.append(work(name))
        except Exception as trouble:  # kept, not swallowed: it is raised when the others are done
            logger.warning("The index of the %s engine was not served (%s).", name, type(trouble).__name__)
            troubles.append(trouble)
    if troubles:
        raise troubles[0]
    return done
