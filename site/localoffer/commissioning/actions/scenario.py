"""What if? The best places for a few more venues, worked out from a frozen run and kept as a scenario."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from django.db import transaction
from numpy.typing import NDArray
from wagtail.log_actions import log

from localoffer.commissioning import queries
from localoffer.commissioning.measuring.values import AreaFigures, Ground, Spot
from localoffer.commissioning.measuring.ways import ways
from localoffer.commissioning.models import AreaGap, Candidates, GapRun, Scenario
from localoffer.commissioning.queries.candidates import candidates as candidates_of
from locations.access import Held, Siting, site
from locations.queries import AreaIndex, area_index, travel_table

#: As long as the search for the best may take; gunicorn gives a page 30 seconds.
SECONDS = 10.0
#: As many candidates as are compared; of more, those nearest to the children who go without.
MOST_CANDIDATES = 2000


class CannotSuggestError(Exception):
    """There is nothing to suggest. The message says why, and what to do instead."""


def make_scenario(
    *,
    run: GapRun,
    candidates: str,
    more: int,
    rural_first: bool = False,
    name: str = "",
    by: Any = None,
    seconds: float = SECONDS,
) -> Scenario:
    """Work out where ``more`` venues would bring most children newly within reach of ``run``, and keep it.

    Whoever has a venue within reach in that run keeps it and gains nothing. Reads everything first, then
    calculates for about ``seconds`` at most, then writes one row: stopped on the way, nothing is left
    behind. Raises CannotSuggestError and ValidationError.
    """
    scenario = Scenario(run=run, candidates=candidates, more=more, rural_first=rural_first, seconds=seconds)
    scenario.name = (name or called(run, more, rural_first=rural_first))[:160]
    scenario.clean_fields(exclude=_WORKED_OUT)
    areas = queries.areas_of(run)
    covered = np.array([_covered(area, run) for area in areas], dtype=np.bool_)
    children = np.array([area.children for area in areas], dtype=np.float64)
    if not children[~covered].sum() > 0:
        raise CannotSuggestError(
            f"Every child counted lives within {run.reach_km:g} km already, so there is no gap to close."
        )
    index = area_index()
    known = candidates_of(candidates, areas, index)
    ground = _ground(run, areas, known, index)
    spots, useless = _nearest_to_the_gap(ground, known, run, (~covered) & (children > 0))
    reach = ways(ground, _detour(run)).reach(spots, run.reach_km)
    rural = np.array([area.rural is True for area in areas], dtype=np.bool_)
    found = site(
        reach,
        children=children,
        venues=more,
        covered=covered,
        rural=rural,
        rural_first=rural_first,
        seconds=seconds,
    )
    if not found.venues:
        raise CannotSuggestError(_nobody(candidates, known, run))
    scenario.considered, scenario.left_out = len(known) - useless, useless
    _fill(scenario, found, spots, areas, reach)
    scenario.beyond_before = float(children[~covered].sum())
    with transaction.atomic():
        scenario.full_clean()
        scenario.save()
        log(instance=scenario, action="wagtail.create", user=by)
    return scenario


_WORKED_OUT = (
    "considered",
    "left_out",
    "reach_km",
    "chosen",
    "gains",
    "children",
    "rural_children",
    "beyond_before",
    "greedy_children",
    "greedy_rural_children",
    "proven",
    "bound",
)


def called(run: GapRun, more: int, *, rural_first: bool) -> str:
    """A name for a scenario: "2 more for weekend short breaks, rural first"."""
    name = run.name[:1].lower() + run.name[1:]
    return f"{more} more for {name}{', rural first' if rural_first else ''}"


def _covered(area: AreaGap, run: GapRun) -> bool:
    return area.nearest_km is not None and area.nearest_km <= run.reach_km


def _detour(run: GapRun) -> float:
    return float(run.parameters.get("detour", 1.0))


def _ground(run: GapRun, areas: Sequence[AreaGap], spots: Iterable[Spot], index: AreaIndex) -> Ground:
    """The areas as they were measured, and the way to them that the run took."""
    codes = {area.code for area in areas}
    ground = Ground(
        listings=(),
        listed_at=run.listed_at,
        areas=tuple(
            AreaFigures(
                area.code,
                area.name,
                area.lat,
                area.lon,
                (area.code,),
                area.rural,
                area.rural_urban,
                area.imd_decile,
            )
            for area in areas
        ),
        area_kind=run.area_kind,
        generation_id=run.generation_id,
        generation_label=run.generation_label,
        today=run.listed_at.date(),
    )
    if not run.parameters.get("travel"):
        return ground
    table = travel_table(run.area_kind)
    if table is None:
        raise CannotSuggestError(
            "The last run went by a table of travel times that is no longer loaded. Measure again, or load "
            "the table again, then ask once more."
        )
    return replace(ground, travel=table, spot_areas=dict(_in_areas(spots, codes, index)))


def _in_areas(spots: Iterable[Spot], codes: set[str], index: AreaIndex) -> Iterator[tuple[str, str]]:
    for spot in spots:
        held_by = {spot.id} & codes or codes.intersection(index.codes_at(spot.lat, spot.lon))
        if held_by:
            yield spot.id, min(held_by)


def _nearest_to_the_gap(
    ground: Ground, spots: list[Spot], run: GapRun, without: NDArray[np.bool_]
) -> tuple[list[Spot], int]:
    """Those candidates that are compared, in their own order, and how many were left out."""
    if len(spots) <= MOST_CANDIDATES:
        return spots, 0
    least = np.full(len(spots), np.inf)
    for piece in ways(ground, _detour(run)).reach(spots, run.reach_km):
        counts = without[piece.origin]
        np.minimum.at(least, piece.destination[counts], piece.cost[counts])
    kept = np.sort(np.argsort(least, kind="stable")[:MOST_CANDIDATES])
    return [spots[at] for at in kept], len(spots) - MOST_CANDIDATES


def _fill(
    scenario: Scenario, found: Siting, spots: Sequence[Spot], areas: Sequence[AreaGap], reach: Held
) -> None:
    scenario.reach_km = scenario.run.reach_km
    scenario.chosen = [
        _place(spots[venue.candidate]) | {"children": venue.children, "rural_children": venue.rural_children}
        for venue in found.venues
    ]
    scenario.gains = list(_gains(found, areas, _ways_there(found, reach)))
    scenario.children, scenario.rural_children = found.children, found.rural_children
    scenario.greedy_children = sum(venue.children for venue in found.greedy)
    scenario.greedy_rural_children = sum(venue.rural_children for venue in found.greedy)
    scenario.proven = found.proven
    scenario.bound = found.bound if found.rural_bound is None else found.rural_bound


def _place(spot: Spot) -> dict[str, Any]:
    name = ", ".join(part for part in (spot.name, spot.town) if part)
    return {"id": spot.id, "name": name, "lat": spot.lat, "lon": spot.lon}


def _ways_there(found: Siting, reach: Held) -> Mapping[int, tuple[float, int]]:
    """The nearest chosen place of each area that one is within reach of: km, and which, from 1."""
    places = {venue.candidate: number for number, venue in enumerate(found.venues, start=1)}
    nearest: dict[int, tuple[float, int]] = {}
    for piece in reach:
        chosen = np.isin(piece.destination, list(places))
        for origin, place, km in zip(
            piece.origin[chosen].tolist(),
            piece.destination[chosen].tolist(),
            piece.cost[chosen].tolist(),
            strict=True,
        ):
            nearest[origin] = min(nearest.get(origin, (np.inf, 0)), (km, places[place]))
    return nearest


def _gains(
    found: Siting, areas: Sequence[AreaGap], there: Mapping[int, tuple[float, int]]
) -> Iterator[dict[str, Any]]:
    """Areas that come within reach, most children first."""
    gaining = sorted(
        (origin for venue in found.venues for origin in venue.origins),
        key=lambda at: (-areas[at].children, areas[at].code),
    )
    for origin in gaining:
        area, (km, place) = areas[origin], there[origin]
        yield {
            "code": area.code,
            "name": area.name,
            "children": area.children,
            "rural": area.rural,
            "before_km": area.nearest_km,
            "after_km": km,
            "place": place,
        }


def _nobody(candidates: str, known: Sequence[Spot], run: GapRun) -> str:
    if candidates == Candidates.AREAS:
        return "No area's middle is within reach of the children who go without."
    if not known:
        return (
            "No place that we know lies in these areas: none has a public listing and a point on the map. "
            "Try the middle of any area instead."
        )
    return (
        f"None of the {len(known):,} places we know is within {run.reach_km:g} km of the children who go "
        "without. Try the middle of any area instead."
    )
