"""The route from a file: the demo's own, and files with mistakes."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.models import Page

from localoffer.front_door.loading import RouteFileError, load_front_door
from localoffer.front_door.models import Route
from localoffer.front_door.queries import tree
from localoffer.front_door.tree import MOST_QUESTIONS, walk
from localoffer.pages.models import HomePage
from tests.making import service

pytestmark = pytest.mark.django_db
DEMO = Path(settings.ROOT) / "fixtures" / "content" / "front_door.json"
SIGNAL_BOX = "Signal Box: advice about special educational needs"


def file(tmp_path, said):
    path = tmp_path / "route.json"
    path.write_text(said if isinstance(said, str) else json.dumps(said))
    return path


def test_the_demos_route_has_five_questions_and_every_end_leads_somewhere():
    loaded = load_front_door(DEMO)
    made = tree()
    assert (loaded.new, len(made.questions)) == (True, MOST_QUESTIONS)
    for question in made.questions:
        for choice in question.choices:
            assert choice.search or choice.words or not choice.is_end
    assert len(walk(made, "school/not-enough/ask/").steps) == 3
    assert any("no service is called" in note for note in loaded.notes)


def test_a_service_that_is_there_is_led_to_and_one_that_is_not_makes_way_for_the_search(capsys):
    box = service(SIGNAL_BOX)
    call_command("load_front_door", DEMO)
    assert "Guided route: 5 questions." in capsys.readouterr().out
    made = tree()
    assert made.talk_to == box.pk
    assert walk(made, "school/disagree/").end.service == box.pk
    travel = walk(made, "school/travel/").end
    assert (travel.leads, travel.search) == ("search", "/find/?kind=transport")


def test_a_page_is_found_by_its_path_on_the_site():
    home = HomePage.objects.get()
    page = home.add_child(instance=Page(title="What to expect", slug="what-to-expect"))
    load_front_door(DEMO)
    end = walk(tree(), "school/no-help-yet/").end
    assert (end.leads, end.page) == ("page", page.pk)


def test_a_route_that_is_there_stays_as_editors_wrote_it():
    load_front_door(DEMO)
    Route.objects.update(title="Ours")
    loaded = load_front_door(DEMO)
    assert (loaded.new, loaded.route.title) == (False, "Ours")
    assert Route.objects.count() == 1


ANSWERS = [{"text": "Yes", "person": "Ring."}, {"text": "No", "person": "Ring."}]
ONE = {"code": "a", "text": "A?", "answers": ANSWERS}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "line 1, column 2: this is not JSON"),
        ([], "expected an object"),
        ({"title": "x"}, "expected a list called “questions”"),
        ({"questions": [], "colour": "red"}, "nobody knows the field “colour”"),
        ({"questions": "x"}, "“questions” must be a list"),
        ({"questions": [{"code": "a", "text": "A?"}]}, "question 1: expected a list called “answers”"),
        ({"questions": [ONE | {"code": "not a slug"}]}, "question 1: “code”"),
        (
            {"questions": [ONE | {"answers": [{"text": "x", "search": "https://example.org/"}]}]},
            "no search of",
        ),
        ({"questions": [ONE | {"answers": [*ANSWERS, {"text": "x", "service": "Nobody"}]}]}, "leads nowhere"),
        ({"questions": [ONE, ONE]}, "2 questions have the short name “a”"),
        ({"questions": [ONE, ONE | {"code": "b"}]}, "Nobody gets to"),
    ],
)
def test_a_bad_file_says_where_and_how_to_mend_it_and_nothing_is_written(tmp_path, content, said):
    with pytest.raises(RouteFileError, match=r"route\.json") as wrong:
        load_front_door(file(tmp_path, content))
    assert said in str(wrong.value)
    assert not Route.objects.exists()


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"none\.json can't be read"):
        call_command("load_front_door", tmp_path / "none.json")
