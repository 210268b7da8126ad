"""Files for the loaders, written afresh from the fixtures: areas drawn, dates counted back from today."""

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from localoffer.demo import areas

#: The fixtures say how many days ago a listing was checked, so that the demo is as fresh in a year as today.
DAYS = "checked_days_ago"
AREA_KIND = "area"
COUNTY_KIND = "county"
NETWORK_KIND = "network"


@dataclass(frozen=True, slots=True)
class Geography:
    """The files that ``load_places`` is given."""

    postcodes: Path
    places: Path
    areas: Path
    counties: Path
    networks: Path
    statistics: Path


def geography(fixtures: Path, folder: Path) -> Geography:
    """Draw the demonstration areas into ``folder``; postcodes and places are used as they lie."""
    places = fixtures / "places"
    settlements = read_settlements(places / "places.csv")
    listed = json.loads((places / "outline.json").read_text(encoding="utf-8"))["counties"]
    counties = areas.counties(listed)
    cells = areas.cells(settlements, counties[0].outline)
    return Geography(
        postcodes=places / "postcodes.csv",
        places=places / "places.csv",
        areas=_json(folder / "demonstration-areas.geojson", areas.geojson(cells)),
        counties=_json(folder / "demonstration-counties.geojson", areas.geojson(counties)),
        networks=_json(
            folder / "demonstration-networks.geojson", areas.geojson(areas.networks(settlements, cells))
        ),
        statistics=_statistics(folder / "demonstration-statistics.csv", settlements),
    )


def read_settlements(path: Path) -> list[areas.Settlement]:
    """The settlements of the demonstration county; its neighbours and postcode districts have no code."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            areas.Settlement(
                row["code"],
                row["name"],
                float(row["lat"]),
                float(row["lon"]),
                int(row["population"]),
                row["surroundings"] == "rural",
            )
            for row in csv.DictReader(file)
            if row["code"]
        ]


def feed(path: Path, folder: Path, today: date) -> Path:
    """A copy of a feed in ``folder``, under the same name, with dates in place of days ago."""
    copy = folder / path.name
    if path.suffix == ".csv":
        _dated_csv(path, copy, today)
    else:
        said = json.loads(path.read_text(encoding="utf-8"))
        said["contents"] = [_dated(record, today) for record in said["contents"]]
        _json(copy, said)
    return copy


def _dated(record: Mapping[str, Any], today: date) -> dict[str, Any]:
    dated = {key: value for key, value in record.items() if key != DAYS}
    if DAYS in record:
        dated["assured_date"] = _ago(record[DAYS], today)
    return dated


def _dated_csv(path: Path, copy: Path, today: date) -> None:
    with path.open(encoding="utf-8", newline="") as file, copy.open("w", encoding="utf-8", newline="") as to:
        rows = csv.reader(file)
        heading = next(rows)
        at = heading.index(DAYS)
        writer = csv.writer(to)
        writer.writerow("last_checked" if column == DAYS else column for column in heading)
        writer.writerows(_with_date(row, at, today) for row in rows)


def _with_date(row: list[str], at: int, today: date) -> list[str]:
    return [*row[:at], _ago(row[at], today) if row[at] else "", *row[at + 1 :]]


def _ago(days: int | str, today: date) -> str:
    return (today - timedelta(days=int(days))).isoformat()


def _statistics(path: Path, settlements: Iterable[areas.Settlement]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["code", "rural_urban", "imd_decile", *range(areas.OLDEST + 1)])
        for one in settlements:
            surroundings = "Rural" if one.rural else "Urban"
            writer.writerow([one.code, surroundings, areas.decile(one.code), *areas.children(one)])
    return path


def _json(path: Path, content: Any) -> Path:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path
