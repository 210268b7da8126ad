"""Take in figures by area or by school, such as persistent absence."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from localoffer.commissioning.actions.indicators import Asked, Imported, import_indicator
from localoffer.commissioning.indicators.cells import counts_children
from localoffer.commissioning.indicators.reading import HEADINGS, IndicatorFileError
from localoffer.commissioning.models import FEWEST_SHOWN, Indicator


class Command(BaseCommand):
    """See docs/indicators.md."""

    help = (
        "Take in a CSV of figures by area or by school, to be shown beside gaps. "
        "Figures about few children are not stored. The file is taken in whole or not at all."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What the figures are, then how the file says them."""
        parser.add_argument("file", type=Path, help="a CSV file, plain or gzipped")
        parser.add_argument(
            "--code", required=True, help="a short code of your own, such as persistent-absence"
        )
        parser.add_argument("--name", required=True, help="as families read it")
        parser.add_argument("--unit", required=True, help="such as “% of pupils”, “children”, “plans”")
        parser.add_argument("--source", required=True, help="who published it")
        parser.add_argument("--source-url", default="", help="where")
        parser.add_argument("--caution", default="", help="what the source says of small groups")
        parser.add_argument(
            "--period", default="", help="such as 2024/25, where the file has no column for it"
        )
        parser.add_argument("--by", choices=Indicator.By.values, default=Indicator.By.AREA)
        parser.add_argument(
            "--area-kind", default="", help="the kind of area (else the one gaps are measured over)"
        )
        parser.add_argument(
            "--fewest", type=int, default=FEWEST_SHOWN, help="figures about fewer children are not stored"
        )
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="MEANING=HEADING",
            help=f"one of {', '.join(HEADINGS)}",
        )
        parser.add_argument(
            "--only", action="append", default=[], metavar="HEADING=CELL", help="only rows that say this"
        )
        parser.add_argument("--own-code", default="", help="what the source calls the authority as a whole")
        parser.add_argument(
            "--leave-out-others",
            action="store_true",
            help="leave out areas that are not loaded, of a national file",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Take it in, then say what was kept."""
        if options["fewest"] < FEWEST_SHOWN:
            raise CommandError(f"--fewest {options['fewest']}: it can't be less than {FEWEST_SHOWN}.")
        asked = Asked(
            period=options["period"],
            columns=_pairs("--column", options["column"]),
            only=_pairs("--only", options["only"]),
            own_code=options["own_code"],
            others=options["leave_out_others"],
        )
        indicator = _indicator(options)
        try:
            done = import_indicator(options["file"], indicator, asked)
        except IndicatorFileError as wrong:
            raise CommandError(str(wrong)) from wrong
        if options["verbosity"]:
            self._say(indicator, done)

    def _say(self, indicator: Indicator, done: Imported) -> None:
        self.stdout.write(
            f"{indicator.name}, {', '.join(done.periods)}: "
            f"{done.kept:,} figures, {done.held_back:,} held back"
            + (f", {done.left_out:,} rows left out." if done.left_out else ".")
        )
        if not done.grouped and not counts_children(indicator.unit):
            self.stdout.write(
                "No column says how many children a figure is about, so none could be held back for being "
                "about few. Name one with --column group=HEADING if there is one."
            )


def _indicator(options: dict[str, Any]) -> Indicator:
    by_area = options["by"] == Indicator.By.AREA
    return Indicator(
        code=options["code"],
        name=options["name"],
        unit=options["unit"],
        by=options["by"],
        area_kind=(options["area_kind"] or settings.GAP_AREA_KIND) if by_area else options["area_kind"],
        source=options["source"],
        source_url=options["source_url"],
        caution=options["caution"],
        fewest_shown=options["fewest"],
    )


def _pairs(option: str, given: list[str]) -> dict[str, str]:
    pairs = {}
    for text in given:
        left, equals, right = text.partition("=")
        if not equals or not left.strip():
            raise CommandError(f"{option} {text}: write it as LEFT=RIGHT.")
        pairs[left.strip()] = right.strip()
    return pairs
