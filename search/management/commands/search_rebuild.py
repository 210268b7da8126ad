"""Build the search index anew beside the old one, and switch to it."""

import time
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.actions import rebuild
from search.engine.base import SearchUnavailableError
from search.lock import BusyError
from search.terms import Document


class Command(BaseCommand):
    """See the help text."""

    help = "Build the search index anew and switch to it; families go on searching the old one meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """For which engine."""
        parser.add_argument("--engine", help="another engine than SEARCH_ENGINE")

    def handle(self, *args: Any, **options: Any) -> None:
        """With a progress bar, and the count at the end."""
        began = time.monotonic()
        try:
            count = rebuild(options["engine"], progress=_bar)
        except (SearchUnavailableError, BusyError) as resting:
            raise CommandError(f"{resting} The old index is still in service.") from resting
        self.stdout.write(f"{count} services indexed in {time.monotonic() - began:.1f} seconds.")


def _bar(documents: Iterable[Document], total: int) -> Iterable[Document]:
    return tqdm(documents, total=total, desc="Services", unit="", mininterval=0.5)
