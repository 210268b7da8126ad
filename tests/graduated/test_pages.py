"""What to expect, as each reader meets it."""

import pytest
from bs4 import BeautifulSoup

from localoffer.graduated.choices import Phase

from .making_tool import NOISE, TOOL, made_area, made_barrier, made_strategy, made_tool

pytestmark = pytest.mark.django_db


def page_of(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return BeautifulSoup(answer.content, "html.parser")


def text_of(element):
    return " ".join(element.get_text(" ").split())


def main_of(client, address):
    return text_of(page_of(client, address).select_one("main"))


def names(page, level):
    return [text_of(one.find(string=True, recursive=False)) for one in page.select(f"#{level} .thing__name")]


@pytest.fixture
def noise():
    barrier = made_barrier(needs=["autism"])
    made_strategy(barriers=[barrier])
    made_strategy("headphones", "Headphones", "targeted", [barrier], phases=[Phase.PRIMARY], step="plan")
    made_strategy("therapist", "Advice from a therapist", "specialist", [barrier])
    return barrier


def test_a_parent_reads_what_to_expect_of_school_in_three_levels(client, noise):
    page = page_of(client, f"{NOISE}primary/parent/")
    assert text_of(page.h1) == "Finding noise hard: primary"
    assert [text_of(one) for one in page.select(".level__heading")] == [
        "What should happen for every child",
        "If that is not enough: SEN support",
        "If that is not enough: specialist help",
    ]
    said = text_of(page.select_one("main"))
    assert "Your child may hide or hit out." in said
    assert "covers his ears" in said
    assert "Your child can go there without asking." in said
    assert "The class teacher sets it up." in said
    assert "SENCO is short for special educational needs co-ordinator" in said
    for not_hers in (
        "A corner with a screen",
        "Quiet helps people to think",
        "You can go to the quiet place",
    ):
        assert not_hers not in said


def test_a_young_person_is_spoken_to_and_never_spoken_about(client, noise):
    page = page_of(client, f"{NOISE}secondary/young-person/")
    said = text_of(page.select_one("main"))
    assert "Sounds can hurt. You are not making it up." in said
    assert "You can go to the quiet place." in said
    assert "If you need more help" in said
    assert "Childline" in said
    article = page.select_one("article")
    article.select_one(".help-near").extract()
    assert "your child" not in text_of(article).lower()
    assert "my child" not in text_of(article).lower()
    assert "covers his ears" not in said
    assert "The class teacher sets it up." not in said


def test_a_school_reads_what_to_do_why_and_when_it_is_looked_at_again(client, noise):
    said = main_of(client, f"{NOISE}primary/school/")
    assert "Watch the dinner hall and the corridor." in said
    assert "A corner with a screen and soft light." in said
    assert "Quiet helps people to think." in said
    assert "Kept by: Inclusion team. Last checked on 23 October 2026." in said
    assert "your child" not in said.lower()


def test_a_provider_reads_how_to_work_with_the_school(client, noise):
    page = page_of(client, f"{NOISE}post-16/provider/")
    assert text_of(page.select_one("#ways")) == "How to work with the college"
    said = text_of(page.select_one("main"))
    assert "Say beforehand how loud it will be." in said
    assert "Quiet helps people to think." not in said


def test_only_what_is_for_the_age_is_shown_and_all_of_it_without_one(client, noise):
    assert names(page_of(client, f"{NOISE}primary/parent/"), "targeted") == ["Headphones"]
    assert names(page_of(client, f"{NOISE}secondary/parent/"), "targeted") == []
    assert names(page_of(client, NOISE), "targeted") == ["Headphones"]
    assert text_of(page_of(client, NOISE).h1) == "Finding noise hard"


def test_the_universal_level_is_open_and_the_others_say_how_many_things_they_hold(client, noise):
    made_strategy("second", "Second", "targeted", [noise])
    page = page_of(client, f"{NOISE}primary/parent/")
    assert page.select_one("#universal .things").find_parent("details") is None
    for level, count in (("targeted", "2 things"), ("specialist", "1 thing")):
        assert text_of(page.select_one(f"#{level} summary")).startswith(count)
    assert "For everyone : 1 thing" in text_of(page.select_one(".jump"))


def test_assess_plan_do_review_says_which_things_belong_where(client, noise):
    steps = page_of(client, f"{NOISE}primary/parent/").select(".cycle > li")
    assert [text_of(step.strong) for step in steps] == ["Assess.", "Plan.", "Do.", "Review."]
    assert [[text_of(link) for link in step.select("a")] for step in steps] == [
        [],
        ["Headphones"],
        ["A quiet place to go", "Advice from a therapist"],
        [],
    ]
    assert steps[1].a["href"] == "#do-headphones"


def test_an_age_that_nothing_is_written_for_says_so_and_shows_the_rest(client):
    barrier = made_barrier(phases=[Phase.PRIMARY])
    made_strategy(barriers=[barrier], phases=[Phase.PRIMARY])
    page = page_of(client, f"{NOISE}early-years/parent/")
    assert "Nothing is written for this age alone" in text_of(page.select_one("#not-in-phase"))
    assert names(page, "universal") == ["A quiet place to go"]


def test_drafts_and_what_has_ended_are_seen_nowhere(client, noise):
    made_strategy("secret", "Secret draft", "universal", [noise], live=False)
    made_strategy("old", "Ended", "universal", [noise], expire_at="2026-01-01T00:00Z")
    said = client.get(NOISE).content.decode()
    assert "Secret draft" not in said
    assert "Ended" not in said
    for code in ("secret", "old", "never-was"):
        page_of(client, f"{TOOL}strategies/{code}/", status=404)


@pytest.mark.parametrize("ending", ["toddler/", "primary/teacher/", "primary/parent/more/", "easy-read/"])
def test_an_address_that_there_is_not_is_not_found(client, noise, ending):
    assert client.get(NOISE + ending).status_code == 404


def test_the_same_page_is_one_link_away_for_every_other_reader_and_age(client, noise):
    page = page_of(client, f"{NOISE}primary/parent/?near=TA6+4RN")
    links = {text_of(link): link["href"] for link in page.select(".chooser a")}
    assert links["Young person"] == f"{NOISE}primary/young-person/?near=TA6+4RN"
    assert links["Secondary, 11 to 16"] == f"{NOISE}secondary/parent/?near=TA6+4RN"
    assert links["All ages"] == f"{NOISE}all-ages/parent/?near=TA6+4RN"
    for address in links.values():
        page_of(client, address)


def test_one_strategy_serves_two_barriers_and_its_page_leads_to_both(client, noise):
    other = made_barrier("crowds", "Finding crowds hard")
    strategy = made_strategy("shared", "Shared", "universal", [noise, other])
    for address in (NOISE, f"{TOOL}senses/crowds/"):
        assert "Shared" in names(page_of(client, address), "universal")
    page = page_of(client, strategy.get_absolute_url())
    assert [text_of(link) for link in page.select("#helps-with a")] == [
        "Finding noise hard",
        "Finding crowds hard",
    ]
    for link in page.select("#helps-with a"):
        page_of(client, link["href"])


def test_words_of_an_editor_are_never_taken_for_html(client):
    barrier = made_barrier(for_parents="<script>alert(1)</script>\n\n- one\n- <b>two</b>")
    made_strategy(barriers=[barrier], families_can_expect="<img src=x onerror=alert(1)>")
    page = page_of(client, NOISE)
    assert not page.select("main script, main img")
    assert [text_of(point) for point in page.select("#notice ~ ul.govuk-list li")] == ["one", "<b>two</b>"]


def test_an_area_lists_what_a_parent_may_notice(client, noise):
    page = page_of(client, f"{TOOL}senses/")
    assert [(text_of(link), link["href"]) for link in page.select("#barriers ~ ul a")] == [
        ("Finding noise hard", NOISE)
    ]


def test_an_area_cannot_take_the_address_of_strategies_nor_the_tool_another_one():
    from django.core.exceptions import ValidationError

    area = made_area()
    area.slug = "strategies"
    with pytest.raises(ValidationError, match="where strategies are"):
        area.full_clean()
    tool = made_tool()
    tool.slug = "expect"
    with pytest.raises(ValidationError, match="always at"):
        tool.full_clean()
