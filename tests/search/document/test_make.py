"""A service becomes what the index knows of it."""

from dataclasses import fields, replace
from datetime import date, time, timedelta

import pytest

from directory import queries as directory
from directory.models import ServiceArea
from search.document import Surroundings, make, stamp
from search.terms import Document
from tests import making

pytestmark = pytest.mark.django_db

HOME = "E06000066"
TODAY = date(2026, 11, 22)


class County:
    """An area index as a test needs it: another county begins at 3.8 degrees west."""

    def outside_home(self, lat, lon):
        return "Devon" if lon < -3.8 else ""


@pytest.fixture
def around():
    named = {"mendip": frozenset({"E07000187"}), "wells": frozenset({"E05000001"})}
    return Surroundings(areas=County(), named=named, home=HOME, authority="Somerset", today=TODAY)


def document(service, around):
    [row] = directory.for_index([service.pk])
    return make(row, around)


def test_a_broader_need_finds_what_is_for_a_narrower_one(around):
    making.term("communication-and-interaction", name="Communication", other_words=["talking"])
    making.term("autism", name="Autism", other_words=["ASD"], parent="communication-and-interaction")
    made = document(making.service(needs=["autism"]), around)
    assert set(made.needs) == {"autism", "communication-and-interaction"}
    assert made.topics == "Autism. Communication"


def test_a_speech_therapist_is_not_found_by_another_word_for_therapy_as_if_she_said_it(around):
    making.term("therapy", taxonomy="kind", name="Therapy", other_words=["physiotherapy"])
    made = document(making.service(kinds=["therapy"]), around)
    assert "physiotherapy" not in made.topics


def test_a_service_is_found_by_its_other_name(around):
    assert "Chatterbox" in document(making.service(alternate_name="Chatterbox"), around).topics


def test_a_venue_that_says_no_steps_free_beats_a_service_that_says_yes(around):
    steps = making.venue(lat=51.1, lon=-3.0, features={"step-free": "no", "parking": "yes"})
    made = document(making.service(at=[steps], features={"step-free": "yes", "quiet-space": "yes"}), around)
    assert made.venues[0].features == ("parking", "quiet-space")
    assert dict(made.feature_states) == {
        "Quiet space": "yes",
        "Step-free": "no",
        "Accessible toilet": "not stated",
        "Parking": "yes",
    }


def test_a_service_that_says_no_is_believed_though_the_venue_says_yes(around):
    hall = making.venue(lat=51.1, lon=-3.0, features={"quiet-space": "yes"})
    made = document(making.service(at=[hall], features={"quiet-space": "no"}), around)
    assert made.venues[0].features == ()
    assert dict(made.feature_states)["Quiet space"] == "no"


def test_where_venues_differ_the_whole_service_says_neither_yes_nor_no(around):
    one = making.venue("One", lat=51.1, lon=-3.0, features={"parking": "yes"})
    other = making.venue("Other", lat=51.2, lon=-3.0, features={"parking": "no"})
    made = document(making.service(at=[one, other]), around)
    assert dict(made.feature_states)["Parking"] == "not stated"
    assert [venue.lacking for venue in made.venues] == ["", "parking"]


def test_each_venue_has_its_own_days(around):
    monday, friday = making.venue("A", lat=51.1, lon=-3.0), making.venue("B", lat=51.2, lon=-3.0)
    service = making.service(
        at=[monday, friday],
        schedules=[
            {"venue": monday, "freq": "WEEKLY", "byday": "MO", "opens_at": time(16)},
            {"venue": friday, "freq": "WEEKLY", "byday": "FR", "opens_at": time(19)},
            {"freq": "WEEKLY", "byday": "SA", "opens_at": time(10)},
        ],
    )
    made = document(service, around)
    assert [venue.when for venue in made.venues] == [
        ("monday", "saturday", "weekend", "after-school"),
        ("friday", "saturday", "weekend"),
    ]


def test_a_timetable_that_is_over_is_not_shown(around):
    service = making.service(
        at=[(51.1, -3.0)],
        schedules=[
            {"freq": "WEEKLY", "byday": "MO", "valid_to": TODAY - timedelta(days=1)},
            {"freq": "WEEKLY", "byday": "TU", "valid_to": TODAY, "opens_at": time(19), "closes_at": time(20)},
        ],
    )
    made = document(service, around)
    assert made.when_text == "Tuesdays 7pm to 8pm"
    assert made.venues[0].when == ("tuesday",)


def test_a_hidden_address_gives_the_town_and_a_point_about_a_kilometre_coarse(around):
    refuge = making.venue(
        "Rose House", lat=51.12345, lon=-3.00678, town="Bridgwater", postcode="TA6 4RN", address_hidden=True
    )
    [venue] = document(making.service(at=[refuge]), around).venues
    assert (venue.name, venue.town, venue.postcode) == ("", "Bridgwater", "")
    assert (venue.lat, venue.lon) == (51.12, -3.01)


