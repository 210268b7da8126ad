"""Write the thesaurus to a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from search.models import ThesaurusEntry
from search.wording import to_csv, to_json
from search.wording.exporting import written

FORMATS = {"json": to_json, "csv": to_csv}


class Command(BaseCommand):
    """JSON can be loaded again with load_thesaurus; CSV is for a spreadsheet."""

    help = "Write the thesaurus as JSON (which load_thesaurus reads) or as CSV (for a spreadsheet)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """As what, and where to."""
        parser.add_argument("--format", choices=sorted(FORMATS), default="json")
        parser.add_argument("--out", type=Path, help="a file; without it, to the screen")

    def handle(self, *args: Any, **options: Any) -> None:
        """The file appears whole or not at all."""
        text = FORMATS[options["format"]](ThesaurusEntry.objects.all())
        if options["out"]:
            written(options["out"], text)
            self.stderr.write(f"Written to {options['out']}.")
        else:
            self.stdout.write(text, ending="")
