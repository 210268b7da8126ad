"""Editors keep the thesaurus, try questions and judge the answers, through the real admin."""

import json
import logging
from datetime import timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from localoffer.accounts.actions import make_person
from search import actions
from search.explaining import explain, stems_shared
from search.found import Question
from search.models import Judgment, ThesaurusEntry, UrgentContact
from search.queries import trial
from search.terms import Asked, Facet, Near, Sought, Way, Wish
from search.trials import judge, judgments_as_json, question, tried
from tests import making
from tests.directory.test_admin import filled

pytestmark = pytest.mark.django_db

CLOSE, FURTHER = (51.130, -3.010), (51.20, -3.00)


def person(client, role):
    client.force_login(make_person(username=role, password="x", role=role, email=f"{role}@example.org"))
    return client


@pytest.fixture
def editor(client):
    return person(client, "editor")


@pytest.fixture
def reviewer(client):
    return person(client, "reviewer")


def at(model, action, *args):
    return reverse(f"wagtailsnippets_search_{model}:{action}", args=args)


def problems(response):
    return {field: " ".join(said) for field, said in response.context["form"].errors.items()}


def page(response):
    return BeautifulSoup(response.content, "html.parser")


def entry(**fields):
    return ThesaurusEntry.objects.create(
        **{"code": "respite", "name": "A break from caring", "phrases": "a break", "look_for": "respite"}
        | fields
    )


def filling(**fields):
    """A whole form for an entry, as a browser sends it."""
    empty = dict.fromkeys(
        ("code", "phrases", "look_for", "narrower", "broader", "related", "wishes", "message", "url"), ""
    )
    return empty | {"name": "Help to sleep", "role": "meaning", "in_use": "on"} | fields


# --- The thesaurus in the admin ----------------------------------------------


def test_an_editor_makes_an_entry_with_ticked_kinds_and_needs(editor):
    making.term("therapy", "kind", name="Therapy")
    making.term("adhd", name="ADHD")
    sent = filling(phrases="can't sleep\r\nup all night", kinds=["therapy"], needs=["adhd"])
    response = editor.post(at("thesaurusentry", "add"), sent)
    assert response.status_code == 302, problems(response)
    made = ThesaurusEntry.objects.get()
    assert made.code == "help-to-sleep"
    assert made.entry().phrases == ("can't sleep", "up all night")
    assert (made.kinds, made.needs) == ("therapy", "adhd")


def test_what_was_ticked_is_ticked_again_and_a_lost_code_can_be_unticked(editor):
    making.term("therapy", "kind", name="Therapy")
    making.term("club", "kind", name="Club")
    made = entry(kinds="therapy\nold-kind")
    address = at("thesaurusentry", "edit", made.pk)
    form = page(editor.get(address))
    ticked = {box["value"] for box in form.select("input[name=kinds][checked]")}
    assert ticked == {"therapy", "old-kind"}
    sent = filled(editor, address) | {"kinds": ["club"]}
    response = editor.post(address, sent)
    assert response.status_code == 302, problems(response)
    made.refresh_from_db()
    assert (made.kinds, made.code) == ("club", "respite")


def test_the_list_can_be_narrowed_searched_and_downloaded(editor):
    entry()
    entry(code="free", role="wish", name="Free", phrases="no money", wishes="cost: free")
    address = at("thesaurusentry", "list")
    assert "A break from caring" in editor.get(address).content.decode()
    only = editor.get(address, {"role": "wish"}).content.decode()
    assert "Free" in only
    assert "A break from caring" not in only
    assert "Free" in editor.get(address, {"q": "money"}).content.decode()
    said = b"".join(editor.get(address, {"export": "csv"}).streaming_content).decode()
    assert "A break from caring" in said


def test_a_download_never_runs_a_phrase_as_a_formula(editor):
    entry(name='=HYPERLINK("https://example.org")')
    said = editor.get(at("thesaurusentry", "list"), {"export": "csv"})
    assert "\"'=HYPERLINK(" in b"".join(said.streaming_content).decode()


def test_what_an_editor_pastes_is_kept_as_plain_text(editor):
    sent = filling(name="<b>Help</b> to sleep", phrases="<i>can't</i> sleep", look_for="sleep")
    assert editor.post(at("thesaurusentry", "add"), sent).status_code == 302
    made = ThesaurusEntry.objects.get()
    assert (made.name, made.phrases) == ("Help to sleep", "can't sleep")


