"""Where a few more venues would help most."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locations.access import Points, StraightLine, count, covering, site
from tests.locations.access.making import SOON, ways

# A row of four villages. The hall in the middle reaches the two inner ones, each outer hall a pair.
LEFT, MIDDLE, RIGHT = range(3)
ROW = ways(4, 3, (0, LEFT, 1), (1, LEFT, 1), (1, MIDDLE, 1), (2, MIDDLE, 1), (2, RIGHT, 1), (3, RIGHT, 1))
VILLAGES = [40, 60, 60, 40]


def chosen(siting):
    return [venue.candidate for venue in siting.venues]


def test_two_halls_at_the_ends_reach_everybody_though_the_middle_one_looked_best():
    got = site(ROW, children=VILLAGES, venues=2)
    assert sorted(chosen(got)) == [LEFT, RIGHT]
    assert (got.children, got.proven, got.bound) == (200, True, 200)
    assert [venue.candidate for venue in got.greedy] == [MIDDLE, LEFT]
    assert got.gap == pytest.approx(1 - 160 / 200)


def test_one_hall_goes_where_most_children_are():
    got = site(ROW, children=VILLAGES, venues=1)
    assert (chosen(got), got.children, got.gap) == ([MIDDLE], 120, 0)


def test_each_village_is_gained_by_one_hall_the_one_that_brings_most_first():
    got = site(ROW, children=[10, 60, 60, 80], venues=2)
    assert chosen(got) == [RIGHT, LEFT]
    assert [venue.origins for venue in got.venues] == [(2, 3), (0, 1)]
    assert [venue.children for venue in got.venues] == [140, 70]
    everything = site(ROW, children=[10, 60, 60, 80], venues=3)
    assert sum(len(venue.origins) for venue in everything.venues) == 4


def test_children_with_a_club_in_reach_today_are_not_gained_again():
    got = site(ROW, children=VILLAGES, venues=1, covered=[False, True, True, False], rural=[True] * 4)
    assert (chosen(got), got.children) == ([LEFT], 40)
    assert got.venues[0].origins == (0,)


def test_an_area_without_children_is_not_said_to_gain():
    assert site(ROW, children=[0, 60, 0, 0], venues=2).venues[0].origins == (1,)


def test_rural_children_come_first_when_asked_and_the_most_children_after_that():
    """The middle hall would bring most; only the ends have rural children, and the right end more in all."""
    rural = [True, False, False, True]
    plain = site(ROW, children=[40, 60, 60, 40], venues=1, rural=rural)
    assert (chosen(plain), plain.rural_children, plain.rural_bound) == ([MIDDLE], 0, None)
    first = site(ROW, children=[40, 60, 60.5, 40], venues=1, rural=rural, rural_first=True)
    assert (chosen(first), first.children, first.rural_children) == ([RIGHT], 100.5, 40)
    assert (first.rural_bound, first.bound, first.proven) == (40, 100.5, True)


def test_one_more_rural_child_counts_for_more_than_a_thousand_others():
    reach = ways(3, 2, (0, 0, 1), (1, 0, 1), (2, 1, 1))
    got = site(reach, children=[5, 1000, 6], venues=1, rural=[True, False, True], rural_first=True)
    assert (chosen(got), got.children) == ([1], 6)
    assert got.gap == 0


def test_where_many_choices_serve_the_rural_children_it_is_the_one_that_serves_most_others():
    """Either of two halls serves the rural village; the two big halls together, which serve most, don't."""
    rural_village, a, b, c, d, x, y = range(7)
    halls = ((rural_village, a, b), (rural_village, b, c), (a, b, x), (c, d, y))
    reach = ways(7, 4, *((village, hall, 1.0) for hall, villages in enumerate(halls) for village in villages))
    children, rural = [3, 4, 6, 6, 4, 5, 5], [True] + [False] * 6
    assert sorted(chosen(site(reach, children=children, venues=2, rural=rural))) == [2, 3]
    got = site(reach, children=children, venues=2, rural=rural, rural_first=True)
    assert (sorted(chosen(got)), got.children, got.rural_children) == ([0, 3], 28, 3)
    assert got.gap == pytest.approx(1 - 24 / 28)


