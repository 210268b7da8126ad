"""The one door to the server: short waits for questions, long ones for writing, one kind of failure."""

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import Any

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError

from search.engine.base import RESTING, SearchUnavailableError

logger = logging.getLogger(__name__)
# At its most talkative the client writes whole questions and answers: no setting of a site may let it.
logging.getLogger("elastic_transport.node").setLevel(logging.WARNING)

#: Seconds to wait when writing: a hung node is dropped by its cluster within about half a minute.
WRITING = 60.0
#: A dead node is passed over and the next one asked, so often.
_RETRIES = 3


class Server:
    """A cluster and how to reach it. Safe for threads; every process has connections of its own."""

    def __init__(self, url: str | list[str], timeout: float, options: Mapping[str, Any]) -> None:
        self._make: Callable[[], Elasticsearch] = lambda: Elasticsearch(
            url, request_timeout=timeout, max_retries=_RETRIES, retry_on_timeout=False, **options
        )
        self._lock = Lock()
        self._client: Elasticsearch | None = None
        self._process = 0

    @property
    def asking(self) -> Elasticsearch:
        """For questions: gives up soon, and asks nobody twice because the answer was slow."""
        with self._lock:
            if self._client is None or self._process != os.getpid():
                self._client, self._process = self._make(), os.getpid()
            return self._client

    @property
    def writing(self) -> Elasticsearch:
        """For writing, which may take a while and may be repeated."""
        return self.asking.options(request_timeout=WRITING, retry_on_timeout=True)


@contextmanager
def speaking(what: str) -> Iterator[None]:
    """Turn whatever the server or the way to it does wrong into SearchUnavailableError.

    The log names what was tried and the kind of fault, never the words of a question: the server repeats them
    in its messages.
    """
    try:
        yield
    except NotFoundError as missing:
        raise SearchUnavailableError(RESTING) from missing
    except ApiError as wrong:
        logger.warning("Elasticsearch could not %s (%s, status %s).", what, wrong.error, wrong.status_code)
        raise SearchUnavailableError(RESTING) from wrong
    except TransportError as lost:
        logger.warning("Elasticsearch could not %s (%s).", what, type(lost).__name__)
        raise SearchUnavailableError(RESTING) from lost
