"""manage.py load_glossary FILE: publish the terms of a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from localoffer.glossary.loading import GlossaryFileError, load_glossary


class Command(BaseCommand):
    help = "Publishes the terms of a file; those that editors wrote or changed stay as they are."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file."""
        parser.add_argument(
            "path", type=Path, help='JSON: {"terms": [{"term", "plain", "also", "expansion"}]}'
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it whole, or say what to mend."""
        try:
            self.stdout.write(f"Glossary: {load_glossary(options['path'])}.")
        except GlossaryFileError as wrong:
            raise CommandError(str(wrong)) from wrong