def test_an_entry_is_not_copied_because_two_would_have_its_phrases(editor):
    address = at("thesaurusentry", "list") + f"copy/{entry().pk}/"
    assert editor.get(address).status_code == 404


@pytest.mark.parametrize("phrases", ["A break!", "tired out\r\na break"])
def test_a_phrase_that_another_entry_has_is_refused_and_says_which(editor, phrases):
    entry()
    response = editor.post(at("thesaurusentry", "add"), filling(phrases=phrases, look_for="sleep"))
    assert "is a phrase of “A break from caring” already" in problems(response)["phrases"]
    assert ThesaurusEntry.objects.count() == 1


def test_a_name_counts_as_a_phrase_too(editor):
    entry()
    response = editor.post(at("thesaurusentry", "add"), filling(name="A break", look_for="sleep"))
    assert "A break from caring" in problems(response)["name"]


def test_the_same_phrase_may_do_something_else_as_well_or_be_switched_off(editor):
    entry()
    for more in ({"role": "danger"}, {"look_for": "sleep", "in_use": "", "name": "Off"}):
        sent = filling(phrases="a break", **more)
        if not sent["in_use"]:
            del sent["in_use"]
        response = editor.post(at("thesaurusentry", "add"), sent)
        assert response.status_code == 302, problems(response)


def test_an_entry_may_be_saved_again_as_it_is(editor):
    address = at("thesaurusentry", "edit", entry(phrases="a break\nbreaks").pk)
    response = editor.post(address, filled(editor, address))
    assert response.status_code == 302, problems(response)


@pytest.mark.parametrize(
    ("role", "field", "said"),
    [
        ("meaning", "look_for", "Without one it finds nothing"),
        ("wish", "wishes", "such as cost: free"),
        ("elsewhere", "message", "Say where a family can turn"),
    ],
)
def test_an_entry_that_does_nothing_says_what_it_lacks(editor, role, field, said):
    response = editor.post(at("thesaurusentry", "add"), filling(role=role))
    assert said in problems(response)[field]


def test_a_wish_that_nobody_can_read_says_how_to_write_it(editor):
    response = editor.post(at("thesaurusentry", "add"), filling(role="wish", wishes="free"))
    assert "“free” is not a facet and a code, such as cost: free" in problems(response)["wishes"]
    assert len(response.context["form"].errors) == 1


def test_two_entries_of_one_name_get_two_codes(editor):
    for role, more in (("meaning", {"look_for": "sleep"}), ("danger", {}), ("filler", {})):
        editor.post(at("thesaurusentry", "add"), filling(role=role, **more))
    codes = sorted(ThesaurusEntry.objects.values_list("code", flat=True))
    assert codes == ["help-to-sleep", "help-to-sleep-2", "help-to-sleep-3"]


def test_an_editor_writes_entries_and_only_a_reviewer_deletes_them_or_changes_urgent_help(editor, client):
    made, contact = entry(), UrgentContact.objects.create(name="Night line", phone="01632 960111")
    assert editor.get(at("thesaurusentry", "edit", made.pk)).status_code == 200
    assert editor.get(at("thesaurusentry", "delete", made.pk)).status_code == 302
    assert editor.get(at("urgentcontact", "edit", contact.pk)).status_code == 302
    assert editor.get(at("urgentcontact", "list")).status_code == 200
    reviewer = person(client, "reviewer")
    assert reviewer.get(at("thesaurusentry", "delete", made.pk)).status_code == 200
    address = at("urgentcontact", "edit", contact.pk)
    response = reviewer.post(address, filled(reviewer, address) | {"phone": "01632 960222"})
    assert response.status_code == 302, problems(response)
    contact.refresh_from_db()
    assert contact.phone == "01632 960222"


def test_the_menu_leads_to_all_of_it(editor):
    home = editor.get(reverse("wagtailadmin_home")).content.decode()
    for address in (at("thesaurusentry", "list"), at("urgentcontact", "list"), reverse("search_try")):
        assert address in home


# --- Trying a question -------------------------------------------------------


@pytest.fixture
def listings(index):
    making.term("short-break", "kind", name="Short break")
    crew = making.service(
        "Larkfold short breaks",
        at=[CLOSE],
        kinds=["short-break"],
        cost="free",
        checked=timezone.localdate() - timedelta(days=12),
    )
    farm = making.service("Rose Farm", summary="Short breaks with animals.", at=[FURTHER])
    actions.rebuild()
    return crew, farm


