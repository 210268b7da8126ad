"""Load the lists of words the directory sorts by."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from directory.actions.taxonomies import TaxonomyFileError, load_taxonomies


class Command(BaseCommand):
    """manage.py load_taxonomies FILE."""

    help = "Load needs, kinds of help and other lists of terms from a JSON file. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        """One file."""
        parser.add_argument("file", type=Path)

    def handle(self, *_: Any, file: Path, **options: Any) -> None:
        """Load it and say in one line what changed."""
        try:
            counts = load_taxonomies(file)
        except TaxonomyFileError as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write(
            f"{counts.taxonomies} taxonomies: {counts.new} terms new, {counts.changed} changed, "
            f"{counts.same} the same."
        )
