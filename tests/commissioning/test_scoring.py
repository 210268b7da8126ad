"""What each area has in reach, against figures worked out by hand."""

from datetime import timedelta

import pytest

from localoffer.commissioning.measuring.scoring import Surroundings, scores
from localoffer.commissioning.measuring.supply import supply

from .making import HALL, TODAY, area, definition, ground, listing, north, spot

#: A metre or two, in km: what a degree is taken to be here.
NEAR = pytest.approx


def measured(areas, children, listings, everything=None, **fields):
    asked = definition(**fields)
    stood_on = ground(areas, children, everything or listings, asked.ages)
    found = scores(asked, supply(asked, listings, TODAY), Surroundings(stood_on))
    return {one.code: one for one in found}


def test_one_hall_is_shared_by_the_children_of_three_villages_by_how_far_they_are():
    # Bands of a reach of 15 km: to 5 km 1, to 10 km 0.68, to 15 km 0.22. Children who lean on the hall:
    # 100 x 1 + 50 x 0.68 + 200 x 0.22 = 178; 2 sessions: 2 / 178 = 0.011236 for each.
    found = measured(
        [area("near", north(2)), area("middle", north(8)), area("far", north(14)), area("beyond", north(16))],
        [100, 50, 200, 30],
        [listing(spots=(spot(sessions={"any": 2.0}),))],
    )
    assert found["near"].score == pytest.approx(1000 * 2 / 178, rel=1e-9)
    assert found["middle"].score == pytest.approx(1000 * 2 / 178 * 0.68, rel=1e-9)
    assert found["far"].score == pytest.approx(1000 * 2 / 178 * 0.22, rel=1e-9)
    assert found["beyond"].score == 0
    assert [one.within for one in found.values()] == [1, 1, 1, 0]
    assert found["beyond"].nearest_km == NEAR(16, abs=0.01)


def test_a_second_hall_adds_to_the_score_and_what_both_give_is_what_there_is():
    # Each child of the town leans on both halls: 1 session / 100 children + 3 / (100 + 20 x 0.22).
    found = measured(
        [area("town"), area("village", north(25))],
        [100, 20],
        [
            listing("One", spots=(spot(north(1), "North"),)),
            listing("Three", spots=(spot(north(11), "South", sessions={"any": 3.0}),)),
        ],
    )
    leaning = 100 * 0.22 + 20 * 0.22
    assert found["town"].score == pytest.approx(1000 * (1 / 100 + 3 / leaning * 0.22), rel=1e-9)
    assert found["village"].score == pytest.approx(1000 * 3 / leaning * 0.22, rel=1e-9)
    given = sum(one.score / 1000 * one.children for one in found.values())
    assert given == pytest.approx(1 + 3, rel=1e-9)


def test_roads_are_longer_than_a_straight_line():
    hall = listing(spots=(spot(),))
    straight = measured([area("home", north(12))], [10], [hall])["home"]
    road = measured([area("home", north(12))], [10], [hall], detour=1.3)["home"]
    assert (straight.within, road.within) == (1, 0)
    assert road.nearest_km == NEAR(12 * 1.3, abs=0.01)


def test_a_club_that_meets_in_two_halls_in_reach_is_one_club_and_the_second_nearest_is_another_one():
    found = measured(
        [area("home")],
        [10],
        [
            listing("Two halls", spots=(spot(north(1), "A"), spot(north(2), "B"))),
            listing("Other", spots=(spot(north(7), "C"),)),
        ],
    )["home"]
    assert found.within == 2
    assert (found.nearest_km, found.second_km) == (NEAR(1, abs=0.01), NEAR(7, abs=0.01))
    assert [(one["name"], one["venue"]) for one in found.nearest] == [
        ("Two halls", "A, Wells"),
        ("Other", "C, Wells"),
    ]


def test_the_nearest_three_clubs_are_found_behind_one_that_meets_everywhere():
    everywhere = listing("Everywhere", spots=[spot(north(km / 10), f"hall {km}") for km in range(1, 30)])
    others = [listing(f"club {km}", spots=(spot(north(km), f"far hall {km}"),)) for km in (40, 30, 20)]
    found = measured([area("home")], [10], [everywhere, *others])["home"]
    assert [one["name"] for one in found.nearest] == ["Everywhere", "club 20", "club 30"]


