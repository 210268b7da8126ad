"""Load the measures that gaps are looked at by."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from localoffer.commissioning.actions.measures import MEASURES, MeasureFileError, load_measures


class Command(BaseCommand):
    """Safe to run again: a measure that is there already is left as it is."""

    help = (
        "Load the measures that come with Signpost, or those of a file of your own. "
        "Measures that are there already are left as they are."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One file."""
        parser.add_argument("path", nargs="?", type=Path, default=MEASURES, help="a JSON file")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, then say what was done."""
        try:
            loaded = load_measures(options["path"])
        except MeasureFileError as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write(f"Measures: {loaded}.")
