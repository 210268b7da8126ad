"""An operator loads places: what is live changes in one step, or not at all."""

import io
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command

from locations.actions import AreaFile, Files, LoadRefusedError, layers, load, load_places, turn
from locations.models import Area, AreaFacts, Generation, Layer, NamedPlace, Population, PostcodePoint
from locations.queries import demand, facts, live_generation, locate
from tests.locations.making import (
    DEVON,
    POSTCODES,
    SOMERSET,
    boxes,
    load_boxes,
    load_named,
    load_postcodes,
    somerset,
    table,
)

pytestmark = pytest.mark.django_db
WEST = ("E01000001", "West 001A", -3.84, 50.82, -3.00, 51.33)
EAST = ("E01000002", "East 001A", -3.00, 50.82, -2.24, 51.33)


def run(**options) -> str:
    out = io.StringIO()
    call_command("load_places", stdout=out, **{name: str(value) for name, value in options.items()})
    return out.getvalue()


def test_one_run_is_one_generation_and_exactly_one_is_live(tmp_path):
    somerset(tmp_path)
    load_postcodes(tmp_path)
    assert Generation.objects.filter(status="live").count() == 1
    assert live_generation() == Generation.objects.first()
    assert live_generation().counts() == {"postcodes": 5, "places": 12, "areas county": 2}


def test_a_part_that_is_not_given_is_carried_over_without_copying_a_row(tmp_path):
    somerset(tmp_path)
    before = set(PostcodePoint.objects.values_list("pk", flat=True))
    load_named(tmp_path)
    after = set(PostcodePoint.objects.exclude(layer__part="places").values_list("pk", flat=True))
    assert after <= before
    assert locate("TA6 4RN").label == "TA6 4RN"
    load_postcodes(tmp_path, [("TA1 1AA", 51.02, -3.1)])
    assert locate("TA1 1AA").label == "TA1 1AA"
    assert locate("Bridgwater").label == "Bridgwater"


def test_areas_of_several_kinds_are_live_together_and_replaced_kind_by_kind(tmp_path):
    load_boxes(tmp_path, SOMERSET)
    load_boxes(tmp_path, WEST, EAST, kind="lsoa", stem="LSOA21")
    load_boxes(tmp_path, ("E01000009", "All", -3.84, 50.82, -2.24, 51.33), kind="lsoa", stem="LSOA21")
    load_postcodes(tmp_path)
    assert locate("TA6 4RN").area_codes == ("E06000066", "E01000009")


def test_the_last_two_generations_are_kept_and_older_rows_go(tmp_path):
    for name in ("TA1 1AA", "TA1 1AB", "TA1 1AD"):
        load_postcodes(tmp_path, [(name, 51.02, -3.1)])
    assert Generation.objects.count() == 2
    assert set(PostcodePoint.objects.filter(scope="f").values_list("code", flat=True)) == {
        "TA1 1AB",
        "TA1 1AD",
    }
    assert Layer.objects.count() == 2


def test_a_load_refused_leaves_no_row_behind_and_the_live_one_as_it_was(tmp_path):
    somerset(tmp_path)
    before, rows = live_generation(), PostcodePoint.objects.count()
    good = table(tmp_path / "good.csv", ("postcode", "lat", "lon"), [("TA1 1AA", 51.0, -3.1)])
    with pytest.raises(LoadRefusedError, match=r"bad\.csv"):
        load_places(files=Files(postcodes=good, places=table(tmp_path / "bad.csv", ("a", "b"), [("1", "2")])))
    assert live_generation() == before
    assert (PostcodePoint.objects.count(), Layer.objects.count()) == (rows, 3)
    assert locate("TA6 4RN").label == "TA6 4RN"


def test_a_load_that_breaks_at_the_switch_changes_nothing(tmp_path, monkeypatch):
    somerset(tmp_path)
    before = live_generation()

    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(layers.Generation.objects, "create", broken)
    with pytest.raises(KeyboardInterrupt):
        load_postcodes(tmp_path, [("TA1 1AA", 51.02, -3.1)])
    assert live_generation() == before
    assert Layer.objects.count() == 3


