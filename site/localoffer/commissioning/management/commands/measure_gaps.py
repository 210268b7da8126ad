"""Measure who has what within reach, for one question or for every measure of the list."""

import re
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from localoffer.commissioning import queries
from localoffer.commissioning.actions.measuring import measure
from localoffer.commissioning.actions.pruning import prune
from localoffer.commissioning.measuring.defining import definition_of, once
from localoffer.commissioning.measuring.rates import read_rates
from localoffer.commissioning.measuring.refusals import CannotMeasureError
from localoffer.commissioning.measuring.values import Definition
from localoffer.commissioning.models import CountedIn, Day, GapRun
from localoffer.commissioning.picture.words import apart, changes, lead

AGES = re.compile(r"(\d{1,2})(?:\s*-\s*(\d{1,2}))?")
#: Options that say one question, and the field of a measure each is.
ASKED = {
    "need": "need",
    "kind": "kind",
    "ages": "ages",
    "day": "day",
    "reach": "reach_km",
    "counted_in": "counted_in",
    "need_rate": "need_rate",
    "name": "name",
}


class Command(BaseCommand):
    """See the help text."""

    help = (
        "Measure which children have help within reach. --all takes every active measure, and removes old "
        "runs (the last of each month stays). Or ask once: --kind short-break --ages 5-11 --day weekend."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Every measure, one of them, or a question asked once."""
        parser.add_argument("--all", action="store_true", help="every active measure, as for every night")
        parser.add_argument("--measure", metavar="CODE", help="one measure of the list")
        parser.add_argument("--need", metavar="CODE", help="a need, by its code")
        parser.add_argument("--kind", metavar="CODE", help="a kind of help, by its code")
        parser.add_argument("--ages", metavar="5-11", help="both ages included; 0-25 when not given")
        parser.add_argument("--day", choices=Day.values, help="when it must be; any when not given")
        parser.add_argument("--reach", type=float, metavar="KM", help="as far as a family goes; else 15")
        parser.add_argument("--counted-in", choices=CountedIn.values, help="sessions when not given")
        parser.add_argument("--need-rate", type=float, metavar="RATE", help="0.02: 2 children in 100 need it")
        parser.add_argument("--name", help="what to call it")
        parser.add_argument(
            "--need-rates",
            type=Path,
            metavar="FILE.csv",
            help="code, rate: the share of each area who need it",
        )
        parser.add_argument(
            "--checked-within", type=int, metavar="DAYS", help="leave out listings that nobody checked since"
        )
        parser.add_argument("--compare", action="store_true", help="say what changed since the run before")

    def handle(self, *args: object, **options: Any) -> None:
        """Measure, then one line a run."""
        quiet = options["verbosity"] == 0
        try:
            definitions = _definitions(options)
            if not definitions:
                self.stdout.write("There is no active measure. Load some with: manage.py load_measures")
                return
            runs = measure(definitions, watch=_unwatched if quiet else _watched)
        except CannotMeasureError as refused:
            raise CommandError(f"{refused} Nothing was measured.") from refused
        if not quiet:
            for run in runs:
                self._say(run, compared=options["compare"])
        removed = prune() if options["all"] else 0
        if removed and not quiet:
            self.stdout.write(f"Old runs removed: {removed:,}. The last of each month is kept.")

    def _say(self, run: GapRun, *, compared: bool) -> None:
        areas = queries.areas_of(run)
        # As the page says it, for all areas.
        self.stdout.write(f"{run.name}: {lead(run, areas, 'all')} {apart(run)}")
        if compared:
            before = queries.run_before(run)
            then = queries.areas_of(before) if before else []
            self.stdout.write(f"  {changes(run, areas, before, then) or 'It is the first run.'}")


def _definitions(options: dict[str, Any]) -> list[Definition]:
    stated = {field: options[name] for name, field in ASKED.items() if options[name] is not None}
    within = options["checked_within"]
    if within is not None and within < 1:
        raise CommandError(f"--checked-within {within}: give a number of days, 1 or more.")
    if sum([bool(options["all"]), bool(options["measure"]), bool(stated)]) != 1:
        raise CommandError(
            "Say one thing to measure: --all, or --measure CODE, or a question such as "
            "--kind short-break --ages 5-11 --day weekend."
        )
    rates = read_rates(Path(options["need_rates"])) if options["need_rates"] else None
    if stated:
        return [_once(stated, checked_within_days=within, need_rates=rates)]
    measures = queries.active_measures() if options["all"] else queries.measures_called(options["measure"])
    if options["measure"] and not measures:
        raise CommandError(
            f"No measure has the code “{options['measure']}”. Load some with: manage.py load_measures"
        )
    return [definition_of(one, within, rates) for one in measures]


def _once(stated: dict[str, Any], **how: Any) -> Definition:
    ages = stated.pop("ages", None)
    if ages is not None:
        found = AGES.fullmatch(ages.strip())
        if not found:
            raise CommandError(f"--ages {ages}: write two whole ages, such as 5-11, or one.")
        stated["age_from"], stated["age_to"] = int(found[1]), int(found[2] or found[1])
    try:
        return once(**how, **stated)
    except ValidationError as wrong:
        raise CommandError(" ".join(wrong.messages)) from wrong


def _watched(rows: Iterable[Any], total: int | None, what: str) -> Iterable[Any]:
    # A log file gets no bar: tqdm itself sees whether somebody is looking.
    return tqdm(rows, desc=what, total=total, mininterval=0.5, disable=None)


def _unwatched(rows: Iterable[Any], total: int | None, what: str) -> Iterable[Any]:
    return rows
