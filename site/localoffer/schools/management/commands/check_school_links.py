"""Look whether the links to schools' SEN information reports work."""

from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from localoffer.schools.actions.checking import check_links

TIMEOUT_MOST = 120.0


class Command(BaseCommand):
    """See docs/schools.md."""

    help = (
        "Ask every link to a SEN information report whether it is there, and keep the answer with its date. "
        "It asks other machines, which nothing else here does by itself: run it every week or so."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How long to wait, and which links."""
        parser.add_argument("--timeout", type=float, default=10.0, metavar="SECONDS")
        parser.add_argument(
            "--older-than", type=int, default=0, metavar="DAYS", help="leave out those looked at since"
        )
        parser.add_argument("--urn", type=int, action="append", default=[], help="only this school's")
        parser.add_argument(
            "--allow-private", action="store_true", help="ask this machine and private networks too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, then say which are broken."""
        if not 0 < options["timeout"] <= TIMEOUT_MOST:
            raise CommandError(
                f"--timeout {options['timeout']:g}: give seconds, more than 0 and 120 at most."
            )
        if options["older_than"] < 0:
            raise CommandError(f"--older-than {options['older_than']}: give a number of days, 0 or more.")
        quiet = options["verbosity"] == 0
        checked = check_links(
            timeout=options["timeout"],
            older_than=timedelta(days=options["older_than"]),
            urns=options["urn"],
            allow_private=options["allow_private"],
            watch=_unwatched if quiet else _watched,
        )
        if quiet:
            return
        self.stdout.write(f"{checked.working:,} links work, {len(checked.broken):,} are broken.")
        for school, url, said in checked.broken:
            self.stdout.write(f"  {school}: {url}: {said}")


def _watched(rows: Iterable[Any], total: int | None, what: str) -> Iterable[Any]:
    # A log file gets no bar: tqdm itself sees whether somebody is looking.
    return tqdm(rows, desc=what, total=total, mininterval=0.5, disable=None)


def _unwatched(rows: Iterable[Any], total: int | None, what: str) -> Iterable[Any]:
    return rows
