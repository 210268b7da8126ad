"""Compare the search index with the database, and mend what differs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search.actions import sweep, sync
from search.management.engines import add_engine, on_each


class Command(BaseCommand):
    """See the help text."""

    help = (
        "Compare every listing and page with the search index, queue what differs, and bring the index up to "
        "date."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """For which engine, and whether to mend."""
        add_engine(parser)
        parser.add_argument("--queue-only", action="store_true", help="leave the mending to search_sync")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line of counts for each engine; then the mending."""
        self.mend = not options["queue_only"]
        on_each(options["engine"], self._sweep, "What differs is queued: run search_sync later.")

    def _sweep(self, name: str, label: str) -> None:
        swept = sweep(name)
        self.stdout.write(
            f"{label}{swept.compared} listings and pages compared: {swept.missing} missing, "
            f"{swept.changed} changed, {swept.extra} that should not be there."
        )
        if self.mend:
            done = sync(name)
            self.stdout.write(
                f"{label}{done.put} put in, {done.removed} taken out, {done.set_aside} set aside."
            )
