"""Remind people of what they booked."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from localoffer.events.actions.letters import MailAwayError, send_owed
from localoffer.events.actions.reminding import remind, to_remind


class Command(BaseCommand):
    """Every hour: each booking is reminded once."""

    help = (
        "E-mail a reminder to everybody who has a place at a session within two days, once each. Run it "
        "every hour. It can be stopped at any moment and run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Look without sending."""
        parser.add_argument("--dry-run", action="store_true", help="Say how many; write and send nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Owe the reminders, then send what is owed."""
        now, quiet = timezone.now(), not options["verbosity"]

        def watch(keys: Any, total: int) -> Any:
            return tqdm(keys, total=total, unit="letter", disable=quiet or not sys.stderr.isatty())

        if options["dry_run"]:
            self.stdout.write(f"{to_remind(now).count():,} reminders would be sent.")
            return
        owed = remind(now=now, watch=watch)
        try:
            done = send_owed(now=now, watch=watch)
        except MailAwayError as away:
            raise CommandError(
                f"The mail server can't be reached ({away}). {owed:,} new reminders are written down: "
                "run this again, or send_letters, when it is back."
            ) from None
        if not quiet:
            self.stdout.write(f"{owed:,} reminders. {done.sent:,} letters sent, {done.refused:,} refused.")
