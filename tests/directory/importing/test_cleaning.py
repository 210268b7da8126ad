"""What comes in as a mess goes out readable, or is refused with a reason."""

import pytest

from directory.feeds.cleaning import cut, email, line, number, phone, text, url
from directory.feeds.rows import Raw, Severity
from directory.feeds.service import understand
from directory.feeds.when import NoSuchDateError, byday, clock, day
from tests.directory.importing.feeding import at, location, record


def row_of(**changes):
    row, problems = understand(Raw(1, record(**changes)))
    return row, {one.field: one for one in problems}


def test_a_description_in_html_becomes_plain_lines_and_its_script_is_gone():
    told = text("<p>Come &amp; play&nbsp;!</p><ul><li>Paint</li><li>Sing</li></ul><script>steal()</script>")
    assert told == "Come & play !\n\n- Paint\n- Sing"


def test_html_that_was_escaped_twice_leaves_no_tags_behind():
    assert text("&lt;p&gt;Come&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;") == "Come"
    assert text("&amp;lt;b&amp;gt;Come&amp;lt;/b&amp;gt;") == "Come"


def test_a_sign_up_link_keeps_its_address():
    assert text('<a href="https://example.org/join">Join here</a>') == "Join here (https://example.org/join)"


def test_a_less_than_sign_and_an_address_in_brackets_are_not_taken_for_tags():
    assert text("for children < 5, ask <club@example.org>") == "for children < 5, ask <club@example.org>"


def test_a_quotation_mark_that_was_garbled_on_the_way_is_put_right():
    assert text("donâ€™t miss the CafÃ©") == "don\u2019t miss the Café"


def test_control_signs_and_lone_surrogates_never_reach_the_database():
    assert line("Ott\x00ers\u200b \ud800club") == "Ott ers ?club"


@pytest.mark.parametrize(
    "bad", ["javascript:alert(1)", "ask us", "http://", "ftp://example.org", "http://[::1"]
)
def test_what_no_browser_could_follow_is_no_web_address(bad):
    if bad == "http://":
        assert url(bad) == ""
        return
    with pytest.raises(ValueError, match="isn't a web address"):
        url(bad)


def test_a_web_address_without_its_scheme_gets_one():
    assert url(" www.example.org/clubs ") == "http://www.example.org/clubs"


def test_mailto_and_a_second_address_are_left_out_of_an_email():
    assert email("mailto:club@example.org; other@example.org") == "club@example.org"
    with pytest.raises(ValueError, match="isn't an e-mail address"):
        email("ring us")


def test_a_phone_number_needs_digits():
    assert phone("tel:01632  960 123") == "01632 960 123"
    with pytest.raises(ValueError, match="isn't a phone number"):
        phone("see website")


def test_not_a_number_and_infinity_are_no_numbers():
    assert number("£1,250.50") == number("1250.50")
    for bad in ("NaN", "Infinity", "five"):
        with pytest.raises(ValueError, match="number"):
            number(bad)


def test_a_text_is_cut_at_a_word():
    assert cut("one two three", 9) == "one two…"


def test_times_and_days_are_read_as_people_write_them():
    assert [clock("6.30pm"), clock("18:30:00"), clock("12am")] == ["18:30", "18:30", "00:00"]
    assert byday("Mondays, Tues and FR") == "MO,TU,FR"
    assert byday("1MO,-1FR") == "1MO,-1FR"
    with pytest.raises(ValueError, match="no such time"):
        clock("25:00")
    with pytest.raises(ValueError, match="day of the week"):
        byday("someday")


def test_the_thirty_first_of_february_is_no_date_in_either_spelling():
    for written in ("2026-02-31", "31/02/2026"):
        with pytest.raises(NoSuchDateError):
            day(written)


def test_ages_that_are_swapped_refuse_the_row_and_both_are_named():
    row, wrong = row_of(minimum_age=16, maximum_age=5)
    assert row is None
    assert "16" in wrong["minimum_age, maximum_age"].reason
    assert "5" in wrong["minimum_age, maximum_age"].reason


def test_an_age_in_words_is_left_out_with_a_warning_and_an_endless_one_is_open():
    row, wrong = row_of(minimum_age="all ages", maximum_age=999)
    assert (row.age_min, row.age_max) == (None, None)
    assert wrong["minimum_age"].severity == Severity.WARNING


def test_a_date_that_does_not_exist_refuses_the_row():
    row, wrong = row_of(schedules=[{"byday": "MO", "valid_to": "2026-02-30"}])
    assert row is None
    assert "2026-02-30" in wrong["valid_to"].reason


