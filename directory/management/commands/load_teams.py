"""Load who looks after which area."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from directory.actions.teams import COLUMNS, TeamFileError, load_teams


class Command(BaseCommand):
    """manage.py load_teams FILE."""

    help = (
        f"Load local teams from a CSV file with the columns {', '.join(COLUMNS)}. Safe to run again. "
        "It must hold no person's name: families see all of it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """One file."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace",
            action="store_true",
            help="remove teams of the same kinds of area that the file doesn't name",
        )

    def handle(self, *_: Any, file: Path, **options: Any) -> None:
        """Load it and say in one line what changed."""
        try:
            loaded = load_teams(file, replace=options["replace"])
        except TeamFileError as wrong:
            raise CommandError(str(wrong)) from wrong
        if options["verbosity"]:
            self.stdout.write(f"Local teams: {loaded}.")
