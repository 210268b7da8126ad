"""A parent looks for a school: by type, by age, by name, and by how near it is."""

import pytest
from bs4 import BeautifulSoup

from .making import loaded, school

pytestmark = pytest.mark.django_db
SCHOOLS = "/schools/"


def page_of(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return BeautifulSoup(answer.content, "html.parser")


def text_of(element):
    return " ".join(element.get_text(" ").split())


def names(page):
    return [link.get_text() for link in page.select(".schools-list a")]


def test_every_open_school_is_listed_a_to_z_in_sections_by_letter(client):
    school(900001, "Otterbrook School")
    school(900002, "alder School")
    school(900003, "3 Oaks")
    school(900004, "Ash School", status="closing")
    school(900005, "Gone School", status="closed")
    page = page_of(client, SCHOOLS)
    assert names(page) == ["3 Oaks", "alder School", "Ash School", "Otterbrook School"]
    assert [heading.get_text() for heading in page.select("h2.schools-letter")] == ["0 to 9", "A", "O"]
    assert all(section["aria-labelledby"] for section in page.select("main section"))
    assert "Open, but planned to close" in text_of(page.select_one("main"))


def test_maintained_and_independent_schools_are_one_link_away(client):
    school(900001, "Otterbrook School")
    school(900002, "Heron Hall", group="independent")
    page = page_of(client, SCHOOLS)
    links = {text_of(item.a): item.a["href"] for item in page.select(".schools-types li")}
    assert links == {
        "Maintained schools": "/schools/?group=maintained",
        "Independent schools": "/schools/?group=independent",
    }
    maintained = page_of(client, links["Maintained schools"])
    assert text_of(maintained.h1) == "Maintained schools"
    assert names(maintained) == ["Otterbrook School"]


def test_what_is_chosen_stays_chosen_and_each_count_is_what_a_click_would_leave(client):
    school(900001, "A", phase="primary")
    school(900002, "B", phase="secondary")
    school(900003, "C", phase="primary", group="academy")
    school(900004, "D", phase="", group="special")
    page = page_of(client, f"{SCHOOLS}?phase=primary")
    assert names(page) == ["A", "C"]
    counts = [text_of(item).removesuffix(" schools") for item in page.select(".schools-types li")]
    assert counts == ["Maintained schools 1", "Academies and free schools 1"]
    assert page.select_one(".schools-types a")["href"] == "/schools/?group=maintained&phase=primary"
    assert page.select_one("#id_phase option[selected]")["value"] == "primary"
    assert text_of(page.select_one("#unsaid")).startswith("1 more school here doesn't say")
    assert not page_of(client, SCHOOLS).select_one("#unsaid")


def test_a_parent_finds_a_school_by_a_part_of_its_name(client):
    school(900001, "Otterbrook School")
    school(900002, "Alder School")
    assert names(page_of(client, f"{SCHOOLS}?name=TTERB")) == ["Otterbrook School"]
    assert "No school fits" in text_of(page_of(client, f"{SCHOOLS}?name=zzz").select_one("#empty"))


def test_near_a_postcode_the_nearest_school_comes_first_with_its_miles_and_the_border_is_no_wall(
    client, county
):
    school(900001, "Far School", lat=51.2, lon=-3.004)
    school(900002, "Near School", lat=51.13, lon=-3.004)
    school(900003, "Over the border", lat=51.14, lon=-3.004, outside="Devon")
    school(900004, "Another county", lat=52.5, lon=-1.0)
    school(900005, "Nowhere", lat=None, lon=None)
    page = page_of(client, f"{SCHOOLS}?near=TA6+4RN")
    assert names(page) == ["Near School", "Over the border", "Far School"]
    shown = [text_of(item) for item in page.select(".schools-list li")]
    assert "0.1 miles" in shown[0]
    assert "0.8 miles Devon" in shown[1]
    assert "5 miles" in shown[2]
    assert names(page_of(client, f"{SCHOOLS}?near=TA6+4RN&within=2")) == ["Near School", "Over the border"]
    assert names(page_of(client, f"{SCHOOLS}?near=TA6+4RN&group=academy")) == []


def test_within_2_miles_means_a_circle_and_not_its_corners(client, county):
    school(900001, "North-east by 2.5 miles", lat=51.128 + 0.026, lon=-3.004 + 0.0413)
    assert names(page_of(client, f"{SCHOOLS}?near=TA6+4RN&within=2")) == []
    assert names(page_of(client, f"{SCHOOLS}?near=TA6+4RN&within=5")) == ["North-east by 2.5 miles"]


def test_with_none_near_the_page_offers_to_look_further(client, county):
    school(900001, "Far School", lat=51.25, lon=-3.004)
    page = page_of(client, f"{SCHOOLS}?near=TA6+4RN&within=5")
    assert "no such school within 5 miles of TA6 4RN" in text_of(page.select_one("#empty"))
    assert names(page_of(client, page.select_one("#empty a")["href"])) == ["Far School"]


def test_a_place_that_nobody_knows_is_said_at_the_top_and_beside_the_box_and_the_list_stays(client, county):
    school()
    page = page_of(client, f"{SCHOOLS}?near=Halbeath")
    assert "could not find Halbeath" in text_of(page.select_one(".govuk-error-summary"))
    assert page.select_one(".govuk-error-summary a")["href"] == "#id_near"
    assert page.select_one("#id_near")["aria-describedby"] == "near-error"
    assert page.select_one("#id_near")["value"] == "Halbeath"
    assert names(page) == ["Otterbrook Primary School"]


def test_too_many_letters_and_codes_that_mean_nothing_do_no_harm(client):
    school()
    page = page_of(client, f"{SCHOOLS}?near={'a' * 200}", status=400)
    assert page.select_one("#near-error")
    assert names(page_of(client, f"{SCHOOLS}?group=x&phase=y&within=z&page=-1")) == [
        "Otterbrook Primary School"
    ]
    assert names(page_of(client, f"{SCHOOLS}?page=99999")) == ["Otterbrook Primary School"]
    assert client.get(f"{SCHOOLS}?name=%00%1b").status_code in (200, 400)


def test_schools_outside_the_area_have_a_list_of_their_own(client):
    school(900001, "Ours")
    school(900002, "Theirs", outside="Devon", la_name="Devon")
    assert names(page_of(client, SCHOOLS)) == ["Ours"]
    assert page_of(client, SCHOOLS).select('a[href="/schools/outside/"]')
    page = page_of(client, "/schools/outside/")
    assert names(page) == ["Theirs"]
    assert "outside Somerset" in text_of(page.h1)


def test_a_long_list_has_pages_that_keep_what_was_chosen(client):
    for number in range(130):
        school(900001 + number, f"School {number:03}")
    page = page_of(client, f"{SCHOOLS}?phase=primary")
    assert len(names(page)) == 100
    after = page.select_one('a[rel="next"]')["href"]
    assert after == "/schools/?phase=primary&page=2"
    assert len(names(page_of(client, after))) == 30


def test_the_page_says_how_old_its_list_is(client):
    assert not page_of(client, SCHOOLS).select_one("#loaded")
    day = loaded().loaded_at
    assert f"{day.day} {day:%B %Y}" in text_of(page_of(client, SCHOOLS).select_one("#loaded"))


@pytest.mark.parametrize(
    "address",
    [
        SCHOOLS,
        f"{SCHOOLS}?group=maintained&phase=primary&name=school",
        f"{SCHOOLS}?near=TA6+4RN",
        f"{SCHOOLS}?near=Bridgwater",
        f"{SCHOOLS}?near=Halbeath",
        "/schools/outside/",
        "/schools/outside/?near=TA6+4RN",
    ],
)
def test_the_list_takes_four_statements_at_most_however_many_schools(
    client, county, address, django_assert_max_num_queries
):
    for number in range(40):
        school(900001 + number, f"School {number}", outside="Devon" if number % 2 else "")
    loaded()
    client.get(address)
    with django_assert_max_num_queries(4) as asked:
        assert client.get(address).status_code == 200
    assert all(one["sql"].lstrip().upper().startswith("SELECT") for one in asked.captured_queries)


def test_what_a_visitor_types_is_put_in_no_cookie(client, county):
    school()
    answer = client.get(f"{SCHOOLS}?near=TA6+4RN")
    assert not answer.cookies
