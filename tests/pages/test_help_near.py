"""A page of guidance leads to help near the place that a family gives."""

import pytest

from localoffer.pages.models import GuidancePage
from search import actions
from search.engine.base import SearchUnavailableError
from search.engine.embedded.engine import EmbeddedEngine
from tests.making import service, term
from tests.pages.making import page
from tests.pages.test_page_types import page_of, text_of, texts
from tests.search.pages.world import BRIDGWATER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index", "county")]


@pytest.fixture
def noise():
    for number in range(7):
        service(f"Calm club {number}", needs=["sensory"], kinds=["club"], at=[BRIDGWATER])
    made = page(GuidancePage, "Noise", slug="noise", needs=["sensory"])
    actions.rebuild()
    return made


def test_a_parent_gives_her_place_and_sees_the_nearest_help_on_the_same_page(client, noise):
    told = page_of(client, "/noise/?near=TA6+4RN")
    assert text_of(told.select_one("#help-count")).startswith("7 services within 20 miles of TA6 4RN")
    assert len(told.select(".help-near .result")) == 5
    more = told.select_one(".help-near > p > a")
    assert text_of(more) == "See all 7 on a list and a map"
    assert "Calm club" in client.get(more["href"]).content.decode()
    assert told.select_one("#help-place")["value"] == "TA6 4RN"
    assert told.select_one('meta[name="robots"]')["content"] == "noindex"


def test_a_place_that_nobody_knows_is_said_beside_its_field_and_the_page_is_whole(client, noise):
    told = page_of(client, "/noise/?near=Halbeath")
    error = told.select_one("#help-error")
    assert "Halbeath" in text_of(error)
    assert "help-error" in told.select_one("#help-place")["aria-describedby"]
    assert told.title.get_text().startswith("Error:")
    assert not told.select(".result, #help-none")


def test_nothing_near_has_ways_on_and_never_a_bare_nothing(client):
    made = page(GuidancePage, "Hoists", slug="hoists", needs=["hoist"])
    actions.rebuild()
    none = page_of(client, f"{made.url}?near=TA6+4RN").select_one("#help-none")
    assert "TA6 4RN" in text_of(none)
    ways = [one["href"] for one in none.select("a")]
    assert "/start/" in ways
    assert "/help-online/" in ways
    assert any(way.startswith("tel:") for way in ways)


def test_a_search_at_rest_is_said_and_the_page_is_whole(client, noise, monkeypatch):
    def rest(self, asked):
        raise SearchUnavailableError("down")

    monkeypatch.setattr(EmbeddedEngine, "search", rest)
    told = page_of(client, "/noise/?near=TA6+4RN")
    assert "Search is resting" in text_of(told.select_one(".help-near"))
    assert texts(told, "h1") == ["Noise"]


def test_a_page_about_nothing_in_the_directory_offers_no_search_for_it(client):
    assert page_of(client, page(GuidancePage, "About us").url).select_one(".help-near") is None
    assert term


def test_in_large_print_the_answer_stays_in_large_print(client, noise):
    told = page_of(client, "/noise/?size=large")
    assert told.select_one('.help-near input[name="size"]')["value"] == "large"
