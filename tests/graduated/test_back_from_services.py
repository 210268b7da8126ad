"""From help to what school should also be doing."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from directory import views
from directory.listing import tell
from directory.queries import for_page
from localoffer.graduated.queries import expected_for
from localoffer.similar import similar_to
from tests.making import service

from .making_tool import NOISE, TOOL, made_barrier

pytestmark = pytest.mark.django_db


def expected(row):
    page = for_page(row.pk)
    return expected_for(tell(page.service, feature_terms=page.feature_terms, now=timezone.localtime()))


@pytest.fixture
def barriers():
    made_barrier("noise", "Finding noise hard", needs=["autism", "sensory-processing"])
    made_barrier("friends", "Falling out with friends", needs=["autism"])
    made_barrier("reading", "Reading is slow", needs=["dyslexia"])


def test_a_service_leads_to_what_school_should_also_do_for_the_same_needs_best_fit_first(barriers):
    found = expected(service(needs=["autism", "sensory-processing"]))
    assert found.barriers == (
        ("Finding noise hard", NOISE),
        ("Falling out with friends", f"{TOOL}senses/friends/"),
    )
    assert found.href == TOOL


def test_ages_that_fit_one_phase_lead_straight_to_it(barriers):
    assert expected(service(needs=["dyslexia"], ages=(5, 11))).barriers == (
        ("Reading is slow", f"{TOOL}senses/reading/primary/parent/"),
    )
    assert expected(service(needs=["dyslexia"], ages=(5, 18))).barriers[0][1] == f"{TOOL}senses/reading/"


def test_nothing_is_offered_where_nothing_is_written_or_no_need_is_stated(barriers):
    assert expected(service(needs=["epilepsy"])) is None
    assert expected(service()) is None


def test_a_withdrawn_barrier_is_not_offered(barriers):
    from localoffer.graduated.models import BarrierPage

    BarrierPage.objects.filter(code="reading").update(live=False)
    assert expected(service(needs=["dyslexia"])) is None


def test_the_page_of_a_service_shows_the_way_back(barriers, index, rf):
    row = service(needs=["dyslexia"])
    answer = views.service(
        rf.get(row.get_absolute_url()), row.pk, "thursday-crew", similar=similar_to, expected=expected_for
    )
    page = BeautifulSoup(answer.content, "html.parser")
    links = {link.get_text(): link["href"] for link in page.select("section[aria-labelledby=expected] a")}
    assert links == {"Reading is slow": f"{TOOL}senses/reading/", "Say what you notice": TOOL}
    without = views.service(rf.get(row.get_absolute_url()), row.pk, "thursday-crew", similar=similar_to)
    assert b"What school should also be doing" not in without.content