def test_an_office_that_nobody_visits_is_no_place_to_be_near(around):
    office = making.venue("Head office", lat=51.5, lon=-0.1)
    helpline = making.service(at=[office], at_venue=False, by_phone=True)
    assert document(helpline, around).venues == ()
    letters = making.venue("Box 1", lat=51.5, lon=-0.1, location_type="postal")
    assert document(making.service(at=[letters]), around).venues == ()


def test_a_helpline_open_at_weekends_can_be_found_by_its_days_though_it_has_no_venue(around):
    helpline = making.service(by_phone=True, schedules=[{"freq": "WEEKLY", "byday": "SA,SU"}])
    [nowhere] = document(helpline, around).venues
    assert (nowhere.id, nowhere.lat, nowhere.when) == ("", None, ("saturday", "sunday", "weekend"))


def test_help_that_comes_to_you_and_names_no_area_covers_our_own(around):
    assert document(making.service(comes_to_you=True), around).covers == (HOME,)
    assert document(making.service(online=True), around).covers == ()
    assert document(making.service(comes_to_you=True), replace(around, home="")).covers == ()


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("all of Somerset", {HOME}),
        ("Somerset-wide", {HOME}),
        ("The whole county", {HOME}),
        ("Countywide", {HOME}),
        ("National", {HOME}),
        ("Mendip and Wells", {"E07000187", "E05000001"}),
        ("Mendip area", {"E07000187"}),
        ("across Mendip, Wells", {"E07000187", "E05000001"}),
        ("Narnia", set()),
    ],
)
def test_an_area_in_words_is_the_area_it_names(around, said, codes):
    service = making.service(online=True)
    ServiceArea.objects.create(service=service, name=said)
    assert set(document(service, around).covers) == codes


def test_a_stated_area_keeps_help_that_comes_to_you_from_covering_everything(around):
    assert document(making.service(comes_to_you=True, covers=["E07000187"]), around).covers == ("E07000187",)


def test_help_that_comes_to_you_in_words_nobody_can_place_is_not_lost(around):
    service = making.service(comes_to_you=True)
    ServiceArea.objects.create(service=service, name="Most villages round about")
    assert document(service, around).covers == (HOME,)


def test_a_venue_over_the_county_border_is_labelled(around):
    near, over = making.venue("A", lat=51.0, lon=-3.0), making.venue("B", lat=51.0, lon=-3.9)
    made = document(making.service(at=[near, over]), around)
    assert [venue.outside for venue in made.venues] == ["", "Devon"]


def test_ages_cost_access_and_who_checked_are_said_once_for_every_page(around):
    service = making.service(
        ages=(11, 18),
        prices=["3.00"],
        access=["drop-in"],
        checked=date(2026, 11, 10),
        assured_by="provider",
        at=[(51.1, -3.0)],
    )
    made = document(service, around)
    assert (made.age_min, made.age_max, made.ages_text) == (11.0, 18.0, "Ages 11 to 18")
    assert (made.cost, made.cost_text, made.access_text) == ("low", "£3", "Just turn up")
    assert (made.checked, made.checked_by) == (date(2026, 11, 10), "the group itself")
    assert made.delivery == ("venue",)


def test_tags_in_a_description_are_not_searched(around):
    made = document(making.service(description="<p>Come &amp; <b>play</b></p>\n<p>with us.</p>"), around)
    assert made.description == "Come & play with us."
    assert made.summary == "Come & play with us."


def test_the_same_service_has_the_same_stamp_and_any_change_another(around):
    service = making.service("Thursday Crew", needs=["autism", "adhd"], at=[(51.1, -3.0), (51.2, -3.1)])
    first = document(service, around)
    assert document(service, around).stamp == first.stamp
    assert first.stamp == stamp(first)
    service.summary = "New words"
    service.save()
    assert document(service, around).stamp != first.stamp


@pytest.mark.parametrize("name", ["Thursday Crew", "Café & Chats (11/18)", "会"])
def test_a_document_leads_to_the_very_page_of_its_service(around, name):
    service = making.service(name)
    assert document(service, around).url == service.get_absolute_url()


@pytest.mark.parametrize("part", [one.name for one in fields(Document) if one.name != "stamp"])
def test_a_stamp_changes_with_everything_a_family_could_see(around, part):
    made = document(making.service("Crew", at=[(51.1, -3.0)]), around)
    other = {"venues": (replace(made.venues[0], town="Wells"),), "checked": date(2020, 1, 1)}
    assert stamp(replace(made, **{part: other.get(part, "another")})) != made.stamp


def test_making_documents_asks_the_database_nothing_more(around, django_assert_num_queries):
    making.term("communication-and-interaction")
    making.term("autism", parent="communication-and-interaction")
    hall = making.venue(lat=51.1, lon=-3.0, features={"step-free": "yes"})
    for number in range(3):
        making.service(
            f"Club {number}",
            needs=["autism"],
            kinds=["club"],
            at=[hall],
            covers=[HOME],
            features={"parking": "yes"},
            access=["gp"],
            prices=["2"],
            schedules=[{"freq": "WEEKLY", "byday": "MO", "venue": hall}],
        )
    services = list(directory.for_index())
    with django_assert_num_queries(0):
        assert len([make(service, around) for service in services]) == 3
