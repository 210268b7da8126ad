"""A question has one address, and the address gives the question back."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.addresses import View, query_string
from search.forms import FindForm


def test_what_was_asked_survives_being_shared():
    query = "q=autism+club&near=TA6+4RN&within=20&age=7&need=autism&cost=free&group=near&sort=name&view=table"
    form = FindForm(QueryDict(query))
    assert form.is_valid()
    assert query_string(form.question(), form.view()) == query


def test_nothing_that_only_says_the_default_stays_in_an_address():
    form = FindForm(QueryDict("q=&near=&within=10&age=&sort=best&view=list&page=1&utm_source=x"))
    assert form.is_valid()
    assert query_string(form.question(), form.view()) == ""


names = st.sampled_from(["q", "near", "within", "age", "need", "group", "sort", "view", "page", "box", "x"])
odd = st.text(max_size=30) | st.sampled_from(
    ["nan", "1e999", "-1", "7", "2.55", "5-10", "51,-3,52,-2", "\x00"]
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
