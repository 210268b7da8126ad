"""One answer as JSON and as text, for commands. A page shows the same object."""

from collections.abc import Iterable
from typing import Any

from search.found import Found, Result
from search.terms import Group

HEADINGS = {
    Group.NEAR: "Near you",
    Group.COVERS: "Comes to you or covers your area",
    Group.ONLINE: "Online and by phone",
    Group.LISTED: "Found",
}


def as_json(found: Found) -> dict[str, Any]:
    """The answer as plain values: understood, total, results and facets."""
    return {
        "understood": _understood(found),
        "total": found.total,
        "results": [_result(result) for result in found.results],
        "guidance_total": found.guidance_total,
        "guidance": [_page(result) for result in found.guidance],
        "facets": {
            str(choices.facet): [
                {"code": one.code, "label": one.label, "count": one.count, "chosen": one.chosen}
                for one in choices.options
            ]
            for choices in found.facets
        },
    }


def _understood(found: Found) -> dict[str, Any]:
    question, place, said = found.question, found.place, found.understood
    elsewhere = said.elsewhere
    return {
        "words": list(said.words),
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
        "place": said.place,
        "respelled": {one.typed: one.meant for one in said.respelled},
        "sought": [one.text for one in said.sought],
        "wishes": [one.key for one in said.wishes],
        "danger": said.danger,
        "elsewhere": elsewhere
        and {"text": elsewhere.text, "message": elsewhere.message, "url": elsewhere.url},
        "nothing": said.nothing,
        "unknown": list(said.unknown),
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
    if found.guidance:
        lines += ["", f"What to expect and guidance: {found.guidance_total}"]
        lines += [f"     {one.document.label}: {one.document.name}" for one in found.guidance]
    if found.total > len(found.results):
        lines += ["", f"The first {len(found.results)} of {found.total}."]
    return "\n".join(lines)


def _heading(found: Found) -> Iterable[str]:
    yield from _said_first(found)
    if found.place_problem:
        yield found.place_problem
    if found.place:
        yield f"Near {found.place.label}, within {found.question.within_miles:.4g} miles."
        if found.place.note:
            yield found.place.note
    yield "Nothing found." if not found.total else f"{found.total} found."
    said = found.understood
    if said.respelled:
        yield f"Showing results for: {said.spelled}. With --as-typed: {said.text}"
    if found.place_said:
        yield f"The place was read from the words: {found.place_said}"
    if said.sought:
        yield "Looked for: " + "; ".join(one.text for one in said.sought)
    if said.wishes:
        yield "Shown first: " + "; ".join(one.text for one in said.wishes)
    if found.age_not_stated:
        yield f"{found.age_not_stated} more don't say for which ages they are."


def _said_first(found: Found) -> Iterable[str]:
    said = found.understood
    if said.danger:
        yield "If someone is in danger now, ring 999."
        yield from (f"  {line.name} {line.phone} {line.text}".rstrip() for line in found.urgent)
    if said.elsewhere:
        yield f"Not in this directory. {said.elsewhere.message} {said.elsewhere.url}".rstrip()
    elif said.nothing:
        yield "This directory holds no help for: " + ", ".join(said.unknown or said.words)


def _result(result: Result) -> dict[str, Any]:
    km = result.distance_km
    return {
        "id": result.document.id,
        "name": result.document.name,
        "distance_km": None if km is None else round(km, 3),
        "group": str(result.group),
        "why": [why.text for why in result.why],
    }


def _page(result: Result) -> dict[str, Any]:
    page = result.document
    return {"id": page.id, "name": page.name, "label": page.label, "url": page.url, "summary": page.summary}


def _lines(result: Result) -> Iterable[str]:
    number = f"{result.number:>3}  " if result.number else "     "
    place = f" ({result.venue.town})" if result.venue and result.venue.town else ""
    yield f"{number}{result.document.name}{place}"
    card = result.document
    said = [text for text in (card.ages_text, card.when_text, card.cost_text, card.access_text) if text]
    if said:
        yield "     " + " · ".join(said)
    yield "     " + " · ".join(why.text for why in result.why)
