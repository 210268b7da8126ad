"""What is like something: a question whose place is already known, answered in one engine call."""

from collections.abc import Sequence

from directory import queries as directory
from locations.geometry import MILE_KM
from search.engine import engine
from search.found import Question, Result
from search.terms import Asked, Hit, Near


def alike(question: Question, near: Near | None) -> tuple[Result, ...]:
    """The best few for the question round this point. One database statement and one engine call.

    SearchUnavailableError when the engine can't answer.
    """
    asked = Asked(
        near=near,
        within_km=question.within_miles * MILE_KM,
        filters=question.filters,
        per_page=question.per_page,
    )
    return results_of(engine().search(asked).hits)


def results_of(hits: Sequence[Hit]) -> tuple[Result, ...]:
    """Hits as a short list shows them: numbered from 1, without reasons. One statement."""
    # A listing withdrawn for safeguarding must vanish now, even if the index is behind.
    public = directory.still_public(hit.document.id for hit in hits)
    return tuple(
        Result(
            document=hit.document,
            group=hit.group,
            venue=hit.document.venues[hit.venue] if hit.venue is not None else None,
            distance_km=hit.distance_km,
            why=(),
            number=number,
        )
        for number, hit in enumerate((hit for hit in hits if hit.document.id in public), 1)
    )
