"""Publishing, withdrawing and rebuilding: what is true a moment later."""

from collections.abc import Callable
from pathlib import Path

import pytest

from search.engine.base import Change, Engine, SearchUnavailableError, Vocabulary
from search.terms import Facet, Group, Sort
from tests.conformance.people import (
    BRIDGWATER,
    ask,
    counts,
    days_ago,
    found,
    index,
    names,
    put,
    service,
    venue,
    withdraw,
)


def test_a_service_published_now_is_found_now(engine: Engine) -> None:
    put(engine, service("Chess", km=1))
    assert found(engine, "chess", BRIDGWATER) == ["Chess"]


def test_a_service_withdrawn_is_gone_at_once_from_everything(engine: Engine) -> None:
    index(engine, service("Chess", cost="free"), service("Judo", cost="free"))
    withdraw(engine, "chess")
    assert found(engine) == ["Judo"]
    assert counts(engine, Facet.COST, ask()) == {"free": 1}
    assert engine.health().documents == 1
    assert engine.suggest("che") == ()
    assert dict(engine.stamps()).keys() == {"judo"}


def test_an_edited_service_is_found_by_its_new_words_and_not_by_its_old(engine: Engine) -> None:
    index(engine, service("Chess", id="1"), service("Judo", id="2"))
    put(engine, service("Pottery", id="1"))
    assert found(engine, "chess") == []
    assert found(engine, "pottery") == ["Pottery"]
    assert engine.health().documents == 2


def test_a_service_withdrawn_and_published_again_is_back(engine: Engine) -> None:
    index(engine, service("Chess"))
    withdraw(engine, "chess")
    put(engine, service("Chess"))
    assert found(engine, "chess") == ["Chess"]


def test_withdrawing_what_was_never_there_does_no_harm(engine: Engine) -> None:
    index(engine, service("Chess"))
    withdraw(engine, "judo", "judo")
    assert found(engine) == ["Chess"]


def test_of_two_changes_to_one_service_in_one_go_the_last_holds(engine: Engine) -> None:
    first, second = service("First", id="1"), service("Second", id="1")
    engine.apply([Change("1", first), Change("1", second)])
    assert found(engine) == ["Second"]


def test_saying_the_same_change_twice_changes_nothing(engine: Engine) -> None:
    index(engine, service("Chess"), service("Judo"))
    put(engine, service("Chess", summary="new"))
    before = (engine.search(ask("chess judo")), list(engine.stamps()), engine.health())
    put(engine, service("Chess", summary="new"))
    assert (engine.search(ask("chess judo")), list(engine.stamps()), engine.health()) == before


def test_a_document_that_cannot_be_held_is_refused_by_name_and_stops_nobody_else(engine: Engine) -> None:
    lost = service("Lost", venues=(venue(1, lat=151.0, lon=-3.0),))
    broken = service("Broken \ud800 letter", id="broken")
    refused = engine.apply(
        [Change(lost.id, lost), Change("broken", broken), Change("chess", service("Chess"))]
    )
    assert [one.key for one in refused] == ["lost", "broken"]
    assert all(one.reason for one in refused)
    assert found(engine) == ["Chess"]


def test_a_rebuild_leaves_out_what_cannot_be_held_and_keeps_the_rest(engine: Engine) -> None:
    lost = service("Lost", venues=(venue(1, lat=151.0, lon=-3.0),))
    assert engine.rebuild([lost, service("Chess"), service("Chess")]) == 1
    assert found(engine) == ["Chess"]


def test_a_rebuild_holds_only_what_it_was_given(engine: Engine) -> None:
    index(engine, service("Chess"))
    put(engine, service("Judo"))
    assert engine.rebuild([service("Pottery")]) == 1
    assert found(engine) == ["Pottery"]
    assert list(engine.stamps()) == [("pottery", service("Pottery").stamp)]


def test_a_rebuild_that_fails_halfway_leaves_the_old_index_whole(engine: Engine) -> None:
    index(engine, service("Chess"))

    def documents():
        yield service("Pottery")
        raise OSError("the database went away")

    with pytest.raises(OSError, match="went away"):
        engine.rebuild(documents())
    assert found(engine) == ["Chess"]


