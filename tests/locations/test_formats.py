"""The files as the statistics offices and Ordnance Survey publish them."""

import pytest

from locations.actions import AreaFile, Files, load_places
from locations.feeds.places import OPEN_NAMES
from locations.models import Area, NamedPlace, PostcodePoint
from locations.queries import locate
from tests.locations.making import SOMERSET, boxes, table

pytestmark = pytest.mark.django_db


def row_of(code: str) -> PostcodePoint:
    return PostcodePoint.objects.get(code=code)


def open_name(name: str, kind: str, east: float, north: float, **more: str) -> list[str]:
    known = {
        "ID": "osgb4000000074559833",
        "NAME1": name,
        "TYPE": "populatedPlace",
        "LOCAL_TYPE": kind,
        "GEOMETRY_X": str(east),
        "GEOMETRY_Y": str(north),
        "DISTRICT_BOROUGH": "Mendip",
        "COUNTY_UNITARY": "Somerset",
    } | more
    return [known.get(heading, "") for heading in OPEN_NAMES]


def test_code_point_open_comes_as_it_is_with_no_header_and_grid_references(tmp_path):
    rows = [
        ("BA10 0AA", 10, 368324, 134873, "E92000001", "E19000003", "E18000010", "", "E06000066", "E05014389"),
        ("BA100AB", 10, 368318, 134898, "E92000001", "E19000003", "E18000010", "", "E06000066", "E05014389"),
        ("BA10 0AD", 90, 0, 0, "E92000001", "", "", "", "", ""),
    ]
    report = load_places(files=Files(postcodes=table(tmp_path / "ba.csv", (), rows)))
    assert report.parts[0].format == "OS Code-Point Open, without its header"
    assert report.parts[0].left_out == {"no position is given": 1}
    found = row_of("BA10 0AB")
    assert (found.lat, found.lon) == (pytest.approx(51.112492, abs=1e-5), pytest.approx(-2.453967, abs=1e-5))


def test_code_point_open_with_its_header_put_on_top(tmp_path):
    headings = ("PC", "PQ", "EA", "NO", "CY", "RH", "LH", "CC", "DC", "WC")
    rows = [("BA10 0AA", 10, 368324, 134873, "E92000001", "", "", "", "E06000066", "E05014389")]
    load_places(files=Files(postcodes=table(tmp_path / "ba.csv", headings, rows)))
    assert row_of("BA10 0AA").lat == pytest.approx(51.112267, abs=1e-5)


def test_a_grid_reference_off_the_grid_is_a_bad_line(tmp_path):
    headings = ("postcode", "easting", "northing")
    rows = [(f"TA{n} 1AA", 330000, 130000) for n in range(1, 40)] + [("TA1 1AB", 9_000_000, 1)]
    report = load_places(files=Files(postcodes=table(tmp_path / "p.csv", headings, rows)))
    assert report.parts[0].examples[0].reason == "TA1 1AB: 9000000, 1 is not on the National Grid"


def test_the_ons_directory_says_which_postcodes_ended_and_which_have_no_place(tmp_path):
    headings = ("pcd", "pcd2", "pcds", "dointr", "doterm", "oseast1m", "osnrth1m", "lat", "long", "lsoa21")
    rows = [
        ("TA6 4RN", "TA6  4RN", "TA6 4RN", "198001", "", "330490", "139190", "51.14859", "-2.99478", "E01"),
        ("TA6 4RP", "TA6  4RP", "TA6 4RP", "198001", "", "330490", "139190", "51.14869", "-2.99478", "E01"),
        ("TA6 4XX", "TA6  4XX", "TA6 4XX", "198001", "199606", "330490", "139190", "51.2", "-2.9", "E01"),
        ("TA6 4YY", "TA6  4YY", "TA6 4YY", "198001", "", "", "", "99.999999", "0.000000", ""),
    ]
    report = load_places(files=Files(postcodes=table(tmp_path / "onspd.csv.gz", headings, rows)))
    part = report.parts[0]
    assert part.format == "ONS postcode directory (ONSPD or NSPL)"
    assert part.used == {"postcode": "pcds", "lat": "lat", "lon": "long", "terminated": "doterm"}
    assert part.left_out == {"no position is given": 1}
    assert part.bad == 0
    place = locate("ta6 4xx")
    assert place.note == "TA6 4XX is no longer used, so distances are from the middle of TA6 4."
    assert place.lat == pytest.approx(51.14864)


