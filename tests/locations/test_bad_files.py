"""Each way a file can be wrong: said in words, with the line, and nothing is changed."""

import gzip
import json

import pytest

from locations.actions import AreaFile, Files, LoadRefusedError, load_places
from locations.feeds import source
from locations.feeds.rows import FeedError
from locations.models import Generation, Layer, NamedPlace, PostcodePoint
from tests.locations.making import (
    DEVON,
    PLACE_HEADINGS,
    PLACES,
    POSTCODES,
    SOMERSET,
    boxes,
    load_boxes,
    load_postcodes,
    somerset,
    table,
)

pytestmark = pytest.mark.django_db
HEADINGS = ("postcode", "lat", "lon")
MANY = [(f"TA{n} {d}{u}", 51.0 + n / 1000, -3.0) for n in range(1, 9) for d in range(5) for u in ("AA", "AB")]


@pytest.fixture
def refused(tmp_path):
    """Load files that must be refused; the message. What was live before is live after."""
    somerset(tmp_path)
    before = (Generation.objects.get(status="live").pk, Layer.objects.count(), PostcodePoint.objects.count())

    def attempt(**files) -> str:
        with pytest.raises(LoadRefusedError) as problem:
            load_places(files=Files(**files))
        after = (
            Generation.objects.get(status="live").pk,
            Layer.objects.count(),
            PostcodePoint.objects.count(),
        )
        assert after == before
        return str(problem.value)

    return attempt


def geojson(path, document):
    path.write_text(document if isinstance(document, str) else json.dumps(document))
    return (AreaFile(path, "county"),)


def test_a_wrong_header_names_the_columns_there_are(refused, tmp_path):
    file = table(tmp_path / "p.csv", ("code", "y", "x"), POSTCODES)
    said = refused(postcodes=file)
    assert "no column is recognised as postcode" in said
    assert "code, y, x" in said
    assert "[postcodes]" in said
    file = table(tmp_path / "n.csv", ("name", "y", "x"), [("Wells", 51.2, -2.6)])
    assert "no column is recognised as lat or lon" in refused(places=file)


def test_a_header_that_is_not_recognised_can_be_named(tmp_path):
    file = table(tmp_path / "p.csv", ("Code", "y", "x"), POSTCODES)
    toml = tmp_path / "columns.toml"
    toml.write_text('[postcodes]\npostcode = "Code"\nlat = "y"\nlon = "x"\n')
    report = load_places(files=Files(postcodes=file, columns=toml))
    assert report.parts[0].used == {"postcode": "Code", "lat": "y", "lon": "x"}


def test_a_column_named_that_is_not_there_is_refused(refused, tmp_path):
    toml = tmp_path / "columns.toml"
    toml.write_text('[postcodes]\npostcode = "Postal"\n')
    file = table(tmp_path / "p.csv", HEADINGS, POSTCODES)
    assert "“Postal”, which is not a column" in refused(postcodes=file, columns=toml)
    toml.write_text("postcode = [")
    assert "can't be read as TOML" in refused(postcodes=file, columns=toml)
    toml.write_text('[postcode]\nlat = "y"\n')
    assert "not postcode" in refused(postcodes=file, columns=toml)


def test_a_file_saved_by_an_old_spreadsheet_is_read_with_its_accents(tmp_path):
    file = tmp_path / "n.csv"
    file.write_bytes(
        "name,lat,lon\nCaf\u00e9 Corner,51.0,-3.0\nBishop\u2019s Hull,51.1,-3.1\n".encode("cp1252")
    )
    load_places(files=Files(places=file))
    assert set(NamedPlace.objects.values_list("name", flat=True)) == {
        "Caf\u00e9 Corner",
        "Bishop\u2019s Hull",
    }


def test_a_byte_order_mark_is_not_part_of_the_first_heading(tmp_path):
    file = tmp_path / "p.csv"
    file.write_bytes(b"\xef\xbb\xbfpostcode,lat,lon\nTA6 4RN,51.1,-3.0\n")
    assert load_places(files=Files(postcodes=file)).parts[0].loaded == 1
    areas = boxes(tmp_path / "a.geojson", SOMERSET)
    areas.write_bytes(b"\xef\xbb\xbf" + areas.read_bytes())
    assert load_places(files=Files(areas=(AreaFile(areas, "county"),))).parts[0].loaded == 1


