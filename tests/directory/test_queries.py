"""What families may see, and how few journeys to the database it takes."""

import gc
from datetime import date, time, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.utils import timezone

from directory import queries
from directory.models import (
    Attribute,
    Contact,
    ExternalId,
    Funding,
    OrganisationIdentifier,
    Service,
    ServiceLanguage,
    TaxonomyTerm,
)
from directory.queries.index import STATEMENTS_PER_CHUNK
from directory.queries.page import STATEMENTS_FOR_A_SERVICE, STATEMENTS_FOR_AN_ORGANISATION
from tests import making

pytestmark = pytest.mark.django_db


def names(services):
    return [service.name for service in services]


@pytest.fixture
def crew():
    """A club with one of everything."""
    hall = making.venue(
        "Hall", 51.1279, -3.0036, town="Bridgwater", features={"step-free": "yes", "parking": "no"}
    )
    made = making.service(
        name="Crew",
        needs=("autism", "adhd"),
        kinds=("club",),
        at=[hall, (51.2, -3.1)],
        covers=("E06000066",),
        ages=(Decimal("2.5"), 18),
        access=("self-referral", "drop-in"),
        features={"quiet-space": "no"},
        schedules=[{"freq": "WEEKLY", "byday": "TH", "opens_at": time(18, 30), "venue": hall}],
        checked=date(2026, 11, 1),
        prices=["3.50", 0],
        phones=["01632 960123"],
    )
    Contact.objects.create(service=made, name="The club leader")
    ServiceLanguage.objects.create(service=made, code="bfi", name="British Sign Language")
    Funding.objects.create(service=made, source="A lottery grant")
    ExternalId.objects.create(service=made, scheme="feed", identifier="17")
    Attribute.objects.create(service=made, term=making.term("outdoors", "theme"), value="mostly")
    OrganisationIdentifier.objects.create(
        organisation=made.organisation, scheme="GB-CHC", identifier_type="charity", identifier="0000001"
    )
    return made


def test_families_see_open_and_paused_listings_and_no_other():
    making.service(name="Open")
    making.service(name="Paused", status="temporarily closed")
    making.service(name="Stopped", status="inactive")
    making.service(name="Ended", status="defunct")
    making.service(name="Draft", live=False)
    making.service(name="Expired", expire_at=timezone.now() - timedelta(minutes=1))
    making.service(name="Expires tomorrow", expire_at=timezone.now() + timedelta(days=1))
    assert names(queries.public()) == ["Expires tomorrow", "Open", "Paused"]


def test_a_listing_withdrawn_a_second_ago_is_gone_in_one_statement(django_assert_num_queries):
    shown, withdrawn = making.service(name="Shown"), making.service(name="Withdrawn")
    Service.objects.filter(pk=withdrawn.pk).update(live=False)
    with django_assert_num_queries(1):
        assert queries.still_public([str(shown.pk), str(withdrawn.pk), str(uuid4())]) == {str(shown.pk)}


def test_asking_after_nothing_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert queries.still_public([]) == set()


def read_all(service):
    """Touch everything an index document or a page reads."""
    return (
        service.organisation.name,
        [(need.code, need.parent and need.parent.code) for need in service.needs.all()],
        [kind.code for kind in service.kinds.all()],
        [route.code for route in service.access_routes.all()],
        sorted(
            (at.venue.name, at.venue.lat, sorted((f.term.code, f.state) for f in at.venue.features.all()))
            for at in service.at_venues.all()
        ),
        sorted((feature.term.name, feature.get_state_display()) for feature in service.features.all()),
        [(attribute.term.code, attribute.value) for attribute in service.attributes.all()],
        [(schedule.byday, schedule.opens_at) for schedule in service.schedules.all()],
        [price.amount for price in service.cost_options.all()],
        [area.area_code for area in service.service_areas.all()],
    )


def test_a_service_page_takes_one_statement_whatever_it_shows(crew, django_assert_num_queries):
    with django_assert_num_queries(STATEMENTS_FOR_A_SERVICE):
        page = queries.for_page(crew.pk).service
        read_all(page)
        assert page.organisation.name
        [
            list(part.all())
            for part in (page.contacts, page.phones, page.languages, page.funding, page.external_ids)
        ]