def test_changes_that_fail_halfway_change_nothing(engine: Engine) -> None:
    index(engine, service("Chess"))

    def changes():
        yield Change("judo", service("Judo"))
        raise OSError("the database went away")

    with pytest.raises(OSError, match="went away"):
        engine.apply(changes())
    assert found(engine) == ["Chess"]
    put(engine, service("Pottery"))
    assert sorted(found(engine)) == ["Chess", "Pottery"]


@pytest.mark.parametrize("sort", Sort)
def test_answers_after_many_edits_are_those_of_an_index_built_anew(
    engine: Engine, make_engine: Callable[[Path], Engine], tmp_path: Path, sort: Sort
) -> None:
    def club(number: int, year: int) -> object:
        return service(
            f"{'ABCDE'[number % 5]} club {'chess' if number % 3 else 'judo'}",
            id=f"{(number * 37) % 100:03}",
            km=(number * 7 + year) % 40,
            needs=(("autism", "adhd", "hearing")[(number + year) % 3],),
            checked=days_ago(number * 11 % 700) if number % 4 else None,
            age_min=number % 9 or None,
        )

    index(engine, *(club(number, 0) for number in range(60)))
    for number in range(30, 90, 7):
        put(engine, *(club(one, 1) for one in range(number, number + 7)))
    withdraw(engine, "037", "000", "074")
    truth = {one.id: one for one in [club(n, 0) for n in range(60)] + [club(n, 1) for n in range(30, 93)]}
    for gone in ("037", "000", "074"):
        truth.pop(gone, None)
    anew = make_engine(tmp_path / "anew")
    anew.rebuild(truth.values())
    for words, age in (("", None), ("chess", None), ("judo club", 7)):
        asked = ask(words, BRIDGWATER, age=age, sort=sort, per_page=30, page=1)
        assert engine.search(asked) == anew.search(asked)
    assert list(engine.stamps()) == list(anew.stamps())


def test_before_the_first_build_a_family_is_told_that_search_is_resting(
    make_engine: Callable[[Path], Engine], tmp_path: Path
) -> None:
    engine = make_engine(tmp_path / "nothing-here")
    for attempt in (
        lambda: engine.search(ask("chess")),
        lambda: engine.suggest("che"),
        lambda: list(engine.stamps()),
        lambda: engine.apply([Change("chess", service("Chess"))]),
    ):
        with pytest.raises(SearchUnavailableError, match="Search is resting"):
            attempt()
    health = engine.health()
    assert (health.ok, health.documents) == (False, 0)


def test_health_says_how_many_services_and_since_when(engine: Engine) -> None:
    index(engine, service("Chess"), service("Judo"))
    put(engine, service("Pottery"))
    health = engine.health()
    assert (health.ok, health.documents) == (True, 3)
    assert health.built_at


def test_stamps_come_in_the_order_of_ids_with_the_latest_of_each(engine: Engine) -> None:
    index(engine, service("B", stamp="old"), service("A", stamp="1"), service("D", stamp="4"))
    put(engine, service("B", stamp="new"), service("C", stamp="3"))
    assert list(engine.stamps()) == [("a", "1"), ("b", "new"), ("c", "3"), ("d", "4")]


def test_everything_a_card_shows_comes_back_as_it_went_in(engine: Engine) -> None:
    whole = service(
        "Thursday Crew",
        organisation="Crew",
        organisation_id="o1",
        url="/services/crew/",
        summary="A relaxed evening club.",
        description="Long.",
        needs=("autism",),
        kinds=("club",),
        topics="Autism Club",
        level="targeted",
        access=("drop-in",),
        delivery=("venue", "online"),
        cost="paid",
        age_min=11,
        age_max=18.5,
        covers=("E07-somerset",),
        venues=(venue(2, when=("thursday",), features=("parking",), outside="Devon"), venue(None)),
        checked=days_ago(12),
        checked_by="the group itself",
        status="temporarily closed",
        ages_text="Ages 11 to 18",
        when_text="Thursdays",
        cost_text="\u00a33",
        access_text="Just turn up",
        feature_states=(("Parking", "yes"), ("Toilets", "not stated")),
    )
    index(engine, whole)
    assert engine.search(ask("crew", BRIDGWATER)).hits[0].document == whole
    put(engine, service("Other"), whole)
    (hit,) = engine.search(ask("crew", BRIDGWATER)).hits
    assert (hit.document, hit.group) == (whole, Group.NEAR)


