"""What if there were more? Where a few venues would help most, worked out and kept."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from directory.models import Service, Venue
from localoffer.commissioning.actions import scenario as acting
from localoffer.commissioning.actions.scenario import CannotSuggestError, make_scenario
from localoffer.commissioning.models import Measure, Scenario
from tests import making

from .making import north
from .making_plans import LINE, again, hall, measured, person

pytestmark = pytest.mark.django_db
AGES = 26
ASKING = "/gaps/clubs/what-if/"


@pytest.fixture
def run(tmp_path, settings):
    return measured(tmp_path, settings)


def names(scenario):
    return [place["name"] for place in scenario.chosen]


def gains(scenario):
    return {gain["name"]: gain for gain in scenario.gains}


def page_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.content, "html.parser")


def test_one_more_hall_is_put_where_most_children_come_within_reach(run):
    hall("Blagdon Hall", north(24))
    hall("Yatton Hall", north(60))
    made = make_scenario(run=run, candidates="venues", more=1)
    # Blagdon reaches itself, Priddy and Ubley, each 4 km away; Yatton only itself.
    assert names(made) == ["Blagdon Hall"]
    assert (made.children, made.rural_children) == (26 * AGES, 26 * AGES)
    assert made.beyond_before == 38 * AGES
    assert set(gains(made)) == {"Priddy", "Blagdon", "Ubley"}
    priddy = gains(made)["Priddy"]
    assert priddy["before_km"] == pytest.approx(20, abs=0.02)
    assert priddy["after_km"] == pytest.approx(4, abs=0.02)
    assert priddy["place"] == 1
    assert made.proven


def test_who_has_a_club_within_reach_today_keeps_it_and_gains_nothing(run):
    hall("Another hall in Wells", north(0.5))
    hall("Yatton Hall", north(60))
    made = make_scenario(run=run, candidates="venues", more=2)
    # Wells has the most children by far, and its club already.
    assert names(made) == ["Yatton Hall"]
    assert "Wells" not in gains(made)
    assert Service.objects.filter(name="Town club", live=True).exists()


def test_the_exact_answer_is_better_than_greedy_where_the_tempting_middle_comes_first(tmp_path, settings):
    villages = (
        LINE[0],
        ("E01000011", "Far west", north(28), 4, "Rural"),
        ("E01000012", "West", north(33), 6, "Rural"),
        ("E01000013", "East", north(37), 6, "Rural"),
        ("E01000014", "Far east", north(42), 4, "Rural"),
    )
    run = measured(tmp_path, settings, villages)
    hall("Middle hall", north(33.9))  # West and East: 12 of each age
    hall("West hall", north(29))  # Far west and West: 10
    hall("East hall", north(41))  # East and Far east: 10
    made = make_scenario(run=run, candidates="venues", more=2)
    assert sorted(names(made)) == ["East hall", "West hall"]
    assert made.children == 20 * AGES
    assert made.greedy_children == 16 * AGES
    assert made.proven


def test_rural_first_puts_fewer_children_in_the_country_before_more_in_town(tmp_path, settings):
    villages = (
        LINE[0],
        ("E01000011", "New town", north(40), 30, "Urban"),
        ("E01000012", "Moor", north(80), 3, "Rural"),
    )
    run = measured(tmp_path, settings, villages)
    hall("Town rooms", north(40))
    hall("Moor hut", north(80))
    assert names(make_scenario(run=run, candidates="venues", more=1)) == ["Town rooms"]
    first = make_scenario(run=run, candidates="venues", more=1, rural_first=True)
    assert names(first) == ["Moor hut"]
    assert (first.children, first.rural_children) == (3 * AGES, 3 * AGES)


def test_the_middle_of_any_area_needs_no_hall(run):
    made = make_scenario(run=run, candidates="areas", more=2)
    assert names(made) == ["The middle of Blagdon", "The middle of Yatton"]
    assert made.considered == len(LINE)
    assert make_scenario(run=run, candidates="areas", more=10).children == 38 * AGES


def test_a_refuge_a_draft_a_venue_over_the_border_or_one_without_a_point_is_no_candidate(run):
    hall("A safe place", north(24), address_hidden=True)
    hall("Over the border", north(26.5))
    draft = making.venue("Only in a draft", *north(24))
    making.service("Nobody published it", at=[draft], live=False)
    hall("Post box", north(24), location_type=Venue.Kind.POSTAL)
    Venue.objects.create(name="Nowhere")
    hall("Yatton Hall", north(60))
    hall("Yatton Hall as another list spells it", north(60))
    made = make_scenario(run=run, candidates="venues", more=10)
    assert names(made) == ["Yatton Hall"]
    assert made.considered == 2  # with the town hall


def test_of_very_many_places_those_nearest_to_the_children_are_compared_and_the_page_says_so(
    run, monkeypatch, client
):
    monkeypatch.setattr(acting, "MOST_CANDIDATES", 2)
    for number, km in enumerate((0.0, 0.2, 0.4)):
        hall(f"Hall {number} of Wells", north(km))
    hall("Blagdon Hall", north(24))
    hall("Yatton Hall", north(60.1))
    made = make_scenario(run=run, candidates="venues", more=2)
    assert sorted(names(made)) == ["Blagdon Hall", "Yatton Hall"]
    assert (made.considered, made.left_out) == (2, 3)
    words = page_of(client, made.get_absolute_url()).select_one("#words").get_text()
    assert (
        "2 places that we know were compared, those nearest to the children who go without; 3 farther"
        in words
    )


def test_when_the_time_is_up_the_best_so_far_is_kept_and_the_page_says_that_it_is_not_proven(
    run, monkeypatch, client
):
    hall("Blagdon Hall", north(24))
    site = acting.site

    def stopped(*args, **how):
        found = site(*args, **how)
        return type(found)(found.venues, found.greedy, False, found.bound + 100, None)

    monkeypatch.setattr(acting, "site", stopped)
    made = make_scenario(run=run, candidates="venues", more=1, seconds=3.0)
    assert not made.proven
    words = page_of(client, made.get_absolute_url()).select_one("#words").get_text()
    assert "The search was stopped after 3 seconds." in words
    assert f"none can reach more than {26 * AGES + 100} children" in words
    assert "No other choice" not in words


def test_no_time_at_all_still_gives_an_answer(run):
    hall("Blagdon Hall", north(24))
    assert make_scenario(run=run, candidates="venues", more=1, seconds=0).children == 26 * AGES


def test_stopped_half_way_nothing_is_left_behind(run, monkeypatch):
    hall("Blagdon Hall", north(24))

    def killed(*args, **how):
        raise KeyboardInterrupt

    monkeypatch.setattr(acting, "_fill", killed)
    with pytest.raises(KeyboardInterrupt):
        make_scenario(run=run, candidates="venues", more=1)
    assert not Scenario.objects.exists()


@pytest.mark.parametrize("more", [0, 11, -1])
def test_none_or_eleven_more_places_are_refused(run, more):
    with pytest.raises(ValidationError):
        make_scenario(run=run, candidates="areas", more=more)
    assert not Scenario.objects.exists()


def test_with_no_gap_there_is_nothing_to_suggest(run):
    for _, _, middle, _, _ in LINE:
        making.service("Club", kinds=["club"], at=[middle])
    with pytest.raises(CannotSuggestError, match="lives within 5 km already"):
        make_scenario(run=again(run.measure), candidates="areas", more=1)


def test_halls_that_help_nobody_are_not_suggested_and_the_message_says_what_to_try(run):
    with pytest.raises(CannotSuggestError, match=r"None of the 1 places .* Try the middle of any area"):
        make_scenario(run=run, candidates="venues", more=1)


def test_a_run_by_travel_times_that_are_gone_is_not_mixed_with_straight_lines(run):
    run.parameters |= {"travel": {"km_an_hour": 40}}
    with pytest.raises(CannotSuggestError, match="no longer loaded"):
        make_scenario(run=run, candidates="areas", more=1)


def test_a_commissioner_asks_and_everybody_reads_the_answer(run, client):
    hall("Blagdon Hall", north(24))
    commissioner = person("commissioner")
    client.force_login(commissioner)
    answer = client.post(ASKING, {"more": "1", "candidates": "venues", "name": "A club on the hills"})
    made = Scenario.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/gaps/scenarios/{made.pk}/")
    assert ModelLogEntry.objects.for_instance(made).get().user == commissioner
    client.logout()
    page = page_of(client, answer["Location"])
    assert page.h1.get_text() == "What if? A club on the hills"
    assert (
        "676 children within 5 km who live beyond it now: 68% of 988"
        in page.select_one("#words p").get_text()
    )
    rows = [
        [cell.get_text(strip=True) for cell in row.select("th,td")] for row in page.select("#gains tbody tr")
    ]
    assert ["Priddy", "Rural", "260", "20.1", "4.1", "1"] in rows
    assert page.select_one("#places tbody th").get_text() == "Blagdon Hall"
    assert len(page.select("svg .gaps-area")) == len(LINE)
    assert len(page.select("svg .gaps-pin")) == 1
    lined = {area.title.get_text() for area in page.select("svg .gaps-area") if area.use}
    assert "Priddy: 4.1 km instead of 20.1 km" in lined
    assert len(lined) == 3
    assert "A club on the hills" in page_of(client, ASKING).select_one("#saved").get_text()


def test_the_file_says_what_the_table_says_and_runs_nothing_in_a_spreadsheet(run, client):
    Venue.objects.filter(pk=hall("x", north(24)).pk).update(name="=cmd()")
    made = make_scenario(run=run, candidates="venues", more=1)
    answer = client.get(f"/gaps/scenarios/{made.pk}.csv")
    rows = {row["name"]: row for row in csv.DictReader(io.StringIO(answer.content.decode()))}
    assert set(rows) == {"Priddy", "Blagdon", "Ubley"}
    assert (rows["Priddy"]["nearest_km_before"], rows["Priddy"]["nearest_km_after"]) == ("20.1", "4.1")
    assert rows["Priddy"]["place"] == "'=cmd()"
    assert rows["Priddy"]["best_proven"] == "yes"


@pytest.mark.parametrize("role", [None, "editor"])
def test_nobody_else_makes_the_server_calculate(run, client, role):
    if role:
        client.force_login(person(role))
    answer = client.post(ASKING, {"more": "1", "candidates": "areas"})
    assert answer.status_code == (403 if role else 302)
    assert not Scenario.objects.exists()
    page = page_of(client, ASKING)
    assert not page.select("form[method=post]")
    assert "Commissioners who log in" in page.get_text()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"more": "eleven", "candidates": "areas"}, "a whole number from 1 to 10"),
        ({"more": "11", "candidates": "areas"}, "10 more places at most"),
        ({"more": "1", "candidates": "moon"}, "Choose one"),
        ({"more": "1", "candidates": "venues"}, "None of the 1 places"),
    ],
)
def test_a_slip_in_the_form_is_told_where_it_is_and_what_was_typed_stays(run, client, sent, said):
    client.force_login(person("commissioner"))
    answer = client.post(ASKING, sent | {"name": "Mine"})
    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 422
    assert said in page.select_one(".govuk-error-summary").get_text()
    assert page.find("input", attrs={"name": "name"})["value"] == "Mine"
    assert not Scenario.objects.exists()


def test_looking_calculates_nothing_and_takes_at_most_four_statements(
    run, client, django_assert_max_num_queries, monkeypatch
):
    hall("Blagdon Hall", north(24))
    made = make_scenario(run=run, candidates="venues", more=1)

    def worked_out(*args, **how):
        raise AssertionError("a GET must not calculate")

    monkeypatch.setattr(acting, "site", worked_out)
    for address in (ASKING, made.get_absolute_url(), f"/gaps/scenarios/{made.pk}.csv"):
        with django_assert_max_num_queries(4) as asked:
            assert client.get(f"{address}?more=3&candidates=areas").status_code == 200
        assert all(one["sql"].lstrip().upper().startswith("SELECT") for one in asked.captured_queries)
    assert Scenario.objects.count() == 1


def test_on_a_closed_site_a_scenario_is_for_those_who_are_logged_in(run, client, settings):
    made = make_scenario(run=run, candidates="areas", more=1)
    settings.GAPS_PUBLIC = False
    for address in (ASKING, made.get_absolute_url(), f"/gaps/scenarios/{made.pk}.csv"):
        assert client.get(address).status_code == 302
    client.force_login(person("commissioner"))
    assert client.get(made.get_absolute_url()).status_code == 200


def test_what_is_not_there_says_so(run, client):
    Measure.objects.create(code="never", name="Never")
    assert client.get("/gaps/scenarios/99/").status_code == 404
    assert client.get("/gaps/scenarios/99.csv").status_code == 404
    assert client.get("/gaps/nope/what-if/").status_code == 404
    assert "not measured yet" in page_of(client, "/gaps/never/what-if/").h1.get_text()
    client.force_login(person("commissioner"))
    assert client.post("/gaps/nope/what-if/", {"more": "1"}).status_code == 302


def test_the_scenario_outlives_a_change_of_the_measure(run, client):
    made = make_scenario(run=run, candidates="areas", more=1)
    Measure.objects.filter(pk=run.measure_id).delete()
    assert page_of(client, made.get_absolute_url()).h1
