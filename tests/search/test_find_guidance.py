"""A family finds help, and what to read about it, with one question."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search import actions, queries
from search.engine import engine
from search.found import Question
from search.models import ThesaurusEntry
from search.models.thesaurus import Role
from search.queries import find
from search.terms import Facet, Group, VenueEntry
from tests import making

pytestmark = pytest.mark.django_db

HERE = "51.128,-3.004"
CLOSE = (51.130, -3.010)


def hall(lat=51.14, lon=-3.0):
    return VenueEntry(id="hall", name="Hall", town="Bridgwater", postcode="", lat=lat, lon=lon)


@pytest.fixture
def library(index, leaflets):
    """Help and guidance about noise, in the index."""
    need = making.term("sensory-processing", name="Sensory processing")
    making.service("Noise club", at=[CLOSE], needs=["sensory-processing"])
    making.service("Noise line", by_phone=True)
    leaflets.put(
        1, "Noise in class", label="What to expect", summary="When sounds are too much.", needs=[need]
    )
    leaflets.put(2, "Noise day", label="Event", venues=(hall(),))
    for number in range(3, 7):
        leaflets.put(number, f"Loud places {number}", text="noise " + "word " * 30)
    leaflets.put(9, "Sums")
    actions.rebuild()
    return leaflets


def names(results):
    return [result.document.name for result in results]


def test_guidance_stands_beside_the_help_and_is_in_none_of_its_counts(library):
    found = find(Question(words="noise", near=HERE))
    assert names(found.results) == ["Noise club", "Noise line"]
    assert found.total == 2
    assert found.groups == {Group.NEAR: 1, Group.COVERS: 0, Group.ONLINE: 1}
    assert found.guidance_total == 6
    assert names(found.guidance)[:2] == ["Noise in class", "Noise day"]
    assert len(found.guidance) == 4
    assert {result.group for result in found.guidance} == {Group.GUIDANCE}
    assert Group.GUIDANCE not in found.sections


def test_an_event_says_how_far_its_venue_is(library):
    found = find(Question(words="noise", near=HERE))
    [event] = [one for one in found.guidance if one.document.label == "Event"]
    assert event.venue.town == "Bridgwater"
    assert 0 < event.miles < 1


def test_all_guidance_can_be_read_through_page_by_page(library):
    first, second = (
        find(Question(words="noise", near=HERE, group=Group.GUIDANCE, page=page, per_page=4))
        for page in (1, 2)
    )
    assert len({*names(first.results), *names(second.results)}) == 6
    assert first.pages == 2
    assert [result.number for result in (*first.results, *second.results)] == [1, 2, 3, 4, 5, 6]
    without_a_place = find(Question(words="noise", group=Group.GUIDANCE))
    assert len(without_a_place.results) == 6
    assert without_a_place.total == 2


def test_the_map_and_the_choices_of_services_leave_guidance_alone_and_a_need_does_not(library):
    assert find(Question(words="noise", filters={Facet.COST: ("free",)})).guidance_total == 6
    assert find(Question(words="noise", age=7)).guidance_total == 6
    chosen = find(Question(words="noise", filters={Facet.NEED: ("sensory-processing",)}))
    assert names(chosen.guidance) == ["Noise in class"]
    assert names(find(Question(filters={Facet.NEED: ("sensory-processing",)})).guidance) == ["Noise in class"]


def test_a_place_alone_shows_no_guidance(library):
    assert find(Question(near=HERE)).guidance_total == 0
    assert find(Question()).guidance == ()


def test_guidance_takes_no_statement_and_no_question_more(library, monkeypatch):
    asked = []
    real = type(engine()).search
    monkeypatch.setattr(type(engine()), "search", lambda self, one: asked.append(one) or real(self, one))

    def statements():
        with CaptureQueriesContext(connection) as taken:
            find(Question(words="noise", near=HERE))
        return [one["sql"] for one in taken]

    find(Question(words="noise", near=HERE))
    asked.clear()
    with_guidance = statements()
    assert len(asked) == 1
    # The names of needs, the areas of the place, and what may still be seen.
    assert len(with_guidance) == 3
    for key in (1, 2, *range(3, 7), 9):
        actions.queue([library.take_out(key)])
    actions.sync()
    assert [len(one) for one in statements()] == [len(one) for one in with_guidance]


def test_a_listing_withdrawn_a_moment_ago_is_not_shown_and_guidance_stays(library):
    from directory.models import Service

    Service.objects.filter(name="Noise club").update(live=False)
    found = find(Question(words="noise", near=HERE))
    assert names(found.results) == ["Noise line"]
    assert (found.total, found.guidance_total, len(found.guidance)) == (1, 6, 4)


def test_what_is_outside_this_directory_is_not_looked_for_among_guidance(library, monkeypatch):
    ThesaurusEntry.objects.create(
        code="roads",
        role=Role.ELSEWHERE,
        name="Roads",
        phrases="noise on the road",
        message="Ask the roads team.",
    )
    monkeypatch.setattr(type(engine()), "search", lambda *_: pytest.fail("it was asked"))
    found = find(Question(words="noise on the road"))
    assert found.understood.nothing
    assert found.guidance == ()
    assert queries.guidance("noise on the road") == ()
    assert queries.guidance("") == ()
    assert queries.guidance("xqzzy") == ()


def test_what_a_parent_notices_finds_what_to_expect_in_her_own_words(library):
    ThesaurusEntry.objects.create(
        code="sounds", role=Role.MEANING, name="Sounds", phrases="covers her ears", look_for="noise"
    )
    assert "Noise in class" in names(queries.guidance("she covers her ears"))
    assert names(queries.guidance("niose in clas"))[0] == "Noise in class"
    everything = queries.guidance("noise")
    assert [result.number for result in everything] == [1, 2, 3, 4, 5, 6]
    assert names(queries.guidance("noise", labels=["What to expect"])) == ["Noise in class"]
    assert len(queries.guidance("noise", limit=2)) == 2
    assert names(queries.guidance("sums")) == ["Sums"]


def test_a_word_that_is_also_a_town_is_no_place_where_a_parent_says_what_she_notices(library, county):
    library.put(20, "Noise and other long words of Bridgwater")
    actions.rebuild()
    assert find(Question(words="noise in Bridgwater")).place
    best, *_ = names(queries.guidance("noise in Bridgwater"))
    assert best == "Noise and other long words of Bridgwater"


def test_what_a_parent_notices_takes_one_statement_and_one_question(library, monkeypatch):
    asked = []
    real = type(engine()).search
    monkeypatch.setattr(type(engine()), "search", lambda self, one: asked.append(one) or real(self, one))
    queries.guidance("noise")
    with CaptureQueriesContext(connection) as statements:
        queries.guidance("noise", labels=["Event"])
    assert (len(statements), len(asked)) == (1, 2)


def test_names_of_pages_are_suggested_with_what_they_are(library):
    said = {(one.text, one.kind, one.label) for one in queries.suggest("noise")}
    assert ("Noise in class", "page", "What to expect") in said
    assert ("Noise club", "service", "") in said


def test_a_program_reads_guidance_beside_the_results(library):
    out = StringIO()
    call_command("search", "noise", "--near", HERE, "--json", stdout=out)
    said = json.loads(out.getvalue())
    assert (said["total"], said["guidance_total"]) == (2, 6)
    assert said["guidance"][0] == {
        "id": said["guidance"][0]["id"],
        "name": "Noise in class",
        "label": "What to expect",
        "url": "/pages/1/",
        "summary": "When sounds are too much.",
    }
    text = StringIO()
    call_command("search", "noise", "--near", HERE, stdout=text)
    assert "What to expect and guidance: 6" in text.getvalue()
    assert "What to expect: Noise in class" in text.getvalue()
