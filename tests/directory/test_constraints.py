"""What the database itself refuses, whoever writes to it, and what a person is told before that."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from directory.models import (
    CostOption,
    ExternalId,
    OrganisationIdentifier,
    Schedule,
    Service,
    ServiceArea,
    ServiceFeature,
    TaxonomyTerm,
    Venue,
    VenueExternalId,
    VenueFeature,
)
from directory.models.keys import stable_key
from tests import making

pytestmark = pytest.mark.django_db


def refused(constraint, write):
    with pytest.raises(IntegrityError) as told, transaction.atomic():
        write()
    # SQLite names the columns of a broken unique rule and not the rule.
    assert constraint in str(told.value) or "UNIQUE" in str(told.value)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("youngest_age_not_above_oldest", {"age_min": 18, "age_max": 11}),
        ("ages_between_0_and_120", {"age_min": -1}),
        ("ages_between_0_and_120", {"age_max": 121}),
        ("service_status_is_known", {"status": "open"}),
    ],
)
def test_a_listing_that_makes_no_sense_cannot_be_written_even_in_bulk(constraint, fields):
    owner = making.organisation()
    refused(
        constraint, lambda: Service.objects.bulk_create([Service(name="A", organisation=owner, **fields)])
    )


@pytest.mark.parametrize("ages", [(None, 5), (2.5, None), (0, 25), (7, 7), None])
def test_ages_may_be_open_decimal_or_not_stated(ages):
    assert making.service(ages=ages).pk


@pytest.mark.parametrize(
    ("constraint", "point"),
    [
        ("venue_point_whole_or_absent", {"lat": 51.1}),
        ("venue_point_whole_or_absent", {"lon": -3.0}),
        ("venue_point_on_the_globe", {"lat": 91, "lon": 0}),
        ("venue_point_on_the_globe", {"lat": 51, "lon": 181}),
    ],
)
def test_a_venue_is_on_the_globe_or_nowhere(constraint, point):
    refused(constraint, lambda: Venue.objects.bulk_create([Venue(name="Hall", **point)]))


def test_a_feature_is_yes_or_no_and_unknown_is_no_row():
    club, hall, term = making.service(), making.venue(), making.term("bsl", "feature")
    refused(
        "service_feature_is_yes_or_no",
        lambda: ServiceFeature.objects.create(service=club, term=term, state="may"),
    )
    refused(
        "venue_feature_is_yes_or_no", lambda: VenueFeature.objects.create(venue=hall, term=term, state="")
    )
    ServiceFeature.objects.create(service=club, term=term, state="yes")
    refused(
        "one_state_per_service_feature",
        lambda: ServiceFeature.objects.create(service=club, term=term, state="no"),
    )


def test_the_same_outside_number_is_written_once():
    club, hall = making.service(at=[(51, -3)]), making.venue()
    for model, owner in [
        (ExternalId, {"service": club}),
        (VenueExternalId, {"venue": hall}),
        (OrganisationIdentifier, {"organisation": club.organisation, "identifier_type": "charity"}),
    ]:
        model.objects.create(**owner, scheme="S", identifier="1")
        refused(
            "one_row_per",
            lambda model=model, owner=owner: model.objects.create(**owner, scheme="S", identifier="1"),
        )


def test_a_price_is_not_below_zero_and_a_rhythm_repeats():
    club = making.service()
    refused("price_not_below_zero", lambda: CostOption.objects.create(service=club, amount=-1))
    refused("schedule_repeats_at_least_once", lambda: Schedule.objects.create(service=club, interval=0))


def test_a_term_is_not_inside_itself():
    term = making.term("autism")
    refused("term_not_inside_itself", lambda: TaxonomyTerm.objects.filter(pk=term.pk).update(parent=term))


def test_a_hall_where_something_happens_cannot_be_deleted():
    hall = making.venue()
    making.service(at=[hall])
    with pytest.raises(ProtectedError):
        hall.delete()


def test_the_exceptions_of_a_schedule_are_dates_in_order():
    schedule = Schedule(service=making.service(), except_dates="2026-12-31\n\n 2026-12-24 \nsoon")
    assert schedule.skipped == (date(2026, 12, 24), date(2026, 12, 31))
    with pytest.raises(ValidationError, match="“soon” is not a date"):
        schedule.clean()


def test_a_schedule_does_not_end_before_it_begins():
    with pytest.raises(ValidationError, match="is before the first"):
        Schedule(valid_from=date(2026, 2, 1), valid_to=date(2026, 1, 1)).clean()


def test_an_area_says_something():
    with pytest.raises(ValidationError, match="Say which area"):
        ServiceArea().clean()


def test_a_broader_term_is_of_the_same_list():
    term = making.term("autism")
    term.parent = making.term("club", "kind")
    with pytest.raises(ValidationError, match="is in another list"):
        term.clean()


def test_keys_made_from_the_same_parts_are_the_same_and_parts_do_not_run_together():
    assert stable_key("feed", "12") == stable_key("feed", "12")
    assert stable_key("feed", "12") != stable_key("feed1", "2")
    assert str(stable_key("taxonomy", "need")) == "e4ec5d1d-b033-5ce2-999c-858d8323811a"
