"""The route in the editors' admin: half done as a draft, whole before families see it."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse

from localoffer.accounts.models import User
from localoffer.front_door.models import Route

from .making import two_questions

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(client):
    user = User.objects.create_user("one", "one@example.org", "x")
    user.groups.add(Group.objects.get(name="Reviewers"))
    client.force_login(user)
    return client


def url(name, *args):
    return reverse(Route.snippet_viewset.get_url_name(name), args=args)


def sent(*questions, **fields):
    """The form as a browser sends it. A question: (code, [(text, fields of the answer)])."""
    form = {"title": "Where?", "intro": "", "talk_words": "Ring.", "talk_to": ""} | fields
    form |= {"questions-TOTAL_FORMS": len(questions), "questions-INITIAL_FORMS": 0}
    for place, (code, answers) in enumerate(questions):
        one = f"questions-{place}"
        form |= {f"{one}-code": code, f"{one}-text": f"About {code}?", f"{one}-help": "", f"{one}-id": ""}
        form |= {f"{one}-ORDER": place + 1, f"{one}-answers-TOTAL_FORMS": len(answers)}
        form |= {f"{one}-answers-INITIAL_FORMS": 0}
        for number, (text, said) in enumerate(answers):
            blank = {"text": text, "leads": "person", "next": "", "service": "", "page": "", "search": ""}
            values = blank | {"words": "", "code": "", "id": "", "ORDER": number + 1} | said
            form |= {f"{one}-answers-{number}-{name}": value for name, value in values.items()}
    return form


RING = {"words": "Ring us."}
GOOD = ("a", [("On", {"leads": "question", "next": "b"}), ("Stop", RING)])
LAST = (
    "b",
    [("Swim", {"leads": "search", "search": "https://help.example.org/find/?q=swim"}), ("Ring", RING)],
)


def errors(answer):
    page = BeautifulSoup(answer.content, "html.parser")
    return " ".join(" ".join(one.get_text(" ").split()) for one in page.select(".messages, .error-message"))


def test_a_whole_route_is_written_and_published_and_a_pasted_search_becomes_our_own(reviewer):
    answer = reviewer.post(url("add"), sent(GOOD, LAST) | {"action-publish": "1"})
    assert answer.status_code == 302, errors(answer)
    route = Route.objects.get()
    assert route.live
    assert [question.code for question in route.questions.all()] == ["a", "b"]
    swim = route.questions.last().answers.first()
    assert (swim.code, swim.search) == ("swim", "/find/?q=swim")
    assert reviewer.get("/start/on/swim/").status_code == 200


def test_a_draft_may_be_half_done_but_what_is_published_may_not(reviewer):
    half = sent(("a", [("On", {"leads": "question", "next": "b"})]))
    answer = reviewer.post(url("add"), half | {"action-publish": "1"})
    said = errors(answer)
    assert "needs two answers at least" in said
    assert "no question has that short name" in said
    assert not Route.objects.exists()
    assert reviewer.post(url("add"), half).status_code == 302
    assert not Route.objects.get().live


def test_a_loop_is_told_with_the_questions_it_goes_round(reviewer):
    back = ("b", [("Back", {"leads": "question", "next": "a"}), ("Ring", RING)])
    answer = reviewer.post(url("add"), sent(GOOD, back) | {"action-publish": "1"})
    assert "“About a?” → “About b?” → “About a?”" in errors(answer)


def test_a_second_route_waits_until_the_first_is_taken_down(reviewer):
    first = two_questions()
    answer = reviewer.post(url("add"), sent(GOOD, LAST) | {"action-publish": "1"})
    assert "unpublish that one first" in errors(answer)
    first.unpublish()
    assert reviewer.post(url("add"), sent(GOOD, LAST) | {"action-publish": "1"}).status_code == 302


def test_a_route_that_would_leave_a_family_alone_is_not_published_and_the_form_says_what_to_mend(
    reviewer, settings
):
    settings.EDITORS_PHONE = ""
    form = sent(GOOD, LAST, talk_words="") | {"action-publish": "1"}
    answer = reviewer.post(url("add"), form)
    assert "choose a service to talk to" in errors(answer)
    assert not Route.objects.filter(live=True).exists()
    settings.EDITORS_PHONE = "01632 960123"
    assert reviewer.post(url("add"), form).status_code == 302


def test_an_editor_may_write_but_not_publish(client):
    user = User.objects.create_user("two", "two@example.org", "x")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    client.post(url("add"), sent(GOOD, LAST) | {"action-publish": "1"})
    assert not Route.objects.get().live
    assert client.get("/admin/guided-route/dead-ends/").status_code == 200


def test_the_editor_and_the_preview_open(reviewer):
    route = two_questions()
    assert reviewer.get(url("edit", route.pk)).status_code == 200
    context = route.get_preview_context(None, "")
    assert context["trail"].question.text == "What do you need most?"
