"""The way through the questions, as a family goes it."""

from datetime import date
from urllib.parse import quote_plus

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from directory.models import Service
from localoffer.front_door.actions import MOST_A_DAY, count_dead_end
from localoffer.front_door.models import DeadEnd, Route, Why
from localoffer.pages.models import HomePage
from search import actions
from search.engine.embedded.engine import EmbeddedEngine
from tests.glossary.making import published
from tests.making import service
from tests.search.pages.world import BRIDGWATER, HERE

from .making import SHORT_BREAKS, answer, question, route, two_questions

pytestmark = pytest.mark.django_db
START = "/start/"


def page_of(client, address=START, status=200):
    got = client.get(address)
    assert got.status_code == status, address
    return BeautifulSoup(got.content, "html.parser")


def text_of(element):
    return " ".join(element.get_text(" ").split())


def choices(page):
    return {text_of(link): link["href"] for link in page.select("#choices a")}


def test_before_anybody_wrote_questions_there_are_other_ways_and_a_person(client):
    page = page_of(client)
    assert page.select_one("#no-route")
    assert "01632 960123" in text_of(page.select_one("#person"))


def test_a_parent_answers_one_question_after_the_other_and_each_is_an_address(client):
    two_questions(intro="Two questions.")
    page = page_of(client)
    assert "What do you need most?" in text_of(page.h1)
    assert "Two questions." in text_of(page.main)
    assert choices(page) == {"Help at school": "/start/school/", "A break": "/start/break/"}
    page = page_of(client, "/start/school/")
    assert text_of(page.h1) == "Question 2 How is school?"
    said = page.select_one(".front-door-said")
    assert text_of(said) == "What do you need most? Help at school Change : What do you need most?"
    assert said.a["href"] == START
    page = page_of(client, choices(page)["No help yet"])
    assert "Ask the class teacher." in text_of(page.select_one("#end"))


def test_no_cookie_is_set_and_no_token_asked_for_anywhere_on_the_way():
    two_questions()
    strict = Client(enforce_csrf_checks=True)
    for address in (START, "/start/school/", "/start/break/"):
        assert not strict.get(address).cookies
    answered = strict.post("/start/school/", {"why": "none"})
    assert answered.status_code == 302
    assert not answered.cookies


def test_an_address_from_last_year_goes_as_far_as_the_questions_still_do(client):
    two_questions()
    page = page_of(client, "/start/school/gone/", status=404)
    assert page.select_one("#lost")
    assert "How is school?" in text_of(page.h1)
    page_of(client, "/start/break/more/", status=404)
    page_of(client, "/start/%2e%2e/x/", status=404)


def test_every_page_of_the_way_names_a_person_to_talk_to(client):
    helper = service("Signal Box", summary="Advice.", phones=["0808 157 0111"], email="box@example.org")
    two_questions(talk_to=helper)
    for address in (START, "/start/school/", "/start/school/none-yet/", "/start/break/", "/start/?talk=none"):
        said = page_of(client, address).select_one("#person")
        assert "Ring on weekdays." in text_of(said)
        assert [link["href"] for link in said.select("a")] == [
            helper.get_absolute_url(),
            "tel:08081570111",
            "mailto:box@example.org",
        ]
    Service.objects.update(live=False)
    said = page_of(client, "/start/break/").select_one("#person")
    assert "Signal Box" not in text_of(said)
    assert "01632 960123" in text_of(said)


def test_an_end_leads_to_a_service_or_a_page_and_says_so_kindly_when_it_is_gone(client):
    team = service("Back to school team", summary="Small steps.", phones=["01632 960111", "01632 960112"])
    home = HomePage.objects.get()
    route(
        question(
            "most", answer("Out of school", code="out", service=team), answer("Read", code="read", page=home)
        ),
        talk_words="Ring.",
    )
    end = page_of(client, "/start/out/").select_one("#end")
    assert text_of(end.h2) == "Back to school team"
    assert "Small steps." in text_of(end)
    assert end.select("a[href='tel:01632960112']")
    end = page_of(client, "/start/read/").select_one("#end")
    assert (text_of(end.h2), end.h2.a["href"]) == (home.title, "/")
    Service.objects.all().delete()
    HomePage.objects.update(live=False)
    for address in ("/start/out/", "/start/read/"):
        page = page_of(client, address)
        assert page.select_one("#gone")
        assert "Ring." in text_of(page.select_one("#person"))


