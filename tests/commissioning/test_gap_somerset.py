"""The map of a real county: Somerset's own LSOAs, from the open data kept beside the project."""

import io
import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from PIL import Image
from shapely.geometry import shape

from locations.actions import AreaFile, Files, load_places
from locations.geometry import distance_km
from locations.queries import areas, demand, facts
from tests.commissioning.making_pictures import made_gap, made_measure, made_run, saved

pytestmark = [pytest.mark.django_db, pytest.mark.shared]

MOST_BYTES = 150_000
TAUNTON, YEOVIL = (51.0150, -3.1060), (50.9420, -2.6330)


@pytest.fixture
def somerset(open_data):
    """339 areas with their people; short breaks in Taunton and Yeovil alone."""
    load_places(
        files=Files(
            areas=(AreaFile(open_data / "boundaries" / "somerset_lsoa21.geojson", "lsoa"),),
            statistics=open_data / "lsoa_stats" / "somerset_lsoa21_stats.csv",
        )
    )
    people, known = demand(range(26)), facts()
    gaps = []
    for area in areas("lsoa"):
        near, far = sorted(1.3 * distance_km((area.lat, area.lon), spot) for spot in (TAUNTON, YEOVIL))
        fact = known[area.code]
        gaps.append(
            made_gap(
                area.code,
                near,
                people[area.code],
                name=area.name,
                lat=area.lat,
                lon=area.lon,
                second_km=far,
                rural=fact.rural,
                rural_urban=fact.rural_urban,
                imd_decile=fact.imd_decile,
                sure="low" if near > 40 else "high",
            )
        )
    return saved(made_run(made_measure(), children=sum(people.values())), gaps)


@pytest.mark.parametrize("query", ["", "?by=score", "?lens=rural"])
def test_the_page_of_a_real_county_is_at_most_150_kilobytes_on_the_wire(
    client: Client, somerset, query: str, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4):
        answer = client.get(f"/gaps/weekend-short-breaks/{query}", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert len(answer.content) <= MOST_BYTES, len(answer.content)


def test_every_real_area_is_on_the_map_and_keeps_its_shape_and_place(client: Client, somerset):
    page = BeautifulSoup(client.get("/gaps/weekend-short-breaks/").content, "html.parser")
    assert len(page.select("svg a.gaps-area")) == 339
    assert "No outline is loaded" not in page.get_text()
    lead = page.select_one(".gaps-lead").get_text()
    assert lead.endswith("of them are in rural areas.")
    features = json.loads(client.get("/gaps/weekend-short-breaks.geojson").content)["features"]
    outlines = {feature["id"]: shape(feature["geometry"]) for feature in features}
    assert all(outline.is_valid and outline.area > 0 for outline in outlines.values())
    exmoor = max(features, key=lambda one: outlines[one["id"]].area)
    middle = outlines[exmoor["id"]].centroid
    assert distance_km((middle.y, middle.x), (51.14, -3.66)) < 15


def test_a_real_county_as_a_picture(client: Client, somerset):
    picture = Image.open(io.BytesIO(client.get("/gaps/weekend-short-breaks.png").content))
    assert picture.size[0] == 1600
    assert picture.size[1] > 800
