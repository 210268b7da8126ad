"""Print how complete the local offer is."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from localoffer.statutory.queries import completeness
from localoffer.statutory.report import as_data, as_lines


class Command(BaseCommand):
    """See docs/statutory.md."""

    help = "Print what the law asks for, what is covered and where, and what is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """As words, or as data."""
        parser.add_argument("--json", action="store_true", help="as JSON, for other programs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        found = completeness()
        if options["json"]:
            self.stdout.write(json.dumps(as_data(found), indent=2, ensure_ascii=False))
            return
        for line in as_lines(found):
            self.stdout.write(line)