def test_os_open_names_comes_as_it_is_with_no_header(tmp_path):
    rows = [
        open_name("Wells", "City", 354800, 145600),
        open_name("Caerdydd", "City", 318000, 176000, NAME2="Cardiff", COUNTY_UNITARY="Caerdydd - Cardiff"),
        open_name("Bishop's Hull", "Suburban Area", 320500, 124700),
        open_name("Marshall's Elm", "Other Settlement", 348500, 134700, COUNTY_UNITARY=""),
        open_name("TA6 4RN", "Postcode", 330490, 139190, TYPE="other"),
        open_name("A38", "Numbered Road", 330490, 139190, TYPE="transportNetwork"),
    ]
    report = load_places(files=Files(places=table(tmp_path / "ST40.csv", (), rows)))
    part = report.parts[0]
    assert part.format == "OS Open Names, without its header"
    assert part.left_out == {"not a settlement (a road, a postcode, a hill ...)": 2}
    assert part.loaded == 5
    wells = NamedPlace.objects.get(name="Wells")
    assert (wells.kind, wells.area, wells.rank) == ("city", "Somerset", 0)
    assert (wells.lat, wells.lon) == (pytest.approx(51.208, abs=0.002), pytest.approx(-2.648, abs=0.002))
    assert NamedPlace.objects.get(name="Bishop's Hull").kind == "suburb"
    assert NamedPlace.objects.get(name="Marshall's Elm").area == "Mendip"
    assert locate("Cardiff").lat == locate("caerdydd").lat


def test_os_open_names_with_its_header_put_on_top(tmp_path):
    rows = [open_name("Wells", "City", 354800, 145600)]
    load_places(files=Files(places=table(tmp_path / "names.csv", OPEN_NAMES, rows)))
    assert NamedPlace.objects.get().name == "Wells"


def test_a_plain_list_of_places_needs_only_name_and_point(tmp_path):
    rows = [("Wells", 51.2, -2.6), ("  Upper \n Weare ", 51.27, -2.85), ("TA24", 51.18, -3.5)]
    load_places(files=Files(places=table(tmp_path / "n.csv", ("name", "lat", "lon"), rows)))
    assert NamedPlace.objects.get(name="Upper Weare").kind == "other"
    assert PostcodePoint.objects.get().code == "TA24"


def test_a_type_nobody_knows_is_kept_as_other_and_said(tmp_path):
    rows = [("Wells", "cathedral", 51.2, -2.6)]
    file = table(tmp_path / "n.csv", ("name", "type", "lat", "lon"), rows)
    report = load_places(files=Files(places=file))
    assert NamedPlace.objects.get().kind == "other"
    assert report.parts[0].notes == [
        "1 times: the type “cathedral” is not known: kept as an other settlement"
    ]


@pytest.mark.parametrize(
    ("kind", "stem", "used"),
    [
        ("lsoa", "LSOA21", "LSOA21CD"),
        ("ward", "WD25", "WD25CD"),
        ("county", "CTYUA23", "CTYUA23CD"),
        ("district", "LAD24", "LAD24CD"),
        ("network", "LCN24", "LCN24CD"),
    ],
)
def test_the_codes_of_the_statistics_office_are_recognised_by_kind(tmp_path, kind, stem, used):
    file = boxes(tmp_path / "a.geojson", SOMERSET, stem=stem)
    report = load_places(files=Files(areas=(AreaFile(file, kind),)))
    assert report.parts[0].used["code"] == used
    assert Area.objects.get().kind == kind


def test_a_wards_own_code_is_told_from_that_of_its_district(tmp_path):
    file = boxes(tmp_path / "a.geojson", SOMERSET, stem="WD25")
    file.write_text(file.read_text().replace('"WD25CD"', '"LAD25CD": "X1", "LAD25NM": "Y", "WD25CD"'))
    report = load_places(files=Files(areas=(AreaFile(file, "ward"),)))
    assert report.parts[0].used == {"code": "WD25CD", "name": "WD25NM"}
    assert report.parts[0].unused == ("LAD25CD", "LAD25NM")
