"""A question has one address, and the address gives the question back."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.addresses import View, query_string
from search.forms import FindForm


def test_what_was_asked_survives_being_shared():
    query = (
        "q=autism+club&as_typed=1&ignore=free&ignore=place&near=TA6+4RN&within=20&age=7&need=autism&cost=free"
        "&group=near&sort=name&view=table"
    )
    form = FindForm(QueryDict(query))
    assert form.is_valid()
    assert query_string(form.question(), form.view()) == query


def test_nothing_that_only_says_the_default_stays_in_an_address():
    form = FindForm(QueryDict("q=&near=&within=10&age=&sort=best&view=list&page=1&utm_source=x"))
    assert form.is_valid()
    assert query_string(form.question(), form.view()) == ""


names = st.sampled_from(
    [
        "q",
        "near",
        "within",
        "age",
        "need",
        "group",
        "sort",
        "view",
        "page",
        "box",
        "x",
        "as_typed",
        "ignore",
        "was",
        "read",
    ]
)
odd = st.text(max_size=30) | st.sampled_from(
    ["nan", "1e999", "-1", "1", "7", "2.55", "5-10", "51,-3,52,-2", "\x00", "free", "place", "Wells", "wells"]
)


@given(st.lists(st.tuples(names, odd), max_size=8))
def test_whatever_an_address_says_it_has_one_spelling_and_reading_that_changes_nothing(pairs):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    form = FindForm(query)
    if not form.is_valid():
        return
    once = query_string(form.question(), form.view())
    again = FindForm(QueryDict(once))
    assert again.is_valid()
    assert query_string(again.question(), again.view()) == once


def asked(query: str):
    form = FindForm(QueryDict(query))
    assert form.is_valid()
    return form.question()


def test_what_she_took_away_has_one_order_and_only_keys():
    query = "q=club&ignore=place&ignore=free&ignore=free&ignore=%3Cb%3E&ignore=" + "a" * 200
    assert query_string(asked(query)) == "q=club&ignore=free&ignore=place"
    many = "q=club" + "".join(f"&ignore=k{number:03}" for number in range(500))
    assert len(asked(many).ignore) == 20


def test_without_words_nothing_of_them_can_have_been_taken_away():
    assert query_string(asked("near=Wells&as_typed=1&ignore=free")) == "near=Wells"


def test_what_she_took_away_stays_when_she_ticks_a_filter():
    kept = "was=club+in+wells&read=Wells&as_typed=1&ignore=free"
    assert query_string(asked(f"q=club+in+wells&near=Wells&{kept}&cost=free")) == (
        "q=club+in+wells&as_typed=1&ignore=free&cost=free"
    )


def test_new_words_in_the_box_start_afresh_near_the_place_that_it_shows():
    kept = "was=club+in+wells&read=Wells&as_typed=1&ignore=free"
    assert query_string(asked(f"q=respite&near=Wells&{kept}")) == "q=respite&near=Wells"
    assert query_string(asked(f"q=respite+in+Frome&{kept}")) == "q=respite+in+Frome"


def test_emptying_the_box_for_places_takes_the_place_out_of_her_words():
    assert query_string(asked("q=street+dance&near=&was=street+dance&read=Street")) == (
        "q=street+dance&ignore=place"
    )


def test_another_place_in_its_box_beats_the_one_in_her_words():
    assert query_string(asked("q=club+in+wells&near=Frome&was=club+in+wells&read=Wells")) == (
        "q=club+in+wells&near=Frome"
    )


def test_a_place_of_ten_thousand_letters_is_answered_with_how_to_mend_it():
    form = FindForm(QueryDict("near=" + "a" * 10_000))
    assert not form.is_valid()
    assert "postcode" in form.errors["near"][0]


def test_an_age_that_is_no_age_is_answered_with_an_example():
    form = FindForm(QueryDict("age=seven"))
    assert not form.is_valid()
    assert form.age_error == "Enter an age in years, such as 7."


def test_an_unknown_view_is_the_list():
    assert FindForm(QueryDict("view=globe")).view() is View.LIST