def test_rural_children_whom_the_greedy_choice_misses_make_the_gap():
    got = site(ROW, children=VILLAGES, venues=2, rural=[True] * 4, rural_first=True)
    assert (got.rural_children, got.gap) == (200, pytest.approx(0.2))


def test_no_venue_to_choose_changes_nothing():
    got = site(ROW, children=VILLAGES, venues=0)
    assert (got.venues, got.greedy, got.children, got.gap, got.bound, got.proven) == ((), (), 0, 0, 0, True)


def test_more_venues_than_places_for_them_are_not_made_up():
    got = site(ROW, children=VILLAGES, venues=50)
    assert (sorted(chosen(got)), got.children) == ([LEFT, RIGHT], 200)


def test_a_hall_that_the_others_make_needless_is_not_proposed():
    """The middle hall looks best, and is no use any more once both ends are there."""
    got = site(ROW, children=VILLAGES, venues=3)
    assert sorted(chosen(got)) == [LEFT, RIGHT]
    assert [venue.candidate for venue in got.greedy] == [MIDDLE, LEFT, RIGHT]


def test_where_every_child_has_a_club_no_venue_is_proposed():
    for asked in ({"children": VILLAGES, "covered": [True] * 4}, {"children": [0] * 4}):
        got = site(ROW, venues=2, **asked)
        assert (got.venues, got.children, got.proven, got.gap) == ((), 0, True, 0)


def test_a_village_that_no_candidate_reaches_and_a_country_without_candidates():
    assert site(ways(1, 1), children=[50], venues=1).venues == ()
    assert site(ways(1, 0), children=[50], venues=1).venues == ()
    assert site(ways(0, 2), children=[], venues=1, covered=[]).venues == ()


def test_two_halls_on_one_spot_are_not_both_proposed():
    twins = ways(2, 3, (0, 0, 1), (0, 1, 1), (1, 2, 1))
    got = site(twins, children=[100, 1], venues=2)
    assert chosen(got) == [0, 2] or chosen(got) == [1, 2]
    assert [venue.candidate for venue in got.greedy] == [0, 2]


@st.composite
def countries(draw):
    origins, candidates = draw(st.integers(1, 7)), draw(st.integers(1, 6))
    flags = st.lists(st.booleans(), min_size=origins, max_size=origins)
    pairs = [(origin, hall) for origin in range(origins) for hall in range(candidates) if draw(st.booleans())]
    children = draw(st.lists(st.integers(0, 400), min_size=origins, max_size=origins))
    return origins, candidates, pairs, np.array(children), np.array(draw(flags)), np.array(draw(flags))


@SOON
@given(countries(), st.integers(0, 4), st.booleans())
def test_no_choice_of_halls_is_better_than_the_one_proposed(country, venues, rural_first):
    origins, candidates, pairs, children, covered, rural = country

    def worth(halls):
        gained = [
            at for at in range(origins) if not covered[at] and any((at, hall) in pairs for hall in halls)
        ]
        in_all, in_country = children[gained].sum(), children[[at for at in gained if rural[at]]].sum()
        return (in_country, in_all) if rural_first else (in_all,)

    got = site(
        ways(origins, candidates, *((origin, hall, 1.0) for origin, hall in pairs)),
        children=children,
        venues=venues,
        covered=covered,
        rural=rural,
        rural_first=rural_first,
    )
    best = max(worth(halls) for halls in combinations(range(candidates), min(venues, candidates)))
    assert worth(chosen(got)) == best
    assert got.proven
    assert got.children == best[-1] == pytest.approx(got.bound)
    assert worth([venue.candidate for venue in got.greedy]) <= best
    assert 0 <= got.gap <= 1
    assert len(chosen(got)) <= venues
    gained = [origin for venue in got.venues for origin in venue.origins]
    assert len(set(gained)) == len(gained)
    assert all(not covered[origin] and children[origin] for origin in gained)
    gains = [venue.rural_children if rural_first else venue.children for venue in got.venues]
    assert gains == sorted(gains, reverse=True)
    assert all(venue.children > 0 for venue in got.venues)


