"""Write what editors judged to a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from search.trials import judgments_as_json
from search.wording.exporting import written


class Command(BaseCommand):
    """The format is that of the suite of judged questions."""

    help = "Write the questions that editors tried, with their judgments, in the format of tests/relevance."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("--out", type=Path, help="a file; without it, to the screen")

    def handle(self, *args: Any, **options: Any) -> None:
        """The file appears whole or not at all."""
        text = judgments_as_json()
        if options["out"]:
            written(options["out"], text)
            self.stderr.write(f"Written to {options['out']}.")
        else:
            self.stdout.write(text, ending="")
