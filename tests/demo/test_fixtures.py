"""What is written in the fixtures: made up, safe to publish, and rich enough to show everything."""

import csv
import json
import re
from collections import Counter

import pytest

from localoffer.demo.actions import FEEDS, FIXTURES
from locations.postcodes import Postcode

#: Ofcom keeps these numbers free for drama.
DRAMA = re.compile(r"01632 960\d{3}|020 7946 0\d{3}|0808 157 0\d{3}")
NUMBER = re.compile(r"\b0[\d ]{8,}\d\b")
EXAMPLE = re.compile(r"(?:^|\.)example\.(?:org|com|net)$")
ADDRESS = re.compile(r"(?:https?://|@)([a-z0-9.-]+)", re.IGNORECASE)


@pytest.fixture(scope="module", params=FEEDS)
def text(request):
    return (FIXTURES / "feeds" / request.param).read_text(encoding="utf-8")


def taxonomies():
    return json.loads((FIXTURES / "reference" / "taxonomies.json").read_text(encoding="utf-8"))["taxonomies"]


def services():
    return json.loads((FIXTURES / "feeds" / FEEDS[0]).read_text(encoding="utf-8"))["contents"]


def rows(name):
    with (FIXTURES / "places" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_nobody_can_be_rung_by_mistake(text):
    # A UUID may hold a run of figures that looks like a number.
    numbers = NUMBER.findall(re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", text))
    assert numbers
    assert [number for number in numbers if not DRAMA.fullmatch(number)] == []


def test_nobody_can_be_written_to_or_visited_by_mistake(text):
    hosts = set(ADDRESS.findall(text))
    assert hosts
    assert [host for host in hosts if not EXAMPLE.search(host)] == []


def test_no_contact_is_a_person(text):
    assert '"contacts"' not in text
    assert "contact_name" not in text.split("\n")[0]


def test_the_feed_stays_small_enough_to_read():
    assert (FIXTURES / "feeds" / FEEDS[0]).stat().st_size < 400_000


def test_no_date_is_written_down_but_the_impossible_one(text):
    dates = set(re.findall(r"20\d\d-\d\d-\d\d", text))
    assert dates <= {"2026-02-30"}


def test_every_term_says_what_it_means_and_what_people_call_it():
    for taxonomy in taxonomies():
        for term in taxonomy["terms"]:
            assert term["description"].endswith("."), term["code"]
            assert term["alternate_names"], term["code"]


def test_the_words_parents_say_are_there():
    said = {
        word.lower(): term["code"]
        for taxonomy in taxonomies()
        for term in taxonomy["terms"]
        for word in term["alternate_names"]
    }
    spoken = {
        "respite": "short-break",
        "a break": "short-break",
        "won't go to school": "school-avoidance",
        "ebsa": "school-avoidance",
        "school refusal": "school-avoidance",
        "meltdowns": "behaviour",
        "aspergers": "autism",
        "asc": "autism",
        "ot": "therapy",
        "physio": "therapy",
        "swimming": "sport",
    }
    assert {word: said.get(word) for word in spoken} == spoken


def test_a_word_that_everybody_uses_is_nobodys_other_name():
    """ "near me" is not a question about ME, nor "hi" one about hearing impairment."""
    short = {
        word.lower()
        for taxonomy in taxonomies()
        for term in taxonomy["terms"]
        for word in term["alternate_names"]
        if len(word) <= 3
    }
    assert not short & {"me", "hi", "at", "a", "for", "my", "we", "she", "he", "fit", "sm", "all", "no"}


def test_the_codes_of_the_settlements_are_never_reused():
    codes = [row["code"] for row in rows("places.csv") if row["code"]]
    assert [code for code, times in Counter(codes).items() if times > 1] == []


def test_there_are_postcodes_all_over_the_county_and_the_ones_people_try_first():
    found = {row["postcode"] for row in rows("postcodes.csv")}
    assert {"TA6 4RN", "TA24 8QR", "TA24 7PP", "TA1 3QJ", "BA5 2SJ"} <= found
    assert len(found) > 300
    assert all(Postcode.parse(code).spell == code for code in found)
    outcodes = {row["name"] for row in rows("places.csv") if row["type"] == "outcode"}
    assert {f"TA{number}" for number in range(1, 25)} <= outcodes
    assert {code.split()[0] for code in found} <= outcodes


def test_points_are_no_finer_than_a_hundred_metres():
    for row in rows("postcodes.csv"):
        assert len(row["lat"].split(".")[1]) <= 3
        assert len(row["lon"].split(".")[1]) <= 3


def test_the_facts_say_where_they_come_from():
    said = (FIXTURES / "places" / "README.md").read_text(encoding="utf-8")
    for owed in ("Contains OS data", "Contains Royal Mail data", "Open Government Licence v3.0"):
        assert owed in said


def test_the_lists_hold_the_defects_that_real_lists_have():
    listed = services()
    checked = [one.get("checked_days_ago") for one in listed]
    assert None in checked
    assert max(days for days in checked if days is not None) > 365
    assert any("minimum_age" not in one and "maximum_age" not in one for one in listed)
    assert any("<p>" in one.get("description", "") for one in listed)
    assert any("<script>" in one.get("description", "") for one in listed)
    assert {"active", "inactive", "defunct", "temporarily closed"} == {one["status"] for one in listed}
    places = [at["location"] for one in listed for at in one.get("service_at_locations", [])]
    assert any("latitude" not in place for place in places)
    assert any(one.get("fees") and not one.get("cost") for one in listed)
    identifiers = Counter(one["id"] for one in listed)
    assert [times for times in identifiers.values() if times > 1] == [2]
