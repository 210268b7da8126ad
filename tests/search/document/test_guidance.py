"""A page of guidance becomes a document of the same kind as a listing's, on a shelf of its own."""

from datetime import date
from uuid import uuid4

import pytest

from search.document.guidance import guidance
from search.engine import wire
from search.terms import Shelf
from tests import making

pytestmark = pytest.mark.django_db


def made(**parts):
    return guidance(
        key=parts.pop("key", uuid4()), name="Noise in class", label="What to expect", url="/n/", **parts
    )


def test_a_page_is_found_by_its_needs_and_by_those_above_them():
    making.term("sensory-and-physical", name="Sensory and physical")
    need = making.term("sensory-processing", name="Sensory processing", parent="sensory-and-physical")
    document = made(needs=[need])
    assert document.needs == ("sensory-processing", "sensory-and-physical")
    assert "Sensory and physical" in document.topics


def test_what_families_call_it_is_searched_and_tags_are_not():
    document = made(also="<b>covers</b> ears\n\nhates noise", text="<p>Quiet</p><p>corner &amp; rest</p>")
    assert document.topics == "covers ears. hates noise"
    assert document.description == "Quiet corner & rest"


def test_a_page_that_families_have_words_for_stands_before_what_is_a_part_of_others():
    assert made(also="covers ears").standing == 1
    assert made(also=" \n").standing == made().standing < 1
    assert made().stamp != made(also="covers ears").stamp


def test_a_page_without_a_summary_shows_how_it_begins():
    assert made(text="<p>Some children cover their ears.</p>").summary == "Some children cover their ears."
    assert made(text="<p>Long.</p>", summary="In short").summary == "In short"


def test_every_change_a_reader_could_see_changes_the_stamp():
    key = uuid4()
    plain = made(key=key)
    others = [
        made(key=key, summary="New"),
        made(key=key, text="New"),
        made(key=key, also="new"),
        made(key=key, checked=date(2026, 1, 1)),
        guidance(key=key, name="Noise in class", label="Event", url="/n/"),
    ]
    assert len({one.stamp for one in (plain, *others)}) == 6
    assert made(key=key).stamp == plain.stamp


def test_a_page_comes_out_of_the_index_as_it_went_in():
    document = made(summary="S", checked=date(2026, 1, 1))
    back = wire.from_text(wire.to_text(document))
    assert back == document
    assert back.shelf is Shelf.GUIDANCE
