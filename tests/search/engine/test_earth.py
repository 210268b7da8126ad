"""Distances a family can trust: against Karney's geodesic."""

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine.earth import Spot, cartesian

lat = st.floats(49.8, 60.9)
lon = st.floats(-8.7, 1.8)


def km(here: tuple[float, float], there: tuple[float, float]) -> float:
    spot = Spot.at(*here)
    chords = spot.chords(*(np.array([value]) for value in cartesian(*there)))
    return float(spot.arcs(chords)[0])


@settings(max_examples=100, deadline=None)
@given(here=st.tuples(lat, lon), there=st.tuples(lat, lon))
def test_any_two_places_in_the_british_isles_are_as_far_apart_as_they_are(
    here: tuple[float, float], there: tuple[float, float]
) -> None:
    assert km(here, there) == pytest.approx(geodesic(here, there).km, abs=0.01)


@settings(max_examples=100, deadline=None)
@given(here=st.tuples(lat, lon), bearing=st.floats(0, 360), away=st.floats(0, 100))
def test_within_a_hundred_kilometres_the_error_is_a_few_centimetres(
    here: tuple[float, float], bearing: float, away: float
) -> None:
    there = geodesic(kilometers=away).destination(here, bearing)
    assert km(here, (there.latitude, there.longitude)) == pytest.approx(away, abs=0.00005)


def test_the_family_next_door_is_no_distance_away() -> None:
    assert km((51.1, -3.0), (51.1, -3.0)) == 0.0


@given(limit=st.floats(0.01, 500))
def test_the_chord_of_the_radius_is_the_radius(limit: float) -> None:
    spot = Spot.at(51.1, -3.0)
    assert float(spot.arcs(np.array([spot.chord(limit)]))[0]) == pytest.approx(limit, rel=1e-9)


def test_a_radius_larger_than_the_earth_holds_everybody() -> None:
    spot = Spot.at(51.1, -3.0)
    assert float(spot.chords(*(np.array([value]) for value in cartesian(-40, 175)))[0]) < spot.chord(100_000)


def test_a_venue_nobody_can_place_is_infinitely_far() -> None:
    spot = Spot.at(51.1, -3.0)
    nowhere = np.array([np.inf])
    assert spot.arcs(spot.chords(nowhere, nowhere, nowhere))[0] == np.inf