def test_a_part_of_a_child_counts_where_demand_is_weighted_by_a_rate():
    reach = ways(2, 2, (0, 0, 1), (1, 1, 1))
    assert chosen(site(reach, children=[0.0004, 0.00041], venues=1)) == [1]
    got = site(ROW, children=np.array(VILLAGES) * 1e-9, venues=2)
    assert (sorted(chosen(got)), got.gap) == ([LEFT, RIGHT], pytest.approx(0.2))


@pytest.mark.parametrize("seed", range(6))
def test_of_twelve_thousand_choices_in_a_real_sized_district_none_is_better(seed):
    random = np.random.default_rng(seed)
    homes, halls = (Points(random.uniform(51, 51.3, n), random.uniform(-3.4, -3, n)) for n in (120, 25))
    children, reach = random.integers(10, 400, 120), StraightLine(homes, halls, 5)
    near = np.zeros((25, 120), dtype=bool)
    for piece in reach:
        near[piece.destination, piece.origin] = True
    choices = np.array(list(combinations(range(25), 4)))
    served = near[choices[:, 0]] | near[choices[:, 1]] | near[choices[:, 2]] | near[choices[:, 3]]
    assert site(reach, children=children, venues=4).children == (served @ children).max()


def test_when_time_runs_out_the_choice_known_is_given_and_not_called_proven(monkeypatch):
    monkeypatch.setattr(covering, "LEAST_SECONDS", 1e-9)
    random = np.random.default_rng(2)
    homes = Points(random.uniform(51, 51.4, 300), random.uniform(-3.6, -3, 300))
    reach, children = StraightLine(homes, homes, 6), random.integers(10, 400, 300)
    got = site(
        reach, children=children, venues=8, rural=random.random(300) < 0.5, rural_first=True, seconds=0
    )
    assert not got.proven
    assert [venue.candidate for venue in got.venues] == [venue.candidate for venue in got.greedy]
    assert got.rural_bound > got.rural_children > 0
    assert got.bound > got.children
    best = site(reach, children=children, venues=8)
    assert best.proven
    assert got.bound >= best.children >= got.children


def test_what_is_gained_is_what_a_new_count_finds():
    random = np.random.default_rng(4)
    homes, halls = (Points(random.uniform(51, 51.4, n), random.uniform(-3.6, -3, n)) for n in (120, 40))
    children = random.integers(10, 400, 120)
    today = count(StraightLine(homes, Points(halls.lat[:3], halls.lon[:3]), 6)) > 0
    got = site(StraightLine(homes, halls, 6), children=children, venues=3, covered=today)
    opened = Points(halls.lat[chosen(got)], halls.lon[chosen(got)])
    after = today | (count(StraightLine(homes, opened, 6)) > 0)
    assert children[after].sum() - children[today].sum() == got.children > 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"venues": -1}, "-1 venues can't be chosen"),
        ({"rural_first": True}, "say which origins are rural"),
        ({"children": [1, 2, 3, float("nan")]}, "The children: number 3 is nan"),
        ({"children": [1, 2, 3, -4]}, "The children: number 3 is -4"),
        ({"children": [1, 2]}, "The children: 4 are needed"),
        ({"covered": [True]}, "Covered: 4 are needed"),
        ({"covered": [1, 0, 1, 0]}, "Covered must be yes or no for each, not int64"),
        ({"rural": [True, False]}, "Rural: 4 are needed"),
    ],
)
def test_a_question_that_is_none_is_refused(given, said):
    with pytest.raises(ValueError, match=said):
        site(ROW, **({"children": VILLAGES, "venues": 1} | given))
