"""What SOURCE means: a file, or a feed that is fetched whole into a temporary file first."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from directory.feeds.rows import FeedError
from directory.feeds.source import Feed, read
from directory.feeds.web import Progress, fetch
from directory.models import ImportRun

NAME_MAX = 200


@dataclass(slots=True)
class Opened:
    """A source that is known to be whole. ``failure`` says what of a feed could not be fetched."""

    name: str
    feed: Feed
    since: datetime | None = None
    failure: str = ""


@contextmanager
def opened(
    source: str,
    name: str,
    columns: Path | None,
    *,
    publish: bool,
    everything: bool,
    allow_private: bool,
    progress: Progress | None = None,
) -> Iterator[Opened]:
    """The source ready to be read. Raises FeedError when it can't be."""
    if not re.match(r"[a-z][a-z0-9+.-]*://", source, re.I):
        path = Path(source)
        feed = read(path, columns)
        if not feed.total:
            raise FeedError(f"{path.name} holds no services.")
        yield Opened((name or _stem(path))[:NAME_MAX], feed)
        return
    called = (name or _address(source))[:NAME_MAX]
    since = None if everything else last_read(called, publish=publish)
    with TemporaryDirectory(prefix="signpost-feed-") as folder:
        fetched = fetch(source, Path(folder), since=since, allow_private=allow_private, progress=progress)
        feed = read(fetched.path, columns)
        feed.notes += fetched.notes
        yield Opened(called, feed, since, fetched.failure)


def last_read(name: str, *, publish: bool) -> datetime | None:
    """How far a feed was read by a run that ended well; drafts don't count when publishing is asked for."""
    runs = ImportRun.objects.filter(source=name, finished_at__isnull=False, modified_to__isnull=False)
    if publish:
        runs = runs.filter(published=True)
    return runs.order_by("-modified_to").values_list("modified_to", flat=True).first()


def _stem(path: Path) -> str:
    if path.is_dir():
        return path.resolve().name
    return path.name.removesuffix(".gz").rsplit(".", 1)[0]


def _address(source: str) -> str:
    """The address without login, query or final slash: a password must not stay in the database."""
    parts = urlsplit(source)
    host = f"{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}"
    return f"{parts.scheme}://{host}{parts.path.rstrip('/')}"
