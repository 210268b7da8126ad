"""A question as an address. Each question has one spelling, so that a shared link is a stable link."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from urllib.parse import urlencode

from django.urls import reverse

from search.found import Question
from search.terms import Box, Facet

#: The key under which a place read from the words is taken away; a wish has a key of its own.
PLACE = "place"
#: Miles offered for "within"; an address may say any number between the two limits.
MILES = (2, 5, 10, 15, 20, 30, 50)
MILES_LEAST, MILES_MOST = 0.5, 100.0


class View(StrEnum):
    """How the same answer is laid out."""

    LIST = "list"
    MAP = "map"
    TABLE = "table"


def plain(number: float) -> str:
    """7.0 as 7 and 2.5 as 2.5, the way people write them."""
    return f"{number:g}"


def query_string(question: Question, view: View = View.LIST) -> str:
    """The question in its one spelling: a fixed order, and nothing that only says the default."""
    default = Question()
    pairs: list[tuple[str, str]] = []
    if question.words:
        pairs.append(("q", question.words))
        if question.as_typed:
            pairs.append(("as_typed", "1"))
        pairs += [("ignore", key) for key in sorted(set(question.ignore))]
    if question.near:
        pairs.append(("near", question.near))
    if question.within_miles != default.within_miles:
        pairs.append(("within", plain(question.within_miles)))
    if question.age is not None:
        pairs.append(("age", plain(question.age)))
    for facet in Facet:
        pairs += [(facet.value, code) for code in question.filters.get(facet, ())]
    if question.group:
        pairs.append(("group", question.group.value))
    if question.sort != default.sort:
        pairs.append(("sort", question.sort.value))
    if view != View.LIST:
        pairs.append(("view", view.value))
    if question.page > 1:
        pairs.append(("page", str(question.page)))
    if question.box:
        pairs.append(("box", box_text(question.box)))
    return urlencode(pairs)


def address(question: Question, view: View = View.LIST) -> str:
    """Where this question's answer is."""
    query = query_string(question, view)
    return reverse("search:find") + (f"?{query}" if query else "")


def box_text(box: Box) -> str:
    """South, west, north, east in degrees; four decimals are about ten metres."""
    return ",".join(f"{side:.4f}" for side in (box.south, box.west, box.north, box.east))


def choosing(question: Question, facet: Facet, codes: Iterable[str]) -> Question:
    """The same question with these choices of one facet, from its first page."""
    filters = {name: chosen for name, chosen in question.filters.items() if name != facet}
    picked = tuple(codes)
    if picked:
        filters[facet] = picked
    return replace(question, filters=filters, page=1)


def ignoring(question: Question, key: str) -> Question:
    """The same question with one thing that was understood taken away, from its first page."""
    return replace(question, ignore=tuple(sorted({*question.ignore, key})), page=1)


def saying(question: Question, words: str) -> Question:
    """The question with other words: what was taken away of the old ones says nothing of the new."""
    return replace(question, words=words, as_typed=False, ignore=(), page=1)


def without(question: Question, facet: Facet, code: str) -> Question:
    """The same question with one choice taken back."""
    return choosing(question, facet, (kept for kept in question.filters.get(facet, ()) if kept != code))