def test_other_encodings_and_formats_are_named_for_what_they_are(refused, tmp_path):
    file = tmp_path / "p.csv"
    file.write_bytes("postcode,lat,lon\nTA6 4RN,51.1,-3.0\n".encode("utf-16"))
    assert "UTF-16" in refused(postcodes=file)
    file.write_bytes(b"PK\x03\x04rest of a workbook")
    assert "zip archive or a workbook" in refused(postcodes=file)
    file.write_bytes(b"\x89PNG\x00\x00")
    assert "not a text file" in refused(postcodes=file)
    areas = boxes(tmp_path / "a.geojson", ("X1", "Caf\u00e9", -3, 51, -2.5, 51.2))
    areas.write_bytes(areas.read_text().replace("\\u00e9", "\u00e9").encode("cp1252"))
    assert "is not UTF-8, as GeoJSON must be" in refused(areas=(AreaFile(areas, "county"),))


def test_a_gzip_cut_short_is_refused_before_a_row_is_written(refused, tmp_path):
    whole = table(tmp_path / "p.csv.gz", HEADINGS, MANY)
    cut = tmp_path / "cut.csv.gz"
    cut.write_bytes(whole.read_bytes()[:-20])
    assert "cut.csv.gz is cut short or damaged" in refused(postcodes=cut)
    cut.write_bytes(gzip.compress(b"x" * 5000)[:12] + b"rubbish")
    assert "cut short or damaged" in refused(postcodes=cut)


def test_an_empty_file_an_empty_gzip_and_no_file(refused, tmp_path):
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    assert refused(postcodes=empty).startswith("empty.csv is empty.")
    packed = tmp_path / "empty.csv.gz"
    packed.write_bytes(gzip.compress(b""))
    assert "empty.csv.gz is empty." in refused(postcodes=packed)
    assert "no such file" in refused(postcodes=tmp_path / "gone.csv")
    assert "is a folder" in refused(postcodes=tmp_path)
    header = table(tmp_path / "header.csv", HEADINGS, [])
    assert "holds no postcodes to load" in refused(postcodes=header)


def test_a_few_bad_lines_are_left_out_and_counted_with_their_number(tmp_path):
    rows = [*MANY, ("NOT A CODE", 51, -3), ("TA9 9AA", "north", -3), ("TA9 9AB", 48.8, 2.3)]
    report = load_places(files=Files(postcodes=table(tmp_path / "p.csv", HEADINGS, rows)))
    part = report.parts[0]
    assert (part.loaded, part.bad) == (len(MANY), 3)
    assert [line for line, _ in part.examples] == [len(MANY) + 2, len(MANY) + 3, len(MANY) + 4]
    assert "“NOT A CODE” is not a postcode" in part.examples[0].reason
    assert "“north, -3” are not coordinates" in part.examples[1].reason
    assert "outside the British Isles" in part.examples[2].reason


def test_too_many_bad_lines_are_too_many(refused, tmp_path):
    bad = [("NOT A CODE", 51, -3)] * 6
    file = table(tmp_path / "p.csv", HEADINGS, MANY + bad)
    assert "6 of the first 86 lines can't be used, which is too many" in refused(postcodes=file)


def test_a_hopeless_file_is_given_up_long_before_its_end(refused, tmp_path):
    file = table(tmp_path / "p.csv", HEADINGS, [("rubbish", 1, 2)] * 5000)
    assert "2,000 of the first 2,000 lines" in refused(postcodes=file)


def test_latitude_and_longitude_swapped_are_said_to_be(refused, tmp_path):
    file = table(tmp_path / "p.csv", HEADINGS, [(code, lon, lat) for code, lat, lon in POSTCODES])
    assert "latitude and longitude the wrong way round" in refused(postcodes=file)
    file = table(tmp_path / "n.csv", PLACE_HEADINGS, [(*row[:3], row[4], row[3], 0) for row in PLACES])
    assert "latitude and longitude the wrong way round" in refused(places=file)
    code, name, west, south, east, north = SOMERSET
    swapped = boxes(tmp_path / "a.geojson", (code, name, south, west, north, east))
    assert "latitude and longitude the wrong way round" in refused(areas=(AreaFile(swapped, "county"),))


def test_coordinates_abroad_are_refused(refused, tmp_path):
    file = table(tmp_path / "p.csv", HEADINGS, [("TA6 4RN", 48.85, 2.35)])
    assert "outside the British Isles" in refused(postcodes=file)
    paris = boxes(tmp_path / "a.geojson", ("X1", "Paris", 2.2, 48.8, 2.4, 48.9))
    assert "outside the British Isles" in refused(areas=(AreaFile(paris, "county"),))
    metres = boxes(tmp_path / "a.geojson", ("X1", "Metres", 321000, 124000, 322000, 125000))
    assert "Save the file as WGS84" in refused(areas=(AreaFile(metres, "county"),))


