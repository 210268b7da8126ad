"""Send what is owed to people who booked."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from localoffer.events.actions.letters import MailAwayError, owed, send_owed
from localoffer.events.actions.telling import catch_up


class Command(BaseCommand):
    """Every five minutes: what could not be sent at once."""

    help = (
        "Send the letters that people who booked are owed: what the mail server didn't take at once, and "
        "what many have to be told when a session moves or is cancelled. Run it every five minutes. It can "
        "be stopped at any moment and run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Look without sending."""
        parser.add_argument("--dry-run", action="store_true", help="Say how many; write and send nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Catch up with what was published, then send."""
        now, quiet = timezone.now(), not options["verbosity"]
        if options["dry_run"]:
            self.stdout.write(f"{owed(now).count():,} letters are owed.")
            return
        catch_up(now=now)

        def watch(keys: Any, total: int) -> Any:
            return tqdm(keys, total=total, unit="letter", disable=quiet or not sys.stderr.isatty())

        try:
            done = send_owed(now=now, watch=watch)
        except MailAwayError as away:
            raise CommandError(
                f"The mail server can't be reached ({away}). Nothing is lost: run this again when it is back."
            ) from None
        if not quiet:
            self.stdout.write(f"{done.sent:,} letters sent, {done.refused:,} refused.")
