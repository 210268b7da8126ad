"""Every page is made in few journeys to the database, and few questions to the index."""

import pytest
from django.test import Client

from search import actions, sources
from search.engine.embedded.engine import EmbeddedEngine
from tests.making import service
from tests.search.guiding import Leaflets
from tests.search.pages.world import BRIDGWATER, HERE

PAGES = (
    "/",
    "/browse/",
    "/services/",
    f"/find/?q=club&near={HERE}",
    "/find/?q=club",
    f"/find/?q=club&near={HERE}&view=map",
    f"/find/?q=club&near={HERE}&view=table",
    "/find/?q=club&group=guidance",
    "/about/",
    "/about/privacy/",
)


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_a_page_takes_at_most_four_statements_and_one_question_to_the_index(
    client: Client, path: str, django_assert_max_num_queries, monkeypatch: pytest.MonkeyPatch
):
    guidance = Leaflets()
    monkeypatch.setattr(sources, "_sources", {guidance.number: guidance})
    for number in range(8):
        service(f"Club {number}", kinds=["club"], at=[BRIDGWATER])
        guidance.put(number, f"Club page {number}")
    actions.rebuild()
    assert client.get(path).status_code == 200
    asked = []
    search = EmbeddedEngine.search
    monkeypatch.setattr(
        EmbeddedEngine, "search", lambda self, question: asked.append(1) or search(self, question)
    )
    with django_assert_max_num_queries(4):
        client.get(path)
    assert len(asked) <= 1
