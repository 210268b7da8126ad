import pytest

from locations.models import PostcodePoint
from locations.place import Precision
from locations.queries import PlaceNotFoundError, locate, suggest_places
from tests.locations.making import load_named, load_postcodes, somerset

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(tmp_path, settings):
    settings.HOME_AREA = "E06000066"
    somerset(tmp_path)


@pytest.fixture
def names_only(tmp_path, settings):
    settings.HOME_AREA = ""
    load_named(tmp_path)


def test_a_postcode_in_any_spelling_is_a_point_with_its_areas(county):
    place = locate("ta64rn")
    assert (place.label, place.precision, place.note) == ("TA6 4RN", Precision.POSTCODE, "")
    assert (place.lat, place.lon) == (51.14859, -2.99478)
    assert place.area_codes == ("E06000066",)


def test_a_postcode_at_the_end_of_an_address_is_enough(county):
    assert locate("12 High Street, Bridgwater TA6 4RN").label == "TA6 4RN"


def test_an_unknown_postcode_falls_back_to_its_sector_and_says_so(county):
    place = locate("TA6 9ZZ")
    assert (place.label, place.precision) == ("TA6 9", Precision.SECTOR)
    assert place.note == "TA6 9ZZ is not in our list, so distances are from the middle of TA6 9."
    assert (place.lat, place.lon) == (pytest.approx(51.129), pytest.approx(-3.004))
    assert place.area_codes == ("E06000066",)


def test_a_postcode_of_an_unknown_sector_falls_back_to_its_outward_code(county):
    place = locate("TA24 9ZZ")
    assert (place.label, place.precision) == ("TA24", Precision.OUTCODE)
    assert "TA24 9ZZ is not in our list" in place.note


def test_a_postcode_no_longer_in_use_falls_back_and_says_so(county):
    PostcodePoint.objects.filter(code="TA6 9AB").update(terminated=True)
    place = locate("TA6 9AB")
    assert place.precision == Precision.SECTOR
    assert place.note == "TA6 9AB is no longer used, so distances are from the middle of TA6 9."


def test_a_postcode_nobody_knows_is_said_to_be_so(county):
    with pytest.raises(PlaceNotFoundError, match="We could not find the postcode EX1 1AA"):
        locate("EX1 1AA")


def test_a_mistyped_postcode_is_not_taken_for_a_village(county):
    with pytest.raises(PlaceNotFoundError, match="TA6 4CC is not a postcode"):
        locate("TA6 4CC")


@pytest.mark.parametrize(
    ("typed", "label", "precision"),
    [
        ("TA24", "TA24", Precision.OUTCODE),
        ("ta 24", "TA24", Precision.OUTCODE),
        ("TA6 4", "TA6 4", Precision.SECTOR),
        ("ta64", "TA6 4", Precision.SECTOR),
    ],
)
def test_part_of_a_postcode_is_the_middle_of_it(county, typed, label, precision):
    place = locate(typed)
    assert (place.label, place.precision) == (label, precision)
    assert place.note == f"Distances are from the middle of {label}."


def test_an_outward_code_known_only_to_the_gazetteer_is_found(county):
    assert locate("TA99").lat == 51.0
    assert locate("TA99 1AA").label == "TA99"


def test_the_middle_of_real_postcodes_goes_before_the_gazetteers(tmp_path, settings):
    load_named(tmp_path, [("TA24", "Somerset", "postcode_district", 50.9, -3.0, 1)])
    load_postcodes(tmp_path)
    assert locate("TA24").lat == 51.1337


def test_a_point_from_a_map_is_taken_as_it_is(county):
    place = locate("51.2, -2.6")
    assert (place.lat, place.lon, place.precision) == (51.2, -2.6, Precision.POINT)
    assert place.area_codes == ("E06000066",)


@pytest.mark.parametrize("typed", ["48.85,2.35", "91,181", "0,0"])
def test_a_point_abroad_is_not_found(county, typed):
    with pytest.raises(PlaceNotFoundError):
        locate(typed)


def test_wells_is_our_own_city_and_the_other_is_offered(county):
    place = locate("Wells")
    assert (place.label, place.lat) == ("Wells, Somerset", 51.2086)
    assert place.choices == (("Wells, Norfolk", "Wells, Norfolk"),)


def test_our_own_hamlet_goes_before_somebody_elses_town(county):
    assert locate("newton").label == "Newton, Somerset"


def test_without_an_outline_of_the_county_the_gazetteers_word_decides(names_only):
    assert locate("newton").lat == 51.14
    assert locate("Wells").lat == 51.2086


def test_the_bigger_place_goes_first_where_neither_is_ours(tmp_path, settings):
    settings.HOME_AREA = ""
    rows = [("Ashford", "Devon", "v", 51.1, -4.1, 0), ("Ashford", "Kent", "t", 51.1484, 0.8711, 0)]
    load_named(tmp_path, rows)
    assert locate("Ashford").label == "Ashford, Kent"


