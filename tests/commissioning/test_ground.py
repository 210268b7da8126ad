"""What measures stand on: listings as families find them, and who lives where."""

from datetime import date, time

import pytest

from directory.models import Status
from localoffer.commissioning.measuring.ground import check_codes, read_ground
from localoffer.commissioning.measuring.refusals import (
    NoAreasError,
    NoPlacesError,
    NoPopulationError,
    PlacesChangedError,
    UnknownCodeError,
)
from search.actions.documents import Reading
from tests import making

from .making import VILLAGES, definition, load_villages, north, statistics

pytestmark = pytest.mark.django_db


def listings():
    return {one.name: one for one in read_ground().listings}


def test_children_are_counted_by_area_for_the_ages_asked_about(villages):
    ground = read_ground([range(5, 12), range(26), range(5, 12)])
    assert ground.children[range(5, 12)] == {"E01000001": 700, "E01000002": 70, "E01000003": 7}
    assert ground.children[range(26)]["E01000003"] == 26


def test_areas_come_with_their_point_class_and_the_areas_that_hold_them(villages):
    town, village, _ = read_ground().areas
    assert (town.code, town.name, town.rural, village.rural) == ("E01000001", "Wells", False, True)
    assert (town.lat, town.lon) == (pytest.approx(51.0), pytest.approx(-3.0))
    assert "E01000001" in town.holding
    assert read_ground().generation_label == "Villages"


def test_a_listing_is_what_families_find(villages):
    making.term("communication-and-interaction")
    making.term("autism", parent="communication-and-interaction")
    hall = making.venue("Priddy Hall", *north(10), town="Priddy")
    making.service(
        "Thursday Crew",
        needs=["autism"],
        kinds=["club"],
        at=[hall],
        ages=(5, 11),
        checked=date(2026, 11, 1),
        capacity=8,
        schedules=[{"freq": "WEEKLY", "byday": "TH,SA", "opens_at": time(16), "interval": 2}],
    )
    crew = listings()["Thursday Crew"]
    assert crew.needs == {"autism", "communication-and-interaction"}
    assert (crew.kinds, crew.age_min, crew.age_max, crew.capacity) == ({"club"}, 5, 11, 8)
    assert crew.checked == date(2026, 11, 1)
    (spot,) = crew.spots
    assert (spot.id, spot.name, spot.town) == (str(hall.pk), "Priddy Hall", "Priddy")
    assert spot.when == {"thursday", "saturday", "weekend", "after-school"} == crew.when
    assert (spot.sessions["any"], spot.sessions["weekend"]) == (1.0, 0.5)


def test_a_hall_of_several_counts_the_sessions_that_are_held_there(villages):
    one, other = making.venue("One", *north(1)), making.venue("Other", *north(2))
    making.service(
        at=[one, other],
        schedules=[
            {"freq": "WEEKLY", "byday": "MO", "venue": one},
            {"freq": "WEEKLY", "byday": "TU"},
        ],
    )
    spots = {spot.name: spot.sessions["any"] for spot in listings()["Thursday Crew"].spots}
    assert spots == {"One": 2, "Other": 1}


def test_a_hidden_address_has_no_name_and_only_a_rough_point(villages):
    making.service(
        "Safe place", at=[making.venue("Rose House", 51.12345, -3.12345, "Yeovil", address_hidden=True)]
    )
    (spot,) = listings()["Safe place"].spots
    assert (spot.name, spot.town, spot.lat, spot.lon) == ("", "Yeovil", 51.12, -3.12)


def test_only_what_families_may_see_is_measured_and_what_is_closed_for_now_helps_nobody(villages):
    making.service("Open", at=[north(1)])
    making.service("Draft", at=[north(1)], live=False)
    making.service("Ended", at=[north(1)], status=Status.DEFUNCT)
    making.service("Closed in winter", at=[north(1)], status=Status.TEMPORARILY_CLOSED)
    assert set(listings()) == {"Open"}
    assert {one.name for one in Reading()} == {"Open", "Closed in winter"}


def test_what_comes_to_the_family_covers_areas_and_an_office_nobody_visits_is_no_place_to_go(villages):
    making.service("Worker", comes_to_you=True, covers=["E01000002"])
    making.service("Call us", by_phone=True)
    making.service("Nowhere yet", at=[making.venue("No point")])
    found = listings()
    assert (found["Worker"].comes_to_you, found["Worker"].covers) == (True, ("E01000002",))
    assert (found["Call us"].remote, found["Call us"].spots) == (True, ())
    assert found["Nowhere yet"].spots == ()


def test_without_places_it_says_how_to_load_some(settings):
    settings.GAP_AREA_KIND = "lsoa"
    with pytest.raises(NoPlacesError, match=r"load_places --areas FILE --kind lsoa --statistics FILE"):
        read_ground()


def test_without_areas_of_that_kind_it_names_the_kinds_there_are(villages, settings):
    settings.GAP_AREA_KIND = "ward"
    with pytest.raises(NoAreasError, match=r"“ward”.*GAP_AREA_KIND.*: lsoa"):
        read_ground()


def test_areas_without_children_are_named_five_at_most_and_counted(db, tmp_path, settings):
    settings.GAP_AREA_KIND = "lsoa"
    settings.HOME_AREA = ""
    many = [(f"E0100{n:04}", f"Village {n}", north(n * 3), 10, "Rural") for n in range(8)]
    load_villages(tmp_path, many)
    from locations.actions import Files, load_places

    load_places(files=Files(statistics=statistics(tmp_path, many[:1])))
    with pytest.raises(NoPopulationError) as refused:
        read_ground([range(5, 12)])
    said = str(refused.value)
    assert said.startswith("7 of 8 areas have no count of children aged 5 to 11: Village 1 (E01000001), ")
    assert "Village 5 (E01000005) and 2 more." in said
    assert "load_places --statistics FILE" in said


def test_a_generation_without_classes_can_be_measured_and_nobody_is_rural_or_urban(db, tmp_path, settings):
    settings.GAP_AREA_KIND = "lsoa"
    load_villages(tmp_path, [(*row[:4], "") for row in VILLAGES])
    assert {(area.rural, area.rural_urban, area.imd_decile) for area in read_ground().areas} == {
        (None, "", None)
    }


def test_places_that_change_while_they_are_read_are_not_mixed(villages, tmp_path, monkeypatch):
    from localoffer.commissioning.measuring import ground

    facts = ground.facts

    def meanwhile(kind):
        load_villages(tmp_path)
        return facts(kind)

    monkeypatch.setattr(ground, "facts", meanwhile)
    with pytest.raises(PlacesChangedError, match="Measure again"):
        read_ground()


def test_a_code_that_nobody_knows_is_refused_with_what_was_perhaps_meant():
    making.term("autism")
    making.term("club", "kind")
    check_codes([definition(need="autism", kind="club"), definition()])
    with pytest.raises(UnknownCodeError, match=r"Ours: no need has the code “autsm”\. Did you mean autism\?"):
        check_codes([definition(need="autism"), definition("Ours", need="autsm")])
    with pytest.raises(UnknownCodeError, match=r"no kind has the code “zzz”\. The codes are: club\."):
        check_codes([definition(kind="zzz")])


def test_listings_are_read_in_the_statements_of_the_index_however_many_measures_there_are(
    villages, django_assert_max_num_queries
):
    for number in range(30):
        making.service(f"Club {number}", at=[north(number)], schedules=[{"freq": "WEEKLY", "byday": "MO"}])
    read_ground([range(26)])  # the areas' outlines stay in memory from here on
    with django_assert_max_num_queries(11 + 7):
        read_ground([range(26)])
