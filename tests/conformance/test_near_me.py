"""The near-me rule: near you, comes to you, online; and never an empty page for a rural family."""

import pytest

from search.engine.base import Engine
from search.terms import Box, Facet, Group, Sort
from tests.conformance.people import (
    BRIDGWATER,
    EXFORD,
    ask,
    away,
    days_ago,
    found,
    index,
    names,
    service,
    venue,
)


def test_a_club_inside_the_radius_is_near_and_says_how_far(engine: Engine) -> None:
    index(engine, service("Club", km=3))
    (hit,) = engine.search(ask("club", BRIDGWATER)).hits
    assert hit.group is Group.NEAR
    assert hit.distance_km == pytest.approx(3, abs=0.001)
    assert hit.venue == 0


def test_a_club_outside_the_radius_is_beyond_and_not_counted(engine: Engine) -> None:
    index(engine, service("Club", km=30))
    answer = engine.search(ask("club", BRIDGWATER))
    assert answer.total == 0
    assert names(answer.beyond) == ["Club"]
    assert answer.beyond[0].distance_km == pytest.approx(30, abs=0.001)


def test_a_helpline_that_covers_the_village_is_found_though_its_office_is_far_away(engine: Engine) -> None:
    index(engine, service("Sibling helpline", km=60, place=EXFORD, covers=("E05-exmoor",)))
    (hit,) = engine.search(ask("sibling", EXFORD)).hits
    assert hit.group is Group.COVERS


def test_a_service_that_covers_another_area_is_not_found(engine: Engine) -> None:
    index(engine, service("Visitor", covers=("E05-wells",), delivery=("comes-to-you",)))
    assert engine.search(ask("visitor", EXFORD)).total == 0


@pytest.mark.parametrize("way", ["online", "phone"])
def test_help_online_or_by_phone_is_found_from_anywhere(engine: Engine, way: str) -> None:
    index(engine, service("Helpline", delivery=(way,)))
    (hit,) = engine.search(ask("helpline", EXFORD)).hits
    assert (hit.group, hit.venue, hit.distance_km) == (Group.ONLINE, None, None)


def test_a_service_is_in_the_first_group_that_holds(engine: Engine) -> None:
    everything = {"covers": ("E07-somerset",), "delivery": ("venue", "online", "comes-to-you")}
    index(engine, service("Hub", venues=(venue(2),), **everything))
    answer = engine.search(ask("hub", BRIDGWATER))
    assert answer.groups == {Group.NEAR: 1, Group.COVERS: 0, Group.ONLINE: 0, Group.GUIDANCE: 0}


def test_the_nearest_of_several_venues_is_shown_not_the_first(engine: Engine) -> None:
    index(engine, service("Club", venues=(venue(9), venue(None), venue(2), venue(5))))
    (hit,) = engine.search(ask("club", BRIDGWATER)).hits
    assert hit.venue == 2
    assert hit.distance_km == pytest.approx(2, abs=0.001)


def test_the_distance_is_to_the_nearest_venue_that_is_open_on_the_day_chosen(engine: Engine) -> None:
    venues = (venue(1, when=("monday",)), venue(6, when=("saturday",)))
    index(engine, service("Club", venues=venues))
    (hit,) = engine.search(ask("club", BRIDGWATER, filters={Facet.WHEN: ("saturday",)})).hits
    assert hit.venue == 1
    assert hit.distance_km == pytest.approx(6, abs=0.001)


def test_saturday_in_one_hall_and_a_quiet_room_in_another_is_not_a_quiet_saturday(engine: Engine) -> None:
    venues = (venue(1, when=("saturday",)), venue(2, features=("quiet-space",)))
    index(engine, service("Club", venues=venues))
    both = {Facet.WHEN: ("saturday",), Facet.FEATURE: ("quiet-space",)}
    assert engine.search(ask("club", BRIDGWATER, filters=both)).total == 0
    assert engine.search(ask("club", filters=both)).total == 0


