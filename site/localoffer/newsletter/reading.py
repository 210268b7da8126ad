"""A search as the address of its results, understood without asking an index. At most four statements."""

from dataclasses import dataclass, replace

from django.http import QueryDict

from locations.models import PostcodePoint
from locations.place import Place, PlaceNotFoundError, Precision
from locations.queries import locate
from search import knowledge
from search.choices import Names, names
from search.engine import lexicon
from search.forms import FindForm
from search.found import Question
from search.understanding import understand
from search.understanding.values import Understood

#: Of these the first half of the postcode can be said.
_POSTCODES = (Precision.POSTCODE, Precision.SECTOR, Precision.OUTCODE)


class NotASearchError(Exception):
    """The address asks for nothing that can be looked for. The message is for a family."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a family asked. ``outward`` is the first half of her postcode, where we know the middle of it."""

    question: Question
    understood: Understood
    place: Place | None
    outward: str
    known: Names


def question_in(query: str | QueryDict) -> Question:
    """The question of a query string. Raises NotASearchError, with what is wrong."""
    form = FindForm(QueryDict(query) if isinstance(query, str) else query)
    if not form.is_valid():
        raise NotASearchError(" ".join(str(error) for errors in form.errors.values() for error in errors))
    return form.question()


def heard(question: Question) -> Heard:
    """The question with its words and its place understood. Raises NotASearchError for an unknown place."""
    known = names()
    understood = _understood(question, known)
    typed = question.near.strip()
    try:
        place = locate(typed or understood.place) if typed or understood.place else None
    except PlaceNotFoundError as unknown:
        if typed:
            raise NotASearchError(str(unknown)) from None
        # As the search itself does: what was taken for a place is looked for as words.
        understood, place = _understood(replace(question, ignore=(*question.ignore, "place")), known), None
    return Heard(question, understood, place, _outward(place), known)


def _understood(question: Question, known: Names) -> Understood:
    return understand(
        question.words,
        knowledge.known(known).knowledge,
        lexicon(),
        ignore=question.ignore,
        as_typed=question.as_typed,
        place_known=bool(question.near.strip()),
    )


def _outward(place: Place | None) -> str:
    if place is None or place.precision not in _POSTCODES:
        return ""
    outward = place.label.split()[0]
    middle = PostcodePoint.objects.live().filter(code=outward, scope=PostcodePoint.Scope.OUTWARD)
    return outward if middle.exists() else ""
