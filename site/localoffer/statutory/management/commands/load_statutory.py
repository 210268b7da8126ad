"""Load the list of what the law asks a local offer to hold."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from localoffer.statutory.actions.loading import StatutoryFileError, load_statutory

OURS = Path(settings.ROOT) / "fixtures" / "reference" / "statutory.json"


class Command(BaseCommand):
    """See docs/statutory.md."""

    help = "Add the items of a reference list that aren't there yet. What is there is left to its editors."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path, nargs="?", default=OURS, help="a JSON file; else our own")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, then say what was done."""
        try:
            loaded = load_statutory(Path(options["file"]))
        except StatutoryFileError as wrong:
            raise CommandError(str(wrong)) from wrong
        if options["verbosity"]:
            self.stdout.write(f"What the law asks for: {loaded}.")
