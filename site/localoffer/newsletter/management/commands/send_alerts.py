"""Tell readers what is new for their saved searches."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from localoffer.newsletter.actions.alerting import send_alerts
from localoffer.newsletter.actions.sending import AlreadySendingError
from localoffer.newsletter.management.commands.send_newsletter import AWAY, watch

RESTING = "The search did not answer. Nothing is lost: what was not looked at is looked at in the next run."


class Command(BaseCommand):
    """Once a day or more often. May be stopped and run again."""

    help = (
        "Tell readers which services were listed or have new details since they were last told. "
        "May be stopped and run again. What was published in the last hour waits for the next run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Look first, or send."""
        parser.add_argument(
            "--dry-run", action="store_true", help="say how many would be told, and send nothing"
        )
        parser.add_argument("--limit", type=int, help="look at so many saved searches at most")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, then say what was done. Non-zero when something has to be done again."""
        limit = options["limit"]
        if limit is not None and limit < 1:
            raise CommandError(f"--limit {limit}: it must be 1 or more.")
        try:
            told = send_alerts(limit=limit, dry_run=options["dry_run"], watch=watch(options))
        except AlreadySendingError as busy:
            raise CommandError(str(busy)) from busy
        would = "would be sent" if options["dry_run"] else "sent"
        self.stdout.write(
            f"Alerts: {told.sent:,} {would}, {told.nothing:,} without news, {told.failed:,} failed, "
            f"{told.unread:,} that can't be asked any more."
        )
        if told.resting:
            raise CommandError(RESTING)
        if told.away:
            raise CommandError(AWAY)
        if told.failed:
            raise CommandError("What failed is tried again in the next run.")
