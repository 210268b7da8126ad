"""What the site needs once a night, in one command for one line of a timetable."""

import logging
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """See the help text."""

    help = "Publish and expire what is due, forget what is due, compare the search index with the database."

    def handle(self, *args: Any, **options: Any) -> None:
        """Every chore, even when one before it failed; then say which did."""
        failed = []
        for name in settings.NIGHTLY:
            self.stdout.write(f"{name} ...")
            try:
                call_command(name, stdout=self.stdout, stderr=self.stderr)
            except Exception as error:
                # One chore's trouble must not keep the others from being done tonight.
                failed.append(name)
                logger.error("%s failed (%s).", name, type(error).__name__)
                self.stderr.write(f"{name} failed: {error}")
        if failed:
            raise CommandError(f"Not done: {', '.join(failed)}. Run each by itself to see why.")
        self.stdout.write("Everything is done.")
