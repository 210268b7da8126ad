"""Pages of guidance come from above, each with a key that stays its own for ever."""

from uuid import UUID

import pytest

from search import sources
from search.sources import key_of, number_of, register, source_of
from tests.search.guiding import Leaflets


@pytest.fixture(autouse=True)
def nothing_registered(monkeypatch):
    monkeypatch.setattr(sources, "_sources", {})


def test_a_page_keeps_its_key_for_ever_and_no_two_pages_share_one():
    ours, others = Leaflets(1), Leaflets(4095)
    assert key_of(ours, 7) == key_of(Leaflets(1), 7)
    made = {key_of(source, number) for source in (ours, others) for number in (1, 2, 2**31, 2**60)}
    assert len(made) == 8


def test_a_key_tells_whose_it_is_and_which_page():
    ours, others = Leaflets(1), Leaflets(4095)
    register(ours)
    register(others)
    for source in (ours, others):
        for number in (0, 1, 12_345, 2**61):
            key = key_of(source, number)
            assert source_of(key) is source
            assert number_of(key) == number
            assert key.variant == "specified in RFC 4122"


def test_the_key_of_a_listing_is_nobody_elses():
    ours = Leaflets(5)
    register(ours)
    like_ours = UUID(int=key_of(ours, 1).int, version=4)
    assert source_of(like_ours) is None


def test_a_page_of_an_app_that_was_taken_out_belongs_to_nobody():
    assert source_of(key_of(Leaflets(9), 1)) is None


def test_registering_again_replaces_and_the_order_is_that_of_numbers():
    first, second, again = Leaflets(2), Leaflets(1), Leaflets(2)
    for source in (first, second, again):
        register(source)
    assert sources.sources() == (second, again)
