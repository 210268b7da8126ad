"""Load areas of need, barriers and strategies from a folder of files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from localoffer.graduated.actions.loading import load_tool
from localoffer.graduated.actions.reading import ToolFileError
from localoffer.pages.models import HomePage


class Command(BaseCommand):
    """manage.py load_what_to_expect FOLDER"""

    help = "Load the areas, barriers and strategies of “What to expect”. What editors changed is left alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder."""
        parser.add_argument("folder", type=Path, help="Holds areas.json, barriers-*.json, strategies-*.json.")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Load, and say what was done."""
        home = HomePage.objects.first()
        if home is None:
            raise CommandError("There is no front page yet: run manage.py migrate first.")
        try:
            loaded = load_tool(folder, home)
        except ToolFileError as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write(f"What to expect: {loaded}.")
        for note in loaded.notes:
            self.stdout.write(f"  {note}")
