"""Counters in files that several processes of one machine may raise at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks

LOCK = "lock"


class CountingFileCache(FileBasedCache):
    """Django's file cache with ``add`` and ``incr`` that no other process can come between.

    Django's own reads a counter and writes it in two steps, so that two processes lose counts. Here both
    steps are one under a lock on a file in the folder. Nothing is culled: whoever counts bounds its keys.
    """

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(location, params)
        self._folder = Path(location)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Set it unless it is there; whether it was set. One process at a time."""
        with self._alone():
            return super().add(key, value, timeout, version)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Raise a counter; its new value. ValueError when it isn't there. One process at a time."""
        with self._alone():
            return super().incr(key, delta, version)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # it may be removed at any time
        with (self._folder / LOCK).open("ab") as file:
            # Given back when the file is closed, and by the system if the process is killed.
            locks.lock(file, locks.LOCK_EX)
            yield

    def _cull(self) -> None:
        """Random entries thrown out would be counts lost."""
