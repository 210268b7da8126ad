"""The demo's schools and its check are made by the real code, and a second run changes nothing."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from localoffer.demo import schools, statutory
from localoffer.schools.models import School, SchoolOffer
from localoffer.statutory.models import Coverage
from localoffer.statutory.queries import completeness
from locations.actions import Files, load_places

pytestmark = pytest.mark.django_db
FIXTURES = Path(settings.ROOT) / "fixtures"


def unwatched(rows, total, what):
    return rows


@pytest.fixture
def demo(settings):
    settings.HOME_AREA = ""
    places = FIXTURES / "places"
    load_places(files=Files(postcodes=places / "postcodes.csv", places=places / "places.csv"))
    schools.load(FIXTURES / "schools", today=date.today(), watch=unwatched)


def test_every_invented_school_has_a_place_an_invented_number_and_an_example_address(demo):
    assert School.objects.count() > 70
    for school in School.objects.all():
        assert 900_000 < school.urn < 1_000_000
        assert school.lat is not None, school
        assert school.website.endswith(".example.org/")
        assert school.phone.startswith("01632 960")
    assert set(SchoolOffer.objects.values_list("live", flat=True)) == {True}


def test_a_second_run_leaves_schools_and_what_editors_changed_alone(demo):
    SchoolOffer.objects.update(include="An editor's words.")
    said = schools.load(FIXTURES / "schools", today=date.today(), watch=unwatched)
    assert "0 offers made" in said
    assert set(SchoolOffer.objects.values_list("include", flat=True)) == {"An editor's words."}


def test_what_the_demo_does_not_cover_stays_missing_and_a_second_run_adds_nothing(demo):
    reference = FIXTURES / "reference" / "statutory.json"
    statutory.load(reference, today=date.today())
    made = Coverage.objects.count()
    found = completeness(date.today())
    states = {state.item.code: state for state in found.items}
    assert states["maintained-schools"].covered
    assert not states["commissioned"].pointers
    assert 0 < found.covered < found.total
    statutory.load(reference, today=date.today())
    assert Coverage.objects.count() == made


def test_every_item_that_the_demo_maps_is_in_the_list(demo):
    statutory.load(FIXTURES / "reference" / "statutory.json", today=date.today())
    codes = {state.item.code for state in completeness().items}
    assert set(statutory.COVERED) <= codes
