"""Carry the counts of what families did not find from the cache to the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from localoffer.commissioning.actions.unmet import flush_unmet
from localoffer.commissioning.unmet.counting import CacheAwayError


class Command(BaseCommand):
    """Every ten minutes: what is only in the cache is lost with it."""

    help = (
        "Carry the counts of searches that found nothing near from the cache to the database. "
        "Run it every ten minutes: what is only in the cache is lost with it."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Carry over, then one line."""
        try:
            done = flush_unmet()
        except CacheAwayError as lost:
            raise CommandError(str(lost)) from lost
        if options["verbosity"]:
            left_out = (
                f" {done.unknown:,} of codes that are no longer known were left out." if done.unknown else ""
            )
            self.stdout.write(
                f"Unmet demand: {done.times:,} counts carried over to {done.rows:,} rows.{left_out}"
            )
