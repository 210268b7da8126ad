"""The public register of schools is loaded, again and again, and no school is lost on the way."""

import gzip
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from localoffer.schools.actions.register import RegisterRefusedError, import_schools
from localoffer.schools.models import RegisterLoad, School

from .making import HEADINGS, line, register

pytestmark = pytest.mark.django_db


def told(*args, **options):
    out = StringIO()
    call_command("import_schools", *args, stdout=out, **options)
    return out.getvalue()


def test_an_officer_loads_the_file_that_she_downloaded_and_a_parent_sees_the_school(county, tmp_path):
    path = register(
        tmp_path / "edubasealldata.csv",
        line(
            900001,
            name="Saint Zo\u00eb\u2019s School",
            provision="SEN unit",
            unit_places="12",
            sen="ASD - Autistic Spectrum Disorder",
        ),
    )
    assert "1 new, 0 changed, 0 the same, 0 closed" in told(path)
    school = School.objects.get()
    assert (school.urn, school.name, school.group, school.phase) == (
        900001,
        "Saint Zo\u00eb\u2019s School",
        "maintained",
        "primary",
    )
    assert (school.ages, school.postcode, school.town) == ((4, 11), "TA6 4RN", "Bridgwater")
    assert (school.lat, school.lon) == (pytest.approx(51.128, abs=0.01), pytest.approx(-3.004, abs=0.02))
    assert (school.area_codes, school.outside) == (["E06000066"], "")
    assert (school.website, school.phone) == ("http://www.otterbrook.example.org", "01632960700")
    assert (school.unit, school.unit_places, school.resourced, school.sen) == (
        "yes",
        12,
        "no",
        ["ASD - Autistic Spectrum Disorder"],
    )
    assert "Nobody" not in str(school.facts())


def test_the_same_file_again_changes_nothing_and_isnt_called_a_load(county, tmp_path):
    path = register(tmp_path / "a.csv", line(900001), line(900002, name="Heronsmere School"))
    told(path)
    assert "0 new, 0 changed, 2 the same, 0 closed" in told(path)
    assert RegisterLoad.objects.count() == 1


def test_a_dry_run_says_what_it_would_do_and_does_nothing(county, tmp_path):
    said = told(register(tmp_path / "a.csv", line(900001)), dry_run=True)
    assert "1 new" in said
    assert "Nothing was changed" in said
    assert not School.objects.exists()
    assert not RegisterLoad.objects.exists()


def test_a_gzipped_file_and_a_utf8_file_are_read_alike(county, tmp_path):
    plain = register(tmp_path / "a.csv", line(900001, name="Zo\u00eb\u2019s"), encoding="utf-8")
    packed = tmp_path / "a.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    told(packed)
    assert School.objects.get().name == "Zo\u00eb\u2019s"


def test_a_school_that_is_gone_from_the_file_is_closed_and_comes_back_when_it_does(county, tmp_path):
    both = register(tmp_path / "a.csv", line(900001), line(900002), line(900003, la="878"))
    told(both)
    said = told(register(tmp_path / "b.csv", line(900001)))
    assert "1 closed" in said
    assert School.objects.get(urn=900002).status == "closed"
    assert School.objects.get(urn=900003).status == "open", "the file says nothing of its authority"
    assert School.objects.count() == 3
    assert "1 changed" in told(both)
    assert School.objects.get(urn=900002).status == "open"


def test_a_school_that_the_register_says_has_closed_is_closed_and_an_old_one_never_comes_in(county, tmp_path):
    told(register(tmp_path / "a.csv", line(900001)))
    said = told(register(tmp_path / "b.csv", line(900001, status="Closed"), line(800001, status="Closed")))
    assert School.objects.get().status == "closed"
    assert "1: closed, and never listed here" in said


def test_a_file_that_was_cut_short_does_not_close_half_the_county(county, tmp_path):
    many = [line(900001 + number) for number in range(20)]
    told(register(tmp_path / "a.csv", *many))
    short = register(tmp_path / "b.csv", *many[:10])
    with pytest.raises(CommandError, match=r"close 10 of 20 schools.*--close-many.*Nothing was changed"):
        told(short)
    assert not School.objects.filter(status="closed").exists()
    assert "10 closed" in told(short, close_many=True)


def test_no_school_is_closed_while_it_may_be_on_a_line_that_nobody_can_read(county, tmp_path):
    told(register(tmp_path / "a.csv", line(900001), line(900002)))
    said = told(register(tmp_path / "b.csv", line(900001), line(900002) | {"URN": "9OOOO2"}))
    assert "no school was closed" in said
    assert not School.objects.filter(status="closed").exists()


