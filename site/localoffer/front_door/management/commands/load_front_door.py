"""manage.py load_front_door FILE: publish the guided route of a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from localoffer.front_door.loading import RouteFileError, load_front_door


class Command(BaseCommand):
    """Safe to run again: a route that is there already is left as it is."""

    help = "Publishes the guided route of a file, unless a route is there already."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file."""
        parser.add_argument("path", type=Path, help="a JSON file, as docs/front-door.md tells")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it whole, or say what to mend."""
        try:
            loaded = load_front_door(options["path"])
        except RouteFileError as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write(f"Guided route: {loaded}.")
        for note in loaded.notes:
            self.stdout.write(f"  {note}")
