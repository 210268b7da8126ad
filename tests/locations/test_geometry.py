import csv
import json

import pytest
import shapely
from geopy.distance import geodesic

from locations import geometry, osgb

WELLS, BRIDGWATER = (51.2086, -2.6472), (51.1280, -3.0030)


def test_a_distance_is_along_the_ellipsoid_and_not_a_sphere():
    # Vincenty's own textbook pair: Flinders Peak to Buninyong, 54.972271 km on a like ellipsoid.
    assert geometry.distance_km((-37.95103341, 144.42486789), (-37.65282114, 143.92649553)) == pytest.approx(
        54.972, abs=0.001
    )


@pytest.mark.parametrize("km", [0.5, 10, 60])
@pytest.mark.parametrize("lat", [49.2, 51.2, 60.8])
def test_a_box_round_a_family_misses_nothing_within_the_radius(lat, km):
    box = geometry.bounds_around(lat, -3.0, km)
    for bearing in range(0, 360, 5):
        edge = geodesic(kilometers=km).destination((lat, -3.0), bearing)
        assert box.south <= edge.latitude <= box.north
        assert box.west <= edge.longitude <= box.east
    assert box.north - box.south < 2.1 * km / 110


@pytest.mark.parametrize(
    ("where", "lat", "lon", "inside"),
    [
        ("Dover", 51.13, 1.31, True),
        ("Jersey", 49.20, -2.10, True),
        ("Lowestoft", 52.48, 1.75, True),
        ("Unst", 60.80, -0.80, True),
        ("Valentia", 51.90, -10.40, True),
        ("Scilly", 49.91, -6.30, True),
        ("Calais", 50.95, 1.85, False),
        ("Cherbourg", 49.64, -1.62, False),
        ("Bergen", 60.39, 5.32, False),
        ("latitude and longitude swapped", -2.6, 51.2, False),
        ("nowhere", float("nan"), float("nan"), False),
        ("null island", 0.0, 0.0, False),
    ],
)
def test_the_british_isles_end_at_their_coasts(where, lat, lon, inside):
    assert geometry.within_british_isles(lat, lon) is inside


def test_a_bow_tie_drawn_by_mistake_is_mended_and_a_line_is_refused():
    bow_tie = {"type": "Polygon", "coordinates": [[[0, 51], [1, 52], [1, 51], [0, 52], [0, 51]]]}
    assert geometry.mended(bow_tie).is_valid
    with pytest.raises(ValueError, match="LineString"):
        geometry.mended({"type": "LineString", "coordinates": [[0, 51], [1, 52]]})
    with pytest.raises(ValueError, match="holds no ground"):
        geometry.mended({"type": "Polygon", "coordinates": []})


def test_neighbours_simplified_still_share_their_border():
    wavy = [(0.0, y / 10) for y in range(11)]
    wavy = [(0.01 * (i % 2), y) for i, (_, y) in enumerate(wavy)]
    west = shapely.Polygon([(-1, 0), *wavy, (-1, 1)])
    east = shapely.Polygon([(1, 1), *reversed(wavy), (1, 0)])
    simple_west, simple_east = geometry.simplified([west, east], 0.2)
    assert len(simple_west.exterior.coords) < len(west.exterior.coords)
    assert simple_west.union(simple_east).area == pytest.approx(simple_west.area + simple_east.area)
    assert simple_west.union(simple_east).geom_type == "Polygon"
    assert len(simple_west.union(simple_east).interiors) == 0


def test_a_village_on_the_border_is_held():
    square = json.dumps({"type": "Polygon", "coordinates": [[[0, 51], [1, 51], [1, 52], [0, 52], [0, 51]]]})
    assert geometry.holds(square, 51.0, 0.5)
    assert not geometry.holds(square, 50.9, 0.5)


def test_the_worked_example_of_the_ordnance_survey_comes_out_right():
    # "A guide to coordinate systems in Great Britain": Framingham, E 651409.903, N 313177.270.
    lat, lon = osgb.to_wgs84(651409.903, 313177.270)
    assert geometry.distance_km((lat, lon), (52.657978, 1.716052)) < 0.005


@pytest.mark.shared
def test_grid_references_of_somerset_come_within_five_metres_of_their_published_coordinates(open_data):
    with (open_data / "postcodes" / "somerset_postcodes_codepoint_2025-11.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["Eastings"]][::20]
    assert len(rows) > 900
    for row in rows:
        found = osgb.to_wgs84(float(row["Eastings"]), float(row["Northings"]))
        assert geometry.distance_km(found, (float(row["lat"]), float(row["lon"]))) < 0.005, row["postcode"]
