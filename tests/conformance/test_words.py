"""What a parent types, looked for as it stands."""

import pytest

from search.engine.base import Engine
from tests.conformance.people import BRIDGWATER, ask, found, index, service


def test_any_of_the_words_is_enough(engine: Engine) -> None:
    index(engine, service("Chess"), service("Judo"), service("Pottery"))
    assert sorted(found(engine, "chess judo")) == ["Chess", "Judo"]


def test_a_service_that_holds_more_of_the_words_comes_first(engine: Engine) -> None:
    index(
        engine,
        service("Autism advice"),
        service("Autism youth club"),
        service("Youth orchestra"),
        service("Garden club"),
    )
    assert found(engine, "autism youth club")[0] == "Autism youth club"


def test_three_words_held_beat_one_rare_word(engine: Engine) -> None:
    common = [service(f"Youth club {number}") for number in range(30)]
    index(engine, *common, service("Trampoline"), service("Youth club trampoline"))
    assert found(engine, "youth club trampoline")[0] == "Youth club trampoline"


def test_a_club_for_autistic_young_people_beats_a_club_for_everyone_when_autism_was_asked_about(
    engine: Engine,
) -> None:
    clubs = [service(f"Cider Lane Youth Club {number}", topics="Youth club", km=1) for number in range(5)]
    others = [service(f"Advice {number}", topics="Autism", km=60) for number in range(40)]
    crew = service("Thursday Crew", topics="Autism. Club or activity. Youth club", km=1)
    index(engine, *clubs, *others, crew)
    assert found(engine, "autism youth club", near=BRIDGWATER)[0] == "Thursday Crew"


def test_a_search_with_no_words_lists_everything(engine: Engine) -> None:
    index(engine, service("Chess"), service("Judo"))
    assert sorted(found(engine, "")) == ["Chess", "Judo"]
    assert sorted(found(engine, " ... ")) == ["Chess", "Judo"]


def test_words_that_nobody_uses_find_nothing(engine: Engine) -> None:
    index(engine, service("Chess"))
    answer = engine.search(ask("quidditch"))
    assert (answer.total, answer.hits) == (0, ())


@pytest.mark.parametrize("typed", ["swim", "swims", "swimming", "SWIMMING"])
def test_endings_make_no_difference(engine: Engine, typed: str) -> None:
    index(engine, service("Swimming lessons"))
    assert found(engine, typed) == ["Swimming lessons"]


@pytest.mark.parametrize("typed", ["children's", "childrens", "children", "children\u2019s"])
def test_an_apostrophe_makes_no_difference(engine: Engine, typed: str) -> None:
    index(engine, service("Children\u2019s centre"))
    assert found(engine, typed) == ["Children\u2019s centre"]


@pytest.mark.parametrize("typed", ["cafe", "caf\u00e9", "CAFE\u0301"])
def test_an_accent_makes_no_difference(engine: Engine, typed: str) -> None:
    index(engine, service("Caf\u00e9 for carers"))
    assert found(engine, typed) == ["Caf\u00e9 for carers"]


@pytest.mark.parametrize("typed", ["after-school", "after school", "afterschool", "after\u2010school"])
@pytest.mark.parametrize("name", ["After-school crew", "After school crew", "Afterschool crew"])
def test_a_hyphen_makes_no_difference(engine: Engine, typed: str, name: str) -> None:
    index(engine, service(name), service("Chess"))
    assert found(engine, typed) == [name]


def test_words_like_for_and_my_do_not_find_everything(engine: Engine) -> None:
    index(engine, service("Help for my dog"), service("Autism advice"))
    assert found(engine, "autism for my son") == ["Autism advice"]


def test_a_group_called_us_too_is_found_though_its_words_are_small(engine: Engine) -> None:
    index(engine, service("Us Too"), service("Chess"))
    assert found(engine, "us too") == ["Us Too"]


def test_needs_and_kinds_are_searched_by_their_other_names(engine: Engine) -> None:
    index(engine, service("Saturday stars", topics="Short break Respite Time out"), service("Chess"))
    assert found(engine, "respite") == ["Saturday stars"]


@pytest.mark.parametrize("field", ["name", "topics", "organisation", "summary", "description"])
def test_every_field_is_searched_and_named_as_matched(engine: Engine, field: str) -> None:
    parts = {"name": "Plain"} | {field: "trampoline"}
    index(engine, service(parts.pop("name"), **parts), service("Chess"))
    (hit,) = engine.search(ask("trampolines")).hits
    assert hit.matched == (field,)


def test_a_word_in_the_name_beats_the_same_word_in_the_needs_and_that_one_in_passing(engine: Engine) -> None:
    index(
        engine,
        service("A passing", description="We once went trampoline jumping"),
        service("B topic", topics="Trampoline sport"),
        service("C trampoline"),
        service("D said in one line", summary="A trampoline group"),
    )
    order = found(engine, "trampoline")
    assert order == ["C trampoline", "B topic", "D said in one line", "A passing"]


def test_words_side_by_side_beat_the_same_words_apart(engine: Engine) -> None:
    index(engine, service("Break dancing for short people"), service("Short break dancing people"))
    assert found(engine, "short break")[0] == "Short break dancing people"


@pytest.mark.parametrize(
    "typed",
    [
        'food"bank',
        "chess AND",
        "(",
        "-chess",
        "a:b",
        "NEAR/3",
        "*",
        "'",
        "%",
        "\x00",
        "\ud800",
        "chess OR 1=1; --",
    ],
)
def test_odd_characters_break_nothing(engine: Engine, typed: str) -> None:
    index(engine, service("Chess"))
    answer = engine.search(ask(typed))
    assert answer.total in (0, 1)
    engine.suggest(typed)


def test_a_whole_page_pasted_into_the_box_is_cut_short(engine: Engine) -> None:
    index(engine, service("Chess"), service("Judo"))
    assert found(engine, "chess " + " ".join(f"word{n}" for n in range(5000)) + " judo") == ["Chess"]
