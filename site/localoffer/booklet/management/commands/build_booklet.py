"""manage.py build_booklet: print the booklets that families find ready."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from localoffer.booklet import shelf
from localoffer.booklet.areas import areas
from localoffer.booklet.choosing import Selection
from localoffer.booklet.making import make_booklet
from localoffer.printing import FontsMissingError


class Command(BaseCommand):
    """Can be stopped and run again: a booklet takes the place of the one before when it is whole."""

    help = (
        "Prints the local offer as PDF booklets, standard and large print: the whole authority's and one for "
        "each area that has a local team. They are offered on the booklet page."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which areas."""
        parser.add_argument("--area", action="append", metavar="CODE", help="only this area; may be repeated")
        parser.add_argument("--whole", action="store_true", help="only the whole authority's")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print them, say how long each took, and take away those of areas that are no longer there."""
        known = dict(areas())
        asked = options["area"] or ([] if options["whole"] else list(known))
        if strange := [code for code in asked if code not in known]:
            there = ", ".join(f"{code} ({name})" for code, name in known.items()) or "none"
            raise CommandError(f"No area with a local team has the code “{strange[0]}”. There are: {there}.")
        codes = asked if options["area"] else ["", *asked]
        wanted = [Selection(area=code, large=large) for code in codes for large in (False, True)]
        done = set()
        for selection in tqdm(wanted, desc="booklets", unit="booklet", disable=None):
            done.add(self._print(selection))
        if not options["area"] and not options["whole"]:
            for name in shelf.take_away(done):
                self.stdout.write(f"Taken away: {name}.pdf")

    def _print(self, selection: Selection) -> str:
        began = time.perf_counter()
        try:
            made = shelf.put(make_booklet(selection), selection, timezone.localdate())
        except FontsMissingError as missing:
            raise CommandError(str(missing)) from missing
        took = time.perf_counter() - began
        kilobytes = made.size // 1000
        self.stdout.write(f"{made.name}.pdf: {made.services} listings, {kilobytes:,} kB, {took:.1f} s")
        return made.name
