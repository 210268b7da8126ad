"""The makers that every other test leans on."""

from datetime import date, time

import pytest

from directory.models import Service
from tests import making

pytestmark = pytest.mark.django_db


def test_a_made_service_holds_what_the_sentence_said():
    hall = making.venue(
        "Hall", 51.1, -3.0, town="Bridgwater", postcode="TA6 4RN", features={"step-free": "yes"}
    )
    made = making.service(
        name="Crew",
        needs=("autism",),
        kinds=("club",),
        at=[hall, (51.2, -3.1)],
        covers=("E06000066",),
        ages=(11, 18),
        access=("self-referral",),
        features={"quiet-space": "no"},
        schedules=[{"freq": "WEEKLY", "byday": "TH", "opens_at": time(18), "venue": hall}],
        checked=date(2026, 11, 1),
        prices=[3],
        phones=["01632 960123"],
    )
    made = Service.objects.get(pk=made.pk)
    assert made.live
    assert [need.code for need in made.needs.all()] == ["autism"]
    assert {row.venue.city for row in made.at_venues.all()} == {"Bridgwater", ""}
    assert [area.area_code for area in made.service_areas.all()] == ["E06000066"]
    assert (made.age_min, made.age_max) == (11, 18)
    assert made.features.get().state == "no"
    assert made.schedules.get().venue == hall
    assert hall.features.get().term.code == "step-free"


def test_two_services_of_one_name_and_one_need_share_the_term():
    one, other = making.service(needs=("autism",)), making.service(needs=("autism",))
    assert one.pk != other.pk
    assert one.needs.get() == other.needs.get()


def test_a_draft_is_not_live():
    assert not making.service(live=False).live


def test_an_announced_service_went_through_wagtail():
    made = making.service(needs=("autism",), announce=True)
    assert made.live
    assert made.live_revision is not None
    assert made.needs.get().code == "autism"