def test_a_search_by_kind_of_help_shows_what_is_near_the_place_that_is_given(client):
    service("Saturday break", kinds=["short-break"], at=[BRIDGWATER])
    actions.rebuild()
    two_questions()
    page = page_of(client, "/start/break/")
    assert page.select_one("#all")["href"] == SHORT_BREAKS
    assert page.select_one(".front-door-near")["action"] == "/start/break/#near-you"
    page = page_of(client, f"/start/break/?near={HERE}")
    assert "Saturday break" in text_of(page.select_one("#near-you"))
    assert page.select_one("#all")["href"] == f"{SHORT_BREAKS}&near={quote_plus(HERE)}"
    page = page_of(client, "/start/break/?near=Halbeath")
    assert "Halbeath" in text_of(page.select_one("#near-error"))
    assert page.select_one("#near")["value"] == "Halbeath"


def test_a_search_by_words_goes_on_to_the_search_with_the_place(client):
    two_questions()
    form = page_of(client, "/start/school/not-enough/").select_one(".front-door-near")
    assert form["action"] == "/find/#near-you"
    assert [(field["name"], field["value"]) for field in form.select("input[type=hidden]")] == [
        ("q", "school help")
    ]


def test_a_draft_is_seen_by_nobody_and_what_is_published_is_seen_at_once(client):
    made = two_questions()
    made.questions.first().text = "Changed?"
    draft = made.questions.first()
    draft.text = "What is it?"
    made.questions.add(draft)
    revision = made.save_revision()
    assert "What do you need most?" in text_of(page_of(client).h1)
    revision.publish()
    assert "What is it?" in text_of(page_of(client).h1)
    made.refresh_from_db()
    made.unpublish()
    assert page_of(client).select_one("#no-route")


def test_a_route_with_a_loop_never_gets_before_families_whoever_publishes_it():
    draft = route(
        question("a", answer("On", code="on", next="b"), answer("End", words="Ring.")),
        question("b", answer("Back", code="back", next="a"), answer("End", words="Ring.")),
        live=False,
    )
    with pytest.raises(ValidationError, match="go round for ever"):
        draft.save_revision().publish()
    assert not Route.objects.filter(live=True).exists()


def test_an_end_with_nobody_to_talk_to_is_refused(settings):
    settings.EDITORS_PHONE = ""
    draft = route(question("a", answer("X", words="y"), answer("Z", words="y")), live=False)
    with pytest.raises(ValidationError, match="No end may be empty"):
        draft.save_revision().publish()


# --- Dead ends -------------------------------------------------------------------


def counted():
    rows = DeadEnd.objects.order_by("pk").values_list("why", "question", "answer", "times")
    return [tuple(row) for row in rows]


def test_a_dead_end_is_counted_by_the_day_and_nothing_is_known_of_who_met_it(client):
    two_questions()
    for _ in range(2):
        answered = client.post("/start/school/", {"why": "none"}, HTTP_USER_AGENT="somebody")
        assert answered["Location"] == "/start/school/?talk=none"
    assert "Our answers did not fit" in text_of(page_of(client, "/start/school/?talk=none").main)
    answered = client.post("/start/school/none-yet/", {"why": "unhelpful"})
    assert "did not help" in text_of(page_of(client, answered["Location"]).main)
    client.post(START, {"why": "none"})
    assert counted() == [
        ("none", "school", "", 2),
        ("unhelpful", "school", "none-yet", 1),
        ("none", "most", "", 1),
    ]
    assert {field.name for field in DeadEnd._meta.fields} == {
        "id", "route", "day", "why", "question", "answer", "times",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("/start/school/", "unhelpful"),
        ("/start/break/", "none"),
        ("/start/school/", "nonsense"),
        ("/start/school/", ""),
        ("/start/school/nowhere/", "none"),
    ],
)
def test_a_press_on_a_button_that_is_not_there_counts_nothing(client, address, why):
    two_questions()
    assert client.post(address, {"why": why}).status_code == 302
    assert counted() == []