def trying(client, **sent):
    return client.get(reverse("search_try"), sent)


def test_the_page_opens_empty_and_explains_each_result(editor, listings):
    assert trying(editor).status_code == 200
    shown = page(trying(editor, words="short breaks", near="51.128,-3.004"))
    results = shown.select(".trial__result")
    assert [result.h3.text for result in results] == ["Larkfold short breaks", "Rose Farm"]
    why = results[0].details.text
    for weight in ("words-matched", "nearness", "freshness"):
        assert weight in why
    assert "listed under kind “short-break”" in why
    assert "in its summary" in results[1].details.text
    assert "checked 12 days ago" in why


def test_a_judgment_is_kept_shown_again_changed_and_taken_back(editor, listings):
    crew, farm = listings
    asked = {"words": " short  breaks ", "near": "51.128,-3.004", "engine": "embedded"}
    grades = {f"grade-{crew.pk}": "3", f"grade-{farm.pk}": ""}
    response = editor.post(reverse("search_try_judge"), asked | grades, follow=True)
    ticked = page(response).select("input[type=radio][checked]")
    assert {(one["name"], one["value"]) for one in ticked} == set(grades.items())
    kept = Judgment.objects.get()
    assert (kept.question, kept.near, kept.service_id, kept.grade) == (
        "short breaks",
        "51.128,-3.004",
        crew.pk,
        3,
    )
    editor.post(reverse("search_try_judge"), asked | {f"grade-{crew.pk}": "0"})
    assert Judgment.objects.get().grade == 0
    editor.post(reverse("search_try_judge"), asked | {f"grade-{crew.pk}": ""})
    assert not Judgment.objects.exists()


@pytest.mark.parametrize(("name", "grade"), [("grade-{}", "4"), ("grade-{}", "-1"), ("grade-x", "2")])
def test_no_other_grade_is_kept(editor, listings, name, grade):
    sent = {"words": "breaks", "near": "", name.format(uuid4()): grade}
    assert editor.post(reverse("search_try_judge"), sent).status_code == 400
    assert not Judgment.objects.exists()


