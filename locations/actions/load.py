"""The load as a whole: take the turn, clear remains, read and check every file, switch."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from locations.actions.layers import remove, remove_unused, switch_to
from locations.actions.parts import (
    Watch,
    load_areas,
    load_named_places,
    load_postcodes,
    load_statistics,
)
from locations.actions.report import LoadRefusedError, LoadReport, PartReport
from locations.actions.travel import load_travel
from locations.actions.turn import one_at_a_time
from locations.feeds.columns import read_toml
from locations.feeds.rows import FeedError
from locations.models import Area, Layer, Population

NOTHING = "Nothing was changed."
# A layer that shrinks below this share of the one before is worth a word.
SHRUNK = 0.5


@dataclass(frozen=True, slots=True)
class AreaFile:
    """A file of areas of one kind; the fields are the GeoJSON properties, found by themselves when empty."""

    path: Path
    kind: str
    code_field: str = ""
    name_field: str = ""


@dataclass(frozen=True, slots=True)
class Files:
    """What to load. A part that isn't given is carried over from the live generation.

    ``statistics_kind`` is the kind of area the statistics are about, or empty to see it from their codes;
    ``travel_kind`` is the kind of area that the travel times are between.
    """

    postcodes: Path | None = None
    places: Path | None = None
    areas: tuple[AreaFile, ...] = ()
    statistics: Path | None = None
    columns: Path | None = None
    statistics_kind: str = ""
    travel: Path | None = None
    travel_kind: str = ""


def _silent(rows: Iterable[Any], total: int | None, what: str) -> Iterable[Any]:
    return rows


def load_places(*, files: Files, label: str = "", watch: Watch = _silent) -> LoadReport:
    """Load the files as one new generation and switch to it in one step.

    Raises LoadRefusedError, and changes nothing, when a file can't be used or another load is running.
    """
    if not (files.postcodes or files.places or files.areas or files.statistics or files.travel):
        raise LoadRefusedError(
            "Give at least one file: --postcodes, --places, --areas, --statistics or --travel."
        )
    with one_at_a_time():
        remove_unused()
        made: list[Layer] = []
        timed = set(_timed())
        try:
            parts = _read(files, made, watch)
            generation = switch_to(made, label=label)
        except BaseException as stopped:
            for layer in made:
                remove(layer)
            if isinstance(stopped, FeedError):
                said = str(stopped)
                done = "" if NOTHING in said else f"\n{NOTHING}"
                raise LoadRefusedError(f"{said}{done}") from stopped
            raise
        remove_unused()
        return LoadReport(
            generation.pk, str(generation), parts, generation.counts(), _afterthoughts(made, timed)
        )


def _read(files: Files, made: list[Layer], watch: Watch) -> list[PartReport]:
    columns = read_toml(files.columns)
    parts = []
    if files.postcodes:
        parts.append(load_postcodes(files.postcodes, columns, watch, made.append))
    if files.places:
        parts.append(load_named_places(files.places, columns, watch, made.append))
    for area in files.areas:
        parts.append(load_areas(area.path, area.kind, area.code_field, area.name_field, watch, made.append))
    if files.statistics:
        kinds = _codes_by_kind(made, files.statistics_kind)
        parts.append(load_statistics(files.statistics, columns, kinds, watch, made.append))
    if files.travel:
        kind = files.travel_kind
        codes = _codes_by_kind(made, kind)[kind]
        parts.append(load_travel(files.travel, kind, codes, columns, watch, made.append))
    for layer in made:
        layer.refresh_from_db()
    _compare(made, parts)
    return parts


def _codes_by_kind(made: list[Layer], only: str) -> dict[str, set[str]]:
    """The codes of every kind of area: those just read, and those that will be carried over."""
    new = [layer for layer in made if layer.part == Layer.Part.AREAS]
    carried = Layer.objects.live().filter(part=Layer.Part.AREAS).exclude(kind__in=[one.kind for one in new])
    rows = Area.objects.filter(layer__in=[*new, *carried])
    kinds: dict[str, set[str]] = {only: set()} if only else {}
    for kind, code in rows.order_by().values_list("kind", "code").iterator():
        if not only or kind == only:
            kinds.setdefault(kind, set()).add(code)
    return kinds


def _compare(made: list[Layer], parts: list[PartReport]) -> None:
    live = {(layer.part, layer.kind): layer.rows for layer in Layer.objects.live()}
    for layer in made:
        before = live.get((layer.part, layer.kind), 0)
        if layer.rows < before * SHRUNK:
            for part in parts:
                if part.source == layer.source:
                    part.notes.append(f"there were {before:,} before: is this the whole file?")


def _afterthoughts(made: list[Layer], timed: set[str]) -> list[str]:
    """What an operator should know of parts that were carried over, and of travel times that were not."""
    if not any(layer.part == Layer.Part.AREAS for layer in made):
        return []
    untimed = timed - set(_timed())
    notes = [
        f"the travel times between {kind} areas were left behind: load --travel again" for kind in untimed
    ]
    stray = (
        Population.objects.live()
        .exclude(area_code__in=Area.objects.live().order_by().values("code"))
        .values("area_code")
        .distinct()
        .count()
    )
    if stray:
        notes.append(f"the counts of {stray:,} areas are about no loaded area: load --statistics again")
    return notes


def _timed() -> Iterable[str]:
    """The kinds of area that have live travel times between them."""
    return Layer.objects.live().filter(part=Layer.Part.TRAVEL).values_list("kind", flat=True)
