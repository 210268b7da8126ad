"""What a parent is told of how her words were read, and how she takes each part back."""

from dataclasses import replace

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import RequestFactory

from locations.place import Place, Precision
from search.addresses import View
from search.forms import FindForm
from search.found import Found, Question, UrgentLine
from search.layout import lay_out, map_data
from search.terms import Facet, Group, Sought, Way, Wish
from search.understanding.values import Elsewhere, Respelled, Understood
from tests.search.pages.world import seen

pytestmark = pytest.mark.django_db

WELLS = Place(label="Wells", lat=51.21, lon=-2.65, precision=Precision.PLACE)
AUTISM = Sought("autism", (Way(stems=("autism",)),))
FREE = Wish("free", "free", (Way(topic=(Facet.COST, "free")),))
SEVEN = Wish("age-7", "age 7", (Way(age=7),))


def found(question: Question, understood: Understood, **fields: object) -> Found:
    empty = Found(
        question=question,
        place=None,
        place_problem="",
        total=0,
        groups={},
        results=(),
        sections={},
        beyond=(),
        facets=(),
        pages=1,
        understood=understood,
    )
    return replace(empty, **fields)


def html_of(answer: Found) -> str:
    """The whole page of this answer."""
    page = lay_out(answer, View.LIST)
    request = RequestFactory().get("/find/")
    given = {
        "form": FindForm(QueryDict("q=" + answer.question.words)),
        "found": answer,
        "page": page,
        "map_data": map_data(page, base="/", tiles="", attribution=""),
    }
    return render_to_string("search/results.html", given, request)


def near_wells(**question: object) -> Found:
    asked = Question(words="free autism club in wells for my 7 year old", **question)
    read = Understood(words=tuple(asked.words.split()), place="Wells", sought=(AUTISM,), wishes=(FREE, SEVEN))
    return found(asked, read, place=WELLS, total=1, groups={Group.NEAR: 1})


def test_the_place_in_her_words_is_shown_in_the_box_for_places_and_can_be_taken_away():
    answer = near_wells()
    html = html_of(answer)
    page = lay_out(answer, View.LIST)
    assert 'name="near" type="text" value="Wells"' in html
    assert "We took “Wells” as the place." in seen(html)
    assert page.place_read.href.endswith("for+my+7+year+old&ignore=place")
    assert ("within 10 miles of Wells", page.place_read.href) in [(c.text, c.href) for c in page.chips]
    assert page.carry == "?near=Wells"


def test_a_place_in_her_words_is_not_said_twice_in_the_heading():
    assert lay_out(near_wells(), View.LIST).heading == "Free autism club in wells for my 7 year old"
    alone = found(Question(words="wells"), Understood(words=("wells",), place="Wells"), place=WELLS, total=3)
    page = lay_out(alone, View.LIST)
    assert page.heading == "Help near Wells"
    assert [chip.text for chip in page.chips] == ["within 10 miles of Wells"]


def test_what_she_wishes_is_shown_as_going_first_and_hiding_nothing():
    page = lay_out(near_wells(ignore=("dads",)), View.LIST)
    assert [(chip.text, chip.href.split("old&")[1]) for chip in page.wishes] == [
        ("free", "ignore=dads&ignore=free"),
        ("age 7", "ignore=age-7&ignore=dads"),
    ]
    assert "We show these first. Nothing is hidden." in seen(html_of(near_wells()))


def test_taking_her_words_away_keeps_the_place_that_was_in_them():
    words, *_ = lay_out(near_wells(ignore=("dads",)), View.LIST).chips
    assert words.href == "/find/?near=Wells"


def test_a_spelling_put_right_is_said_and_undone_by_one_link():
    asked = Question(words="resbite", page=3, ignore=("free",))
    read = Understood(words=("resbite",), respelled=(Respelled("resbite", "respite"),))
    answer = found(asked, read, total=9)
    html = html_of(answer)
    assert "Showing results for respite . Search instead for resbite ." in seen(html)
    assert 'href="/find/?q=resbite&amp;as_typed=1&amp;ignore=free"' in html
    assert lay_out(answer, View.LIST).heading == "Respite"


def test_of_a_long_question_only_the_words_put_right_are_said():
    words = ["free", "autism", "club", "near", "bridgewater"]
    read = Understood(words=tuple(words), respelled=(Respelled("bridgewater", "Bridgwater"),))
    page = seen(html_of(found(Question(words=" ".join(words)), read, total=9)))
    assert "Showing results for Bridgwater . Search instead for bridgewater ." in page


