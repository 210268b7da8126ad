"""The map of a scenario: who has help within reach, who would, who still would not, and the places."""

from collections.abc import Iterable
from dataclasses import dataclass

from localoffer.commissioning.models import AreaGap, Scenario
from localoffer.commissioning.picture.drawing import Drawing
from localoffer.commissioning.picture.numbers import km_shown, number

#: Shades of the maps of gaps (picture/legend.py), from the best to the worst.
WITHIN, GAINS, BEYOND = "0", "3", "6"


@dataclass(frozen=True, slots=True)
class WhatIfArea:
    """One area. ``gains``: drawn with lines too, so that it can be told apart without colour."""

    path: str
    shade: str
    gains: bool
    said: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A chosen place, by its number in the table. Units of the sheet."""

    number: int
    name: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class WhatIfMap:
    """Empty when no outlines are loaded."""

    width: int
    height: int
    areas: tuple[WhatIfArea, ...]
    pins: tuple[Pin, ...]


def what_if_map(scenario: Scenario, rows: Iterable[AreaGap], drawing: Drawing) -> WhatIfMap:
    """The scenario on the outlines of its areas."""
    gains = {gain["code"]: gain for gain in scenario.gains}
    areas = []
    for row in sorted(rows, key=lambda row: (drawing.layer(row.code), row.name)):
        outline = drawing.outlines.get(row.code)
        if outline is None:
            continue
        gain = gains.get(row.code)
        before = _km(row.nearest_km)
        if gain:
            said, shade = f"{row.name}: {_km(gain['after_km'])} instead of {before}", GAINS
        elif row.nearest_km is not None and row.nearest_km <= scenario.reach_km:
            said, shade = f"{row.name}: {before}, within reach today", WITHIN
        else:
            said, shade = f"{row.name}: {before}, still beyond reach", BEYOND
        areas.append(WhatIfArea(outline.path, shade, gain is not None, said))
    return WhatIfMap(
        drawing.width, drawing.height, tuple(areas), tuple(_pins(scenario, drawing)) if areas else ()
    )


def _pins(scenario: Scenario, drawing: Drawing) -> Iterable[Pin]:
    for at, place in enumerate(scenario.chosen, start=1):
        x, y = drawing.flat(place["lon"], place["lat"])
        yield Pin(at, place["name"], x, y)


def _km(km: float | None) -> str:
    shown = km_shown(km)
    return "nothing listed" if shown is None else f"{number(shown)} km"