def test_the_database_refuses_another_grade_and_a_second_judgment():
    making_one = {"question": "breaks", "service_id": uuid4()}
    for wrong in (4, -1):
        with pytest.raises(IntegrityError), transaction.atomic():
            Judgment.objects.create(grade=wrong, **making_one)
    Judgment.objects.create(grade=1, **making_one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Judgment.objects.create(grade=2, **making_one)


def test_nobody_judges_by_following_a_link_or_from_another_site(editor, listings, client):
    from django.test import Client

    assert editor.get(reverse("search_try_judge")).status_code == 405
    assert editor.get(reverse("search_try_add")).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = editor.cookies
    for name in ("search_try_judge", "search_try_add"):
        assert strict.post(reverse(name), {"words": "breaks"}).status_code == 403


def test_only_those_with_the_right_see_judge_or_add(client, listings):
    for name in ("search_try", "search_try_judgments"):
        assert client.get(reverse(name)).status_code == 302
    visitor = make_person(username="v", password="x", role="editor", email="v@example.org")
    visitor.groups.clear()
    visitor.user_permissions.add(access_to_admin())
    client.force_login(visitor)
    assert client.get(reverse("search_try")).status_code == 302
    assert client.post(reverse("search_try_judge"), {f"grade-{uuid4()}": "3"}).status_code == 302
    assert client.post(reverse("search_try_add"), {"words": "x"}).status_code == 302
    assert not Judgment.objects.exists()


def access_to_admin():
    return right("access_admin")


def right(codename):
    from django.contrib.auth.models import Permission

    return Permission.objects.get(codename=codename)


@pytest.fixture
def onlooker(client):
    """Somebody who may look at judgments and do nothing else."""
    person = make_person(username="o", password="x", role="editor", email="o@example.org")
    person.groups.clear()
    person.user_permissions.add(access_to_admin(), right("view_judgment"))
    client.force_login(person)
    return client


def test_somebody_who_may_only_look_sees_results_and_neither_judges_nor_adds(onlooker, listings):
    shown = page(trying(onlooker, words="short breaks", near=""))
    assert len(shown.select(".trial__result")) == 2
    assert not shown.select("input[type=radio]")
    assert not shown.select("textarea[name=phrases]")
    sent = {"words": "tired", "near": "", f"grade-{uuid4()}": "3"}
    assert onlooker.post(reverse("search_try_judge"), sent).status_code == 302
    more = {"name": "Tired", "phrases": "tired", "look_for": "sleep"}
    assert onlooker.post(reverse("search_try_add"), sent | more).status_code == 302
    assert not Judgment.objects.exists()
    assert not ThesaurusEntry.objects.exists()


def test_somebody_without_the_right_is_not_led_to_the_page(onlooker, django_user_model):
    assert reverse("search_try") in onlooker.get(reverse("wagtailadmin_home")).content.decode()
    person = django_user_model.objects.get(username="o")
    person.user_permissions.set([access_to_admin(), right("view_thesaurusentry")])
    home = onlooker.get(reverse("wagtailadmin_home")).content.decode()
    assert at("thesaurusentry", "list") in home
    assert reverse("search_try") not in home


def test_a_question_too_long_to_be_asked_is_not_judged(editor):
    sent = {"words": "breaks " * 60, "near": "", f"grade-{uuid4()}": "3"}
    response = editor.post(reverse("search_try_judge"), sent)
    assert "at most 200 characters" in response.content.decode()
    assert not Judgment.objects.exists()


def test_who_added_an_entry_from_the_page_can_be_read_in_its_history(editor, listings):
    sent = {"words": "weary", "near": "", "name": "Worn out", "phrases": "weary", "look_for": "short breaks"}
    editor.post(reverse("search_try_add"), sent)
    history = editor.get(at("thesaurusentry", "history", ThesaurusEntry.objects.get().pk))
    assert "editor" in page(history).select_one("table.listing").text


def test_a_question_that_finds_nothing_finds_something_once_its_words_are_added(editor, listings):
    asked = {"words": "zonked and weary", "near": ""}
    assert "Nothing is found" in trying(editor, **asked).content.decode()
    shown = page(trying(editor, **asked))
    [phrases] = shown.select("textarea[name=phrases]")
    assert phrases.text.strip() == "zonked and weary"
    sent = asked | {"name": "Worn out", "phrases": "zonked and weary", "look_for": "short breaks"}
    response = editor.post(reverse("search_try_add"), sent, follow=True)
    assert ThesaurusEntry.objects.get().entry().look_for == ("short breaks",)
    assert len(page(response).select(".trial__result")) == 2


def test_a_mistake_in_the_new_words_is_said_beside_them_and_nothing_is_kept(editor, listings):
    entry()
    sent = {"words": "tired", "near": "", "name": "Tired", "phrases": "a break", "look_for": ""}
    response = editor.post(reverse("search_try_add"), sent)
    said = response.content.decode()
    assert "is a phrase of “A break from caring” already" in said
    assert "Without one it finds nothing" in said
    assert ThesaurusEntry.objects.count() == 1


def test_a_search_at_rest_is_said_and_no_server_error(editor, index):
    index.folder.clear(keep=None)
    response = trying(editor, words="breaks")
    assert response.status_code == 200
    assert page(response).select_one(".help-critical")


def test_what_an_editor_tries_is_not_logged_either(editor, listings, caplog):
    for name in list(logging.root.manager.loggerDict):
        logging.getLogger(name).disabled = False
    caplog.set_level(logging.INFO)
    trying(editor, words="zebrafish", near="TA6 4RN")
    logging.getLogger("search").info("the net is open")
    assert "the net is open" in caplog.text
    assert "zebrafish" not in caplog.text


# --- Judgments go out --------------------------------------------------------


def test_judgments_go_out_in_the_format_of_the_judged_questions(editor, tmp_path):
    from tests.relevance.questions import Judged

    crew, farm = uuid4(), uuid4()
    judge(question("short breaks", "Wells"), {crew: 3, farm: 0})
    judge(question("a rest", ""), {farm: 2})
    told = json.loads(judgments_as_json())["questions"]
    assert [Judged(**line).judged for line in told] == [{str(farm): 2}, {str(crew): 3, str(farm): 0}]
    assert {line["kind"] for line in told} == {"editor"}
    assert [line.get("near") for line in told] == [None, "Wells"]
    assert len({line["id"] for line in told}) == 2
    path = tmp_path / "judged.json"
    call_command("export_judgments", out=path)
    assert path.read_text() == editor.get(reverse("search_try_judgments")).content.decode()
    assert json.loads(path.read_text())["questions"] == told


def test_no_judgments_are_an_empty_list():
    assert json.loads(judgments_as_json()) == {"questions": []}


# --- Why it ranks there ------------------------------------------------------


@pytest.fixture
def varied(index):
    making.term("autism", name="Autism", other_words=["ASD", "autistic"])
    making.term("short-break", "kind", name="Short break", other_words=["respite"])
    today = timezone.localdate()
    for number in range(12):
        making.service(
            f"Drop-in club {number}" if number % 3 else "Respite for autistic young people",
            summary="Short breaks after school. " * (number % 4),
            description="A calm club for children who like trains. " * (1 + number % 5),
            at=[(51.13 + number / 50, -3.01)] if number % 4 else (),
            needs=["autism"] if number % 2 else (),
            kinds=["short-break"] if number % 3 == 0 else (),
            ages=(5, 11) if number % 2 else None,
            online=number % 4 == 0,
            comes_to_you=number == 8,
            cost="free" if number % 5 == 0 else "",
            checked=today - timedelta(days=number * 40) if number % 6 else None,
        )
    actions.rebuild()
    gone = making.service("Autism respite, withdrawn")
    actions.queue([gone.pk])
    actions.sync()
    type(gone).objects.filter(pk=gone.pk).update(live=False)
    actions.queue([gone.pk])
    actions.sync()
    return index


HERE = Near(lat=51.128, lon=-3.004)
ASKED = {
    "words as typed": Asked(words="respite club trains"),
    "with a place": Asked(words="autism club", near=HERE, within_km=20),
    "a written-together word": Asked(words="dropin afterschool", near=HERE, within_km=50),
    "nothing said": Asked(near=HERE, within_km=50),
    "ways and wishes": Asked(
        sought=(
            Sought(
                text="a break",
                ways=(
                    Way(stems=("short", "break"), worth=0.9),
                    Way(stems=("respit",), worth=0.75),
                    Way(topic=(Facet.KIND, "short-break"), worth=0.8),
                ),
                weight=1.3,
            ),
            Sought(text="autism", ways=(Way(topic=(Facet.NEED, "autism")),), needed=False),
            Sought(text="seven", ways=(Way(age=7.0, worth=0.5),), needed=False),
        ),
        wishes=(
            Wish(key="free", text="free", ways=(Way(topic=(Facet.COST, "free")),), factor=1.3),
            Wish(key="age-7", text="for a child of 7", ways=(Way(age=7.0),), factor=1.5),
            Wish(key="calm", text="calm", ways=(Way(stems=("calm",)),), factor=1.1),
        ),
        near=HERE,
        within_km=40,
    ),
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED.keys())
def test_an_explanation_comes_to_the_score_by_which_the_result_was_ranked(varied, asked):
    from search.trials import _rarity

    hits = varied.search(asked).hits
    assert len(hits) > 1
    rarity = _rarity(stems_shared(hits, asked), varied)
    for hit in hits:
        assert explain(hit, asked, rarity).score == pytest.approx(hit.score, rel=0.01)


def test_an_explanation_names_the_way_that_won_and_what_is_missing(varied):
    asked = ASKED["ways and wishes"]
    hits = varied.search(asked).hits
    from search.trials import _rarity

    rarity = _rarity(stems_shared(hits, asked), varied)
    went = [explain(hit, asked, rarity) for hit in hits]
    said = {one.way for why in went for one in why.sought}
    assert "listed under need “autism”" in said
    assert "for a child of 7" in said
    assert any("in its" in way for way in said)
    assert "" in said
    assert any(not wish.has for why in went for wish in why.wishes)


def test_a_trial_explains_the_order_in_which_it_shows_the_results(varied):
    shown = tried(question("respite for autism", "51.128,-3.004"), "embedded")
    assert len(shown.rows) > 3
    scores = [row.explained.score for row in shown.rows]
    assert scores == sorted(scores, reverse=True)
    assert scores == pytest.approx([row.score for row in shown.rows], rel=0.01)
    hits = trial(Question(words="respite for autism", near="51.128,-3.004"), varied).hits
    assert [row.result.document.id for row in shown.rows] == [hit.document.id for hit in hits]
