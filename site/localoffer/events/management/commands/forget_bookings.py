"""Delete who came to what, once it isn't needed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from localoffer.events.actions.forgetting import due, forget, needs_due


class Command(BaseCommand):
    """Every night."""

    help = (
        "Delete the names and e-mail addresses of bookings whose session was longer ago than the events "
        "page says, or that were cancelled a day ago; and access needs a day after the session. Counts "
        "stay. Run it every night."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Look without deleting."""
        parser.add_argument("--dry-run", action="store_true", help="Say how many; delete nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget, then one line."""
        now = timezone.now()
        if options["dry_run"]:
            self.stdout.write(
                f"{due(now).count():,} bookings and {needs_due(now).count():,} notes of access needs are due."
            )
            return
        done = forget(now=now)
        if options["verbosity"]:
            self.stdout.write(
                f"{done.bookings:,} bookings and {done.needs:,} notes of access needs forgotten."
            )