def test_a_machine_that_presses_for_ever_moves_the_count_no_further(client):
    made = two_questions()
    DeadEnd.objects.create(
        route=made, day=timezone.localdate(), why="none", question="most", times=MOST_A_DAY - 1
    )
    client.post(START, {"why": "none"})
    client.post(START, {"why": "none"})
    assert counted() == [("none", "most", "", MOST_A_DAY)]


def test_the_report_says_where_people_got_stuck_and_hides_small_numbers(client, admin_client, capsys):
    gone = service("Old team")
    made = route(
        question("most", answer("Out", code="out", service=gone), answer("In", words="Ring.")), talk_words="x"
    )
    today = timezone.localdate()
    for why, asked, said, times in (
        (Why.NONE, "most", "", 12),
        (Why.UNHELPFUL, "most", "out", 4),
        (Why.NONE, "before", "", 7),
    ):
        for _ in range(times):
            count_dead_end(route=made.pk, why=why, question=asked, answer=said, day=today)
    count_dead_end(route=made.pk, why=Why.NONE, question="most", answer="", day=date(2020, 1, 1))
    gone.delete()
    call_command("front_door_report")
    told = capsys.readouterr().out
    assert "12: None of these. About most?" in told
    assert "fewer than 5: This did not help. About most? Out" in told
    assert "7: None of these. before (gone since)" in told
    assert "Gone (service): About most? Out" in told
    page = page_of(admin_client, "/admin/guided-route/dead-ends/")
    rows = [text_of(row) for row in page.select("table.listing tbody tr")]
    assert rows == [
        "About most? None of these 12",
        "before (gone since) None of these 7",
        "About most? Out This did not help fewer than 5",
        "About most? Out Service",
    ]


def test_who_may_not_look_at_the_route_may_not_read_its_report(client, django_user_model):
    address = "/admin/guided-route/dead-ends/"
    assert client.get(address).status_code == 302
    user = django_user_model.objects.create_user("two", "two@example.org", "x")
    user.groups.add(Group.objects.get(name="Commissioners"))
    client.force_login(user)
    assert client.get("/admin/").status_code == 200
    assert client.get(address).status_code == 302


# --- What it costs ------------------------------------------------------------------


def test_a_question_takes_two_statements_and_an_end_four_and_one_question_to_the_index(
    client, django_assert_num_queries, django_assert_max_num_queries, monkeypatch
):
    team = service("Back to school team", phones=["01632 960111"], kinds=["short-break"], at=[BRIDGWATER])
    home = HomePage.objects.get()
    many = [answer(f"Answer {n}", search=SHORT_BREAKS) for n in range(20)]
    route(
        question("most", answer("T", code="t", service=team), answer("P", code="p", page=home), *many),
        talk_to=team,
        talk_words="x",
    )
    actions.rebuild()
    near = f"/start/answer-1/?near={HERE}"
    for address in (START, "/start/t/", "/start/p/", near):
        client.get(address)
    asked = []
    search = EmbeddedEngine.search
    monkeypatch.setattr(EmbeddedEngine, "search", lambda self, it: asked.append(1) or search(self, it))
    with django_assert_num_queries(2):
        client.get(START)
    with django_assert_num_queries(2):
        client.get("/start/t/")
    with django_assert_num_queries(2):
        client.get("/start/answer-1/")
    assert asked == []
    with django_assert_max_num_queries(4):
        client.get("/start/p/")
    with django_assert_max_num_queries(4):
        assert "Back to school team" in client.get(near).content.decode()
    assert len(asked) == 1


def test_a_sentence_of_help_explains_its_words_for_no_statement_more(client, django_assert_num_queries):
    published("SENCO", "The teacher who plans help.", expansion="special needs coordinator")
    route(
        question("most", answer("A", words="x"), answer("B", words="x"), help="Ask the SENCO."),
        talk_to=service("Signal Box"),
    )
    page = page_of(client)
    assert "SENCO (special needs coordinator" in text_of(page.main)
    assert "The teacher who plans help." in text_of(page.select_one("[popover]"))
    with django_assert_num_queries(2):
        client.get(START)