def test_a_hidden_address_is_told_by_its_town_alone():
    refuge = listing("Safe place", spots=(spot(name="", id="7", town="Yeovil"),))
    found = measured([area("home")], [10], [refuge])["home"]
    assert found.nearest[0]["venue"] == "Yeovil"


def test_where_there_is_no_venue_anywhere_distances_are_unknown_and_every_area_is_there_with_nought():
    found = measured([area("one"), area("two")], [10, 20], [listing(comes_to_you=True)])
    for one in found.values():
        assert (one.nearest_km, one.second_km, one.within, one.score, one.nearest) == (None, None, 0, 0.0, [])


def test_children_are_those_who_need_it_and_the_score_is_for_each_thousand_of_them():
    hall = listing(spots=(spot(),))
    everybody = measured([area("home")], [500], [hall])["home"]
    some = measured([area("home")], [500], [hall], need_rate=0.02)["home"]
    assert (everybody.children, some.children) == (500, 10)
    assert (everybody.score, some.score) == (pytest.approx(2.0), pytest.approx(100.0))


def test_an_area_without_a_child_of_that_age_has_a_score_and_takes_nothing_away():
    found = measured([area("town"), area("moor", north(1))], [100, 0], [listing(spots=(spot(),))])
    assert found["town"].score == found["moor"].score == pytest.approx(10.0)


def test_a_hall_that_no_child_can_get_to_gives_nothing_and_breaks_nothing():
    found = measured([area("moor")], [0], [listing(spots=(spot(),))])["moor"]
    assert (found.score, found.within) == (0.0, 1)


def test_a_worker_who_comes_to_one_district_covers_its_villages_and_no_others():
    worker = listing("Worker", comes_to_you=True, covers=("E07000187",))
    office = listing("Office", spots=(spot(),), covers=("E07000187",))
    found = measured(
        [area("in", holding=("in", "E07000187")), area("out", holding=("out", "E07000188"))],
        [1, 1],
        [worker, office],
    )
    assert (found["in"].covering, found["out"].covering) == (1, 0)


def test_what_was_checked_and_whose_capacity_is_known_is_counted_within_reach_alone():
    def days(number):
        return TODAY - timedelta(days=number)

    found = measured(
        [area("home")],
        [10],
        [
            listing("Fresh", spots=(spot(), spot(north(1), "Other")), checked=days(10), capacity=8),
            listing("Older", spots=(spot(),), checked=days(300)),
            listing("Stale", spots=(spot(),), checked=days(400)),
            listing("Far", spots=(spot(north(40)),), checked=days(1), capacity=5),
        ],
    )["home"]
    assert (found.within, found.checked_3_months, found.checked_12_months) == (3, 1, 2)
    assert (found.capacity_known, found.sure) == (1, "medium")


def test_no_club_where_much_else_is_listed_and_checked_is_a_gap_and_where_nothing_is_nobody_knows():
    recent = TODAY - timedelta(days=30)
    others = [listing(f"Other {n}", spots=(spot(north(n), f"Hall {n}"),), checked=recent) for n in range(5)]
    club = listing("Club", spots=(spot(north(60)),), checked=recent)
    found = measured(
        [area("town"), area("moor", north(-40))], [10, 10], [club], everything=[*others, club], kind=""
    )
    assert (found["town"].within, found["town"].listed_around, found["town"].sure) == (0, 5, "high")
    assert (found["moor"].within, found["moor"].listed_around, found["moor"].sure) == (0, 0, "low")
    assert found["town"].listed_around_checked == 5


def test_a_child_at_the_edge_of_reach_is_within_it_and_one_a_metre_beyond_is_not():
    hall, home = listing(spots=(spot(HALL),)), area("home", north(10))
    edge = measured([home], [10], [hall])["home"].nearest_km
    assert measured([home], [10], [hall], reach_km=edge + 1e-6)["home"].within == 1
    assert measured([home], [10], [hall], reach_km=edge - 0.001)["home"].within == 0
