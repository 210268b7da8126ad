"""The finder: who, how old, what is noticed."""

import pytest

from localoffer.graduated.noticing import FEW

from .making_tool import NOISE, TOOL, made_area, made_barrier, made_strategy, made_tool
from .test_pages import page_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def tool():
    made_barrier()
    made_barrier(
        "reading", "Finding reading hard", made_area("learning", "Learning"), also_known_as="hates books"
    )
    made_barrier("crowds", "Finding crowds hard", also_known_as="hates noise in the hall")
    return made_tool()


def found(page):
    return [text_of(link) for link in page.select("#found-list a")]


def test_an_empty_finder_asks_three_things_and_explains_the_cycle(client, tool):
    page = page_of(client, TOOL)
    assert [text_of(one) for one in page.select("form.finder legend")] == ["I am a", "Age"]
    assert "Primary, 4 to 11" in text_of(page.select_one("form.finder"))
    assert [text_of(one) for one in page.select(".cycle strong")] == ["Assess.", "Plan.", "Do.", "Review."]
    shelves = {
        text_of(one.summary): [text_of(button) for button in one.select("button")]
        for one in page.select("form.finder details")
    }
    assert shelves == {
        "Senses and body": ["Finding noise hard", "Finding crowds hard"],
        "Learning": ["Finding reading hard"],
    }
    assert not page.select("#found")


def test_a_parent_says_it_in_her_own_words_and_chooses(client, tool):
    page = page_of(client, f"{TOOL}?who=parent&phase=primary&notice=too+noisy+in+class")
    assert found(page)[0] == "Finding noise hard"
    assert page.select_one("#found-list a")["href"] == f"{NOISE}primary/parent/"
    assert page.select_one("meta[name=robots]")["content"] == "noindex"


def test_even_one_that_fits_alone_is_asked_about_first(client, tool):
    assert found(page_of(client, f"{TOOL}?notice=books")) == ["Finding reading hard"]


@pytest.mark.parametrize(
    "words", ["finding noise hard", "Can't cope with noise in class", "  covers  his ears "]
)
def test_the_very_name_leads_straight_to_the_page(client, tool, words):
    answer = client.get(TOOL, {"who": "school", "phase": "secondary", "notice": words, "near": "TA6 4RN"})
    assert (answer.status_code, answer["Location"]) == (302, f"{NOISE}secondary/school/?near=TA6+4RN")


def test_a_name_that_two_have_is_asked_about(client, tool):
    made_barrier("loud", "Loud places", also_known_as="covers his ears")
    page = page_of(client, f"{TOOL}?notice=covers+his+ears")
    assert set(found(page)) >= {"Loud places", "Finding noise hard"}


def test_one_picked_from_the_lists_keeps_who_and_how_old(client, tool):
    answer = client.get(
        TOOL, {"who": "young-person", "phase": "post-16", "notice": "books", "pick": "senses/noise"}
    )
    assert answer["Location"] == f"{NOISE}post-16/young-person/"


def test_who_and_age_that_nobody_knows_are_a_parent_and_all_ages(client, tool):
    answer = client.get(TOOL, {"who": "martian", "phase": "400", "pick": "senses/noise"})
    assert answer["Location"] == f"{NOISE}all-ages/parent/"


@pytest.mark.parametrize(
    "query", ["notice=xyzzy", "pick=senses/never-was", "notice=", "notice=%20", "who=school"]
)
def test_nothing_found_is_said_kindly_with_ways_on(client, tool, query):
    page = page_of(client, f"{TOOL}?{query}")
    assert text_of(page.select_one("#found")) in (
        "We found nothing for those words",
        "Tell us what you notice",
    )
    assert len(page.select("form.finder details")) == 2


def test_too_many_words_are_refused_with_how_to_mend_it(client, tool):
    page = page_of(client, f"{TOOL}?notice={'a' * 201}")
    assert "up to 200 letters" in text_of(page.select_one(".govuk-error-summary"))
    assert text_of(page.select_one("#notice-error")).startswith("Error: That is too long")
    assert page.title.string.startswith("Error:") or "Error:" in page.title.string


def test_no_more_are_offered_than_a_person_can_choose_from(client, tool):
    for number in range(12):
        made_barrier(f"b{number}", f"Sort of trouble {number}")
    assert len(found(page_of(client, f"{TOOL}?notice=trouble"))) == FEW


def test_what_was_typed_is_in_no_file_and_no_cookie(client, tool):
    made_strategy(barriers=[])
    answer = client.get(TOOL, {"notice": "Zebedee hides", "near": "TA6 4RN"})
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
