"""Somerset's real open data, through the command's own action."""

import pytest

from locations.actions import AreaFile, Files, load_places
from locations.models import PostcodePoint
from locations.queries import area_index, demand, facts, home_area, locate

pytestmark = [pytest.mark.django_db, pytest.mark.shared]


@pytest.fixture
def real(open_data, settings):
    settings.HOME_AREA = "E06000066"
    return load_places(
        files=Files(
            postcodes=open_data / "postcodes" / "somerset_postcodes_codepoint_2025-11.csv",
            places=open_data / "gazetteer" / "somerset_and_neighbour_places.csv",
            areas=(
                AreaFile(open_data / "boundaries" / "somerset_boundary.geojson", "county"),
                AreaFile(open_data / "boundaries" / "somerset_lsoa21.geojson", "lsoa"),
                AreaFile(open_data / "boundaries" / "somerset_wards25.geojson", "ward"),
            ),
            statistics=open_data / "lsoa_stats" / "somerset_lsoa21_stats.csv",
        )
    )


def test_all_of_somerset_loads_in_one_run_and_a_family_in_bridgwater_is_found(real):
    assert real.counts == {
        "postcodes": 20375,
        "places": 2631,
        "areas county": 1,
        "areas lsoa": 339,
        "areas ward": 55,
        "population lsoa": 339,
        "rurality lsoa": 339,
        "deprivation lsoa": 339,
    }
    assert [part.bad for part in real.parts] == [0, 0, 0, 0, 0, 0]
    place = locate("ta6 4rn")
    assert len(place.area_codes) == 3
    assert place.area_codes[0] == "E06000066"
    assert locate("Wells").label == "Wells"
    assert locate("Exford").area_codes[0] == "E06000066"
    assert locate("TA24").lat == pytest.approx(51.18, abs=0.05)
    assert locate("TA6 9ZZ").label == "TA6 9"
    # The checks that SOURCES.md states for the table
    assert sum(demand(range(18)).values()) == pytest.approx(111_293, abs=1)
    assert sum(demand(range(26)).values()) == pytest.approx(151_623, abs=1)
    assert sum(fact.rural is True for fact in facts().values()) == 157
    assert home_area().name == "Somerset"
    index = area_index()
    assert index.outside_home(51.1280, -3.0030) == ""
    assert index.outside_home(51.3828, -2.3593) == "outside Somerset"
    points = PostcodePoint.objects.live().filter(scope="f").values_list("lat", "lon")[::25]
    inside = [point for point in points if index.codes_at(*point)]
    assert len(inside) / len(points) > 0.999
