import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locations.middles import Middles
from locations.names import fold
from locations.postcodes import District, NotAPostcodeError, Postcode, districts


@pytest.mark.parametrize(
    "typed", ["TA6 4RN", "ta64rn", " ta6   4rn ", "Ta6-4rN", "TA64RN.", "t a 6 4 r n", "TA6\u00a04RN"]
)
def test_a_postcode_is_read_however_a_parent_types_it(typed):
    assert Postcode.parse(typed).spell == "TA6 4RN"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("TA2O 1AA", "TA20 1AA"),
        ("S014 0AA", "SO14 0AA"),
        ("0X1 2JD", "OX1 2JD"),
        ("1P1 1AA", "IP1 1AA"),
        ("TAI 4RN", "TA1 4RN"),
        ("W1A OAX", "W1A 0AX"),
    ],
)
def test_the_letter_o_typed_for_nought_is_mended_where_the_shape_decides(typed, meant):
    assert Postcode.parse(typed).spell == meant


@pytest.mark.parametrize(
    "typed", ["", "Wells", "TA6", "TA6 4R", "TA6 4RO", "Q1 1AA", "12345", "TA6 4RNN", "é"]
)
def test_what_is_not_a_postcode_is_refused_with_an_example(typed):
    with pytest.raises(NotAPostcodeError, match="TA6 4RN"):
        Postcode.parse(typed)


def test_a_postcode_knows_its_parts():
    postcode = Postcode.parse("ec1a1bb")
    assert (postcode.outward, postcode.sector, postcode.unit) == ("EC1A", "EC1A 1", "BB")


def test_a_postcode_at_the_end_of_an_address_is_found():
    assert Postcode.last_in("12 High Street, Bridgwater, ta6 4rn") == Postcode("TA6", "4RN")
    assert Postcode.last_in("12 High Street, Bridgwater") is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ta24", (District("TA24", False), District("TA2 4", True))),
        ("TA6 4", (District("TA6 4", True), District("TA64", False))),
        ("ec1a 1", (District("EC1A 1", True),)),
        ("Wells", ()),
        ("", ()),
    ],
)
def test_part_of_a_postcode_is_an_outward_code_or_a_sector(typed, meant):
    assert districts(typed) == meant


@given(st.text(max_size=30))
def test_no_text_at_all_breaks_the_reader(text):
    with contextlib.suppress(NotAPostcodeError):
        assert Postcode.parse(Postcode.parse(text).spell)
    assert isinstance(districts(text), tuple)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Bishop's Hull", "bishops hull"),
        ("BISHOP\u2019S  HULL", "bishops hull"),
        ("Saint Decumans", "st decumans"),
        ("St. Decumans", "st decumans"),
        ("Westbury-sub-Mendip", "westbury sub mendip"),
        ("An Àrd", "an ard"),
        ("Bed & Breakfast", "bed and breakfast"),
    ],
)
def test_every_way_to_write_a_name_meets_the_others(typed, folded):
    assert fold(typed) == folded


def test_the_middle_of_a_sector_is_that_of_the_postcodes_in_use():
    middles = Middles()
    assert middles.take("TA6 9AA", 51.0, -3.0, False)
    assert middles.take("TA6 9AB", 51.2, -3.2, False)
    assert middles.take("TA6 9AD", 55.0, -5.0, True)
    assert middles.take("TA7 1AA", 52.0, -2.0, True)
    assert {code: (lat, lon) for code, lat, lon in middles.sectors()} == {
        "TA6 9": (pytest.approx(51.1), pytest.approx(-3.1)),
        "TA7 1": (52.0, -2.0),
    }
    assert {code for code, _, _ in middles.outwards()} == {"TA6", "TA7"}


def test_a_postcode_met_twice_is_noticed():
    middles = Middles()
    assert middles.take("TA6 9AA", 51.0, -3.0, False)
    assert not middles.take("TA6 9AA", 51.0, -3.0, False)
