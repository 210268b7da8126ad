"""Build the search index anew beside the old one, and switch to it."""

import time
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from search.actions import rebuild
from search.management.engines import add_engine, on_each
from search.terms import Document


class Command(BaseCommand):
    """See the help text."""

    help = "Build the search index anew and switch to it; families go on searching the old one meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """For which engine."""
        add_engine(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """With a progress bar, and the count at the end."""
        on_each(options["engine"], self._rebuild, "The old index is still in service.")

    def _rebuild(self, name: str, label: str) -> None:
        began = time.monotonic()
        count = rebuild(name, progress=_bar)
        self.stdout.write(
            f"{label}{count} listings and pages indexed in {time.monotonic() - began:.1f} seconds."
        )


def _bar(documents: Iterable[Document], total: int) -> Iterable[Document]:
    return tqdm(documents, total=total, desc="Search index", unit="", mininterval=0.5)
