"""Load the public register of schools."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from localoffer.schools.actions.register import Loaded, RegisterRefusedError, import_schools


class Command(BaseCommand):
    """See docs/schools.md."""

    help = (
        "Load schools from the CSV of Get Information about Schools (GIAS), plain or .gz. The file is taken "
        "in whole or not at all. Schools that are gone from it are closed, never deleted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and which part of it."""
        parser.add_argument("file", type=Path, help="the register's CSV, plain or gzipped")
        parser.add_argument(
            "--la",
            action="append",
            default=[],
            metavar="CODE",
            help="only this local authority's, by its code in the file, such as 933; may be given again",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument(
            "--close-many", action="store_true", help="allow more than a fifth of the schools to be closed"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, then say what was done and which lines need mending."""
        try:
            loaded = import_schools(
                Path(options["file"]),
                authorities=[str(code) for code in options["la"]],
                dry_run=options["dry_run"],
                close_many=options["close_many"],
                watch=_watched if options["verbosity"] else _unwatched,
            )
        except RegisterRefusedError as refused:
            raise CommandError(str(refused)) from refused
        if options["verbosity"]:
            self.stdout.write(told(loaded, dry_run=options["dry_run"]))


def _watched(rows: Iterable[Any], total: int | None, what: str) -> Iterable[Any]:
    # A log file gets no bar: tqdm itself sees whether somebody is looking.
    return tqdm(rows, desc=what, total=total, unit=" lines", mininterval=0.5, disable=None)


def _unwatched(rows: Iterable[Any], total: int | None, what: str) -> Iterable[Any]:
    return rows


def told(loaded: Loaded, *, dry_run: bool) -> str:
    """What a load did, in lines."""
    lines = [
        f"{loaded.source}: {loaded.new:,} new, {loaded.changed:,} changed, {loaded.same:,} the same, "
        f"{loaded.closed:,} closed."
    ]
    if loaded.outside:
        lines.append(f"  {loaded.outside:,} of them are outside the authority's own area.")
    if loaded.nowhere:
        lines.append(
            f"  {loaded.nowhere:,} have no place: give Easting and Northing, or load their postcodes "
            "(manage.py load_places) and load this file again."
        )
    lines += [f"  Left out: {count:,}: {reason}" for reason, count in loaded.left_out.items()]
    lines += _some("Not usable", loaded.bad, loaded.bad_count)
    lines += _some("Used, but", loaded.warnings, loaded.warning_count)
    if loaded.kept_open:
        lines.append(f"  {loaded.kept_open}")
    if dry_run:
        lines.append("This was a dry run. Nothing was changed.")
    return "\n".join(lines)


def _some(heading: str, examples: list[tuple[int, str]], count: int) -> list[str]:
    if not count:
        return []
    more = count - len(examples)
    return [
        f"  {heading}: {count:,}",
        *(f"    line {line}: {said}" for line, said in examples),
        *([f"    ... and {more:,} more."] if more else []),
    ]
