"""A family's own words lead to the barrier that is meant, with the real search."""

import pytest

from localoffer.graduated.looking import look
from localoffer.graduated.models import BarrierPage
from search import actions
from search.engine.base import SearchUnavailableError
from search.engine.embedded.engine import EmbeddedEngine
from search.models import ThesaurusEntry, UrgentContact

from .making_tool import TOOL, made_barrier, made_strategy, made_tool
from .test_finder import found
from .test_pages import page_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexed(index):
    noise = made_barrier()
    made_barrier(
        "reading",
        "Finding reading hard",
        also_known_as="hates books",
        for_parents="Letters swim.",
        summary="Books.",
    )
    made_strategy("defenders", "Ear defenders", barriers=[noise], looks_like="Muffs from the shelf.")
    actions.rebuild()
    return made_tool()


def looked(words):
    return [one.title for one in look(words, list(BarrierPage.objects.all())).found]


def test_a_word_spelt_wrong_is_understood(client, indexed):
    assert found(page_of(client, f"{TOOL}?notice=she+finds+reeding+hard"))[0] == "Finding reading hard"


def test_a_barrier_is_found_through_what_helps_with_it(client, indexed):
    assert looked("muffs") == ["Finding noise hard"]


def test_a_withdrawn_strategy_leads_nowhere_even_before_the_index_knows(indexed):
    from localoffer.graduated.models import Strategy

    Strategy.objects.update(live=False)
    assert looked("muffs") == []


def test_a_withdrawn_barrier_is_not_offered_even_before_the_index_knows(client, indexed):
    BarrierPage.objects.filter(code="noise").update(live=False)
    assert found(page_of(client, f"{TOOL}?notice=noise")) == []
    # What helps with it is still found, and must not lead to it either.
    assert found(page_of(client, f"{TOOL}?notice=muffs")) == []


def test_when_the_search_rests_the_finder_still_answers(client, indexed, monkeypatch):
    def rests(self, asked):
        raise SearchUnavailableError("Search is resting.")

    monkeypatch.setattr(EmbeddedEngine, "search", rests)
    assert found(page_of(client, f"{TOOL}?notice=noisy+class"))[0] == "Finding noise hard"


def test_words_that_sound_like_danger_bring_help_first_and_send_nobody_past_it(client, indexed):
    from search.wording import load_thesaurus, load_urgent

    load_thesaurus()
    load_urgent()
    assert ThesaurusEntry.objects.exists()
    barrier = BarrierPage.objects.get(code="noise")
    barrier.also_known_as = "he is hurting himself"
    barrier.save()
    page = page_of(client, f"{TOOL}?notice=he+is+hurting+himself")
    assert "ring 999" in text_of(page.select_one(".danger"))
    assert UrgentContact.objects.first().name in text_of(page.select_one(".danger"))
    assert found(page)[0] == "Finding noise hard"


def test_the_search_of_the_whole_site_finds_barriers_and_strategies_under_one_label(indexed):
    from search.queries import guidance

    hits = [(one.document.name, one.document.url) for one in guidance("noise", labels=("What to expect",))]
    assert ("Finding noise hard", f"{TOOL}senses/noise/") in hits
    hits = [(one.document.name, one.document.url) for one in guidance("muffs", labels=("What to expect",))]
    assert hits == [("Ear defenders", f"{TOOL}strategies/defenders/")]