def test_the_remains_of_a_load_that_was_killed_are_cleared_by_the_next(tmp_path):
    somerset(tmp_path)
    remains = layers.LayerWriter("postcodes", "", "killed.csv")
    for row in range(layers.CHUNK):
        remains.add(PostcodePoint, (f"K{row}", "f", 51.0, -3.0, False))
    assert PostcodePoint.objects.filter(layer=remains.layer).count() == layers.CHUNK
    load_named(tmp_path)
    assert not PostcodePoint.objects.filter(code="K1").exists()
    assert not Layer.objects.filter(pk=remains.layer.pk).exists()


def test_statistics_of_one_sort_do_not_push_out_those_of_another(tmp_path):
    load_boxes(tmp_path, WEST, EAST, kind="lsoa", stem="LSOA21")
    ages = table(tmp_path / "ages.csv", ("lsoa21_code", "0", "1"), [("E01000001", 3, 4), ("E01000002", 5, 6)])
    imd = table(tmp_path / "imd.csv", ("lsoa21_code", "IMD_decile"), [("E01000001", 2), ("E01000002", "9.0")])
    ruc = table(tmp_path / "ruc.csv", ("lsoa", "RUC11CD", "RUC11"), [("E01000001", "E1", "Rural village")])
    for file in (ages, imd, ruc):
        load_places(files=Files(statistics=file))
    assert demand(range(2)) == {"E01000001": 7, "E01000002": 11}
    assert facts()["E01000001"].imd_decile == 2
    assert facts()["E01000001"].rural is True
    assert facts()["E01000002"] == facts()["E01000002"].__class__(imd_decile=9)


def test_only_what_is_about_loaded_areas_is_kept_of_national_statistics(tmp_path):
    load_boxes(tmp_path, WEST, kind="lsoa", stem="LSOA21")
    file = table(tmp_path / "ages.csv", ("lsoa21_code", "0"), [("E01099999", 1), ("E01000001", 3)])
    report = load_places(files=Files(statistics=file))
    assert report.parts[0].left_out == {"its area is not loaded": 1}
    assert Population.objects.count() == 1


def test_new_areas_that_leave_counts_behind_are_noticed(tmp_path):
    load_boxes(tmp_path, WEST, kind="lsoa", stem="LSOA21")
    file = table(tmp_path / "ages.csv", ("lsoa21_code", "0"), [("E01000001", 3)])
    load_places(files=Files(statistics=file))
    report = load_boxes(tmp_path, EAST, kind="lsoa", stem="LSOA21")
    assert report.notes == ["the counts of 1 areas are about no loaded area: load --statistics again"]


def test_a_file_half_the_size_of_the_last_is_worth_a_word(tmp_path):
    load_postcodes(tmp_path)
    report = load_postcodes(tmp_path, POSTCODES[:2])
    assert report.parts[0].notes == ["there were 5 before: is this the whole file?"]


def test_the_operator_reads_what_was_used_and_what_was_not(tmp_path):
    rows = [(*row, "E06000066") for row in POSTCODES] + [("TA6 4RQ", "", "", "E06000066")]
    file = table(tmp_path / "postcodes.csv.gz", ("postcode", "lat", "lon", "district"), rows)
    said = run(postcodes=file, label="November")
    assert "5 postcodes loaded from postcodes.csv.gz (plain postcode table)." in said
    assert "Used: postcode = postcode, lat = lat, lon = lon" in said
    assert "Not used: district" in said
    assert "Left out: 1: no position is given" in said
    assert "Live now: November: 5 postcodes." in said


def test_areas_and_their_statistics_come_in_one_run(tmp_path):
    areas = boxes(tmp_path / "lsoa.geojson", WEST, EAST, stem="LSOA21")
    ages = table(tmp_path / "ages.csv", ("lsoa21_code", "0"), [("E01000001", 3), ("E01000002", 5)])
    said = run(areas=areas, kind="LSOA", statistics=ages)
    assert "2 of 2 loaded lsoa areas are described" in said
    assert Generation.objects.count() == 1
    assert demand(range(1)) == {"E01000001": 3, "E01000002": 5}


