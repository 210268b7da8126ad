"""Take in links to schools' SEN information reports."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from localoffer.schools.actions.links import LinkFileError, import_links


class Command(BaseCommand):
    """See docs/schools.md."""

    help = (
        "Give schools the links to their SEN information reports from a CSV file with the columns urn and "
        "url. The file is taken in whole or not at all."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path, help="a CSV file with the columns urn and url")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take it in, then say what was done."""
        try:
            loaded = import_links(Path(options["file"]))
        except LinkFileError as wrong:
            raise CommandError(str(wrong)) from wrong
        if options["verbosity"]:
            self.stdout.write(f"Links: {loaded}.")