def test_a_check_that_lies_in_the_future_is_not_believed():
    row, wrong = row_of(assured_date="2999-01-01")
    assert row.assured_date is None
    assert "assured_date" in wrong


@pytest.mark.parametrize(("lat", "lon"), [(48.85, 2.35), (100, 101), (40.7, -74.0)])
def test_a_venue_outside_the_british_isles_is_kept_without_its_point(lat, lon):
    row, wrong = row_of(service_at_locations=at(location(latitude=lat, longitude=lon)))
    assert row.venues[0].lat is None
    assert "outside the British Isles" in wrong["latitude, longitude"].reason
    assert wrong["latitude, longitude"].severity == Severity.WARNING


def test_swapped_coordinates_are_called_swapped():
    _, wrong = row_of(service_at_locations=at(location(latitude=-3.1, longitude=51.015)))
    assert "swapped" in wrong["latitude, longitude"].reason


def test_a_postcode_gets_its_one_spelling_and_a_wrong_one_a_warning():
    assert row_of()[0].venues[0].postcode == "TA1 1AA"
    row, wrong = row_of(
        service_at_locations=at(location(addresses=[{"postal_code": "ABC 1234", "city": "X"}]))
    )
    assert row.venues[0].postcode == "ABC 1234"
    assert "postcode" in wrong


def test_a_row_without_an_id_or_a_name_or_with_an_unknown_status_is_refused():
    assert row_of(id=None)[0] is None
    assert row_of(name="  ")[0] is None
    assert "open-ish" in row_of(status="open-ish")[1]["status"].reason


def test_an_organisation_is_not_mistaken_for_a_service():
    row, problems = understand(Raw(1, {"id": "1", "name": "Sparks Together", "description": "A charity"}))
    assert row is None
    assert "isn't a service" in problems[0].reason


def test_a_name_that_is_too_long_is_cut_and_says_so():
    row, wrong = row_of(name="word " * 80)
    assert len(row.name) <= 255
    assert "cut to 255" in wrong["name"].reason


def test_all_that_is_wrong_with_a_row_is_said_at_once():
    _, wrong = row_of(minimum_age=9, maximum_age=1, assured_date="2026-02-30", url="nowhere at all")
    assert {"minimum_age, maximum_age", "assured_date", "url"} <= wrong.keys()


def test_older_names_of_the_standard_are_understood():
    row, _ = understand(
        Raw(
            1,
            {
                "id": 7,
                "name": "Brownies",
                "min_age": 7,
                "max_age": 10,
                "organisation": {"id": 3, "name": "Guides"},
                "locations": [
                    {"id": 5, "name": "School", "geometry": {"type": "Point", "coordinates": [-0.79, 51.81]}}
                ],
                "regular_schedules": [{"weekday": "Monday", "opens_at": "10:00", "closes_at": "17:00"}],
                "send_needs": [{"id": 1, "name": "Autism", "slug": "autism"}],
                "free": True,
            },
        )
    )
    assert (row.source_id, row.age_min, row.age_max, row.cost) == ("7", 7, 10, "free")
    assert (row.venues[0].lat, row.venues[0].lon) == (51.81, -0.79)
    assert (row.schedules[0].freq, row.schedules[0].byday) == ("WEEKLY", "MO")
    assert (row.terms[0].name, row.terms[0].belongs) == ("Autism", "need")


def test_an_authoritys_own_area_code_is_taken_where_the_list_calls_it_a_code():
    (area,) = row_of(service_areas=[{"code": "SOM-WEST-2", "name": "West Somerset"}])[0].areas
    assert (area.code, area.name) == ("SOM-WEST-2", "West Somerset")


def test_an_area_code_of_more_than_20_characters_and_a_name_are_no_codes():
    long, name = row_of(service_areas=[{"code": "X" * 21, "name": "The levels"}, {"name": "SOM-WEST-2"}])[
        0
    ].areas
    assert (long.code, long.name) == ("", "The levels")
    assert (name.code, name.name) == ("", "SOM-WEST-2")


def test_a_national_area_code_is_found_in_an_address_and_goes_before_the_lists_own():
    uri = "https://statistics.data.gov.uk/id/statistical-geography/E06000066"
    (area,) = row_of(service_areas=[{"code": "SOM", "uri": uri, "name": "Somerset"}])[0].areas
    assert area.code == "E06000066"
    assert len(row_of(service_areas=[{"code": "Y" * 20}])[0].areas[0].code) == 20
