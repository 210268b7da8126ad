"""What the question was read as, each part with the link that takes it away again."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext

from search.addresses import PLACE, View, address, ignoring, plain, saying, without
from search.ages import AGE_BANDS
from search.found import Found, Question, UrgentLine
from search.layout.distance import miles
from search.layout.heading import label_of, only_a_place
from search.layout.parts import Link
from search.reasons import in_a_sentence
from search.terms import Facet

_BANDS = frozenset(code for code, _, _ in AGE_BANDS)
#: Questions of so many words are said whole when a spelling was put right.
_SAID_WHOLE = 3
#: The box of urgent help begins with it, whatever the editors' lines are.
_EMERGENCY = "999"


def chips(found: Found, view: View) -> Iterator[Link]:
    """What everything below was looked for by; each link takes one part of it back."""
    asked = replace(found.question, page=1)
    if asked.words and not only_a_place(found):
        said = found.understood.spelled or asked.words
        yield Link(gettext("“{}”").format(said), address(_without_words(found), view))
    for facet, codes in asked.filters.items():
        for code in codes:
            yield Link(_chip_text(found, facet, code), address(without(asked, facet, code), view))
    if asked.age is not None:
        yield Link(gettext("age {}").format(plain(asked.age)), address(replace(asked, age=None), view))
    if asked.near:
        yield Link(_where(found), address(replace(asked, near="", group=None), view))
    elif found.place_said:
        yield Link(_where(found), address(replace(ignoring(asked, PLACE), group=None), view))
    if asked.box:
        yield Link(gettext("inside the map you chose"), address(replace(asked, box=None), view))


def wishes(found: Found, view: View) -> Iterator[Link]:
    """What only decides which results come first; each link takes one of them away."""
    for wish in found.understood.wishes:
        yield Link(in_a_sentence(wish.text), address(ignoring(found.question, wish.key), view))


def place_read(found: Found, view: View) -> Link | None:
    """The way to search for the words of a place as words, when one was read from them."""
    if not found.place_said:
        return None
    return Link(found.place_said, address(replace(ignoring(found.question, PLACE), group=None), view))


def spelled(found: Found, view: View) -> Link | None:
    """The way back to the words as they were typed, when a spelling was put right."""
    said = found.understood
    if not said.respelled:
        return None
    typed = said.text if _short(found) else ", ".join(one.typed for one in said.respelled)
    return Link(typed, address(replace(found.question, as_typed=True, page=1), view))


def meant(found: Found) -> str:
    """What is looked for in the stead of what was typed: the whole question, or of a long one those words."""
    said = found.understood
    return said.spelled if _short(found) else ", ".join(one.meant for one in said.respelled)


def urgent(found: Found) -> tuple[UrgentLine, ...]:
    """Whom to turn to at once, beside 999, which the page always says first."""
    return tuple(line for line in found.urgent if line.phone.replace(" ", "") != _EMERGENCY)


def _short(found: Found) -> bool:
    return len(found.understood.words) <= _SAID_WHOLE


def _without_words(found: Found) -> Question:
    return replace(saying(found.question, ""), near=found.question.near or found.place_said)


def _where(found: Found) -> str:
    if found.place:
        said = gettext("within {miles} of {place}")
        return said.format(miles=miles(found.question.within_miles), place=found.place.label)
    return gettext("near “{}”").format(found.question.near or found.place_said)


def _chip_text(found: Found, facet: Facet, code: str) -> str:
    label = label_of(found, facet, code)
    return gettext("ages {}").format(label) if facet is Facet.AGE and code in _BANDS else label
