"""Sessions a week, by the day codes that families filter by."""

from datetime import date, time

import pytest

from localoffer.commissioning.measuring.weekly import a_week
from search.document.when import Session, codes

SATURDAY, MONDAY, THURSDAY = 5, 0, 3


def test_a_club_every_monday_and_saturday_is_two_sessions_a_week_and_one_at_the_weekend():
    week = a_week([Session(days=(MONDAY, SATURDAY), opens=time(10))])
    assert (week["any"], week["weekend"], week["monday"]) == (2, 1, 1)
    assert "after-school" not in week


def test_every_second_week_is_half_a_session():
    assert a_week([Session(days=(THURSDAY,), interval=2)])["any"] == 0.5


def test_the_first_friday_of_the_month_is_twelve_sessions_in_a_year():
    assert a_week([Session(nth=((1, 4),), monthly=True)])["any"] == pytest.approx(12 / 52)
    assert a_week([Session(dates=(15,), monthly=True)])["any"] == pytest.approx(12 / 52)


def test_a_day_that_comes_once_is_one_in_a_year():
    assert a_week([Session(days=(SATURDAY,), once=date(2026, 12, 5))])["weekend"] == pytest.approx(1 / 52)


def test_after_school_is_a_school_day_in_term_from_three_to_half_past_six():
    four = Session(days=(MONDAY, SATURDAY), opens=time(16), term_time="term")
    holidays = Session(days=(MONDAY,), opens=time(16), term_time="holidays")
    assert a_week([four])["after-school"] == 1
    assert "after-school" not in a_week([holidays])
    assert a_week([holidays])["holidays"] == 1


def test_nothing_stated_is_no_session():
    assert a_week([]) == {}
    assert a_week([Session(words="Ring us for dates")]) == {}


def test_the_codes_are_exactly_those_that_the_search_filters_by():
    sessions = [
        Session(days=(MONDAY, SATURDAY), opens=time(16), term_time="all-year"),
        Session(nth=((-1, 6),), monthly=True, opens=time(10), term_time="term"),
        Session(days=(THURSDAY,), opens=time(18, 30), interval=2),
    ]
    assert set(a_week(sessions)) - {"any"} == set(codes(sessions))
