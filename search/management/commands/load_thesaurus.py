"""Load what words mean, and whom to turn to at once."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.wording import THESAURUS, URGENT, SeedFileError, load_thesaurus, load_urgent

MOST_NOTES = 20


class Command(BaseCommand):
    """Safe to run again: what is loaded is noticed, and what editors have changed is left alone."""

    help = (
        "Load the thesaurus and the urgent contacts that come with Signpost, or entries of your own. "
        "What editors have changed is left alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to load."""
        parser.add_argument("path", nargs="?", type=Path, help="a JSON file, or a folder of them")
        parser.add_argument(
            "--take-out",
            action="store_true",
            help="delete what an earlier load wrote, nobody changed and the files no longer hold",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, then say what was done and what an editor may want to mend."""
        path = options["path"]
        try:
            loaded = load_thesaurus(path or THESAURUS, take_out=options["take_out"])
            self.stdout.write(f"Thesaurus: {loaded}.")
            if path is None:
                self.stdout.write(f"Urgent contacts: {load_urgent(URGENT)}.")
        except SeedFileError as wrong:
            raise CommandError(str(wrong)) from wrong
        if loaded.kept:
            self.stdout.write(f"Left as editors wrote them: {', '.join(loaded.kept)}.")
        for note in loaded.notes[:MOST_NOTES]:
            self.stderr.write(f"  {note}")
        if len(loaded.notes) > MOST_NOTES:
            self.stderr.write(f"  and {len(loaded.notes) - MOST_NOTES} more like these.")