def test_a_duplicate_is_counted_and_the_first_is_kept(tmp_path):
    file = table(tmp_path / "p.csv", HEADINGS, [*MANY, ("ta1 0aa", 52.0, -2.0)])
    report = load_places(files=Files(postcodes=file))
    assert report.parts[0].examples == [(82, "TA1 0AA is in the file more than once: the first is kept")]
    assert PostcodePoint.objects.get(code="TA1 0AA").lat == 51.001


def test_a_file_pasted_twice_is_refused(refused, tmp_path):
    file = table(tmp_path / "p.csv", HEADINGS, MANY * 2)
    assert "more than once" in refused(postcodes=file)
    assert "more than once" in refused(places=table(tmp_path / "n.csv", PLACE_HEADINGS, PLACES * 2))
    twice = boxes(tmp_path / "a.geojson", SOMERSET, SOMERSET)
    assert "more than once" in refused(areas=(AreaFile(twice, "county"),))


def test_lines_with_too_few_columns_are_bad_lines(refused, tmp_path):
    file = table(tmp_path / "p.csv", HEADINGS, [("TA6 4RN",)])
    assert "line 2: has 1 columns, 3 are needed" in refused(postcodes=file)
    assert "has 2 columns, 6 are needed" in refused(
        places=table(tmp_path / "n.csv", PLACE_HEADINGS, [("Wells", "Mendip")])
    )


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"type": "Feature", "geometry": None}, "its type is Feature"),
        ({"features": []}, "it states no type"),
        ({"type": "FeatureCollection", "features": []}, "holds no features"),
        ([1, 2], "it states no type"),
        ("postcode,lat,lon\n", "is not JSON, or is cut short"),
        ('{"type": "FeatureCollection", "features": [{"type": "Feature", "prop', "damaged or cut short"),
        (
            {"type": "FeatureCollection", "features": [{"properties": {"LAD24CD": "X", "LAD24NM": "Y"}}]},
            "not a polygon",
        ),
        (
            {"type": "FeatureCollection", "features": [{"properties": {"LAD24CD": "", "LAD24NM": "Y"}}]},
            "has no LAD24CD",
        ),
    ],
)
def test_geojson_that_holds_no_areas_is_refused(refused, tmp_path, document, said):
    assert said in refused(areas=geojson(tmp_path / "a.geojson", document))


@pytest.mark.parametrize(
    ("ring", "said"),
    [
        ([[-3, 51], [-2.5, 51]], "its polygon can't be read"),
        ([["west", 51], [-2.5, 51], [-2.5, 51.2], ["west", 51]], "its polygon can't be read"),
        ([[-3, 51], [-3, 51], [-3, 51], [-3, 51]], "its polygon holds no ground"),
    ],
)
def test_a_boundary_with_a_broken_ring_is_named_by_its_line_with_how_to_mend_it(
    refused, tmp_path, ring, said
):
    whole = [[-3, 51], [-2.5, 51], [-2.5, 51.2], [-3, 51]]
    features = [
        {
            "type": "Feature",
            "properties": {"LAD24CD": f"E{number}", "LAD24NM": "Somewhere"},
            "geometry": {"type": "Polygon", "coordinates": [one]},
        }
        for number, one in enumerate((whole, ring), start=1)
    ]
    file = geojson(tmp_path / "a.geojson", {"type": "FeatureCollection", "features": features})
    message = refused(areas=file)
    assert f"2: {said}" in message
    assert "Each ring needs four points or more" in message


def test_geojson_cut_after_many_areas_changes_nothing(refused, tmp_path):
    many = boxes(tmp_path / "a.geojson", *[(f"E0{n}", f"A{n}", -3, 51, -2.5, 51.2) for n in range(50)])
    many.write_text(many.read_text()[:-500])
    assert "damaged or cut short" in refused(areas=(AreaFile(many, "county"),))


def test_a_code_that_may_be_one_of_two_is_asked_about(refused, tmp_path):
    file = boxes(tmp_path / "a.geojson", DEVON, stem="WD25")
    file.write_text(file.read_text().replace('"WD25NM"', '"LAD25CD": "E06000066", "WD25NM"'))
    said = refused(areas=(AreaFile(file, "network"),))
    assert "which property is the code of an area is not clear. It may be: WD25CD, LAD25CD" in said
    assert "--code-field WD25CD" in said


