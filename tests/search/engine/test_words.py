"""From what is typed to what is looked for."""

from concurrent.futures import ThreadPoolExecutor

from search.terms import Way
from search.words import MOST_WORDS, fold, sought_as_typed, stem, words_of


def texts(typed: str) -> list[str]:
    return [one.text for one in sought_as_typed(typed)]


def test_small_words_go_while_others_stay() -> None:
    assert texts("a break for my son") == ["break", "son"]
    assert texts("what to do") == ["what", "to", "do"]
    assert texts("") == []


def test_the_same_word_in_two_forms_counts_once() -> None:
    assert texts("club clubs Club's") == ["club"]


def test_two_neighbours_are_also_looked_for_as_one_word() -> None:
    after, school = sought_as_typed("after school")
    together = Way(stems=(stem("afterschool"),))
    assert after.ways == (Way(stems=(stem("after"),)), together)
    assert school.ways == (Way(stems=(stem("school"),)), together)


def test_a_small_word_can_be_half_of_one_written_together() -> None:
    (drop,) = sought_as_typed("drop in")
    assert Way(stems=(stem("dropin"),)) in drop.ways


def test_every_word_as_typed_is_needed_and_weighs_the_same() -> None:
    assert {(one.needed, one.weight) for one in sought_as_typed("autism youth club")} == {(True, 1.0)}


def test_of_a_pasted_page_only_the_beginning_is_looked_for() -> None:
    assert len(sought_as_typed(" ".join(f"word{number}" for number in range(500)))) == MOST_WORDS


def test_letters_of_every_alphabet_are_words() -> None:
    assert words_of("Żłobek — дети, 子供 & O\u2019Brien's 16-25s") == [
        "złobek",
        "дети",
        "子供",
        "obrien",
        "16",
        "25s",
    ]
    assert fold("STRA\u00dfE") == "strasse"


def test_an_endless_run_of_letters_is_cut() -> None:
    assert len(words_of("x" * 10_000)[0]) == 40


def test_many_readers_stem_at_once() -> None:
    with ThreadPoolExecutor(8) as pool:
        stems = set(pool.map(lambda number: stem.__wrapped__(("swimming", "clubs")[number % 2]), range(2000)))
    assert stems == {"swim", "club"}
