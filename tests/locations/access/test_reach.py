"""Who can get where within so many kilometres."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locations.access import Held, Points, StraightLine, pairs
from locations.access.reach import HANDFUL, PAIRS_AT_ONCE
from tests.locations.access.making import LATITUDES, LONGITUDES, SOON, every_distance, places

TAUNTON, WELLINGTON, MINEHEAD = (51.0151, -3.1032), (50.9780, -3.2240), (51.2040, -3.4810)


def found(reach):
    return {
        (int(origin), int(destination)): float(cost)
        for piece in reach
        for origin, destination, cost in zip(*piece, strict=True)
    }


@SOON
@given(places(), places(), st.floats(0, 60), st.floats(1, 1.6))
def test_everybody_meets_every_service_within_the_radius_and_none_beyond(homes, halls, within, detour):
    slow = every_distance(homes, halls) * detour if len(homes) and len(halls) else np.empty((0, 0))
    got = found(StraightLine(homes, halls, within, detour))
    certain = {(int(a), int(b)) for a, b in zip(*np.nonzero(slow <= within - 1e-9), strict=True)}
    possible = {(int(a), int(b)) for a, b in zip(*np.nonzero(slow <= within + 1e-9), strict=True)}
    assert certain <= set(got) <= possible
    for (home, hall), cost in got.items():
        assert cost == pytest.approx(slow[home, hall], abs=1e-9)
        assert cost <= within


def test_roads_are_longer_than_straight_lines():
    homes, halls = Points(*zip(TAUNTON, strict=True)), Points(*zip(WELLINGTON, MINEHEAD, strict=True))
    straight = found(pairs(homes, halls, 15))
    assert straight == {(0, 0): pytest.approx(9.43, abs=0.02)}
    by_road = found(pairs(homes, halls, 15, detour=1.3))
    assert by_road == {(0, 0): pytest.approx(straight[0, 0] * 1.3)}
    assert found(pairs(homes, halls, 12, detour=1.3)) == {}


def test_a_family_who_lives_at_the_hall_is_no_kilometres_from_it():
    home = Points([51.0], [-3.0])
    assert found(pairs(home, home, 0)) == {(0, 0): 0.0}


@SOON
@given(LATITUDES, LONGITUDES, st.floats(1, 1.6))
def test_a_hall_at_the_very_edge_of_the_radius_is_within_it(lat, lon, detour):
    home, hall = Points([51.0], [-3.0]), Points([lat], [lon])
    (km,) = found(StraightLine(home, hall, 1000, detour)).values()
    for edge in (km, float(np.nextafter(km, 0))):
        (again,) = found(StraightLine(home, hall, edge, detour)).values()
        assert again <= edge
        assert again == pytest.approx(km)


def test_a_whole_city_on_one_spot_is_no_trouble():
    city = Points(np.full(300_000, 51.0), np.full(300_000, -3.0))
    pieces = list(pairs(city, Points([51.0, 51.001], [-3.0, -3.0]), 5))
    assert sum(len(piece.cost) for piece in pieces) == 600_000
    assert max(len(piece.cost) for piece in pieces) < 2 * PAIRS_AT_ONCE


def test_nobody_and_nowhere_give_no_pairs():
    nobody, somebody = Points([], []), Points([51.0], [-3.0])
    assert found(pairs(nobody, somebody, 15)) == found(pairs(somebody, nobody, 15)) == {}


def test_a_tower_block_of_families_by_a_street_of_services_comes_in_pieces_each_pair_once():
    block = Points(np.full(3 * HANDFUL + 1, 51.0), np.full(3 * HANDFUL + 1, -3.0))
    street = Points(np.full(5000, 51.001), np.linspace(-3.01, -2.99, 5000))
    pieces = list(pairs(block, street, 5))
    assert len(pieces) > 1
    assert max(len(piece.cost) for piece in pieces) < 2 * PAIRS_AT_ONCE
    ways = np.concatenate([piece.origin * 5000 + piece.destination for piece in pieces])
    assert np.bincount(ways).tolist() == [1] * (len(block) * 5000)


def test_memory_stays_the_same_however_many_pairs_there_are():
    """Eight million pairs would be 192 MB at once."""
    random = np.random.default_rng(1)
    homes = Points(random.uniform(51.0, 51.05, 400), random.uniform(-3.05, -3.0, 400))
    halls = Points(random.uniform(51.0, 51.05, 20_000), random.uniform(-3.05, -3.0, 20_000))
    tracemalloc.start()
    try:
        pieces = sum(len(piece.cost) for piece in pairs(homes, halls, 15))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert pieces == 8_000_000
    assert peak < 24 * 2**20


def test_a_reach_can_be_walked_again_and_kept():
    homes, halls = Points([51.0, 51.1], [-3.0, -3.0]), Points([51.0], [-3.0])
    reach = StraightLine(homes, halls, 15, 1.2)
    assert found(reach) == found(reach) == found(Held.of(reach))
    assert len(found(reach)) == 2
    kept = Held.of(reach)
    assert (kept.origin_count, kept.destination_count, kept.within) == (2, 1, 15)
    assert (reach.origin_count, reach.destination_count, reach.within) == (2, 1, 15)


@pytest.mark.parametrize("within", [-1, float("nan"), float("inf")])
def test_a_radius_that_is_none_is_refused(within):
    home = Points([51.0], [-3.0])
    with pytest.raises(ValueError, match="is no radius"):
        StraightLine(home, home, within)


@pytest.mark.parametrize("detour", [0.9, 0, float("nan"), float("inf")])
def test_a_road_shorter_than_a_straight_line_is_refused(detour):
    home = Points([51.0], [-3.0])
    with pytest.raises(ValueError, match="no road is shorter than a straight line"):
        StraightLine(home, home, 15, detour)