def test_a_service_page_shows_exactly_what_the_database_holds(crew):
    page = queries.for_page(crew.pk).service
    truth = Service.objects.get(pk=crew.pk)
    assert read_all(page) == read_all(truth)
    assert fields(page) == fields(truth)
    assert fields(page.organisation) == fields(truth.organisation)
    parts = ["schedules", "cost_options", "funding", "contacts", "phones", "languages", "service_areas"]
    for name in [*parts, "features", "attributes", "external_ids", "at_venues"]:
        shown, held = list(getattr(page, name).all()), list(getattr(truth, name).all())
        assert sorted(map(fields, shown), key=str) == sorted(map(fields, held), key=str), name
        assert shown, name
    assert page.schedules.all()[0].opens_at == time(18, 30)
    assert page.schedules.all()[0].venue_id == crew.at_venues.get(venue__name="Hall").venue_id


def fields(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_service_page_of_a_draft_is_not_there():
    assert queries.for_page(making.service(live=False).pk) is None


def test_a_service_with_no_parts_has_a_page():
    assert read_all(queries.for_page(making.service(name="Bare").pk).service)[1:] == (
        [],
        [],
        [],
        [],
        [],
        [],
        [],
        [],
        [],
    )


def test_an_organisations_page_takes_as_many_statements_for_thirty_services_as_for_one(
    crew, django_assert_max_num_queries
):
    for number in range(29):
        making.service(name=f"Club {number}", organisation=crew.organisation, kinds=("club",), at=[(51, -3)])
    with django_assert_max_num_queries(STATEMENTS_FOR_AN_ORGANISATION):
        page = queries.organisation_page(crew.organisation_id)
        shown = [
            (s.name, [k.name for k in s.kinds.all()], [str(a) for a in s.at_venues.all()])
            for s in page.services
        ]
        assert [number for _, number in page.numbers] == ["0000001"]
    assert len(shown) == 30


def test_an_organisation_nobody_knows_has_no_page():
    assert queries.organisation_page(uuid4()) is None


def test_the_index_gets_every_public_service_once_in_order_of_ids(django_assert_num_queries):
    made = [making.service(name=f"Club {number}", needs=("autism",)) for number in range(7)]
    making.service(name="Draft", live=False)
    found = list(queries.for_index(chunk=3))
    assert [service.pk for service in found] == sorted(service.pk for service in made)


def test_a_chunk_for_the_index_takes_eleven_statements_however_many_it_holds(crew, django_assert_num_queries):
    making.term("autism", parent="communication-and-interaction")
    for number in range(5):
        making.service(
            name=f"Club {number}", needs=("autism",), at=[(51, -3)], features={"bsl": "yes"}, prices=[1]
        )
    with django_assert_num_queries(STATEMENTS_PER_CHUNK):
        assert len(list(queries.for_index(chunk=500))) == 6


def test_the_index_reads_exactly_what_the_database_holds(crew):
    talking = making.term("communication-and-interaction", name="Communication")
    TaxonomyTerm.objects.filter(code="autism").update(parent=talking)
    making.term("mild", name="Mild", parent="autism")
    crew.needs.add(making.term("mild"))
    crew.save()
    making.service(name="Another", needs=("adhd",), at=[(51.3, -3.2)], features={"bsl": "yes"}, prices=[7])
    [row] = queries.for_index([crew.pk])
    truth = Service.objects.get(pk=crew.pk)
    plain = ("pk", "name", "alternate_name", "organisation_id", "summary", "description", "status", "level")
    plain += ("age_min", "age_max", "at_venue", "comes_to_you", "online", "by_phone", "cost", "fees")
    for name in (*plain, "assured_date", "assured_by"):
        assert getattr(row, name) == getattr(truth, name), name
    assert row.organisation == truth.organisation.name
    for name in ("needs", "kinds", "access_routes"):
        stated = {(term.code, term.name, term.order) for term in getattr(truth, name).all()}
        assert {term[:3] for term in getattr(row, name)} == stated, name
        assert stated, name
    broader = {term.code: [one.code for one in term.broader] for term in row.needs}
    assert broader["mild"] == ["autism", "communication-and-interaction"]
    assert broader["autism"] == ["communication-and-interaction"]
    assert set(row.features) == {(one.term.code, one.state) for one in truth.features.all()}
    venues = {at.venue_id: at.venue for at in truth.at_venues.select_related("venue")}
    assert {venue.pk for venue in row.venues} == set(venues)
    for venue in row.venues:
        for name in ("name", "city", "postal_code", "lat", "lon", "location_type", "address_hidden"):
            assert getattr(venue, name) == getattr(venues[venue.pk], name), name
        assert set(venue.features) == {(f.term.code, f.state) for f in venues[venue.pk].features.all()}
    for rows, held in (
        (row.schedules, truth.schedules),
        (row.prices, truth.cost_options),
        (row.areas, truth.service_areas),
    ):
        names_of = rows[0]._fields
        assert sorted(rows, key=str) == sorted(
            (tuple(getattr(one, name) for name in names_of) for one in held.all()), key=str
        )


def test_terms_that_lie_in_a_circle_stop_no_one_from_being_indexed():
    making.term("autism", parent="anxiety")
    making.term("anxiety")
    TaxonomyTerm.objects.filter(code="anxiety").update(parent=making.term("autism"))
    made = making.service(needs=("autism",))
    [row] = queries.for_index([made.pk])
    assert [[one.code for one in term.broader] for term in row.needs] == [["anxiety", "autism"]]


def test_the_index_asks_only_for_the_services_it_names(crew, django_assert_num_queries):
    making.service(name="Not asked for")
    hidden = making.service(name="Hidden", live=False)
    assert names(queries.for_index([str(crew.pk), crew.pk, hidden.pk])) == ["Crew"]
    with django_assert_num_queries(0):
        assert list(queries.for_index([])) == []


@pytest.mark.parametrize("named", [False, True])
def test_reading_everything_for_the_index_holds_one_chunk_in_memory_however_many_there_are(named):
    owner, need = making.organisation(), making.term("autism")
    made = Service.objects.bulk_create(
        Service(name=f"S{n}", organisation=owner, live=True) for n in range(60)
    )
    ids = [service.pk for service in made]
    Service.needs.through.objects.bulk_create(
        Service.needs.through(service_id=key, taxonomyterm_id=need.pk) for key in ids
    )
    del made
    ours, seen, kept, most = set(map(str, ids)), [], [], []

    def held():
        gc.collect()
        return sum(isinstance(one, UUID) and str(one) in ours for one in gc.get_objects())

    def watch(execute, sql, *rest):
        if '"assured_by"' in sql:  # the services of a chunk
            kept.append(held() - before)
        elif '"directory_taxonomyterm"' in sql and "WHERE" not in sql:  # the last of their parts
            most.append(held() - before)
        return execute(sql, *rest)

    before = held() + (len(ids) if named else 0)
    with connection.execute_wrapper(watch):
        for row in queries.for_index(ids if named else None, chunk=20):
            seen.append(str(row.pk))
    assert sorted(seen) == sorted(ours)
    # While the parts are read one chunk is held; when the next chunk is read, only the row in our own hands.
    assert max(kept) <= 2
    assert 20 <= max(most) <= 22


def test_a_service_in_two_halls_is_named_once_for_its_term():
    one, two = making.venue("A", 51, -3), making.venue("B", 51.1, -3)
    made = making.service(needs=("autism",), at=[one, two], features={"bsl": "yes"})
    assert queries.services_with_term(making.term("autism").pk) == [made.pk]


def test_a_broader_need_reaches_the_services_with_a_narrower_one():
    making.term("autism", parent="communication-and-interaction")
    made = making.service(needs=("autism",))
    making.service(needs=("hearing",))
    assert queries.services_with_term(making.term("communication-and-interaction").pk) == [made.pk]
