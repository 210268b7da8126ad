"""Which listings count for a measure, and what each place weighs."""

from datetime import timedelta

import pytest

from localoffer.commissioning.measuring.supply import supply

from .making import TODAY, definition, listing, north, spot


def counting(listings, **fields):
    return supply(definition(**fields), listings, TODAY)


def names(listings, **fields):
    return [one.name for one in counting(listings, **fields).listings]


def weights(listings, **fields):
    return [stop.weight for stop in counting(listings, **fields).stops]


def test_a_club_for_autistic_children_counts_for_autism_and_for_the_broader_need_it_belongs_to():
    club = listing(needs={"autism", "communication-and-interaction"}, kinds={"club"})
    for need in ("autism", "communication-and-interaction", ""):
        assert names([club], need=need, kind="club") == ["Thursday Crew"]
    assert names([club], need="hearing") == []
    assert names([club], kind="sport") == []


@pytest.mark.parametrize(
    ("ages", "counts"),
    [
        ((5, 11), True),
        ((11, 15), True),  # "to 11" holds a child of eleven
        ((12, 15), False),
        ((0, 4), False),
        ((0, 5), True),
        ((0, 25), True),
    ],
)
def test_a_club_for_5_to_11_counts_for_every_age_it_holds(ages, counts):
    club = listing(age_min=5.0, age_max=11.0)
    assert bool(names([club], age_from=ages[0], age_to=ages[1])) is counts


def test_an_open_end_has_no_limit():
    up_to_five, from_sixteen = listing("Tots", age_max=5.0), listing("Grown", age_min=16.0)
    assert names([up_to_five, from_sixteen], age_from=0, age_to=4) == ["Tots"]
    assert names([up_to_five, from_sixteen], age_from=18, age_to=25) == ["Grown"]


def test_a_listing_that_states_no_age_counts_for_all_ages_alone_and_the_others_say_how_many_were_left_out():
    silent, told = listing("Silent"), listing("Told", age_min=5.0, age_max=9.0)
    assert names([silent, told]) == ["Silent", "Told"]
    some = counting([silent, told, listing("Grown", age_min=18.0)], age_from=5, age_to=11)
    assert ([one.name for one in some.listings], some.ages_not_stated) == (["Told"], 1)
    assert counting([silent, told]).ages_not_stated == 0


def test_only_the_hall_that_opens_at_the_weekend_counts_for_the_weekend():
    saturday = spot(name="Saturday hall", when=frozenset({"saturday", "weekend"}))
    monday = spot(north(3), name="Monday hall", when=frozenset({"monday"}))
    club = listing(spots=(saturday, monday))
    weekend = counting([club], day="weekend")
    assert [stop.spot.name for stop in weekend.stops] == ["Saturday hall"]
    assert (weekend.venues, counting([club]).venues) == (1, 2)


def test_a_day_that_nobody_stated_is_no_weekend():
    assert names([listing(spots=(spot(),))], day="weekend") == []


def test_a_listing_that_nobody_checked_for_a_year_is_left_out_when_stale_ones_are():
    fresh = listing("Fresh", checked=TODAY - timedelta(days=365))
    stale = listing("Stale", checked=TODAY - timedelta(days=366))
    never = listing("Never")
    assert names([fresh, stale, never], checked_within_days=365) == ["Fresh"]
    assert names([fresh, stale, never]) == ["Fresh", "Stale", "Never"]


def test_what_comes_to_the_family_and_what_is_online_are_counted_and_are_no_places():
    found = counting(
        [
            listing("Worker", comes_to_you=True, covers=("E06000066",)),
            listing("Call us", remote=True),
            listing("Hall", spots=(spot(),)),
            listing("Somewhere"),
        ]
    )
    assert [one.name for one in found.coming] == ["Worker"]
    assert (found.online, found.venues, len(found.stops), found.nowhere) == (1, 1, 1, 1)


def test_two_clubs_in_one_hall_are_two_listings_at_one_venue():
    found = counting([listing("Art", spots=(spot(),)), listing("Chess", spots=(spot(),))])
    assert (len(found.listings), found.venues, len(found.stops)) == (2, 1, 2)


def test_counted_in_listings_each_place_weighs_one():
    club = listing(spots=(spot(sessions={"any": 5.0}),), capacity=12)
    assert weights([club], counted_in="listings") == [1.0]


def test_counted_in_sessions_a_place_weighs_its_sessions_a_week_on_those_days_and_one_where_none_is_stated():
    busy = spot(when=frozenset({"weekend"}), sessions={"any": 5.0, "weekend": 2.0})
    quiet = spot(name="Quiet hall")
    clubs = [listing("Busy", spots=(busy,)), listing("Quiet", spots=(quiet,))]
    assert weights(clubs) == [5.0, 1.0]
    assert weights(clubs, day="weekend") == [2.0]


def test_counted_in_places_an_unknown_capacity_is_taken_to_be_the_middle_of_the_known_and_says_so():
    clubs = [
        listing("Small", spots=(spot(sessions={"any": 2.0}),), capacity=6),
        listing("Large", spots=(spot(),), capacity=20),
        listing("Middling", spots=(spot(),), capacity=10),
        listing("Unknown", spots=(spot(sessions={"any": 3.0}),)),
    ]
    found = counting(clubs, counted_in="places")
    assert [stop.weight for stop in found.stops] == [12.0, 20.0, 10.0, 30.0]
    assert found.capacity_assumed == 10.0
    assert counting(clubs).capacity_assumed is None


def test_counted_in_places_with_no_capacity_known_anywhere_every_session_is_one():
    found = counting([listing(spots=(spot(sessions={"any": 3.0}),))], counted_in="places")
    assert ([stop.weight for stop in found.stops], found.capacity_assumed) == ([3.0], None)


def test_a_club_with_no_places_left_for_anybody_weighs_nothing():
    assert weights([listing(spots=(spot(),), capacity=0)], counted_in="places") == [0.0]
