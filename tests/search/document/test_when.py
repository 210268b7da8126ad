"""When a club meets: what a card says and what can be filtered by."""

from datetime import date, time

from directory.spoken import clock, read_byday
from search.document.when import Session, codes, line

SIX, EIGHT = time(18), time(20)


def test_a_card_says_the_day_the_hours_and_that_it_is_only_in_term_time():
    thursday = Session(days=(3,), opens=SIX, closes=EIGHT, term_time="term")
    assert line([thursday]) == "Thursdays 6pm to 8pm, term time"


def test_times_are_written_as_families_say_them():
    assert [clock(time(9, 30)), clock(time(12)), clock(time(0)), clock(time(12, 15))] == [
        "9:30am",
        "midday",
        "midnight",
        "12:15pm",
    ]


def test_five_rows_with_the_same_hours_read_monday_to_friday():
    week = [Session(days=(day,), opens=time(9), closes=time(17)) for day in range(5)]
    assert line(week) == "Monday to Friday 9am to 5pm"


def test_two_days_with_the_same_hours_are_joined():
    days = [
        Session(days=(0,), opens=time(16), closes=time(17, 30)),
        Session(days=(2,), opens=time(16), closes=time(17, 30)),
    ]
    assert line(days) == "Mondays and Wednesdays 4pm to 5:30pm"


def test_several_sessions_are_joined_and_a_third_is_only_hinted_at():
    sessions = [
        Session(days=(0,), opens=time(10)),
        Session(days=(1,), opens=time(11)),
        Session(days=(2,), opens=time(12)),
    ]
    assert line(sessions[:2]) == "Mondays from 10am; Tuesdays from 11am"
    assert line(sessions) == "Mondays from 10am; Tuesdays from 11am and more"


def test_a_monthly_group_says_which_monday():
    first = Session(nth=((1, 0),), monthly=True, opens=time(10), closes=time(12))
    assert line([first]) == "First Monday of the month 10am to midday"
    last = Session(nth=((-1, 4),), monthly=True, opens=SIX)
    assert line([last]) == "Last Friday of the month from 6pm"


def test_a_fortnightly_group_says_every_other():
    assert (
        line([Session(days=(3,), interval=2, opens=SIX, closes=EIGHT)]) == "Every other Thursday 6pm to 8pm"
    )


def test_every_day_is_said_in_two_words():
    assert line([Session(days=tuple(range(7)), opens=time(9), closes=time(17))]) == "Every day 9am to 5pm"


def test_a_single_event_says_its_date():
    fun_day = Session(days=(5,), once=date(2026, 12, 19), opens=time(10), closes=time(15))
    assert line([fun_day]) == "19 December 2026 10am to 3pm"


def test_words_are_shown_where_no_days_are_stated_and_nothing_where_nothing_is():
    assert line([Session(words="Ring to ask for the next date")]) == "Ring to ask for the next date"
    assert line([Session()]) == ""
    assert line([]) == ""


def test_long_words_are_cut_at_a_word():
    said = line([Session(words="Most weeks except " * 20)])
    assert len(said) <= 84
    assert said.endswith("...")


def test_a_club_that_starts_at_half_past_three_on_a_school_day_is_after_school():
    assert codes([Session(days=(1,), opens=time(15, 30))]) == ("tuesday", "after-school")


def test_an_evening_club_or_a_saturday_or_a_holiday_session_is_not_after_school():
    assert "after-school" not in codes([Session(days=(1,), opens=time(18, 31))])
    assert "after-school" not in codes([Session(days=(5,), opens=time(16))])
    assert "after-school" not in codes([Session(days=(1,), opens=time(16), term_time="holidays")])
    assert "after-school" in codes([Session(days=(1,), opens=time(18, 30), term_time="term")])
    assert "after-school" in codes([Session(days=(1,), opens=time(15, 0))])


def test_saturday_and_sunday_are_the_weekend():
    assert codes([Session(days=(6,))]) == ("sunday", "weekend")
    assert codes([Session(nth=((1, 5),), monthly=True)]) == ("saturday", "weekend")


def test_only_what_says_so_runs_in_the_holidays():
    assert codes([Session(term_time="holidays")]) == ("holidays",)
    assert "holidays" in codes([Session(days=(0,), term_time="all-year")])
    assert "holidays" not in codes([Session(days=(0,), term_time="term")])
    assert "holidays" not in codes([Session(days=(0,))])


def test_days_are_read_from_open_referrals_own_spelling():
    assert read_byday("MO,TU") == ((0, 0), (0, 1))
    assert read_byday("1MO, -1FR") == ((1, 0), (-1, 4))
    assert read_byday("whenever") == ()
