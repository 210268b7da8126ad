"""What a family types becomes words."""

from search.understanding import LONGEST, understand


def test_spaces_and_line_breaks_around_and_between_words_make_no_difference():
    assert understand("  autism \t youth\n\nclub ").words == ("autism", "youth", "club")


def test_a_box_left_empty_asks_for_nothing():
    assert understand("   ").words == ()
    assert understand("").text == ""


def test_a_pasted_letter_is_cut_between_words():
    understood = understand("respite " * 100)
    assert len(understood.text) <= LONGEST
    assert set(understood.words) == {"respite"}


def test_one_endless_word_is_cut_to_what_fits():
    assert understand("x" * 5000).text == "x" * LONGEST


def test_signs_that_nobody_can_see_split_words_and_are_gone():
    assert understand("autism\x00club\u200b\u202e").words == ("autism", "club")


def test_her_own_spelling_and_capitals_are_kept_for_the_search_box():
    assert understand("SEND  Resbite").text == "SEND Resbite"
