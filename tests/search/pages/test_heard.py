"""A parent types her own words, and the whole way from them to the page is the real one."""

import pytest
from django.test import Client

from search.engine.embedded.engine import EmbeddedEngine
from search.models import ThesaurusEntry, UrgentContact
from search.understanding.knowledge import Role
from tests.making import service, term
from tests.search.pages.world import BRIDGWATER, index, read

pytestmark = pytest.mark.django_db

EXFORD = (51.13, -3.64)


@pytest.fixture
def somerset(county):
    """Two places, three listings, and what editors wrote about words."""
    term("short-break", "kind", name="Short breaks")
    service("Respite at Home", kinds=["short-break"], at=[BRIDGWATER], cost="paid")
    service("Respite with Otters", kinds=["short-break"], at=[BRIDGWATER], cost="free", summary="Respite.")
    service("Moor riders", kinds=["club"], at=[EXFORD], summary="Riding on the moor.")
    for code, role, fields in (
        ("a-break", Role.MEANING, {"name": "A break", "kinds": "short-break", "look_for": "respite"}),
        ("free", Role.WISH, {"name": "Free", "wishes": "cost: free"}),
        ("harm", Role.DANGER, {"name": "Self-harm", "phrases": "hurting herself", "look_for": "respite"}),
        (
            "roads",
            Role.ELSEWHERE,
            {
                "name": "Roads",
                "phrases": "potholes",
                "message": "Ask the roads team.",
                "url": "https://roads.example.org/",
            },
        ),
    ):
        ThesaurusEntry.objects.create(code=code, role=role, **fields)
    UrgentContact.objects.create(name="Childline", phone="0800 1111", text="For anyone under 19.")
    index()


def test_a_place_in_her_words_finds_what_is_near_it(somerset, client: Client):
    answer = client.get("/find/?q=riding+in+exford")
    page = answer.context["page"]
    assert [result.document.name for result in page.shown] == ["Moor riders"]
    assert 'name="near" type="text" value="Exford"' in answer.content.decode()
    assert "within 10 miles of Exford" in [chip.text for chip in page.chips]


def test_the_place_taken_away_stays_away_when_she_ticks_a_filter(somerset, client: Client):
    page = client.get("/find/?q=riding+in+exford").context["page"]
    gone = client.get(page.place_read.href).context
    assert gone["found"].place is None
    sent = {"q": "riding in exford", "near": "", **dict(gone["page"].kept), "kind": "club"}
    assert client.get("/find/", sent)["Location"] == "/find/?q=riding+in+exford&ignore=place&kind=club"


def test_a_slip_of_spelling_is_put_right_said_and_undone(somerset, client: Client):
    page = client.get("/find/?q=resbite").context["page"]
    assert page.heading == "Respite"
    assert {result.document.name for result in page.shown} == {"Respite at Home", "Respite with Otters"}
    undone = client.get(page.spelled.href)
    assert undone.context["found"].total == 0
    assert "Showing results for" not in undone.content.decode()


def test_a_wish_puts_what_fits_first_and_taking_it_away_hides_nothing_either(somerset, client: Client):
    wished = client.get("/find/?q=free+respite").context["page"]
    assert wished.shown[0].document.name == "Respite with Otters"
    assert [chip.text for chip in wished.wishes] == ["free"]
    plain = client.get(wished.wishes[0].href).context["page"]
    assert plain.wishes == ()
    assert {one.document.name for one in plain.shown} == {one.document.name for one in wished.shown}


def test_a_result_says_which_need_or_kind_her_words_mean(somerset, client: Client):
    page = client.get("/find/?q=a+break").context["page"]
    otters = next(result for result in page.shown if result.document.name == "Respite with Otters")
    assert "listed under short breaks" in [why.text for why in otters.why]


def test_danger_is_answered_with_the_editors_contacts_before_any_result(somerset, client: Client):
    page = read(client, "/find/?q=she+is+hurting+herself")
    assert page.index("ring 999") < page.index("Childline: 0800 1111") < page.index("She is hurting herself")
    assert page.index("Childline: 0800 1111") < page.index("Respite at Home")


@pytest.mark.parametrize(
    ("words", "said"), [("potholes", "Ask the roads team."), ("xqzzy", "We know no help for “xqzzy”.")]
)
def test_what_nobody_offers_is_answered_honestly_and_the_index_is_not_asked(
    somerset, client: Client, monkeypatch: pytest.MonkeyPatch, words: str, said: str
):
    def never(self: object, asked: object) -> None:
        raise AssertionError("the index was asked")

    monkeypatch.setattr(EmbeddedEngine, "search", never)
    answer = client.get(f"/find/?q={words}")
    assert answer.status_code == 200
    assert said in read(client, f"/find/?q={words}")
    assert answer.context["page"].shown == ()


def test_understanding_takes_no_statement_once_the_words_are_known(
    somerset, client: Client, django_assert_max_num_queries
):
    client.get("/find/?q=respite")
    with django_assert_max_num_queries(4):
        client.get("/find/?q=free+resbite+in+bridgwater")


def test_a_place_among_the_suggestions_says_what_goes_in_its_own_box(somerset, client: Client):
    lines = client.get("/find/suggest/?text=riding+in+exf").json()["suggestions"]
    assert {"text": "riding in Exford, Somerset", "kind": "place", "place": "Exford, Somerset"} in lines
