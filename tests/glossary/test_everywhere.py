"""Letters explained wherever a page first uses them: listings, results and schools, whoever wrote them."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from search import actions
from tests.making import organisation, service
from tests.schools.making import offer, school
from tests.search.pages.world import BRIDGWATER, HERE

from .making import marked_words, published, unmarked

pytestmark = pytest.mark.django_db
SAID = "Ask the SENCO (special needs coordinator) first"


@pytest.fixture(autouse=True)
def senco():
    published("SENCO", "The teacher who plans help.", expansion="special needs coordinator")


def sparks():
    owner = organisation("SENCO Together", description="Ask the SENCO first, or any SENCO.")
    words = {
        "summary": "Ask the SENCO first.",
        "description": "The SENCO is kind.",
        "if_refused": "Ring a SENCO.",
    }
    made = service("Sparks club", owner, kinds=["club"], at=[BRIDGWATER], **words)
    service("Sparks too", owner, kinds=["club"], at=[BRIDGWATER], summary="The SENCO is there.")
    actions.rebuild()
    return made


@pytest.mark.parametrize(
    "address",
    [
        lambda made: made.get_absolute_url(),
        lambda made: made.organisation.get_absolute_url(),
        lambda made: "/services/",
        lambda made: f"/find/?q=club&near={HERE}",
        lambda made: f"/find/?q=club&near={HERE}&view=map",
    ],
    ids=["listing", "organisation", "all listings", "results", "map"],
)
def test_letters_that_an_organisation_writes_are_explained_once_and_its_name_is_left_alone(client, address):
    made = sparks()
    html = client.get(address(made)).content.decode()
    assert marked_words(html) == ["SENCO"]
    assert (
        SAID in " ".join(unmarked(html).split()) or "The SENCO (special needs coordinator) is there" in html
    )
    assert "SENCO (special needs coordinator) Together" not in unmarked(html)


def test_letters_that_a_school_writes_are_explained(client):
    made = school()
    offer(made, include="Ask the SENCO first.")
    html = client.get(made.get_absolute_url()).content.decode()
    assert marked_words(html) == ["SENCO"]
    assert SAID in unmarked(html)


def test_a_page_that_says_sorry_never_asks_for_words(django_assert_num_queries):
    with django_assert_num_queries(0):
        render_to_string("500.html", request=RequestFactory().get("/"))