def test_a_near_venue_without_the_ramp_does_not_make_the_far_one_near(engine: Engine) -> None:
    venues = (venue(1), venue(40, features=("step-free",)))
    index(engine, service("Club", venues=venues))
    answer = engine.search(ask("club", BRIDGWATER, filters={Facet.FEATURE: ("step-free",)}))
    assert answer.total == 0
    assert answer.beyond[0].distance_km == pytest.approx(40, abs=0.001)


def test_parking_not_stated_is_not_parking(engine: Engine) -> None:
    index(engine, service("Yes", venues=(venue(1, features=("parking",)),)), service("Silent", km=1))
    assert found(engine, near=BRIDGWATER, filters={Facet.FEATURE: ("parking",)}) == ["Yes"]


def test_when_nothing_is_near_the_three_nearest_beyond_are_named(engine: Engine) -> None:
    index(engine, *(service(f"Club {km}", km=km) for km in (90, 20, 70, 25, 40)))
    answer = engine.search(ask("club", BRIDGWATER))
    assert names(answer.beyond) == ["Club 20", "Club 25", "Club 40"]
    assert {hit.group for hit in answer.beyond} == {Group.NEAR}


def test_the_nearest_beyond_match_all_else_that_was_asked(engine: Engine) -> None:
    index(engine, service("Chess", km=20), service("Judo", km=25, cost="free"), service("Judo paid", km=22))
    answer = engine.search(ask("judo", BRIDGWATER, filters={Facet.COST: ("free",)}))
    assert names(answer.beyond) == ["Judo"]


def test_widening_the_radius_brings_what_was_beyond(engine: Engine) -> None:
    index(engine, service("Club", km=30))
    assert found(engine, "club", BRIDGWATER, miles=20) == ["Club"]


def test_a_venue_nobody_can_place_on_a_map_is_never_near(engine: Engine) -> None:
    index(engine, service("Club", km=None, venues=(venue(None),), delivery=("venue",)))
    answer = engine.search(ask("club", BRIDGWATER, miles=10_000))
    assert (answer.total, answer.beyond) == (0, ())
    assert found(engine, "club") == ["Club"]


def test_without_a_place_everything_is_one_list(engine: Engine) -> None:
    index(
        engine,
        service("A", km=1),
        service("B", covers=("x",)),
        service("C", delivery=("online",)),
        service("D"),
    )
    answer = engine.search(ask())
    assert answer.groups == {Group.LISTED: 4}
    assert {hit.distance_km for hit in answer.hits} == {None}
    assert answer.beyond == ()


def test_each_group_leads_with_its_best_and_what_is_near_is_shown_at_length(engine: Engine) -> None:
    near = [service(f"Near {n:02}", km=1 + n / 10) for n in range(23)]
    online = [service(f"Online {n}", delivery=("online",)) for n in range(7)]
    index(engine, *near, *online)
    answer = engine.search(ask("", BRIDGWATER, per_page=3))
    assert answer.groups == {Group.NEAR: 23, Group.COVERS: 0, Group.ONLINE: 7}
    assert names(answer.sections[Group.NEAR]) == [f"Near {n:02}" for n in range(20)]
    assert len(answer.sections[Group.ONLINE]) == 5
    assert answer.sections[Group.COVERS] == ()


def test_choosing_a_group_lists_only_it_and_still_counts_the_others(engine: Engine) -> None:
    index(engine, service("Hall", km=1), service("Web", delivery=("online",)))
    answer = engine.search(ask("", BRIDGWATER, group=Group.ONLINE))
    assert names(answer.hits) == ["Web"]
    assert answer.total == 2
    assert names(answer.sections[Group.NEAR]) == ["Hall"]