def test_every_choice_offered_is_found_again(tmp_path, settings):
    settings.HOME_AREA = ""
    rows = [
        ("Newton", "Dorset", "v", 50.92, -2.30, 0),
        ("Newton", "Dorset", "h", 50.80, -2.50, 0),
        ("Newton", "West Dorset", "h", 50.70, -2.70, 0),
        ("Newton", "", "h", 52.10, -2.10, 0),
    ]
    load_named(tmp_path, rows)
    first = locate("Newton")
    found = [locate(text) for text, _ in first.choices]
    assert [(place.lat, place.lon) for place in (first, *found)] == [
        (lat, lon) for _, _, _, lat, lon, _ in (rows[0], rows[3], rows[1], rows[2])
    ]
    assert len({label for _, label in first.choices}) == 3


def test_a_county_typed_behind_the_comma_is_believed(county):
    assert locate("Wells, Norfolk").lat == 52.9543
    assert locate("wells , somerset").lat == 51.2086
    assert locate("Wells, Mendip").lat == 51.2086


def test_a_county_that_has_no_such_place_is_said(county):
    place = locate("Wells, Kent")
    assert place.lat == 51.2086
    assert place.note == "We found no Wells in Kent, so this is Wells, Somerset."


def test_a_town_is_found_by_the_first_word_of_its_name(county):
    place = locate("Burnham")
    assert (place.label, place.note) == ("Burnham-on-Sea, Somerset", "We took this to mean Burnham-on-Sea.")
    assert place.choices == (("Burnham, Buckinghamshire", "Burnham, Buckinghamshire"),)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("bishops hull", "Bishop's Hull"),
        ("BISHOP\u2019S HULL", "Bishop's Hull"),
        ("Saint Decumans", "St Decumans"),
        ("St. Decumans", "St Decumans"),
        ("westbury sub mendip", "Westbury-sub-Mendip"),
        ("an ard", "An Àrd"),
    ],
)
def test_a_name_is_found_however_it_is_written(county, typed, name):
    assert locate(typed).label == name


def test_a_place_nobody_knows_is_said_in_words_a_family_can_use(county):
    with pytest.raises(PlaceNotFoundError) as problem:
        locate("Halbeath")
    assert str(problem.value) == "We could not find Halbeath. Check the spelling, or try a postcode."
    assert problem.value.suggestions == ()


def test_a_near_spelling_is_offered(county):
    with pytest.raises(
        PlaceNotFoundError, match=r"We could not find Bridgewater\. Did you mean Bridgwater\?"
    ) as no:
        locate("Bridgewater")
    assert locate(no.value.suggestions[0]).label == "Bridgwater"


@pytest.mark.parametrize("typed", ["", "   ", "'", "\x00", "%", "🏠", "x" * 5000])
def test_nothing_that_can_be_typed_breaks_the_box(county, typed):
    with pytest.raises(PlaceNotFoundError):
        locate(typed)


def test_before_anything_is_loaded_a_place_is_simply_not_found():
    with pytest.raises(PlaceNotFoundError):
        locate("TA6 4RN")
    with pytest.raises(PlaceNotFoundError):
        locate("Wells")


@pytest.mark.parametrize(
    ("typed", "statements"),
    [("TA6 4RN", 2), ("TA6 9ZZ", 2), ("TA24", 2), ("Wells", 2), ("Wells, Norfolk", 2), ("51.2,-2.6", 1)],
)
def test_a_place_costs_at_most_two_statements(county, django_assert_num_queries, typed, statements):
    with django_assert_num_queries(statements):
        locate(typed)


@pytest.mark.parametrize("typed", ["Bridgewater", "Halbeath", "EX1 1AA", ""])
def test_a_place_that_is_not_found_costs_at_most_two_statements(county, django_assert_max_num_queries, typed):
    with django_assert_max_num_queries(2), pytest.raises(PlaceNotFoundError):
        locate(typed)


def test_names_are_offered_while_they_are_typed_our_own_first(county):
    assert suggest_places("ne") == (
        ("Newton, Somerset", "Newton, Somerset"),
        ("Newton, Dorset", "Newton, Dorset"),
    )
    assert suggest_places("bu", limit=1) == (("Burnham-on-Sea, Somerset", "Burnham-on-Sea, Somerset"),)
    assert locate(suggest_places("ne")[1][0]).lat == 50.7226
    assert suggest_places("n") == ()


def test_offering_names_costs_one_statement_once_they_are_read(county, django_assert_num_queries):
    suggest_places("ne")
    with django_assert_num_queries(1):
        suggest_places("bu")


def test_a_newer_list_of_places_is_offered_at_once(county, tmp_path):
    assert suggest_places("wel")[0] == ("Wells, Somerset", "Wells, Somerset")
    load_named(tmp_path, [("Wellow", "Somerset", "v", 51.32, -2.37, 1)])
    assert suggest_places("wel") == (("Wellow, Somerset", "Wellow, Somerset"),)


def test_no_names_are_offered_before_any_are_loaded():
    assert suggest_places("wel") == ()


def test_places_are_offered_in_the_area_of_another_authority_as_soon_as_it_is_set(county, settings):
    assert suggest_places("wel")[0] == ("Wells, Somerset", "Wells, Somerset")
    settings.HOME_AREA, settings.AUTHORITY_NAME = "", "Avalon"
    assert suggest_places("wel")[0] == ("Wells, Avalon", "Wells, Avalon")
