"""However much is written, a page of the tool takes few statements, and one question to the index."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.listing import tell
from directory.models import Service
from directory.queries import for_page
from localoffer.graduated.choices import Reader
from localoffer.graduated.queries import expected_for
from search import actions
from search.engine.embedded.engine import EmbeddedEngine
from tests.making import service

from .making_tool import NOISE, TOOL, made_area, made_barrier, made_strategy

pytestmark = pytest.mark.django_db

#: Every page takes the same before it is asked anything, however deep it lies: the site, the front page, the
#: way to it, and the page. What it is about is one more.
MOST = {
    TOOL: 6,
    f"{TOOL}?notice=noise&near=TA6+4RN": 8,
    f"{TOOL}?pick=senses/noise": 6,
    f"{TOOL}senses/": 6,
    NOISE: 6,
    f"{NOISE}primary/school/": 6,
    f"{NOISE}primary/school/?near=TA6+4RN": 9,
    f"{NOISE}primary/parent/checklist/": 6,
    f"{NOISE}primary/parent/checklist/word/": 5,
    f"{NOISE}primary/parent/checklist/pdf/": 5,
    f"{TOOL}strategies/s0/": 8,
    f"{TOOL}strategies/s0/?near=TA6+4RN": 11,
}


@pytest.fixture
def full(index, county):
    """A barrier with thirty strategies, each of two barriers, among eight others."""
    barrier = made_barrier(needs=["autism"], kinds=["club"])
    other = made_barrier("other", "Other", made_area("other-area", "Other"), needs=["autism"])
    for number in range(7):
        made_barrier(f"b{number}", f"Barrier {number}", needs=["adhd"])
    for number, level in enumerate(["universal", "targeted", "specialist"] * 10):
        made_strategy(
            f"s{number}", f"Strategy {number}", level, [barrier, other], needs=["autism"], kinds=["club"]
        )
    for number in range(5):
        service(f"Club {number}", needs=["autism"], kinds=["club"], at=[(51.128, -3.004)])
    actions.rebuild()
    return barrier


def counted(client, address):
    client.get(address)  # what a process reads once is read
    with CaptureQueriesContext(connection) as taken:
        answer = client.get(address)
    assert answer.status_code in (200, 302), address
    return len(taken), answer


@pytest.mark.parametrize("address", MOST)
def test_a_page_of_the_tool_takes_few_statements_and_one_question_to_the_index(
    client, full, address, monkeypatch
):
    asked = []
    search = EmbeddedEngine.search
    monkeypatch.setattr(EmbeddedEngine, "search", lambda self, one: asked.append(1) or search(self, one))
    taken, _ = counted(client, address)
    assert taken <= MOST[address]
    assert len(asked) <= 2  # one for each of the two times that it was opened


def test_a_barrier_with_thirty_strategies_takes_as_many_statements_as_one_with_one(client, full):
    small = made_barrier("small", "Small", needs=["autism"], kinds=["club"])
    made_strategy("only", "Only", barriers=[small])
    for reader in Reader.values:
        many, answer = counted(client, f"{NOISE}primary/{reader}/")
        assert answer.content.decode().count('class="thing"') == 30
        few, _ = counted(client, f"{NOISE.replace('noise', 'small')}primary/{reader}/")
        assert many == few


def test_the_page_of_a_service_pays_one_statement_to_lead_back(full, django_assert_num_queries):
    row = Service.objects.first()
    page = for_page(row.pk)
    listing = tell(page.service, feature_terms=page.feature_terms, now=timezone.localtime())
    with django_assert_num_queries(1):
        assert expected_for(listing).barriers
