"""The nearest service, and the next, for every family."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locations.access import Held, Points, StraightLine, count, nearest, nearest_in, totals
from locations.geometry import distance_km
from tests.locations.access.making import SOON, every_distance, figures, places, ways

INF = float("inf")


@SOON
@given(places(), places(), st.integers(1, 4), st.floats(1, 1.6))
def test_every_family_has_its_nearest_services_whatever_the_distance(homes, halls, k, detour):
    got = nearest(homes, halls, k, detour)
    slow = every_distance(homes, halls) * detour
    expected = np.full((len(homes), k), INF)
    there = min(k, len(halls))
    expected[:, :there] = np.sort(slow, axis=1)[:, :there]
    assert got.cost == pytest.approx(expected, abs=1e-9)
    for home in range(len(homes)):
        for rank in range(there):
            assert slow[home, got.destination[home, rank]] == pytest.approx(got.cost[home, rank], abs=1e-9)
        assert len(set(got.destination[home, :there])) == there
        assert set(got.destination[home, there:]) <= {-1}


def test_where_there_is_one_service_nobody_has_a_second_nearest():
    homes = Points([51.0, 58.0], [-3.0, -5.0])
    got = nearest(homes, Points([51.0], [-3.0]))
    assert got.cost[:, 0] == pytest.approx([0.0, distance_km((51, -3), (58, -5))], rel=1e-5)
    assert got.cost[:, 1].tolist() == [INF, INF]
    assert got.destination.tolist() == [[0, -1], [0, -1]]


def test_where_there_is_no_service_at_all_every_family_is_still_there():
    got = nearest(Points([51.0], [-3.0]), Points([], []))
    assert (got.cost.tolist(), got.destination.tolist()) == ([[INF, INF]], [[-1, -1]])
    assert nearest(Points([], []), Points([51.0], [-3.0])).cost.shape == (0, 2)


def test_two_clubs_in_one_hall_are_both_named_the_earlier_first():
    hall = Points([51.0, 51.0], [-3.0, -3.0])
    assert nearest(Points([51.01], [-3.0]), hall).destination.tolist() == [[0, 1]]


def test_the_nearest_by_minutes_need_not_be_the_nearest_by_kilometres():
    """Across the river is near; the bridge is not."""
    minutes = ways(2, 3, (0, 0, 25.0), (0, 1, 9.0), (1, 2, 4.0), within=60)
    got = nearest_in(minutes, k=2)
    assert got.cost.tolist() == [[9.0, 25.0], [4.0, INF]]
    assert got.destination.tolist() == [[1, 0], [2, -1]]


@SOON
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 5), st.sampled_from([1.0, 2.0, 3.5])),
        unique_by=lambda way: way[:2],
    ),
    st.integers(1, 8),
    st.integers(1, 3),
)
def test_the_nearest_are_the_same_however_the_pairs_come(journeys, size, k):
    pieces = [journeys[at : at + size] for at in range(0, len(journeys), size)]
    reach = Held(4, 6, 9.0, tuple(piece for part in pieces for piece in ways(4, 6, *part).pieces))
    got = nearest_in(reach, k)
    for home in range(4):
        expected = sorted((cost, to) for origin, to, cost in journeys if origin == home)[:k]
        expected += [(INF, -1)] * (k - len(expected))
        assert list(zip(got.cost[home].tolist(), got.destination[home].tolist(), strict=True)) == expected


def test_the_same_nearest_come_from_a_radius_that_holds_them():
    random = np.random.default_rng(3)
    homes, halls = (Points(random.uniform(51, 51.3, n), random.uniform(-3.4, -3, n)) for n in (80, 50))
    far, near = nearest(homes, halls, 3, 1.2), nearest_in(StraightLine(homes, halls, 100, 1.2), 3)
    assert near.cost == pytest.approx(far.cost, abs=1e-9)
    assert near.destination.tolist() == far.destination.tolist()


@SOON
@given(places(), places(), st.data())
def test_what_is_within_reach_is_counted_and_added_up(homes, halls, data):
    weights = data.draw(figures(len(halls)))
    reach = StraightLine(homes, halls, 25)
    near = np.zeros((len(homes), len(halls)))
    for piece in reach:
        near[piece.origin, piece.destination] = 1
    assert count(reach).tolist() == near.sum(axis=1).tolist()
    assert totals(reach, weights) == pytest.approx(near @ weights)
    both = totals(reach, [weights, np.ones(len(halls))])
    assert both[0] == pytest.approx(near @ weights)
    assert both[1] == pytest.approx(count(reach))


def test_confirmed_and_known_listings_are_added_up_in_one_walk():
    reach = ways(3, 2, (0, 0, 1.0), (0, 1, 2.0), (1, 1, 3.0))
    assert totals(reach, [[1, 0], [1, 1]]).tolist() == [[1, 0, 0], [2, 1, 0]]
    assert count(reach).tolist() == [2, 1, 0]


@pytest.mark.parametrize("bad", [[1.0, float("nan")], [1.0, -2.0], [1.0, INF]])
def test_a_weight_that_is_no_amount_is_refused(bad):
    with pytest.raises(ValueError, match="The weights: number 1 is"):
        totals(ways(1, 2), bad)


def test_weights_for_other_services_are_refused():
    with pytest.raises(ValueError, match="The weights: 2 are needed, one for each, and 3 were given"):
        totals(ways(1, 2), [1, 2, 3])


@pytest.mark.parametrize("k", [0, -1])
def test_no_nearest_can_be_asked_for(k):
    with pytest.raises(ValueError, match="Ask for 1 or more"):
        nearest(Points([], []), Points([], []), k)
    with pytest.raises(ValueError, match="Ask for 1 or more"):
        nearest_in(ways(1, 1), k)


def test_a_road_to_the_nearest_is_never_shorter_than_a_straight_line():
    with pytest.raises(ValueError, match="no road is shorter"):
        nearest(Points([51.0], [-3.0]), Points([51.0], [-3.0]), detour=0.5)
