"""manage.py front_door_report: where the guided route leaves people standing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from localoffer.front_door.reporting import DAYS, report


class Command(BaseCommand):
    """Reads only."""

    help = "Says how often the guided route led nowhere, and which of its answers lead to what is gone."

    def add_arguments(self, parser: CommandParser) -> None:
        """How far back."""
        parser.add_argument("--days", type=int, default=DAYS, help=f"how many days to look back ({DAYS})")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        found = report(max(1, options["days"]))
        if not found.route:
            self.stdout.write("No route is published.")
        self.stdout.write(f"Dead ends of the last {found.days} days, until {found.until:%-d %B %Y}:")
        for line in found.lines:
            self.stdout.write(f"  {line.times}: {line.why}. {line.where}")
        if not found.lines:
            self.stdout.write("  none")
        for gone in found.gone:
            self.stdout.write(f"Gone ({gone.what}): {gone.where}")
