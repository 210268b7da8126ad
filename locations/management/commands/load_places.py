"""Load postcodes, named places, areas and statistics from files of open data."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from locations.actions import AreaFile, Files, LoadRefusedError, PartReport, load_places


class Command(BaseCommand):
    """One run makes one generation; a part that isn't given is carried over from the live one."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, each optional, plain or .gz."""
        parser.add_argument(
            "--postcodes", type=Path, metavar="FILE", help="Code-Point Open, ONSPD, NSPL, or postcode,lat,lon"
        )
        parser.add_argument("--places", type=Path, metavar="FILE", help="OS Open Names, or name,lat,lon")
        parser.add_argument("--areas", type=Path, metavar="FILE", help="GeoJSON, with --kind")
        parser.add_argument("--kind", default="", help="what the areas are: lsoa, ward, county ...")
        parser.add_argument("--code-field", default="", help="the GeoJSON property that holds the code")
        parser.add_argument("--name-field", default="", help="the GeoJSON property that holds the name")
        parser.add_argument(
            "--statistics", type=Path, metavar="FILE", help="CSV by area code: ages, rural-urban class, IMD"
        )
        parser.add_argument(
            "--travel", type=Path, metavar="FILE", help="CSV with --kind: origin, destination, minutes"
        )
        parser.add_argument(
            "--columns", type=Path, metavar="FILE.toml", help="names columns: see docs/places.md"
        )
        parser.add_argument("--label", default="", help="what to call this generation")

    def handle(self, *args: object, **options: Any) -> None:
        """Load, then say what was used and what was not."""
        quiet = options["verbosity"] == 0
        try:
            report = load_places(
                files=_files(options), label=options["label"], watch=_unwatched if quiet else _watched
            )
        except LoadRefusedError as refused:
            raise CommandError(str(refused)) from refused
        if quiet:
            return
        for part in report.parts:
            self.stdout.write(_told(part))
        for note in report.notes:
            self.stdout.write(f"Note: {note}")
        held = ", ".join(f"{count:,} {part}" for part, count in report.counts.items())
        self.stdout.write(self.style.SUCCESS(f"Live now: {report.label}: {held}."))


def _files(options: dict[str, Any]) -> Files:
    areas: tuple[AreaFile, ...] = ()
    kind = options["kind"].strip().lower()
    if options["areas"]:
        if not kind:
            raise CommandError("Say with --kind what the areas are, for example: --kind lsoa")
        areas = (AreaFile(Path(options["areas"]), kind, options["code_field"], options["name_field"]),)
    if options["travel"] and not kind:
        raise CommandError(
            "Say with --kind what areas the travel times are between, for example: --kind lsoa"
        )
    # call_command hands values over as they are, text or path.
    paths = {
        name: Path(options[name]) if options[name] else None
        for name in ("postcodes", "places", "statistics", "travel", "columns")
    }
    return Files(
        **paths,
        areas=areas,
        statistics_kind="" if areas else kind,
        travel_kind=kind,
    )


def _watched(rows: Iterable[Any], total: int | None, what: str) -> Iterable[Any]:
    # A log file gets no bar: tqdm itself sees whether somebody is looking.
    return tqdm(rows, desc=what, total=total, unit=" lines", mininterval=0.5, disable=None)


def _unwatched(rows: Iterable[Any], total: int | None, what: str) -> Iterable[Any]:
    return rows


def _told(part: PartReport) -> str:
    lines = [f"{part.loaded:,} {part.part} loaded from {part.source} ({part.format})."]
    if part.used:
        lines.append("  Used: " + ", ".join(f"{what} = {heading}" for what, heading in part.used.items()))
    if part.unused:
        lines.append("  Not used: " + ", ".join(part.unused))
    lines += [f"  Left out: {count:,}: {reason}" for reason, count in part.left_out.items()]
    if part.bad:
        lines.append(f"  Not usable: {part.bad:,}, such as:")
        lines += [f"    line {line}: {reason}" for line, reason in part.examples]
    lines += [f"  Note: {note}" for note in part.notes]
    return "\n".join(lines)
