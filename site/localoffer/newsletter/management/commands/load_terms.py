"""Bring in the term dates of a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from localoffer.newsletter.actions.terms import TermFileError, load_terms


class Command(BaseCommand):
    """Safe to run again."""

    help = "Bring in term dates from a CSV with the columns name, starts, ends. Days are written 2026-09-01."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One file."""
        parser.add_argument("path", type=Path, help="a CSV file")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, then say how many."""
        try:
            count = load_terms(options["path"])
        except TermFileError as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write(f"Term dates: {count} terms.")
