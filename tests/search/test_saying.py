"""The site's own words, kept in each language by itself."""

from django.utils import translation

from search.saying import gettext, ngettext


def test_a_word_is_said_in_the_language_that_is_read_now():
    for language, one, counted in 2 * (
        ("en-gb", "by phone", "2 miles away"),
        ("pl", "przez telefon", "2 mile stąd"),
    ):
        with translation.override(language):
            assert gettext("by phone") == one
            assert ngettext("{} mile away", "{} miles away", 2).format(2) == counted


def test_every_number_has_its_own_form():
    with translation.override("pl"):
        said = [ngettext("{} mile away", "{} miles away", number) for number in (1, 2, 5)]
    assert len(set(said)) == 3
