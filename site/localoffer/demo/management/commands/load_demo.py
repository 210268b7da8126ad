"""Load the demonstration: made-up services in a real county, through the real import and index code."""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from localoffer.demo.actions import NotADemoError, load_demo
from localoffer.demo.people import LOGINS


class Command(BaseCommand):
    """Safe to run again: what is loaded is noticed, and what editors have changed is left alone."""

    help = __doc__ or ""

    def handle(self, *args: object, **options: Any) -> None:
        """Load, then print the logins."""
        try:
            done = load_demo(say=self.stdout.write, watch=_watched if options["verbosity"] else _unwatched)
        except NotADemoError as refused:
            raise CommandError(str(refused)) from refused
        if not done.parts and done.indexed is None:
            self.stdout.write("The demo is loaded already; nothing was changed.")
        self.stdout.write("Demo logins (/admin/), with the passwords they were made with:")
        for one in LOGINS:
            self.stdout.write(f"  {one.username:<14}{one.password}")


def _watched(rows: Iterable[Any], total: int | None, what: str) -> Iterable[Any]:
    # A log file gets no bar: tqdm itself sees whether somebody is looking.
    return tqdm(rows, desc=what, total=total, mininterval=0.5, disable=None)


def _unwatched(rows: Iterable[Any], total: int | None, what: str) -> Iterable[Any]:
    return rows
