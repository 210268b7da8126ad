"""From what is typed to what is looked for."""

from concurrent.futures import ThreadPoolExecutor

from search.words import MOST_WORDS, asked_words, fold, stem, words_of


def test_small_words_go_while_others_stay() -> None:
    assert asked_words("a break for my son").words == ("break", "son")
    assert asked_words("what to do").words == ("what", "to", "do")
    assert asked_words("").terms == ()


def test_the_same_word_in_two_forms_counts_once() -> None:
    assert asked_words("club clubs Club's").words == ("club",)


def test_two_neighbours_are_also_looked_for_as_one_word() -> None:
    terms = dict(asked_words("after school").terms)
    assert terms[stem("afterschool")] == 0b11


def test_no_more_words_are_looked_for_than_there_are_bits_to_count_them() -> None:
    asked = asked_words(" ".join(f"word{number}" for number in range(500)))
    assert len(asked.words) == MOST_WORDS
    assert max(bits for _, bits in asked.terms) < 1 << 32


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
