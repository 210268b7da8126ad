"""Points, and how far it is between them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locations import geometry
from locations.access import Points
from locations.access.points import over_ground, through_ground
from tests.locations.access.making import SOON

NORTH, EAST = st.floats(49.0, 61.4), st.floats(-11.2, 2.2)


@SOON
@given(NORTH, EAST, NORTH, EAST)
def test_a_family_is_told_the_same_distance_on_the_map_as_in_the_search(lat, lon, other_lat, other_lon):
    points = Points([lat, other_lat], [lon, other_lon])
    km = float(over_ground(np.linalg.norm(points.xyz[:1] - points.xyz[1:], axis=1))[0])
    exact = geometry.distance_km((lat, lon), (other_lat, other_lon))
    assert km == pytest.approx(exact, rel=1e-5, abs=1e-6)
    if exact < 100:
        assert km == pytest.approx(exact, abs=1e-5)


@SOON
@given(st.floats(0, 20_000))
def test_a_radius_over_the_ground_comes_back_from_the_radius_through_it(km):
    assert float(over_ground(np.array(through_ground(km)))) == pytest.approx(km, rel=1e-7, abs=1e-9)


def test_the_other_side_of_the_earth_is_half_way_round_and_no_farther():
    assert through_ground(40_000) == through_ground(np.pi * 6371.0088)
    points = Points([0, 0], [0, 180])
    assert over_ground(np.linalg.norm(points.xyz[0] - points.xyz[1])) == pytest.approx(20_015, abs=1)


@pytest.mark.parametrize(
    ("lat", "lon", "said"),
    [
        ([51.0, float("nan")], [-3.0, -3.0], "Point 1 has latitude nan. It must lie between -90 and 90"),
        ([91.0], [-3.0], "Point 0 has latitude 91"),
        ([51.0, 51.0, 51.0], [-3.0, -3.0, -181.0], "Point 2 has longitude -181. It must lie between -180"),
        ([51.0], [float("inf")], "Point 0 has longitude inf"),
        ([51.0, 51.0], [-3.0], "2 latitudes and 1 longitudes are not a list of points"),
        ([[51.0]], [[-3.0]], "1 latitudes and 1 longitudes are not a list of points"),
    ],
)
def test_a_point_that_is_nowhere_is_refused_by_its_position(lat, lon, said):
    with pytest.raises(ValueError, match=said):
        Points(lat, lon)


def test_points_stay_as_they_are_whatever_becomes_of_the_lists_they_came_from():
    lat = np.array([51.0])
    points = Points(lat, [-3.0])
    lat[0] = 52.0
    assert points.lat[0] == 51.0
    for held in (points.lat, points.lon, points.xyz):
        with pytest.raises(ValueError, match="read-only"):
            held[0] = 0.0
    assert len(points) == 1
