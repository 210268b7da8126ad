"""A school looks for help that it can ask for."""

import pytest

from directory.models import Service
from search import actions
from search.engine.embedded.engine import EmbeddedEngine
from tests.making import service, term

from .making import BRIDGWATER
from .test_list import page_of, text_of

pytestmark = pytest.mark.django_db
SUPPORT = "/schools/support/"


@pytest.fixture
def offered(index, county):
    for code in ("communication-and-interaction", "social-emotional-mental-health"):
        term(code)
    term("autism", parent="communication-and-interaction")
    term("anxiety", parent="social-emotional-mental-health")
    service(
        "Autism outreach", needs=["autism"], kinds=["education-support"], access=["school"], at=[BRIDGWATER]
    )
    service("Calm minds", needs=["anxiety", "autism"], kinds=["therapy"], access=["school", "gp"])
    service("Any need team", kinds=["advice"], access=["school"], at=[(51.13, -3.64)])
    service("Open club", needs=["autism"], kinds=["club"], access=["drop-in"], at=[BRIDGWATER])
    actions.rebuild()


def sections(page):
    return {
        text_of(section.h2): [link.get_text() for link in section.select("li > a")]
        for section in page.select("main section")
    }


def test_only_what_is_got_through_school_is_there_by_need(client, offered):
    assert sections(page_of(client, SUPPORT)) == {
        "Communication and interaction (2)": ["Autism outreach", "Calm minds"],
        "Feelings and behaviour (1)": ["Calm minds"],
        "For any need (1)": ["Any need team"],
    }


def test_a_school_narrows_it_by_need_by_kind_and_by_place(client, offered):
    page = page_of(client, f"{SUPPORT}?need=anxiety")
    assert [name for names in sections(page).values() for name in names] == ["Calm minds", "Calm minds"]
    assert page.select_one("#id_need option[selected]")["value"] == "anxiety"
    page = page_of(client, f"{SUPPORT}?kind=education-support&near=TA6+4RN")
    assert list(sections(page).values()) == [["Autism outreach"]]
    assert "under 0.1 miles" in text_of(page.select_one("main section li"))


def test_nobody_widens_it_to_what_schools_cannot_ask_for(client, offered):
    page = page_of(client, f"{SUPPORT}?access=drop-in")
    assert "Open club" not in text_of(page.select_one("main"))
    assert "Autism outreach" in text_of(page.select_one("main"))


def test_a_place_that_nobody_knows_and_nothing_found_are_said(client, offered):
    page = page_of(client, f"{SUPPORT}?near=Halbeath")
    assert "could not find Halbeath" in text_of(page.select_one(".govuk-error-summary"))
    assert page_of(client, f"{SUPPORT}?need=hearing").select_one("#empty")


def test_while_the_search_rests_the_page_says_so_and_leads_to_all_listings(
    client, county, settings, tmp_path
):
    settings.SEARCH_INDEX_DIR = tmp_path / "nothing"
    page = page_of(client, SUPPORT, status=503)
    assert page.select('#resting a[href="/services/"]')


def test_a_withdrawn_service_is_gone_though_the_index_is_behind(client, offered):
    Service.objects.filter(name="Autism outreach").update(live=False)
    assert "Autism outreach" not in text_of(page_of(client, SUPPORT).select_one("main"))


def test_many_have_pages(client, index, county):
    for number in range(105):
        service(f"Helper {number:03}", access=["school"])
    actions.rebuild()
    page = page_of(client, SUPPORT)
    assert sum(map(len, sections(page).values())) == 100
    after = page_of(client, page.select_one('a[rel="next"]')["href"])
    assert sum(map(len, sections(after).values())) == 5
    assert after.select_one('a[rel="prev"]')["href"].startswith(SUPPORT)


def test_the_page_takes_four_statements_and_one_question_to_the_index(
    client, offered, django_assert_max_num_queries, monkeypatch
):
    asked, search = [], EmbeddedEngine.search
    monkeypatch.setattr(
        EmbeddedEngine, "search", lambda self, question: asked.append(1) or search(self, question)
    )
    for address in (SUPPORT, f"{SUPPORT}?near=TA6+4RN&need=autism"):
        client.get(address)
        asked.clear()
        with django_assert_max_num_queries(4):
            client.get(address)
        assert len(asked) == 1
