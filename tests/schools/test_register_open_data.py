"""The real register: Somerset's schools, and all of England's."""

import pytest

from localoffer.schools.actions.register import import_schools
from localoffer.schools.models import School
from locations.actions import AreaFile, Files, load_places

pytestmark = [pytest.mark.django_db, pytest.mark.shared]


@pytest.fixture
def somerset(open_data, settings):
    settings.HOME_AREA = "E06000066"
    load_places(
        files=Files(areas=(AreaFile(open_data / "boundaries" / "somerset_boundary.geojson", "county"),))
    )
    return open_data / "schools"


def test_somersets_schools_load_as_they_lie_and_309_of_310_are_inside_it(somerset):
    path = somerset / "somerset_schools_gias_2025-05.csv"
    loaded = import_schools(path)
    assert (loaded.new, loaded.bad_count, loaded.warning_count, loaded.nowhere) == (310, 0, 0, 0)
    assert School.objects.home().count() == 309
    assert loaded.outside == 1
    by_group = {
        group: School.objects.filter(group=group).count()
        for group in ("maintained", "academy", "special", "independent-special", "independent", "college")
    }
    assert by_group == {
        "maintained": 93,
        "academy": 161,
        "special": 9,
        "independent-special": 19,
        "independent": 16,
        "college": 4,
    }
    # A postcode more than half a kilometre from the school is a head office's.
    assert School.objects.exclude(postcode="").count() == 281
    assert School.objects.get(urn=123641).postcode == "BA5 1RD"
    again = import_schools(path)
    assert (again.new, again.changed, again.same, again.closed) == (0, 0, 310, 0)


def test_the_register_of_england_loads_beside_it_and_takes_nothing_away(somerset):
    import_schools(somerset / "somerset_schools_gias_2025-05.csv")
    loaded = import_schools(somerset / "england_gias_open_2025-05.csv.gz", authorities=["933", "878", "880"])
    assert (loaded.changed, loaded.same, loaded.bad_count) == (0, 310, 0)
    assert School.objects.get(urn=123641).postcode == "BA5 1RD"
    assert School.objects.filter(la_name="Devon").exists()
    assert not School.objects.filter(la_name="Devon", outside="").exists()


def test_all_of_england_can_be_read_without_a_bad_line(somerset):
    loaded = import_schools(somerset / "england_gias_open_2025-05.csv.gz", dry_run=True)
    assert (loaded.new, loaded.bad_count, loaded.warning_count) == (26_725, 0, 0)
    assert loaded.left_out == {"a school abroad": 428}
