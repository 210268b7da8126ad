"""A page about something shows who can help with it, near the place a visitor gives."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search import actions
from search.engine import engine
from search.nearby import FEW, nearby
from tests import making

pytestmark = pytest.mark.django_db

HERE = "51.128,-3.004"
CLOSE, FURTHER, FAR = (51.130, -3.010), (51.20, -3.00), (53.20, -1.48)


@pytest.fixture
def town(index):
    """Listings of a small town, in the index."""

    def listed(*args, **fields):
        return making.service(*args, **fields)

    making.term("autism")
    making.term("advice", "kind")
    listed("Both", at=[FURTHER], needs=["autism"], kinds=["advice"])
    listed("Autism club", at=[CLOSE], needs=["autism"])
    listed("Advice desk", at=[CLOSE], kinds=["advice"])
    listed("Chess", at=[CLOSE])
    listed("Other county", at=[FAR], needs=["autism"])
    actions.rebuild()


def names(found):
    return [result.document.name for result in found.results]


def test_who_helps_with_any_of_it_is_shown_and_who_helps_with_both_comes_first(town):
    found = nearby(needs=["autism"], kinds=["advice"], near=HERE)
    assert names(found)[0] == "Both"
    assert sorted(names(found)) == ["Advice desk", "Autism club", "Both"]
    assert found.total == 3
    assert found.place
    assert not found.problem
    assert not found.resting


def test_results_are_numbered_and_say_how_far_they_are(town):
    found = nearby(needs=["autism"], near=HERE)
    assert [result.number for result in found.results] == [1, 2]
    assert all(result.venue and result.miles < 20 for result in found.results)


def test_without_a_place_help_is_shown_from_everywhere(town):
    found = nearby(needs=["autism"])
    assert sorted(names(found)) == ["Autism club", "Both", "Other county"]
    assert found.place is None


def test_only_a_few_are_shown_and_all_are_counted(index):
    making.term("autism")
    for number in range(FEW + 2):
        making.service(f"Club {number}", at=[CLOSE], needs=["autism"])
    actions.rebuild()
    found = nearby(needs=["autism"], near=HERE)
    assert (len(found.results), found.total) == (FEW, FEW + 2)
    assert len(nearby(needs=["autism"], near=HERE, few=2).results) == 2


def test_the_link_leads_to_the_search_that_shows_them_all(town, client):
    found = nearby(needs=["autism"], near=HERE)
    page = client.get(found.href).content.decode()
    assert page.count("Autism club</a></h3>") == 1
    assert "Other county</a></h3>" not in page


def test_a_place_that_nobody_knows_is_said_and_the_page_stays_whole(town):
    found = nearby(needs=["autism"], near="Nowhere-on-Sea")
    assert found.problem
    assert found.near == "Nowhere-on-Sea"
    assert "Autism club" in names(found)


def test_a_page_about_nothing_in_particular_asks_nothing(town, monkeypatch):
    monkeypatch.setattr(type(engine()), "search", lambda *_: pytest.fail("it was asked"))
    assert nearby(near=HERE).results == ()


def test_a_search_at_rest_is_said_and_breaks_no_page(settings, tmp_path):
    settings.SEARCH_ENGINE = "embedded"
    settings.SEARCH_INDEX_DIR = tmp_path / "never-built"
    found = nearby(needs=["autism"], near=HERE)
    assert found.resting
    assert found.results == ()


def test_a_listing_just_withdrawn_is_not_shown_though_the_index_is_behind(town):
    from directory.models import Service

    Service.objects.filter(name="Autism club").update(live=False)
    assert names(nearby(needs=["autism"], near=HERE)) == ["Both"]


def test_it_takes_one_question_to_the_engine_and_few_statements(town, monkeypatch):
    asked = []
    real = type(engine()).search
    monkeypatch.setattr(type(engine()), "search", lambda self, one: asked.append(one) or real(self, one))
    nearby(needs=["autism"], near=HERE)
    with CaptureQueriesContext(
        connection,
    ) as statements:
        nearby(needs=["autism"], near=HERE)
    assert len(asked) == 2
    assert len(statements) <= 2
