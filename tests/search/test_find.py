"""A family asks, and sees everything near her, coming to her or online."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from directory.models import ServiceArea
from locations.place import Place, Precision
from search import actions, queries, reasons
from search.found import Question
from search.models import ThesaurusEntry, UrgentContact
from search.queries import find
from search.terms import Facet, Group
from tests import making

pytestmark = pytest.mark.django_db

#: Bridgwater, as somebody's phone gives it.
HERE = "51.128,-3.004"
CLOSE, FURTHER, FAR = (51.130, -3.010), (51.20, -3.00), (51.20, -3.48)


@pytest.fixture
def ask(index):
    def asked(words="", near=HERE, **more):
        actions.sync()
        return find(Question(words=words, near=near, **more))

    return asked


def listed(*args, **fields):
    service = making.service(*args, **fields)
    actions.queue([service.pk])
    return service


def names(results):
    return [result.document.name for result in results]


def why(found, name):
    [result] = [result for result in found.results if result.document.name == name]
    return [reason.text for reason in result.why]


def labels(found, facet):
    [choices] = [choices for choices in found.facets if choices.facet is facet]
    return [(option.label, option.count) for option in choices.options]


def test_help_nearby_coming_to_her_and_online_are_counted_apart(ask):
    listed("Crew", at=[CLOSE])
    listed("Line", by_phone=True)
    listed("Chat", online=True)
    found = ask()
    assert found.groups == {Group.NEAR: 1, Group.COVERS: 0, Group.ONLINE: 2}
    assert found.total == 3
    assert names(found.sections[Group.NEAR]) == ["Crew"]


def test_a_result_says_how_far_what_for_and_when_it_was_checked(ask):
    making.term("autism", name="Autism", other_words=["ASD", "autistic"])
    listed("Thursday Crew", at=[FURTHER], needs=["autism"], checked=timezone.localdate() - timedelta(days=12))
    assert why(ask("asd"), "Thursday Crew") == ["5 miles away", "for autism", "checked 12 days ago"]


def test_a_chosen_need_is_a_reason_too(ask):
    making.term("adhd", name="ADHD")
    listed("Crew", at=[CLOSE], needs=["adhd"])
    assert "for ADHD" in why(ask(filters={Facet.NEED: ("adhd",)}), "Crew")


def test_a_word_in_the_name_is_a_reason(ask):
    listed("Exmoor Youth Club", at=[CLOSE])
    assert "\u2018youth\u2019 is in its name" in why(ask("youth"), "Exmoor Youth Club")


def test_a_listing_nobody_checked_says_so(ask):
    listed("Never", at=[CLOSE])
    listed("Old", at=[CLOSE], checked=timezone.localdate() - timedelta(days=400))
    found = ask()
    assert why(found, "Never")[-1] == "never checked"
    assert why(found, "Old")[-1] == "not checked for over a year"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "checked today"),
        (-3, "checked today"),
        (1, "checked yesterday"),
        (60, "checked 60 days ago"),
        (61, "checked 2 months ago"),
        (365, "checked 12 months ago"),
        (366, "not checked for over a year"),
    ],
)
def test_the_last_check_is_said_in_the_largest_honest_unit(days, said):
    today = date(2026, 11, 22)
    assert reasons.checked(today - timedelta(days=days), today) == said


@pytest.mark.parametrize(
    ("km", "said"),
    [
        (0.05, "less than 0.1 miles away"),
        (1.609344, "1 mile away"),
        (3.7, "2.3 miles away"),
        (29.61, "18.4 miles away"),
        (8.05, "5 miles away"),
    ],
)
def test_distances_are_said_in_miles(km, said):
    assert reasons.miles_away(km) == said


def test_an_area_is_named_only_when_she_named_a_town():
    town = Place("Bridgwater", 51.1, -3.0, Precision.PLACE)
    postcode = Place("TA6 4RN", 51.1, -3.0, Precision.POSTCODE)
    assert reasons.covers(town) == "covers Bridgwater"
    assert reasons.covers(postcode) == "covers your area"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Autism", "autism"),
        ("ADHD", "ADHD"),
        ("Down syndrome", "Down syndrome"),
        ("EHC plans", "EHC plans"),
        ("Short break or respite", "short break or respite"),
    ],
)
def test_a_term_keeps_its_capitals_inside_a_sentence_only_where_it_must(name, said):
    assert reasons.in_a_sentence(name) == said


def test_a_listing_withdrawn_a_second_ago_is_gone_though_the_index_is_behind(ask):
    crew, _ = listed("Crew", at=[CLOSE]), listed("Club", at=[CLOSE])
    assert ask().total == 2
    type(crew).objects.filter(pk=crew.pk).update(live=False)
    found = ask()
    assert names(found.results) == ["Club"]
    assert names(found.sections[Group.NEAR]) == ["Club"]
    assert (found.total, found.groups) == (1, {Group.NEAR: 1, Group.COVERS: 0, Group.ONLINE: 0})


def test_a_withdrawn_listing_is_not_the_nearest_beyond_either(ask):
    far = listed("Far", at=[FAR])
    assert names(ask(within_miles=5).beyond) == ["Far"]
    type(far).objects.filter(pk=far.pk).update(live=False)
    assert names(ask(within_miles=5).beyond) == []


def test_a_place_nobody_knows_is_said_and_results_are_still_shown(ask):
    listed("Crew", at=[CLOSE])
    found = ask(near="Halbeath-on-the-Moon")
    assert found.place is None
    assert found.place_problem
    assert names(found.results) == ["Crew"]
    assert found.groups == {Group.LISTED: 1}


def test_no_place_asked_is_no_problem(ask):
    listed("Crew", at=[CLOSE])
    found = ask(near="  ")
    assert (found.place, found.place_problem, found.total) == (None, "", 1)


def test_a_link_to_one_group_still_answers_when_the_place_is_left_out(ask):
    listed("Crew", at=[CLOSE])
    assert names(ask(near="", group=Group.NEAR).results) == ["Crew"]


def test_the_list_is_numbered_on_from_page_to_page(ask):
    for number in range(5):
        listed(f"Club {number}", at=[CLOSE])
    first, second = ask(per_page=3), ask(per_page=3, page=2)
    assert [result.number for result in first.results] == [1, 2, 3]
    assert [result.number for result in second.results] == [4, 5]
    assert first.pages == 2


def test_pages_are_counted_for_the_group_that_is_shown(ask):
    for number in range(5):
        listed(f"Club {number}", at=[CLOSE])
    listed("Line", by_phone=True)
    assert ask(per_page=3, group=Group.ONLINE).pages == 1
    assert ask(per_page=3, group=Group.NEAR).pages == 2


def test_sections_are_numbered_on_from_one_to_the_next(ask):
    listed("Crew", at=[CLOSE])
    listed("Line", by_phone=True)
    found = ask()
    numbers = [result.number for results in found.sections.values() for result in results]
    assert numbers == [1, 2]


def test_ten_miles_are_ten_miles(ask):
    # A tenth of a mile either side of the edge, straight north.
    degrees = 1 / 69.13
    listed("Inside", at=[(51.128 + 9.9 * degrees, -3.004)])
    listed("Outside", at=[(51.128 + 10.1 * degrees, -3.004)])
    found = ask(within_miles=10)
    assert (names(found.results), names(found.beyond)) == (["Inside"], ["Outside"])


def test_the_choices_have_the_names_editors_gave_them_most_useful_first(ask):
    making.term("autism", name="Autism")
    making.term("adhd", name="ADHD")
    for need in ("autism", "autism", "adhd"):
        listed(
            at=[CLOSE], needs=[need], cost="free", ages=(5, 9), schedules=[{"freq": "WEEKLY", "byday": "MO"}]
        )
    found = ask()
    assert labels(found, Facet.NEED) == [("Autism", 2), ("ADHD", 1)]
    assert labels(found, Facet.COST) == [("Free", 3)]
    assert labels(found, Facet.AGE) == [("5 to 10", 3)]
    assert labels(found, Facet.WHEN) == [("Mondays", 3)]
    assert labels(found, Facet.DELIVERY) == [("At a place you go to", 3)]


def test_a_choice_made_is_shown_though_nothing_is_left(ask):
    making.term("dyslexia", name="Dyslexia")
    listed("Crew", at=[CLOSE])
    found = ask(filters={Facet.NEED: ("dyslexia",)})
    assert found.total == 0
    assert labels(found, Facet.NEED) == [("Dyslexia", 0)]


def test_the_card_shows_the_features_of_the_venue_it_names(ask):
    there = making.venue("There", *FURTHER, features={"parking": "no"})
    here = making.venue("Here", *CLOSE, features={"parking": "yes"})
    listed("Crew", at=[there, here])
    [result] = ask().results
    assert result.venue.name == "Here"
    assert dict(result.document.feature_states)["Parking"] == "yes"


def test_help_without_a_venue_shows_none(ask):
    listed("Line", by_phone=True, schedules=[{"freq": "WEEKLY", "byday": "SA"}])
    [result] = ask(filters={Facet.WHEN: ("weekend",)}).results
    assert result.venue is None


def test_words_she_types_are_suggested_and_withdrawn_listings_are_not(index):
    making.term("short-break", "kind", name="Short break", other_words=["respite"])
    service = making.service("Respite at Rose Farm", kinds=["short-break"])
    actions.rebuild()
    said = [suggestion.text for suggestion in queries.suggest("resp")]
    assert "Respite at Rose Farm" in said
    type(service).objects.update(live=False)
    assert "Respite at Rose Farm" not in [suggestion.text for suggestion in queries.suggest("resp")]
    assert queries.suggest("   ") == ()


@pytest.mark.parametrize("typed", ["resbite", "resbit", "respitte"])
def test_a_slip_in_what_she_types_is_forgiven(index, typed):
    making.term("short-break", "kind", name="Short break", other_words=["respite"])
    making.service("Respite at Rose Farm", kinds=["short-break"])
    actions.rebuild()
    assert "Respite at Rose Farm" in [suggestion.text for suggestion in queries.suggest(typed)]


def test_places_are_suggested_beside_help_and_finish_her_sentence(index, county):
    making.service("Exmoor ponies")
    actions.rebuild()
    said = [(suggestion.kind, suggestion.text) for suggestion in queries.suggest("ex")]
    assert said == [("service", "Exmoor ponies")]
    said = [(suggestion.kind, suggestion.text) for suggestion in queries.suggest("exf")]
    assert said == [("place", "Exford, Somerset")]
    [place] = queries.suggest("riding near Exf")
    assert (place.kind, place.text, place.code) == (
        "place",
        "riding near Exford, Somerset",
        "Exford, Somerset",
    )


def test_places_leave_room_for_help_and_help_for_a_place(index, county):
    for number in range(9):
        making.service(f"Exford club {number}")
    actions.rebuild()
    kinds = [suggestion.kind for suggestion in queries.suggest("exford", 5)]
    assert kinds == ["service"] * 4 + ["place"]


def test_suggestions_take_two_statements_and_two_calls(
    index, county, monkeypatch, django_assert_max_num_queries
):
    making.service("Respite at Rose Farm")
    actions.rebuild()
    asked = []
    suggest = type(index).suggest
    monkeypatch.setattr(
        type(index), "suggest", lambda self, *more: asked.append(more) or suggest(self, *more)
    )
    queries.suggest("exf")  # reads the places, once
    for typed in ("respite", "resbite near exf", "zzzzzz"):
        asked.clear()
        with django_assert_max_num_queries(2):
            queries.suggest(typed)
        assert len(asked) <= 2


def test_a_whole_answer_takes_few_statements(ask, django_assert_num_queries, index):
    making.term("autism", name="Autism")
    for number in range(30):
        listed(f"Club {number}", at=[CLOSE], needs=["autism"])
    actions.sync()
    question = Question(words="club", near="")
    find(question, index)
    with django_assert_num_queries(2):
        find(question, index)


def test_a_helpline_that_covers_the_county_is_found_from_any_postcode_in_it(ask, county):
    listed("Sibling line", covers=["E06000066"], by_phone=True)
    found = ask("sibling", near="ta24 7pp")
    assert [(result.document.name, result.group) for result in found.results] == [
        ("Sibling line", Group.COVERS)
    ]
    assert why(found, "Sibling line")[0] == "covers your area"


def test_help_that_comes_to_you_says_so_and_names_the_town_she_named(ask, county):
    listed("Portage", comes_to_you=True)
    assert why(ask(near="Exford"), "Portage")[:2] == ["comes to you", "covers Exford"]


def test_help_over_the_county_border_is_found_and_labelled(ask, county):
    listed("Devon Crew", at=[(51.13, -3.85)])
    assert "over the county border, in Devon" in why(ask(near="TA24 7PP"), "Devon Crew")


def test_an_area_loaded_with_the_county_is_known_by_its_name(ask, county):
    service = listed("Play at home", comes_to_you=True)
    ServiceArea.objects.create(service=service, name="the whole of Sedgemoor district")
    assert names(ask(near="TA6 4RN").results) == ["Play at home"]
    assert names(ask(near="TA24 7PP").results) == []


def test_a_whole_answer_with_a_postcode_takes_four_statements(ask, county, index, django_assert_num_queries):
    for number in range(30):
        listed(f"Club {number}", at=[CLOSE], needs=["autism"], comes_to_you=True)
    actions.sync()
    question = Question(words="club", near="TA6 4RN", filters={Facet.NEED: ("autism",)})
    find(question, index)
    with django_assert_num_queries(4):
        assert find(question, index).total == 30


def test_a_place_in_the_words_is_where_she_looks(ask, county):
    listed("Exmoor respite", at=[(51.131, -3.641)])
    listed("Town respite", at=[(51.129, -3.005)])
    found = ask("respite in Exford", near="", within_miles=5)
    assert (found.place.label, names(found.results)) == ("Exford", ["Exmoor respite"])
    assert found.groups[Group.NEAR] == 1


def test_a_place_in_the_words_that_she_took_away_is_no_place(ask, county):
    listed("Exmoor respite", at=[(51.131, -3.641)])
    found = ask("respite in Exford", near="", ignore=("place",))
    assert (found.place, found.place_problem) == (None, "")
    assert "Exmoor respite" in names(found.results)


def test_a_postcode_in_the_words_that_nobody_knows_is_not_complained_of(ask, county):
    listed("Exmoor respite", at=[(51.131, -3.641)])
    found = ask("respite near ZE3 9JZ", near="")
    assert (found.place, found.place_problem, found.understood.place) == (None, "", "")
    assert names(found.results) == ["Exmoor respite"]


def test_the_place_in_its_own_box_comes_before_one_in_the_words(ask, county):
    listed("Town respite", at=[(51.129, -3.005)])
    found = ask("respite in Exford", near="TA6 4RN", within_miles=5)
    assert found.place.label == "TA6 4RN"
    assert names(found.results) == ["Town respite"]


def test_a_whole_answer_with_the_place_in_the_words_takes_four_statements(
    ask, county, index, django_assert_max_num_queries
):
    listed("Town club", at=[(51.129, -3.005)])
    actions.sync()
    for words in ("club in Bridgwater", "club near TA6 4RN", "club near ZE3 9JZ"):
        find(Question(words=words), index)
        with django_assert_max_num_queries(4):
            find(Question(words=words), index)


def test_a_saved_entry_changes_the_very_next_search(ask):
    listed("Larkfold short breaks", at=[CLOSE])
    assert names(ask("a breather").results) == []
    entry = ThesaurusEntry.objects.create(
        code="breather", name="A breather", phrases="a breather", look_for="short breaks"
    )
    assert names(ask("a breather").results) == ["Larkfold short breaks"]
    entry.in_use = False
    entry.save()
    assert names(ask("a breather").results) == []


def test_words_that_sound_like_danger_name_whom_to_turn_to_first(ask):
    ThesaurusEntry.objects.create(
        code="harm", role="danger", name="Hurting herself", phrases="cutting myself"
    )
    UrgentContact.objects.create(name="Night line", phone="01632 960111")
    assert [contact.name for contact in ask("cutting myself").urgent] == ["Night line"]
    assert ask("swimming").urgent == ()


def test_a_page_asks_the_engine_once(ask, county, index, monkeypatch):
    asked = []
    search = type(index).search
    monkeypatch.setattr(type(index), "search", lambda self, one: asked.append(one) or search(self, one))
    listed("Crew", at=[CLOSE])
    ask("crew", near="TA6 4RN")
    assert len(asked) == 1
