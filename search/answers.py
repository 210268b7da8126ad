"""One answer as JSON and as text, for commands. A page shows the same object."""

from collections.abc import Iterable
from typing import Any

from search.found import Found, Result
from search.terms import Group
from search.understanding import understand

HEADINGS = {
    Group.NEAR: "Near you",
    Group.COVERS: "Comes to you or covers your area",
    Group.ONLINE: "Online and by phone",
    Group.LISTED: "Found",
}


def as_json(found: Found) -> dict[str, Any]:
    """The answer as plain values: understood, total, results and facets."""
    question = found.question
    place = found.place
    return {
        "understood": {
            "words": list(understand(question.words).words),
            "near": place
            and {
                "label": place.label,
                "lat": place.lat,
                "lon": place.lon,
                "precision": str(place.precision),
                "note": place.note,
            },
            "place_problem": found.place_problem,
            "within_miles": round(question.within_miles, 3),
            "age": question.age,
            "filters": {str(facet): list(codes) for facet, codes in question.filters.items()},
            "suggestion": found.suggestion,
        },
        "total": found.total,
        "results": [_result(result) for result in found.results],
        "facets": {
            str(choices.facet): [
                {"code": one.code, "label": one.label, "count": one.count, "chosen": one.chosen}
                for one in choices.options
            ]
            for choices in found.facets
        },
    }


def as_text(found: Found) -> str:
    """The answer to read in a terminal: the groups with their counts, then each result with why."""
    lines = list(_heading(found))
    for group, count in found.groups.items():
        results = [result for result in found.results if result.group is group]
        if not results:
            continue
        lines += ["", f"{HEADINGS[group]}: {count}"]
        lines += [text for result in results for text in _lines(result)]
    if found.beyond:
        lines += ["", "Nearest beyond that"]
        lines += [text for result in found.beyond for text in _lines(result)]
    if found.total > len(found.results):
        lines += ["", f"The first {len(found.results)} of {found.total}."]
    return "\n".join(lines)


def _heading(found: Found) -> Iterable[str]:
    if found.place_problem:
        yield found.place_problem
    if found.place:
        yield f"Near {found.place.label}, within {found.question.within_miles:.4g} miles."
        if found.place.note:
            yield found.place.note
    yield "Nothing found." if not found.total else f"{found.total} found."
    if found.suggestion:
        yield f"Did you mean: {found.suggestion}?"
    if found.age_not_stated:
        yield f"{found.age_not_stated} more don't say for which ages they are."


def _result(result: Result) -> dict[str, Any]:
    km = result.distance_km
    return {
        "id": result.document.id,
        "name": result.document.name,
        "distance_km": None if km is None else round(km, 3),
        "group": str(result.group),
        "why": [why.text for why in result.why],
    }


def _lines(result: Result) -> Iterable[str]:
    number = f"{result.number:>3}  " if result.number else "     "
    place = f" ({result.venue.town})" if result.venue and result.venue.town else ""
    yield f"{number}{result.document.name}{place}"
    card = result.document
    said = [text for text in (card.ages_text, card.when_text, card.cost_text, card.access_text) if text]
    if said:
        yield "     " + " · ".join(said)
    yield "     " + " · ".join(why.text for why in result.why)
