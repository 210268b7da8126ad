"""What a page of results says it is about."""

from django.utils.translation import gettext

from search.found import Found
from search.terms import Facet


def heading(found: Found) -> str:
    """The title of the page and its first heading."""
    if found.understood.nothing:
        return gettext("We found nothing for “{}”").format(found.question.words)
    asked_for = subject(found)
    said = asked_for[:1].upper() + asked_for[1:]
    # A place that stands in the words is not said twice.
    if found.place and not (found.place_said and found.understood.sought):
        return gettext("{what} near {place}").format(what=said, place=found.place.label)
    return gettext("All help") if said == gettext("Help") else said


def subject(found: Found) -> str:
    """What was asked for, in the family's own words or in those of what she picked."""
    asked = found.question
    if asked.words and not only_a_place(found):
        return found.understood.spelled or asked.words
    picked = [
        label_of(found, facet, code)
        for facet in (Facet.KIND, Facet.NEED)
        for code in asked.filters.get(facet, ())
    ]
    return gettext(" and ").join(picked[:2]) if picked else gettext("Help")


def only_a_place(found: Found) -> bool:
    """Whether the words are the name of a place and nothing besides."""
    said = found.understood
    return bool(found.place_said and not (said.sought or said.wishes or said.nothing))


def label_of(found: Found, facet: Facet, code: str) -> str:
    """What a choice is called."""
    return _labels(found).get((facet, code)) or code.replace("-", " ").capitalize()


def _labels(found: Found) -> dict[tuple[Facet, str], str]:
    return {(held.facet, option.code): option.label for held in found.facets for option in held.options}
