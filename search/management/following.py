"""Following what is published until told to stop: each engine at its own pace, in a thread of its own."""

import logging
import signal
from collections.abc import Callable, Sequence
from threading import Event, Thread

from django.db import close_old_connections, connection
from django.db.utils import OperationalError

from search.actions import Synced, sync
from search.engine.base import SearchUnavailableError
from search.lock import BusyError

logger = logging.getLogger(__name__)
Say = Callable[[str, Synced], None]

#: Seconds between two looks when an engine is away, at most.
LONGEST_REST = 60.0
#: Tasks between two looks at whether to stop.
AT_ONCE = 1000


class Follower(Thread):
    """Carries what is published to one engine. One that hangs keeps only its own follower waiting."""

    def __init__(self, name: str, label: str, stop: Event, every: float, limit: int, say: Say) -> None:
        super().__init__(name=f"follow {name}")
        self.engine = name
        self.label = label
        self.stop = stop
        self.every = every
        self.limit = limit
        self.say = say
        self.failure: Exception | None = None

    def run(self) -> None:
        """Until told to stop, or until something nobody foresaw; then all stop and the command raises it."""
        try:
            self._follow()
        except Exception as failure:  # raised again where the command waits
            self.failure = failure
            self.stop.set()
        finally:
            connection.close()

    def _follow(self) -> None:
        rest = self.every
        while not self.stop.is_set():
            try:
                done = sync(self.engine, self.limit, wait=self.every)
                rest = self.every
                if done != Synced():
                    self.say(self.label, done)
                    rest = 0.0
            except (SearchUnavailableError, BusyError, OperationalError) as lost:
                rest = min(max(rest, self.every) * 2, LONGEST_REST)
                logger.warning(
                    "The %s index can't be written now (%s); what waits is kept.",
                    self.engine,
                    type(lost).__name__,
                )
            close_old_connections()
            self.stop.wait(rest)


def follow(names: Sequence[str], every: float, limit: int | None, say: Say) -> None:
    """Follow with these engines until SIGTERM or Ctrl-C; what was begun is finished first.

    ``every`` is the seconds between two looks, ``limit`` the most tasks of one look. ``say`` is told what was
    done, with the engine's name in front where there are several.
    """
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    followers = [
        Follower(name, f"{name}: " if len(names) > 1 else "", stop, every, limit or AT_ONCE, say)
        for name in names
    ]
    for follower in followers:
        follower.start()
    for follower in followers:
        follower.join()
    for follower in followers:
        if follower.failure is not None:
            raise follower.failure
