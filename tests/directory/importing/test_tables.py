"""A folder of Open Referral's tables: services joined to who offers them and where they are."""

import pytest

from directory.feeds.rows import FeedError
from directory.feeds.service import understand
from directory.feeds.source import read
from directory.models import ImportRun, Organisation, Service, Venue
from tests.directory.importing.feeding import csv_file, take
from tests.directory.importing.test_files import needs_proc, peak_megabytes

SERVICES = ("id,organization_id,name,status", "s1,o1,Otters,active", "s2,o2,Seals,active")
OWNERS = (
    "id,name,description,email,website",
    "o1,Sparks Together,A charity.,hello@example.org,www.example.org/sparks",
    "o2,Levels Sports,A club of clubs.,,https://example.com",
)


@pytest.fixture
def folder(tmp_path):
    """Services and who offers them."""
    csv_file(tmp_path, *SERVICES, name="services.csv")
    csv_file(tmp_path, *OWNERS, name="organizations.csv")
    return tmp_path


def rows_of(folder):
    return [understand(raw)[0] for raw in read(folder).rows()]


def notes_of(folder):
    return " ".join(read(folder).notes)


@pytest.mark.django_db
def test_families_read_who_offers_each_service_of_a_folder_of_tables(folder):
    outcome = take(folder)
    assert str(outcome) == "2 new, 0 changed, 0 same, 0 rejected"
    sparks = Service.objects.get(name="Otters").organisation
    assert (sparks.name, sparks.description) == ("Sparks Together", "A charity.")
    assert (sparks.email, sparks.website) == ("hello@example.org", "http://www.example.org/sparks")
    assert Organisation.objects.count() == 2
    assert ImportRun.objects.get().source == folder.name
    assert take(folder).same == 2


def test_the_tables_are_found_with_a_prefix_and_their_columns_with_their_tables_name(tmp_path):
    csv_file(
        tmp_path,
        "service_uuid,service_name,organization_name,organization_uuid",
        "s1,Otters,Sparks,o1",
        name="county_2026_services.csv",
    )
    csv_file(
        tmp_path,
        "organization_uuid,organization_name,organization_email,organization_url",
        "o1,Sparks Together,hello@example.org,www.example.org",
        name="county_2026_organizations.csv",
    )
    csv_file(tmp_path, *OWNERS, name="organizations.csv")
    (row,) = rows_of(tmp_path)
    assert (row.organisation.name, row.organisation.email) == ("Sparks Together", "hello@example.org")
    assert row.organisation.website == "http://www.example.org"


@pytest.mark.django_db
def test_a_service_is_put_where_the_links_and_the_addresses_say(folder):
    links = ("id,service_id,location_id", "l1,s1,p1", "l2,s1,p2", "l3,s2,p1", "l4,s2,nowhere")
    csv_file(folder, *links, name="service_at_locations.csv")
    csv_file(
        folder,
        "id,name,latitude,longitude,location_type",
        "p1,Village hall,51.015,-3.1,physical",
        "p2,School,,,physical",
        name="locations.csv",
    )
    csv_file(
        folder,
        "id,location_id,address_1,city,postal_code",
        "a1,p1,Green Lane,Taunton,TA1 1AA",
        name="addresses.csv",
    )
    assert take(folder).new == 2
    otters, seals = Service.objects.get(name="Otters"), Service.objects.get(name="Seals")
    assert {link.venue.name for link in otters.at_venues.all()} == {"Village hall", "School"}
    assert [link.venue.postal_code for link in seals.at_venues.all()] == ["TA1 1AA"]
    assert Venue.objects.get(name="Village hall").lat == 51.015
    assert otters.at_venue


def test_a_location_that_names_its_service_needs_no_table_of_links(folder):
    csv_file(
        folder,
        "location_id,service_id,location_name,city",
        "p1,s2,Pool,Wells",
        "p1,s1,Pool,Wells",
        "p2,,Shed,Wells",
        name="locations.csv",
    )
    otters, seals = rows_of(folder)
    assert [place.name for place in otters.venues] == [place.name for place in seals.venues] == ["Pool"]
    assert seals.venues[0].city == "Wells"


def test_locations_that_name_only_an_organisation_are_never_guessed_to_be_a_services(folder):
    csv_file(folder, "id,organization_id,name", "p1,o1,Head office", name="locations.csv")
    assert [row.venues for row in rows_of(folder)] == [(), ()]
    assert "locations.csv doesn't say which service is where" in notes_of(folder)


def test_an_organisation_that_its_table_does_not_have_is_named_with_the_line(folder):
    csv_file(folder, *SERVICES, "s3,o9,Whales,active", name="services.csv")
    assert "o9 (line 4)" in notes_of(folder)
    assert "o1" not in notes_of(folder)
    assert rows_of(folder)[2].organisation.source_id == "o9"


def test_tables_that_are_not_read_are_named(folder):
    csv_file(folder, "id,number", "1,01632 960123", name="phones.csv")
    assert "Tables that were not used: phones.csv." in notes_of(folder)


def test_a_row_of_the_organisations_that_cannot_be_read_is_named(folder):
    csv_file(folder, *OWNERS, "o3,One, two,A,b@example.org,c", ",Nobody,,,", name="organizations.csv")
    assert "organizations.csv has rows that can't be read (1): line 4" in notes_of(folder)
    assert "rows without an id, first on line 5" in notes_of(folder)


@pytest.mark.django_db
def test_a_table_that_is_cut_off_writes_nothing(folder):
    file = folder / "organizations.csv"
    file.write_bytes(file.read_bytes()[:-30])
    with pytest.raises(FeedError, match=r"organizations\.csv is cut off"):
        take(folder)
    assert not Service.objects.exists()


def test_a_table_without_ids_says_that_it_cannot_be_joined(folder):
    csv_file(folder, "name,email", "Sparks,hello@example.org", name="organizations.csv")
    with pytest.raises(FeedError, match=r"organizations\.csv can't be joined"):
        read(folder)


def test_a_folder_without_services_or_with_two_lists_of_them_is_refused(tmp_path):
    csv_file(tmp_path, *OWNERS, name="organizations.csv")
    with pytest.raises(FeedError, match=r"holds no services\.csv"):
        read(tmp_path)
    for name in ("east_services.csv", "west_services.csv"):
        csv_file(tmp_path, *SERVICES, name=name)
    with pytest.raises(FeedError, match=r"east_services\.csv, west_services\.csv"):
        read(tmp_path)


@needs_proc
def test_tables_twenty_times_as_large_take_no_more_memory(tmp_path):
    def megabytes(number):
        folder = tmp_path / str(number)
        folder.mkdir()
        services = (f"s{one},o{one},Club {one},active" for one in range(number))
        owners = (f"o{one},Charity {one},{'word ' * 250},," for one in range(number))
        csv_file(folder, SERVICES[0], *services, name="services.csv")
        csv_file(folder, OWNERS[0], *owners, name="organizations.csv")
        return peak_megabytes(folder), (folder / "organizations.csv").stat().st_size >> 20

    small, _ = megabytes(600)
    large, size = megabytes(12_000)
    assert size >= 14
    assert large - small < 8
