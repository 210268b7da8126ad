"""The search from a terminal: the same answers as on a page."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from locations.geometry import MILE_KM
from search import actions
from search.found import Question
from search.models import ThesaurusEntry, UrgentContact
from search.queries import find
from search.terms import Facet
from search.understanding.knowledge import Role
from tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def somerset(index, county):
    """Three clubs and a line."""
    making.term("autism", name="Autism", other_words=["ASD"])
    made = {
        "near": making.service("Youth club", at=[(51.13, -3.01)], needs=["autism"], ages=(5, 9), cost="free"),
        "teens": making.service("Teen youth club", at=[(51.14, -3.02)], ages=(13, 17), cost="paid"),
        "far": making.service("Youth club, Exford", at=[(51.13, -3.64)]),
        "line": making.service("Youth line", by_phone=True),
    }
    actions.rebuild()
    return {name: str(service.pk) for name, service in made.items()}


def run(*args, **options):
    out = StringIO()
    call_command("search", *args, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def answer(*args):
    return json.loads(run(*args, "--json"))


def test_youth_club_near_a_postcode_gives_sensible_results_to_read(somerset):
    out = run("youth club", "--near", "TA6 4RN")
    assert "Near TA6 4RN, within 10 miles." in out
    assert "3 found." in out
    assert out.index("Near you: 2") < out.index("Youth club") < out.index("Online and by phone: 1")
    assert "Nearest beyond that" in out
    assert "Youth club, Exford" in out


def test_json_has_exactly_the_promised_shape(somerset):
    said = answer("youth club", "--near", "TA6 4RN")
    assert set(said) == {"understood", "total", "results", "guidance", "guidance_total", "facets"}
    assert said["understood"]["words"] == ["youth", "club"]
    assert said["understood"]["near"]["label"] == "TA6 4RN"
    assert said["total"] == 3
    for result in said["results"]:
        assert set(result) == {"id", "name", "distance_km", "group", "why"}
    first = said["results"][0]
    assert (first["id"], first["name"], first["group"]) == (somerset["near"], "Youth club", "near")
    assert 0 < first["distance_km"] < 1
    assert first["why"]
    assert {"code": "free", "label": "Free", "count": 1, "chosen": False} in said["facets"]["cost"]


def test_what_was_understood_is_told_in_json(somerset):
    said = answer("yuoth club in exford")["understood"]
    assert said["place"] == "Exford"
    assert said["near"]["label"] == "Exford"
    assert said["respelled"] == {"yuoth": "youth"}
    assert said["sought"] == ["youth", "club"]
    assert (said["wishes"], said["danger"], said["elsewhere"], said["nothing"]) == ([], False, None, False)


def test_the_spelling_is_left_alone_when_asked_to(somerset):
    assert answer("yuoth", "--as-typed")["understood"]["respelled"] == {}
    assert answer("yuoth")["total"] > answer("yuoth", "--as-typed")["total"]


def test_danger_and_what_is_elsewhere_come_before_everything(somerset):
    ThesaurusEntry.objects.create(
        code="harm", role=Role.DANGER, name="Self-harm", phrases="hurting herself", look_for="youth"
    )
    ThesaurusEntry.objects.create(
        code="roads", role=Role.ELSEWHERE, name="Roads", phrases="potholes", message="Ask the roads team."
    )
    UrgentContact.objects.create(name="Childline", phone="0800 1111")
    danger = run("hurting herself").splitlines()
    assert danger[:2] == ["If someone is in danger now, ring 999.", "  Childline 0800 1111"]
    assert run("potholes").splitlines() == ["Not in this directory. Ask the roads team.", "Nothing found."]
    assert answer("potholes")["understood"]["elsewhere"]["text"] == "Roads"
    assert answer("xqzzy")["understood"]["unknown"] == ["xqzzy"]


def test_a_page_would_show_the_same(somerset):
    found = find(Question(words="youth club", near="TA6 4RN"))
    said = answer("youth club", "--near", "TA6 4RN")
    assert [row["id"] for row in said["results"]] == [result.document.id for result in found.results]


def test_kilometres_are_turned_into_miles_and_back_without_loss(somerset):
    for km in (45.0, 44.0):
        total = answer("youth", "--near", "TA6 4RN", "--within-km", str(km))["total"]
        assert total == find(Question(words="youth", near="TA6 4RN", within_miles=km / MILE_KM)).total
    [exford] = [
        row["distance_km"]
        for row in answer("youth", "--near", "TA6 4RN", "--within-km", "60")["results"]
        if row["id"] == somerset["far"]
    ]
    wider, narrower = (
        {row["id"] for row in answer("youth", "--near", "TA6 4RN", "--within-km", str(km))["results"]}
        for km in (exford + 0.01, exford - 0.01)
    )
    assert wider - narrower == {somerset["far"]}


def test_need_age_and_free_narrow_the_answer(somerset):
    assert [row["id"] for row in answer("youth", "--need", "autism")["results"]] == [somerset["near"]]
    assert [row["id"] for row in answer("youth", "--need", "asd")["results"]] == [somerset["near"]]
    assert [row["id"] for row in answer("youth", "--age", "15")["results"]] == [somerset["teens"]]
    assert [row["id"] for row in answer("youth", "--free")["results"]] == [somerset["near"]]


def test_a_need_nobody_knows_is_answered_with_the_ones_there_are(somerset):
    with pytest.raises(CommandError, match=r"No need is called “spoons”\. The needs are: autism\."):
        run("youth", "--need", "spoons")


def test_an_unknown_place_is_said_and_results_are_still_given(somerset):
    said = answer("youth", "--near", "Halbeath-on-the-Moon")
    assert said["understood"]["near"] is None
    assert said["understood"]["place_problem"]
    assert said["total"] == 4


@pytest.mark.parametrize("wrong", [("--limit", "0"), ("--within-km", "0"), ("--within-km", "nan")])
def test_numbers_that_make_no_sense_are_refused(somerset, wrong):
    with pytest.raises(CommandError):
        run("youth", *wrong)


def test_without_an_index_it_says_what_to_do_and_not_nothing_found(settings, tmp_path, db):
    settings.SEARCH_INDEX_DIR = tmp_path / "none"
    with pytest.raises(CommandError, match="Search is resting"):
        run("youth")


def test_an_engine_that_does_not_exist_is_said(somerset):
    with pytest.raises(CommandError, match="no search engine called 'telepathy'"):
        run("youth", "--engine", "telepathy")


@pytest.fixture
def batch(tmp_path):
    def ran(*lines, limit=None):
        questions, answers = tmp_path / "questions.jsonl", tmp_path / "answers.jsonl"
        questions.write_text(
            "".join(one if isinstance(one, str) else json.dumps(one) + "\n" for one in lines)
        )
        more = ("--limit", str(limit)) if limit else ()
        run("--batch", str(questions), "--out", str(answers), *more)
        return [json.loads(line) for line in answers.read_text().splitlines()]

    return ran


def test_a_file_of_questions_gives_a_file_of_answers(somerset, batch):
    answers = batch(
        {
            "id": "a",
            "q": "youth club",
            "near": "TA6 4RN",
            "filters": {"age": 7, "need": "autism", "free": True},
        },
        {"id": "b", "q": "youth", "near": None, "filters": {}},
        {"id": 3, "q": "youth", "near": "Nowhere at all"},
        {"id": "d", "q": "youth", "near": None, "filters": {"need": "spoons"}},
    )
    assert answers[0] == {"id": "a", "results": [somerset["near"]]}
    assert (answers[1]["id"], set(answers[1]["results"])) == ("b", set(somerset.values()))
    assert (answers[2]["id"], set(answers[2]["results"])) == (3, set(somerset.values()))
    assert answers[3] == {"id": "d", "results": []}


def test_the_best_are_kept_when_there_is_a_limit(somerset, batch):
    whole, limited = (
        batch({"id": 1, "q": "youth club", "near": "TA6 4RN"}, limit=most) for most in (None, 2)
    )
    assert limited[0]["results"] == whole[0]["results"][:2]


def test_a_bad_line_is_named_and_leaves_no_half_file(somerset, batch, tmp_path):
    with pytest.raises(CommandError, match="Line 2 is not JSON"):
        batch({"id": 1, "q": "youth"}, "{nonsense\n")
    assert not (tmp_path / "answers.jsonl").exists()


def test_a_batch_that_is_stopped_leaves_the_old_answers_whole(somerset, batch, tmp_path, index, monkeypatch):
    batch({"id": 1, "q": "youth"})
    before = (tmp_path / "answers.jsonl").read_text()

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(type(index), "search", stopped)
    with pytest.raises(KeyboardInterrupt):
        batch({"id": 2, "q": "club"})
    assert (tmp_path / "answers.jsonl").read_text() == before
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_a_file_that_is_not_there_is_said(somerset, tmp_path):
    with pytest.raises(CommandError, match="Can't read"):
        run("--batch", str(tmp_path / "none"), "--out", str(tmp_path / "out"))
    with pytest.raises(CommandError, match="go together"):
        run("--batch", str(tmp_path / "none"))


def test_filters_reach_the_question_as_codes(somerset):
    found = find(Question(words="youth", filters={Facet.NEED: ("autism",)}))
    assert [result.document.id for result in found.results] == [somerset["near"]]
