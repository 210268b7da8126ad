"""What a saved search finds, asked as a visitor would ask it."""

from collections.abc import Iterator

from localoffer.newsletter.reading import NotASearchError, question_in
from search.found import Question, Result
from search.queries import find
from search.terms import Shelf

#: Results of one question to the index; a saved search may find everything there is.
PER_PAGE = 200


class PlaceGoneError(Exception):
    """The place of a saved search is not known any more, so nobody can say what is near it."""


def found(query: str) -> dict[str, Result]:
    """Every service that the search finds now, by id: near, coming to her or online, as its page shows them.

    Four statements and one question to the index for each 200 results. Raises SearchUnavailableError when no
    index answers, PlaceGoneError, and NotASearchError for a query that can't be read any more.
    """
    question = question_in(query)
    return {result.document.id: result for result in _every(question)}


def _every(question: Question) -> Iterator[Result]:
    page, pages = 1, 1
    while page <= pages:
        answer = find(_page(question, page))
        if question.near and answer.place is None:
            # The search answers without a place then: a whole county would be told as near.
            raise PlaceGoneError
        yield from (one for one in answer.results if one.document.shelf is Shelf.SERVICE)
        page, pages = page + 1, answer.pages


def _page(question: Question, page: int) -> Question:
    return Question(
        words=question.words,
        near=question.near,
        within_miles=question.within_miles,
        filters=question.filters,
        age=question.age,
        group=question.group,
        page=page,
        per_page=PER_PAGE,
    )


__all__ = ["NotASearchError", "PlaceGoneError", "found"]
