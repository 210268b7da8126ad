"""Whom a service is for, in part-years and with open ends."""

import pytest

from search.ages import age_bands, child_span, service_span, spans_meet


@pytest.mark.parametrize(
    ("low", "high", "age", "fits"),
    [
        (5, 11, 11.99, True),
        (5, 11, 12, False),
        (5, 11, 4, False),
        (None, 4.5, 4.5, True),
        (None, 4.5, 4.51, False),
        (None, 4.5, 4, True),
        (18, None, 99, True),
        (2.5, 2.5, 2.5, True),
        (2.5, 2.5, 2, True),
        (2.5, 2.5, 3, False),
    ],
)
def test_a_child_fits_when_some_day_of_that_age_is_served(low, high, age, fits) -> None:
    assert spans_meet(service_span(low, high), child_span(age)) is fits


def test_a_service_that_states_no_age_has_no_span_and_a_band_of_its_own() -> None:
    assert service_span(None, None) is None
    assert age_bands(None, None) == ("not-stated",)


def test_a_service_is_in_every_band_it_reaches_into() -> None:
    assert age_bands(0, 25) == ("0-4", "5-10", "11-15", "16-25")
    assert age_bands(5, 10) == ("5-10",)
    assert age_bands(None, 4.5) == ("0-4",)
    assert age_bands(4, 5) == ("0-4", "5-10")
    assert age_bands(30, None) == ()