def test_a_line_that_is_wrong_still_says_that_its_school_is_there(county, tmp_path):
    told(register(tmp_path / "a.csv", line(900001), line(900002)))
    said = told(register(tmp_path / "b.csv", line(900001), line(900002, name="")))
    assert "line 3: EstablishmentName: is empty" in said
    assert not School.objects.filter(status="closed").exists()


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"name": " "}, "EstablishmentName: is empty"),
        ({"la": ""}, "LA (code): is empty"),
        ({"status": "Ajar"}, "“Ajar” is not known"),
    ],
)
def test_a_line_that_holds_no_school_is_named_with_how_to_mend_it(county, tmp_path, cells, why):
    said = told(register(tmp_path / "a.csv", line(900001), line(900002, **cells)))
    assert "Not usable: 1" in said
    assert "line 3: " in said
    assert why in said
    assert list(School.objects.values_list("urn", flat=True)) == [900001]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"website": "ask at the desk"}, "SchoolWebsite: “ask at the desk” is not an address"),
        ({"website": "javascript://x.example.org/%0aalert(1)"}, "is not an address"),
        ({"postcode": "TA6"}, "Postcode: “TA6” is not a postcode"),
        ({"low": "11", "high": "4"}, "are no ages"),
        ({"phase": "Tertiary"}, "PhaseOfEducation: “Tertiary” is not known"),
        ({"kind": "Moon school"}, ""),
        ({"easting": "9999999"}, "is not on the National Grid"),
    ],
)
def test_a_cell_that_is_wrong_is_named_and_the_school_is_kept_without_it(county, tmp_path, cells, why):
    said = told(register(tmp_path / "a.csv", line(900001, **cells)))
    assert School.objects.count() == 1
    assert why in said


def test_a_type_that_is_newer_than_this_goes_by_its_group_and_an_unknown_one_is_named(county, tmp_path):
    known = line(900001, kind="Moon school")
    unknown = known | {"URN": "900002", "EstablishmentTypeGroup (name)": "Moon schools"}
    said = told(register(tmp_path / "a.csv", known, unknown))
    assert School.objects.get(urn=900001).group == "maintained"
    assert School.objects.get(urn=900002).group == "other"
    assert "“Moon school” is not known" in said


def test_a_school_without_a_grid_reference_stands_at_its_postcode(county, tmp_path):
    path = register(
        tmp_path / "a.csv",
        line(900001, easting="", northing="", postcode="TA24 7PP"),
        line(900002, easting="0", northing="0", postcode="ZZ1 1ZZ"),
    )
    said = told(path)
    assert School.objects.get(urn=900001).lat == pytest.approx(51.13)
    assert School.objects.get(urn=900002).lat is None
    assert "1 have no place" in said


def test_a_school_over_the_border_says_where_it_is(county, tmp_path):
    told(register(tmp_path / "a.csv", line(900001, easting="", northing="", postcode="EX36 3AA", la="878")))
    school = School.objects.get()
    assert (school.outside, school.area_codes) == ("Devon", ["E10000008"])


def test_only_the_authority_asked_for_is_loaded(county, tmp_path):
    path = register(tmp_path / "a.csv", line(900001), line(900002, la="878"))
    assert "1: another local authority than asked for" in told(path, la=["878"])
    assert list(School.objects.values_list("urn", flat=True)) == [900002]
    with pytest.raises(CommandError, match="has no school of the local authority 999"):
        told(path, la=["999"])


def test_a_school_that_is_in_the_file_twice_is_named_and_kept_once(county, tmp_path):
    said = told(register(tmp_path / "a.csv", line(900001, name="First"), line(900001, name="Second")))
    assert "line 3: URN 900001 is in the file twice" in said
    assert School.objects.get().name == "First"


def test_a_file_that_is_no_register_is_refused_with_what_to_give_instead(county, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("name,postcode\nX,TA6 4RN\n")
    with pytest.raises(
        CommandError, match=r"no column “URN”.*Get Information about Schools.*Nothing was changed"
    ):
        told(path)
    with pytest.raises(CommandError, match="there is no such file"):
        told(tmp_path / "nowhere.csv")


def test_a_line_with_a_comma_too_many_says_how_to_mend_it(county, tmp_path):
    path = register(tmp_path / "a.csv", line(900001))
    path.write_bytes(path.read_bytes() + b"900002,933,Somerset\r\n")
    said = told(path)
    assert f"line 3: has 3 cells and the first line {len(HEADINGS)}" in said


def test_when_a_load_breaks_off_nothing_of_it_stays(county, tmp_path):
    told(register(tmp_path / "a.csv", line(900001)))

    def breaks(rows, total, what):
        for number, row in enumerate(rows):
            if number == 600:
                raise KeyboardInterrupt
            yield row

    path = register(tmp_path / "b.csv", *[line(900001 + number, name="New") for number in range(700)])
    with pytest.raises(KeyboardInterrupt):
        import_schools(path, watch=breaks)
    assert list(School.objects.values_list("name", flat=True)) == ["Otterbrook Primary School"]


def test_a_file_that_never_states_something_leaves_it_as_it_was_known(county, tmp_path):
    told(register(tmp_path / "a.csv", line(900001)))
    reduced = tmp_path / "reduced.csv"
    reduced.write_text(
        "urn,la_code,la_name,establishment_name,establishment_type,establishment_type_group,education_phase\n"
        "900001,933,Somerset,Renamed School,Community school,Local authority maintained schools,Primary\n"
    )
    said = told(reduced)
    school = School.objects.get()
    assert "1 changed" in said
    assert (school.name, school.postcode, school.website) == (
        "Renamed School",
        "TA6 4RN",
        "http://www.otterbrook.example.org",
    )
    assert school.lat is not None


def test_an_empty_file_and_one_of_bad_lines_alone_are_refused(county, tmp_path):
    with pytest.raises(RegisterRefusedError, match="has no school in it"):
        import_schools(register(tmp_path / "a.csv"))
    with pytest.raises(RegisterRefusedError, match="the first is line 2: URN"):
        import_schools(register(tmp_path / "b.csv", line(900001) | {"URN": "x"}))
