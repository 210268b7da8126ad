"""Places on the conformal sphere: the server's ball measures as the ellipsoid does in the British Isles."""

import math

import pytest
from geopy.distance import geodesic, great_circle
from hypothesis import assume, given
from hypothesis import strategies as st

from search.engine.elastic import sphere

BALL_KM = 6371.0087714

lat = st.floats(49.8, 60.9)
lon = st.floats(-8.2, 1.8)
Point = tuple[float, float]


def on_ball(one: Point, other: Point) -> float:
    """Kilometres as the server measures them, between two points given as they were stored."""
    (lat1, lon1), (lat2, lon2) = (map(math.radians, sphere.place(*point)) for point in (one, other))
    across = math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * BALL_KM * math.asin(math.sqrt(math.sin((lat2 - lat1) / 2) ** 2 + across))


@given(st.tuples(lat, lon), st.tuples(lat, lon))
def test_a_radius_in_the_british_isles_is_right_to_four_in_a_million(one: Point, other: Point) -> None:
    km = geodesic(one, other).km
    assume(km > 0.05)
    assert on_ball(one, other) == pytest.approx(sphere.kilometres(km), rel=4e-6)


@given(st.tuples(lat, lon), st.floats(0, 359), st.floats(0.1, 100))
def test_nobody_a_hundred_kilometres_away_is_put_half_a_metre_wrong(
    home: Point, bearing: float, km: float
) -> None:
    there = geodesic(kilometers=km).destination(home, bearing)
    off = on_ball(home, (there.latitude, there.longitude)) - sphere.kilometres(km)
    assert abs(off) < 0.0005


def test_the_servers_own_ball_would_be_a_quarter_of_a_kilometre_wrong_in_a_hundred() -> None:
    leeds, there = (53.8, -1.55), (53.8, -0.031)
    assert abs(great_circle(leeds, there).km - geodesic(leeds, there).km) > 0.2


@pytest.mark.parametrize(("home", "there"), [((0, 10), (0.5, 10.5)), ((-33.8, 151.2), (-33.3, 150.9))])
def test_far_from_britain_a_radius_is_still_right_to_six_in_a_thousand(home: Point, there: Point) -> None:
    assert on_ball(home, there) == pytest.approx(sphere.kilometres(geodesic(home, there).km), rel=6e-3)


@pytest.mark.parametrize(("lat", "lon"), [(90, 0), (-90, 0), (0, 180), (0, -180), (89.999, 179.999), (0, 0)])
def test_every_point_on_earth_has_a_place_on_the_ball(lat: float, lon: float) -> None:
    on_lat, on_lon = sphere.place(lat, lon)
    assert -90 <= on_lat <= 90
    assert -180 <= on_lon <= 180