def test_areas_of_the_authoritys_own_making_are_loaded_by_the_fields_it_names(tmp_path):
    areas = boxes(tmp_path / "own.geojson", ("LCN1", "Levels and Moors", -3.1, 50.9, -2.8, 51.2))
    file = areas.read_text().replace("LAD24CD", "ref").replace("LAD24NM", "title")
    areas.write_text(file)
    with pytest.raises(CommandError, match="--code-field"):
        run(areas=areas, kind="network")
    run(areas=areas, kind="network", code_field="ref", name_field="title")
    assert str(Area.objects.get()) == "Levels and Moors (LCN1)"


def test_areas_need_their_kind(tmp_path):
    with pytest.raises(CommandError, match="--kind"):
        run(areas=boxes(tmp_path / "county.geojson", DEVON))


def test_a_run_without_a_file_says_what_to_give():
    with pytest.raises(CommandError, match="--postcodes"):
        run()


def test_two_loads_at_once_are_refused_while_the_first_goes_on(tmp_path, monkeypatch):
    first = turn.connection
    if first.vendor == "sqlite":
        monkeypatch.setitem(first.settings_dict, "NAME", str(tmp_path / "site.sqlite3"))
        second = first
    else:
        second = first.copy()
    with turn.one_at_a_time(), monkeypatch.context() as other_process:
        other_process.setattr(turn, "connection", second)
        with pytest.raises(LoadRefusedError, match="Another load"), turn.one_at_a_time():
            pytest.fail("a second load began")
    with turn.one_at_a_time():
        pass
    if second is not first:
        second.close()


def test_rows_go_with_their_layer_a_piece_at_a_time(tmp_path, monkeypatch):
    monkeypatch.setattr(layers, "REMOVED_AT_ONCE", 2)
    somerset(tmp_path)
    load_boxes(tmp_path, WEST, kind="lsoa", stem="LSOA21")
    imd = table(tmp_path / "imd.csv", ("lsoa21_code", "IMD_decile", "0"), [("E01000001", 2, 1)])
    load_places(files=Files(statistics=imd))
    Generation.objects.all().delete()
    assert layers.remove_unused() == 6
    for model in (PostcodePoint, NamedPlace, Area, Population, AreaFacts, Layer):
        assert not model.objects.exists(), model


def test_many_rows_are_written_in_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr(layers, "CHUNK", 2)
    load_postcodes(tmp_path)
    assert PostcodePoint.objects.filter(scope="f").count() == 5


def test_area_files_of_two_kinds_come_in_one_run(tmp_path):
    county = boxes(tmp_path / "county.geojson", SOMERSET)
    lsoas = boxes(tmp_path / "lsoa.geojson", WEST, stem="LSOA21")
    report = load_places(files=Files(areas=(AreaFile(county, "county"), AreaFile(lsoas, "lsoa"))))
    assert report.counts == {"areas county": 1, "areas lsoa": 1}


def test_the_remains_of_a_load_that_was_killed_are_cleared_even_by_one_that_is_refused(tmp_path):
    remains = layers.LayerWriter("postcodes", "", "killed.csv")
    with pytest.raises(LoadRefusedError):
        load_places(files=Files(postcodes=tmp_path / "gone.csv"))
    assert not Layer.objects.filter(pk=remains.layer.pk).exists()


def test_a_load_does_not_begin_while_another_has_the_turn(tmp_path, monkeypatch):
    @contextmanager
    def taken():
        raise LoadRefusedError("Another load of places is running.")
        yield

    monkeypatch.setattr(load, "one_at_a_time", taken)
    remains = layers.LayerWriter("postcodes", "", "the other's half")
    with pytest.raises(LoadRefusedError, match="Another load"):
        load_postcodes(tmp_path)
    assert Layer.objects.get() == remains.layer
