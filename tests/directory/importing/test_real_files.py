"""Real open data, where it is at hand: how many rows come in, and why the others don't."""

from pathlib import Path

import pytest

from directory.models import ImportProblem, Organisation, Service, Venue
from tests.directory.importing.feeding import take

pytestmark = [pytest.mark.django_db, pytest.mark.shared]
COLUMNS = Path(__file__).resolve().parents[3] / "fixtures" / "feeds" / "columns"


def twice(file, **asked):
    """Import a file and once more: the second time nothing may change."""
    first = take(file, **asked)
    assert take(file, **asked).same == first.new
    return first


def test_the_buckinghamshire_sample(open_data):
    outcome = twice(open_data / "services" / "bucks_fis_outpost_sample_services.json")
    assert str(outcome) == "20 new, 0 changed, 0 same, 0 rejected"
    reasons = ImportProblem.objects.filter(run=outcome.run, severity="warning")
    assert reasons.filter(reason__startswith="0, 0 is how").count() == 5
    assert Service.objects.filter(at_venues__isnull=False).distinct().count() == 18  # two name no place


def test_the_outpost_template_with_its_rows_that_belong_to_others(open_data):
    outcome = twice(open_data / "services" / "outpost_import_services_with_sample_data.csv")
    assert str(outcome) == "1 new, 0 changed, 0 same, 1 rejected"
    assert "isn't for the public" in ImportProblem.objects.get(run=outcome.run, severity="rejected").reason


def test_the_florida_services_table(open_data):
    outcome = twice(open_data / "services" / "us_florida_legal_services.csv")
    assert str(outcome) == "135 new, 0 changed, 0 same, 0 rejected"
    assert outcome.warnings == 3  # one row whose cells slipped to the left


def test_the_florida_tables_together_know_who_offers_each_service(open_data, tmp_path):
    for table in ("services", "organizations", "locations"):
        whole = (open_data / "services" / f"us_florida_legal_{table}.csv").read_bytes()
        (tmp_path / f"{table}.csv").write_bytes(whole)
    outcome = twice(tmp_path)
    assert str(outcome) == "135 new, 0 changed, 0 same, 0 rejected"
    assert Organisation.objects.count() == 18
    assert not Organisation.objects.filter(description="").exists()
    assert Organisation.objects.get(name="Americans for Immigrant Justice").email == "info@aijustice.org"
    assert any("locations.csv doesn't say which service is where" in note for note in outcome.notes)
    assert not Venue.objects.exists()


def test_the_trafford_charities_through_a_columns_file(open_data):
    outcome = twice(
        open_data / "services" / "trafford_charities_2022.csv", columns=COLUMNS / "trafford-charities.toml"
    )
    assert (outcome.new, outcome.rejected) == (736, 0)
    assert Venue.objects.filter(lat__isnull=False).count() > 500


def test_the_trafford_clubs_through_a_columns_file(open_data):
    outcome = twice(
        open_data / "services" / "trafford_sports_clubs_2018.csv", columns=COLUMNS / "trafford-clubs.toml"
    )
    assert (outcome.new, outcome.rejected) == (140, 0)


@pytest.mark.parametrize("folder", ["official-3.0", "uk-profile"])
@pytest.mark.parametrize(
    "name", ["service_full", "service_list", "service_at_location_full", "organization_full"]
)
def test_the_standards_own_examples_come_in(open_referral, folder, name):
    outcome = twice(open_referral / folder / "examples" / f"{name}.json")
    assert str(outcome) == "1 new, 0 changed, 0 same, 0 rejected"
    assert Service.objects.get().name == "Community Counselling"


@pytest.mark.parametrize("name", ["taxonomy", "taxonomy_term_list", "organization_list"])
def test_the_standards_other_examples_are_not_taken_for_services(open_referral, name):
    outcome = take(open_referral / "official-3.0" / "examples" / f"{name}.json")
    assert (outcome.new, outcome.rejected) == (0, 1)