# --- suggestions ---------------------------------------------------------------------------------

ENTRIES = (("Autism", "need", "autism"), ("ASD", "need", "autism"), ("Short breaks", "kind", "short-break"))


def texts(engine: Engine, typed: str, **parts: int) -> list[str]:
    return [said.text for said in engine.suggest(typed, **parts)]


def test_a_few_letters_suggest_needs_kinds_organisations_and_services(engine: Engine) -> None:
    crew = service("Autism Crew", organisation="Autumn Trust", organisation_id="o1")
    index(engine, crew, entries=ENTRIES)
    assert texts(engine, "aut") == ["Autism", "Autumn Trust", "Autism Crew"]
    assert [said.kind for said in engine.suggest("aut")] == ["need", "organisation", "service"]
    assert [said.code for said in engine.suggest("aut")] == ["autism", "o1", "autism-crew"]


@pytest.mark.parametrize("typed", ["bre", "short br", "SHORT BREAKS", "Shor", "breaks short"])
def test_letters_may_begin_any_word(engine: Engine, typed: str) -> None:
    index(engine, service("Chess"), entries=ENTRIES)
    assert texts(engine, typed) == ["Short breaks"]


def test_letters_inside_a_word_suggest_nothing(engine: Engine) -> None:
    index(engine, service("Chess"), entries=ENTRIES)
    assert texts(engine, "reaks") == []
    assert texts(engine, "") == []
    assert texts(engine, " ' ") == []


def test_the_other_words_for_a_need_lead_to_it(engine: Engine) -> None:
    index(engine, service("Chess"), entries=ENTRIES)
    (said,) = engine.suggest("asd")
    assert (said.kind, said.code) == ("need", "autism")


def test_the_same_name_is_suggested_once_and_never_more_than_asked(engine: Engine) -> None:
    index(
        engine,
        *(service("Youth club", id=str(n)) for n in range(4)),
        *(service(f"Youth {n}") for n in range(20)),
    )
    assert texts(engine, "youth cl") == ["Youth club"]
    assert len(texts(engine, "youth", limit=5)) == 5


@pytest.mark.parametrize("enter", [index, put])
def test_a_word_far_down_a_long_name_helps_to_find_it_but_does_not_lead_to_it(engine: Engine, enter) -> None:
    name = "Help for all families of deaf and blind children in Bath and Sendias"
    index(engine, service("Chess"))
    enter(engine, service(name))
    assert texts(engine, "sendias deaf") == [name]
    assert texts(engine, "deaf sendias") == []
    assert texts(engine, "sendias") == []


def test_a_name_that_many_share_leaves_room_for_the_one_before_it(engine: Engine) -> None:
    many = (service("Youth work", id=f"b{n}") for n in range(140))
    index(engine, *many, service("Youth band", id="z"))
    assert texts(engine, "youth") == ["Youth band", "Youth work"]


def test_suggestions_follow_every_change(engine: Engine) -> None:
    index(engine, service("Chess", organisation="Chequers", organisation_id="o1"), entries=ENTRIES)
    put(engine, service("Cheerful"))
    assert texts(engine, "che") == ["Chequers", "Chess", "Cheerful"]
    withdraw(engine, "chess")
    assert texts(engine, "che") == ["Cheerful"]
    assert texts(engine, "aut") == ["Autism"]


def test_rebuilding_takes_new_words_for_needs(engine: Engine) -> None:
    index(engine, entries=ENTRIES)
    engine.rebuild([], Vocabulary((("Anxiety", "need", "anxiety"),)))
    assert (texts(engine, "aut"), texts(engine, "anx")) == ([], ["Anxiety"])


def test_nothing_typed_is_found_when_the_index_is_empty(engine: Engine) -> None:
    answer = engine.search(ask("chess", BRIDGWATER, age=7, sort=Sort.NEAREST))
    assert (answer.total, names(answer.hits), answer.beyond) == (0, [], ())
