"""The import, told like a table of contents."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from directory.actions.importing.job import Job
from directory.actions.importing.outcome import Outcome
from directory.actions.importing.report import Report
from directory.actions.importing.sources import opened
from directory.actions.importing.words import Words
from directory.feeds.rows import Raw
from directory.feeds.seen import Seen
from directory.feeds.web import Progress
from directory.models import ImportRun

CHUNK = 200  # rows a transaction: what a killed run loses at most, and what is in memory at once
Watch = Callable[[Iterable[Raw], int], Iterable[Raw]]


def import_services(
    source: str,
    *,
    publish: bool,
    dry_run: bool = False,
    name: str = "",
    columns: Path | None = None,
    report: Path | None = None,
    everything: bool = False,
    allow_private: bool = False,
    watch: Watch | None = None,
    fetching: Progress | None = None,
) -> Outcome:
    """Bring a file or a feed into the directory, in chunks that are each written whole or not at all.

    ``source`` is a path or an address; ``name`` is what its ids belong to (else the file's name or the
    address). ``publish`` makes rows live, otherwise they become drafts. ``dry_run`` writes nothing.
    ``everything`` asks a feed for all it has and not only for what changed since. ``allow_private`` lets a
    feed be on this machine or network. ``watch`` is given the rows and their number, to show progress, and
    ``fetching`` is told what a feed has given so far: how many, of how many (0: not known), and of what.
    Raises FeedError, having written nothing, when the source can't be read or isn't whole.
    """
    with opened(
        source,
        name,
        columns,
        publish=publish,
        everything=everything,
        allow_private=allow_private,
        progress=fetching,
    ) as held:
        outcome = Outcome(held.name, total=held.feed.total, notes=[*held.feed.notes])
        if not dry_run:
            outcome.run = ImportRun.objects.create(source=held.name, published=publish)
        with Report(report) as told, Seen() as seen:
            job = Job(outcome, told, seen, Words(held.name), publish=publish, dry_run=dry_run)
            rows = watch(held.feed.rows(), held.feed.total) if watch else held.feed.rows()
            for chunk in _chunks(rows):
                job.take_in(chunk)
            job.finish(held)
    return outcome


def _chunks(rows: Iterable[Raw]) -> Iterator[list[Raw]]:
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        yield chunk
