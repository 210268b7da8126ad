"""Pages of words take few journeys to the database, however much is on them.

Wherever in the tree it stands, a page of words takes 5: the site, the front page, the way to the page with
its trail and what is private on it, the page itself, and what it is about. What it shows besides is said
beside it.
"""

from datetime import timedelta

import pytest

from localoffer.pages.models import GuidancePage, NewsPage
from search import actions
from search.engine.embedded.engine import EmbeddedEngine
from tests.making import service
from tests.pages.making import TODAY, every_block, everything, home, link_to, page, paragraph, picture
from tests.search.pages.world import BRIDGWATER, HERE

pytestmark = pytest.mark.django_db

ANY_PAGE = 5
MOST = {
    "topic": ANY_PAGE + 6,  # who may see what, the list, one for each of four types under it
    "guidance": ANY_PAGE + 2,  # pages linked to, pictures
    "steps": ANY_PAGE + 2,  # pages linked to: in the words, by the steps
    "faq": ANY_PAGE + 1,  # pages linked to
    "news index": ANY_PAGE + 3,  # who may see what, how many, the list
    "news": ANY_PAGE + 1,  # pages linked to
    "handbook": ANY_PAGE + 2,  # the cover, the files
    "campaign": ANY_PAGE + 0,
}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_the_front_page_takes_three_statements_whatever_it_shows(client, django_assert_max_num_queries):
    pages = everything()
    for number in range(5):
        page(NewsPage, f"News {number}", pages["news index"], date=TODAY - timedelta(days=number))
    client.get("/")
    # The site, the front page, and whether it is private.
    with django_assert_max_num_queries(3):
        assert b"Tell us about short breaks" in client.get("/").content


def test_the_front_page_is_read_anew_in_few_statements_after_an_edit(client, django_assert_max_num_queries):
    pages = everything()
    client.get("/")
    page(NewsPage, "Just in", pages["news index"], date=TODAY)
    # The menu is read anew with it.
    with django_assert_max_num_queries(12):
        assert b"Just in" in client.get("/").content


def test_no_type_of_page_takes_more_than_is_said(client, django_assert_max_num_queries):
    pages = everything()
    for made in pages.values():
        client.get(made.url)
    for name, most in MOST.items():
        with django_assert_max_num_queries(most):
            assert client.get(pages[name].url).status_code == 200, name


def test_more_links_and_more_pages_in_a_list_take_no_more_statements(client, django_assert_max_num_queries):
    pages = everything()
    targets = [page(GuidancePage, f"Target {number}", pages["topic"]) for number in range(12)]
    linking = page(GuidancePage, "Many links", body=[paragraph(link_to(one)) for one in targets])
    client.get(linking.url)
    with django_assert_max_num_queries(ANY_PAGE + 1):
        client.get(linking.url)
    with django_assert_max_num_queries(MOST["topic"]):
        assert b"Target 11" in client.get(pages["topic"].url).content


def test_more_pictures_take_no_more_statements_once_they_were_shown(client, django_assert_max_num_queries):
    images = [picture(f"Picture {number}") for number in range(6)]
    made = page(GuidancePage, "Pictures", body=[every_block(image)[-1] for image in images])
    client.get(made.url)
    with django_assert_max_num_queries(ANY_PAGE + 1):
        client.get(made.url)


def test_who_can_help_near_a_place_is_one_question_to_the_index(
    client, index, county, django_assert_max_num_queries, monkeypatch
):
    for number in range(8):
        service(f"Club {number}", needs=["sensory"], kinds=["club"], at=[BRIDGWATER])
    made = page(GuidancePage, "Noise", needs=["sensory"], kinds=["club"])
    actions.rebuild()
    address = f"{made.url}?near={HERE}"
    assert b"Club" in client.get(address).content
    asked = []
    search = EmbeddedEngine.search
    monkeypatch.setattr(
        EmbeddedEngine, "search", lambda self, question: asked.append(1) or search(self, question)
    )
    with django_assert_max_num_queries(ANY_PAGE + 2):
        client.get(address)
    assert len(asked) == 1
    assert home()