def test_danger_puts_help_to_ring_before_anything_else_on_the_page():
    lines = (UrgentLine("Police", "999"), UrgentLine("Childline", "0800 1111", "For anyone under 19."))
    read = Understood(words=("hurting", "herself"), sought=(AUTISM,), danger=True)
    html = html_of(found(Question(words="hurting herself"), read, total=4, urgent=lines))
    main = html.split("<main", 1)[1]
    danger = main.split('class="danger"', 1)[1].split("</section>", 1)[0]
    assert main.index('class="danger"') < main.index("<h1")
    assert danger.index('href="tel:999"') < danger.index('href="tel:08001111"')
    assert danger.count('href="tel:999"') == 1
    assert "If someone is in danger now, ring 999 ." in seen("<body>" + danger)
    assert "Other help is listed below." in danger


def test_danger_is_answered_even_when_editors_keep_no_contacts():
    read = Understood(words=("suicide",), danger=True)
    danger = html_of(found(Question(words="suicide"), read)).split('class="danger"', 1)[1]
    danger = danger.split("</section>", 1)[0]
    for number in ("999", "111", "08001111", "116123"):
        assert f'href="tel:{number}"' in danger


def test_no_page_speaks_of_danger_that_nobody_spoke_of():
    assert 'class="danger"' not in html_of(near_wells())


def test_what_the_directory_does_not_hold_is_answered_with_where_to_turn():
    where = Elsewhere("Potholes and roads", "The council mends roads.", "https://roads.example.org/report")
    read = Understood(words=("potholes",), elsewhere=where, nothing=True)
    answer = found(Question(words="potholes"), read)
    html = html_of(answer)
    page = seen(html)
    assert lay_out(answer, View.LIST).heading == "We found nothing for “potholes”"
    assert "Potholes and roads: this is not in our directory. The council mends roads." in page
    assert 'href="https://roads.example.org/report"' in html
    assert "Browse by need" in page
    assert "Is this missing?" not in page


def test_where_to_turn_stands_above_the_results_when_there_are_some():
    where = Elsewhere("Housing", "Ask the housing team.")
    read = Understood(words=("autism", "housing"), sought=(AUTISM,), elsewhere=where)
    page = seen(html_of(found(Question(words="autism housing"), read, total=2)))
    assert page.index("Ask the housing team.") < page.index("2 results.")


def test_words_that_nobody_knows_get_an_honest_page_and_ways_on():
    asked = Question(words="pizza", near="Wells", filters={Facet.COST: ("free",)})
    answer = found(asked, Understood(words=("pizza",), nothing=True, unknown=("pizza",)), place=WELLS)
    html = html_of(answer)
    page = seen(html)
    assert "We hold help for children and young people" in page
    assert "We know no help for “pizza”." in page
    assert "There is nothing for" not in page, "no nearest one exists for what nobody offers"
    assert [(link.text, link.href) for link in lay_out(answer, View.LIST).looser] == [
        ("without the words “pizza”", "/find/?near=Wells&cost=free"),
    ]
    assert 'id="map"' not in html
    assert 'class="toolbar' not in html


def test_words_that_nobody_knows_are_offered_again_without_the_place_that_was_read_from_them():
    asked = Question(words="street dance")
    read = Understood(words=("street", "dance"), place="Street", nothing=True, unknown=("dance",))
    page = lay_out(found(asked, read, place=replace(WELLS, label="Street")), View.LIST)
    assert ("everywhere, not only near Street", "/find/?q=street+dance&ignore=place") in [
        (link.text, link.href) for link in page.looser
    ]


def test_a_place_with_nothing_near_it_is_offered_to_be_left_out():
    asked = Question(words="swimming", near="Wells")
    read = Understood(words=("swimming",), sought=(AUTISM,))
    page = lay_out(found(asked, read, place=WELLS), View.LIST)
    assert ("everywhere, not only near Wells", "/find/?q=swimming") in [
        (link.text, link.href) for link in page.looser
    ]


def test_spelling_left_alone_that_finds_nothing_offers_to_put_it_right():
    asked = Question(words="resbite", as_typed=True)
    answer = found(asked, Understood(words=("resbite",), nothing=True, unknown=("resbite",)))
    assert ("with the spelling put right", "/find/?q=resbite") in [
        (link.text, link.href) for link in lay_out(answer, View.LIST).looser
    ]
