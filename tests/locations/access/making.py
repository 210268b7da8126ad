"""Small countries to measure in."""

import csv

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from locations.access import Held, Pairs, Points
from locations.access.points import over_ground

#: A busy machine is slow now and then, which says nothing of the code.
SOON = settings(deadline=None, max_examples=60)
#: About Somerset and its neighbours; close enough for a radius to matter, with doorsteps shared by many.
LATITUDES = st.one_of(st.floats(50.8, 51.4), st.sampled_from([51.0, 51.1]))
LONGITUDES = st.one_of(st.floats(-3.8, -2.2), st.sampled_from([-3.0, -2.9]))


@st.composite
def places(draw, most=15):
    spots = draw(st.lists(st.tuples(LATITUDES, LONGITUDES), max_size=most))
    return Points([lat for lat, _ in spots], [lon for _, lon in spots])


@st.composite
def figures(draw, length, least=0.0):
    figure = st.one_of(st.just(least), st.floats(max(least, 1e-3), 5000.0))
    return np.array(draw(st.lists(figure, min_size=length, max_size=length)))


def ways(origins, destinations, *costs, within=15.0):
    """A reach drawn on paper: (origin, destination, cost)."""
    origin, destination, cost = zip(*costs, strict=True) if costs else ((), (), ())
    piece = Pairs(
        np.array(origin, dtype=np.intp), np.array(destination, dtype=np.intp), np.array(cost, dtype=float)
    )
    return Held(origins, destinations, within, (piece,))


def every_distance(origins, destinations):
    """Kilometres from each origin to each destination, the slow way."""
    apart = origins.xyz[:, None, :] - destinations.xyz[None, :, :]
    return over_ground(np.sqrt((apart**2).sum(axis=2)))


def somerset(open_data):
    """The real areas with their children and whether they are rural, and the schools there."""
    areas = rows(open_data / "lsoa_stats" / "somerset_lsoa21_stats.csv")
    schools = rows(open_data / "schools" / "somerset_schools_gias_2025-05.csv")
    return (
        Points([float(row["lat"]) for row in areas], [float(row["lon"]) for row in areas]),
        np.array([float(row["est2020_0_25"]) for row in areas]),
        np.array([row["ruc21_code"].startswith("R") for row in areas]),
        Points([float(row["latitude"]) for row in schools], [float(row["longitude"]) for row in schools]),
        np.array([float(row["number_of_pupils"] or 1) for row in schools]),
    )


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
