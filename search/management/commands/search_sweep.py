"""Compare the search index with the database, and mend what differs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.actions import sweep, sync
from search.engine.base import SearchUnavailableError
from search.lock import BusyError


class Command(BaseCommand):
    """See the help text."""

    help = "Compare every listing with the search index, queue what differs, and bring the index up to date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """For which engine, and whether to mend."""
        parser.add_argument("--engine", help="another engine than SEARCH_ENGINE")
        parser.add_argument("--queue-only", action="store_true", help="leave the mending to search_sync")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line of counts; then the mending."""
        try:
            swept = sweep(options["engine"])
            self.stdout.write(
                f"{swept.compared} listings compared: {swept.missing} missing, {swept.changed} changed, "
                f"{swept.extra} that should not be there."
            )
            if not options["queue_only"]:
                done = sync(options["engine"])
                self.stdout.write(f"{done.put} put in, {done.removed} taken out, {done.set_aside} set aside.")
        except (SearchUnavailableError, BusyError) as resting:
            raise CommandError(f"{resting} What differs is queued: run search_sync later.") from resting
