"""Free, on Saturdays, for dads: what makes a listing fit better and never hides one."""

import pytest

from search.engine.base import Engine
from search.terms import Facet, Group, Way
from tests.conformance.people import (
    BRIDGWATER,
    ask,
    counts,
    found,
    index,
    put,
    service,
    sought,
    venue,
    way,
    wish,
)

FREE = wish(way(topic=(Facet.COST, "free")))


def test_what_is_wished_for_comes_first_and_hides_nothing(engine: Engine) -> None:
    index(engine, service("A club"), service("B club", cost="free"), service("C club", cost="paid"))
    assert found(engine, "club") == ["A club", "B club", "C club"]
    assert found(engine, "club", wishes=(FREE,)) == ["B club", "A club", "C club"]


def test_a_wish_that_nobody_grants_changes_nothing(engine: Engine) -> None:
    index(engine, service("A club"), service("B club"))
    answer = engine.search(ask("club", wishes=(FREE,)))
    assert answer == engine.search(ask("club"))


def test_wishes_alone_order_the_whole_directory(engine: Engine) -> None:
    index(engine, service("A"), service("B", cost="free"))
    assert found(engine, wishes=(FREE,)) == ["B", "A"]


def test_a_wish_brings_in_nobody_who_has_nothing_of_what_is_sought(engine: Engine) -> None:
    index(engine, service("Club"), service("Chess", cost="free"))
    assert found(engine, "club", wishes=(FREE,)) == ["Club"]


@pytest.mark.parametrize(
    ("granting", "parts"),
    [
        (way("dads"), {"summary": "For dads"}),
        (way("dads", "group"), {"summary": "For dads", "description": "A group"}),
        (way(age=7.0), {"age_min": 5, "age_max": 7}),
        (way(topic=(Facet.COST, "free")), {"cost": "free"}),
        (way(topic=(Facet.DELIVERY, "online")), {"delivery": ("online",)}),
        (way(topic=(Facet.WHEN, "weekend")), {"venues": (venue(1), venue(2, when=("weekend",)))}),
        (way(topic=(Facet.FEATURE, "step-free")), {"venues": (venue(1, features=("step-free",)),)}),
    ],
)
def test_a_wish_is_granted_by_words_by_an_age_or_by_a_heading(
    engine: Engine, granting: Way, parts: dict
) -> None:
    index(engine, service("A club"), service("B club", **parts))
    put(engine, service("C club", **parts), service("D club"))
    asked = wish(way("quidditch"), granting, factor=3.0)
    assert sorted(found(engine, "club", wishes=(asked,))[:2]) == ["B club", "C club"]


def test_two_words_of_one_way_must_both_be_there_to_grant_a_wish(engine: Engine) -> None:
    index(engine, service("A club", summary="For dads"), service("B club", summary="Sensible, quiet dads"))
    assert found(engine, "club", wishes=(wish(way("quiet", "dads")),))[0] == "B club"
    assert found(engine, "club", wishes=(wish(way("quiet", "cars")),)) == found(engine, "club")


def test_a_wish_granted_in_two_ways_is_granted_once(engine: Engine) -> None:
    index(engine, service("A club", cost="free", level="universal"), service("B club", cost="free"))
    both = wish(way(topic=(Facet.COST, "free")), way(topic=(Facet.LEVEL, "universal")))
    one, other = engine.search(ask("club", wishes=(both,))).hits
    assert one.score == pytest.approx(other.score)


def test_each_wish_granted_multiplies_the_score(engine: Engine) -> None:
    index(engine, service("Club", cost="free", level="universal"))
    (plain,) = engine.search(ask("club")).hits
    double, treble = (
        wish(way(topic=topic), factor=factor)
        for topic, factor in (((Facet.COST, "free"), 2.0), ((Facet.LEVEL, "universal"), 3.0))
    )
    (twice,) = engine.search(ask("club", wishes=(double,))).hits
    (six,) = engine.search(ask("club", wishes=(double, treble))).hits
    assert twice.score == pytest.approx(2 * plain.score, rel=1e-4)
    assert six.score == pytest.approx(6 * plain.score, rel=1e-4)


def test_a_wish_weighs_the_same_however_sure_its_way_is(engine: Engine) -> None:
    index(engine, service("Club", cost="free"))
    sure, unsure = (wish(way(topic=(Facet.COST, "free"), worth=worth)) for worth in (1.0, 0.2))
    (one,), (other,) = (engine.search(ask("club", wishes=(asked,))).hits for asked in (sure, unsure))
    assert one.score == pytest.approx(other.score, rel=1e-4)


def test_a_wish_leaves_every_count_and_group_as_it_was(engine: Engine) -> None:
    index(
        engine,
        service("Near club", km=1, cost="free"),
        service("Far club", km=40, cost="free"),
        service("Online club", delivery=("online",), cost="paid"),
    )
    plain, wished = ask("club", BRIDGWATER), ask("club", BRIDGWATER, wishes=(FREE,))
    one, other = engine.search(plain), engine.search(wished)
    assert (one.total, one.groups, one.age_not_stated) == (other.total, other.groups, other.age_not_stated)
    assert other.groups == {Group.NEAR: 1, Group.COVERS: 0, Group.ONLINE: 1, Group.GUIDANCE: 0}
    assert [hit.document.name for hit in other.beyond] == ["Far club"]
    assert counts(engine, Facet.COST, plain) == counts(engine, Facet.COST, wished)


def test_a_wished_word_is_no_reason_for_a_result(engine: Engine) -> None:
    index(engine, service("Club", summary="For dads"))
    (hit,) = engine.search(ask("club", wishes=(wish(way("dads")),))).hits
    assert hit.matched == ("name",)


def test_a_wish_never_puts_what_barely_fits_before_what_was_asked_for(engine: Engine) -> None:
    index(engine, service("Autism club"), service("Chess club", cost="free"))
    asked = (sought(way("autism")), sought(way("club")))
    assert found(engine, sought=asked, wishes=(FREE,)) == ["Autism club", "Chess club"]