def test_the_map_shows_only_what_has_a_venue_inside_its_box(engine: Engine) -> None:
    index(engine, service("In", km=2), service("Out", km=9), service("Web", delivery=("online",)))
    lat, lon = away(2)
    box = Box(lat - 0.01, lon - 0.01, lat + 0.01, lon + 0.01)
    assert found(engine, near=BRIDGWATER, box=box) == ["In"]
    assert found(engine, box=box) == ["In"]


def test_the_venue_shown_on_the_map_is_the_one_inside_the_box(engine: Engine) -> None:
    index(engine, service("Club", venues=(venue(1), venue(6))))
    lat, lon = away(6)
    (hit,) = engine.search(
        ask("club", BRIDGWATER, box=Box(lat - 0.01, lon - 0.01, lat + 0.01, lon + 0.01))
    ).hits
    assert hit.venue == 1


def test_nearer_is_better_all_else_equal(engine: Engine) -> None:
    index(engine, *(service(f"Club {km}", km=km) for km in (12, 1, 6)))
    assert found(engine, "club", BRIDGWATER) == ["Club 1", "Club 6", "Club 12"]


def test_a_much_better_match_a_little_further_away_still_comes_first(engine: Engine) -> None:
    index(engine, service("Garden club", km=1), service("Autism youth club", km=7))
    assert found(engine, "autism youth club", BRIDGWATER)[0] == "Autism youth club"


def test_a_listing_checked_last_week_beats_one_checked_years_ago_and_that_one_never_checked(
    engine: Engine,
) -> None:
    index(
        engine,
        service("Never club", km=2),
        service("Stale club", km=2, checked=days_ago(1500)),
        service("Fresh club", km=2, checked=days_ago(7)),
    )
    assert found(engine, "club", BRIDGWATER) == ["Fresh club", "Stale club", "Never club"]


def test_sorted_by_distance_the_near_come_first_and_then_those_that_come_to_you(engine: Engine) -> None:
    index(
        engine,
        service("Far", km=9, checked=days_ago(1)),
        service("Near", km=1),
        service("Visits", covers=("E07-somerset",), delivery=("comes-to-you",)),
        service("Web", delivery=("online",)),
    )
    assert found(engine, near=BRIDGWATER, sort=Sort.NEAREST) == ["Near", "Far", "Visits", "Web"]


def test_sorted_by_date_the_most_recently_checked_come_first_and_the_unchecked_last(engine: Engine) -> None:
    index(engine, service("Old", checked=days_ago(90)), service("Never"), service("New", checked=days_ago(2)))
    assert found(engine, sort=Sort.CHECKED) == ["New", "Old", "Never"]


def test_sorted_by_name_capitals_and_accents_make_no_difference(engine: Engine) -> None:
    index(
        engine,
        service("\u00c9cole", id="1"),
        service("zebra", id="2"),
        service("apple", id="3"),
        service("Duck", id="4"),
    )
    assert found(engine, sort=Sort.NAME) == ["apple", "Duck", "\u00c9cole", "zebra"]


@pytest.mark.parametrize("sort", Sort)
def test_ties_always_fall_the_same_way(engine: Engine, sort: Sort) -> None:
    twins = [service("Twin", id=f"twin-{number:02}", km=2) for number in (7, 3, 9, 1, 5)]
    index(engine, *twins)
    hits = engine.search(ask("twin", BRIDGWATER, sort=sort)).hits
    assert [hit.document.id for hit in hits] == [f"twin-{number:02}" for number in (1, 3, 5, 7, 9)]


def test_turning_the_pages_shows_every_service_once(engine: Engine) -> None:
    index(engine, *(service(f"Club {number:03}", km=1 + number % 5) for number in range(95)))
    pages = [found(engine, "club", BRIDGWATER, page=page, per_page=10) for page in range(1, 11)]
    assert [len(page) for page in pages] == [10] * 9 + [5]
    assert len({name for page in pages for name in page}) == 95
    assert [name for page in pages for name in page] == found(engine, "club", BRIDGWATER, per_page=200)
    assert found(engine, "club", BRIDGWATER, page=11, per_page=10) == []