def test_statistics_whose_codes_match_no_area_are_refused_with_an_example(refused, tmp_path):
    file = table(tmp_path / "s.csv", ("lsoa21_code", "0"), [("E01000001", 3), ("E01000002", 3)])
    said = refused(statistics=file)
    assert "not one of its 2 area codes (such as E01000001) is a loaded area (2 of kind county)" in said
    assert "Load the areas first" in said


def test_statistics_of_another_kind_than_said_are_refused(refused, tmp_path):
    file = table(tmp_path / "s.csv", ("code", "0"), [("E06000066", 3)])
    assert "0 of kind ward" in refused(statistics=file, statistics_kind="ward")


def test_two_columns_that_may_be_the_code_are_named_with_a_toml_to_copy(refused, tmp_path):
    file = table(tmp_path / "s.csv", ("lsoa11_code", "lsoa21_code", "0"), [("E1", "E2", 3)])
    said = refused(statistics=file)
    assert "more than one column may be the code: lsoa11_code, lsoa21_code" in said
    assert '[statistics]\n    code = "lsoa11_code"' in said


def test_two_sets_of_the_same_ages_are_named_with_a_toml_that_works(refused, tmp_path):
    headings = ("lsoa21_code", "est2020_age_0", "est2020_age_1", "mid2022_age_0", "mid2022_age_1")
    file = table(tmp_path / "s.csv", headings, [("E06000066", 1, 2, 30, 40)])
    said = refused(statistics=file)
    assert "more than one column counts the same ages" in said
    assert 'ages = "est2020_age_{age}"' in said
    toml = tmp_path / "columns.toml"
    toml.write_text(said.split("--columns:\n")[1].split("\nNothing")[0].replace("est2020", "mid2022"))
    report = load_places(files=Files(statistics=file, columns=toml))
    assert report.parts[0].used["age 1"] == "mid2022_age_1"
    assert "est2020_age_0" in report.parts[0].unused


def test_bands_that_overlap_are_asked_about_with_a_toml_that_works(refused, tmp_path):
    headings = ("lsoa21_code", "Aged 0 to 4 years", "Aged 0 to 15 years")
    file = table(tmp_path / "s.csv", headings, [("E06000066", 10, 32)])
    said = refused(statistics=file)
    assert 'bands = { "Aged 0 to 4 years" = [0, 4], "Aged 0 to 15 years" = [0, 15] }' in said
    toml = tmp_path / "columns.toml"
    toml.write_text('[statistics]\nbands = { "Aged 0 to 15 years" = [0, 15] }\n')
    report = load_places(files=Files(statistics=file, columns=toml))
    assert report.parts[0].used["ages 0 to 15"] == "Aged 0 to 15 years"


def test_statistics_that_say_nothing_we_know_list_their_columns(refused, tmp_path):
    file = table(tmp_path / "s.csv", ("lsoa21_code", "connectivity_score"), [("E06000066", 3)])
    said = refused(statistics=file)
    assert "no column is recognised as ages or rural_urban_code or rural_urban or imd_decile" in said
    assert "connectivity_score" in said


@pytest.mark.parametrize(
    ("value", "said"), [("11", "is not a decile"), ("2.5", "is not a decile"), ("high", "is not a number")]
)
def test_a_decile_that_is_none_is_a_bad_line(refused, tmp_path, value, said):
    load = table(tmp_path / "s.csv", ("lsoa21_code", "IMD_decile"), [("E06000066", value)])
    assert said in refused(statistics=load)


def test_a_table_that_is_no_table_is_refused(refused, tmp_path):
    file = tmp_path / "p.csv"
    file.write_text('postcode,lat,lon\n"' + "x" * (source.LONGEST_FIELD + 10))
    assert "this is not a CSV table" in refused(postcodes=file)


def test_looking_through_a_file_counts_its_lines_with_or_without_a_last_newline(tmp_path):
    file = tmp_path / "p.csv"
    file.write_text("a\nb\nc")
    assert source.look_through(file).lines == 3
    file.write_text("a\nb\nc\n")
    assert source.look_through(file).lines == 3
    with pytest.raises(FeedError):
        source.look_through(tmp_path / "gone.csv")


def test_the_refused_file_can_be_mended_and_loaded(refused, tmp_path):
    file = table(tmp_path / "p.csv", ("wrong", "lat", "lon"), POSTCODES)
    refused(postcodes=file)
    load_postcodes(tmp_path)
    load_boxes(tmp_path, SOMERSET)
    assert PostcodePoint.objects.live().filter(scope="f").count() == 5
