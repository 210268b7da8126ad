"""Bring a council's list or an Open Referral feed into the directory."""

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from directory.actions.importing import Outcome, import_services
from directory.feeds.rows import FeedError, Raw


class Command(BaseCommand):
    """``manage.py import_services SOURCE``. Ends with one line of counts; status 1: nothing was read."""

    help = (
        "Import services from an Open Referral (HSDS-UK) file or feed, or from a CSV file. "
        "Without --publish they become drafts. It can be stopped and run again. See docs/importing.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "source",
            metavar="SOURCE",
            help="a JSON, NDJSON or CSV file (also .gz), a folder of tables, or a feed's base address",
        )
        parser.add_argument(
            "--publish", action="store_true", help="make the rows live; otherwise they become drafts"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument(
            "--report", type=Path, metavar="FILE.csv", help="write every problem into this file"
        )
        parser.add_argument(
            "--columns", type=Path, metavar="FILE.toml", help="which of a CSV's columns is which"
        )
        parser.add_argument(
            "--name",
            dest="name",
            default="",
            metavar="NAME",
            help="what the list's ids belong to (else the file's name or the address)",
        )
        parser.add_argument(
            "--all",
            dest="everything",
            action="store_true",
            help="ask a feed for everything, not only what changed",
        )
        parser.add_argument(
            "--allow-private",
            action="store_true",
            help="let the feed be on this machine or a private network",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        shown = options["verbosity"] > 0
        bars = _Bars()
        try:
            with closing(bars):
                outcome = import_services(
                    options["source"],
                    publish=options["publish"],
                    dry_run=options["dry_run"],
                    name=options["name"],
                    columns=options["columns"],
                    report=options["report"],
                    everything=options["everything"],
                    allow_private=options["allow_private"],
                    watch=bars.rows if shown else None,
                    fetching=bars.fetch if shown else None,
                )
        except FeedError as unreadable:
            raise CommandError(str(unreadable), returncode=1) from unreadable
        self._tell(outcome, options["report"])
        self.stdout.write(f"{'Would be: ' if options['dry_run'] else ''}{outcome}")
        if outcome.total and not outcome.read:
            raise SystemExit(1)

    def _tell(self, outcome: Outcome, report: Path | None) -> None:
        for note in outcome.notes:
            self.stderr.write(note)
        if outcome.kept:
            self.stderr.write(
                f"{outcome.kept} of the same were left alone because an editor is working on them."
            )
        if outcome.unmatched:
            self.stderr.write(
                f"{outcome.unmatched} words of the list are none of the site's terms; the report names them."
            )
        if outcome.rejected or outcome.warnings:
            where = f"see {report}" if report else "--report FILE.csv writes them down"
            self.stderr.write(f"{outcome.rejected} rows rejected, {outcome.warnings} warnings: {where}.")


class _Bars:
    """One bar for what a feed on the web has given so far, then one for the rows; none without a terminal."""

    def __init__(self) -> None:
        self.fetching: tqdm | None = None

    def fetch(self, done: int, total: int, unit: str) -> None:
        """How much was fetched, of how much or 0."""
        if self.fetching is None:
            self.fetching = tqdm(
                total=total or None, unit=unit, unit_scale=unit == "B", desc="Fetching", disable=None
            )
        self.fetching.update(done - self.fetching.n)

    def rows(self, rows: Iterable[Raw], total: int) -> Iterator[Raw]:
        """The rows as they are taken in."""
        self.close()
        yield from tqdm(rows, total=total, unit=" rows", desc="Importing", disable=None)

    def close(self) -> None:
        """Leave the first bar as it stands and go to the next line."""
        if self.fetching is not None:
            self.fetching.close()
