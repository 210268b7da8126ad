"""What a page asks of the search. Reading only.

``find`` takes at most four database statements (the names of terms, the place and its areas, which listings
are still public) and one engine call. The first question after an edit of the thesaurus takes three more in
each process, to read it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from math import ceil

from directory import queries as directory
from locations.geometry import MILE_KM
from locations.place import Place, PlaceNotFoundError
from locations.queries import locate
from search import knowledge, suggesting
from search.choices import choices, names
from search.engine import engine as engine_named
from search.engine import lexicon
from search.engine.base import Engine
from search.found import Found, Question, Result
from search.showing import GROUPS, Showing
from search.teams import teams_of
from search.terms import Answer, Asked, Group, Hit, Near, Suggestion
from search.understanding import understand
from search.understanding.knowledge import Knowledge
from search.understanding.tidying import tidied
from search.understanding.values import Understood
from search.wanted import wanted

#: The answer to a question that the directory doesn't answer: no listing is worth showing.
_NOTHING = Answer(total=0, groups={}, hits=(), sections={})


@dataclass(frozen=True, slots=True)
class Trial:
    """An answer with what the engine was asked and said, for those who want to know how it came about."""

    found: Found
    asked: Asked
    hits: tuple[Hit, ...]  # of the page asked for, those that families may still see
    words: Knowledge  # what was known of words when it was understood


def find(question: Question, engine: Engine | None = None) -> Found:
    """Answer a question. SearchUnavailableError when the engine can't.

    A place that nobody knows is said in ``place_problem``; the results are then those without a place. A
    place read from the words that turns out to be unknown is looked for as words, and nothing is said of it.
    """
    return trial(question, engine).found


def trial(question: Question, engine: Engine | None = None) -> Trial:
    """What ``find`` answers, with how. As many statements and calls."""
    known = names()
    words = knowledge.known(known)
    understood, place, problem = _heard(question, words.knowledge)
    asked = _asked(question, understood, place)
    answer = _NOTHING if understood.nothing else (engine or engine_named()).search(asked)
    # A listing withdrawn for safeguarding must vanish now, even if the index is behind.
    public = _still_public(answer)
    show = Showing(asked, place, public, known)
    hits, sections, beyond = show.page(answer), show.sections(answer), show.results(answer.beyond)
    total, groups = _counts(answer, public)
    guidance_total = answer.groups.get(Group.GUIDANCE, 0)
    counted = {**groups, Group.GUIDANCE: guidance_total}
    shown = counted.get(question.group, 0) if question.group else total
    found = Found(
        question=question,
        place=place,
        place_problem=problem,
        total=total,
        groups=groups,
        results=hits,
        sections=sections,
        beyond=beyond,
        facets=choices(answer.facets, asked.filters, known),
        pages=max(1, ceil(shown / asked.per_page)),
        guidance=show.guidance(answer),
        guidance_total=guidance_total,
        age_not_stated=answer.age_not_stated,
        understood=understood,
        urgent=words.urgent if understood.danger else (),
        wanted=wanted(question, understood, known),
        places=known.revision[1],
        teams=teams_of(place, known.revision[0]),
    )
    return Trial(
        found, asked, tuple(hit for hit in answer.hits if hit.document.id in public), words.knowledge
    )


def guidance(words: str, *, labels: Collection[str] = (), limit: int = 20) -> tuple[Result, ...]:
    """Guidance alone for words as a family says them, best first; with ``labels``, only what has one of them.

    Understood as ``find`` does, spelling and all, but for places: no word is taken for one. Words that say
    nothing, or that are outside this directory, find nothing. One statement and one engine call;
    SearchUnavailableError when the engine can't answer.
    """
    known = knowledge.known(names()).knowledge
    understood = understand(words, known, lexicon(), place_known=True)
    if understood.nothing or not understood.sought:
        return ()
    answer = engine_named().search(
        Asked(
            words=understood.spelled,
            sought=understood.sought,
            wishes=understood.wishes,
            group=Group.GUIDANCE,
            labels=tuple(labels),
            per_page=limit,
        )
    )
    return tuple(
        Result(document=hit.document, group=hit.group, venue=None, distance_km=None, why=(), number=number)
        for number, hit in enumerate(answer.hits, 1)
    )


def suggest(text: str, limit: int = 8, engine: Engine | None = None) -> tuple[Suggestion, ...]:
    """What the text in the "what" box could become, each line with its kind. At most two statements.

    One engine call; a second, with the spelling put right, when the first finds little. For the "where" box:
    locations.queries.suggest_places. A service withdrawn since the index was written is left out. The first
    lines after other places have been loaded take two statements more in each process, to read them.
    """
    words = " ".join(tidied(text))
    if not words:
        return ()
    found = suggesting.suggested(words, limit, engine or engine_named(), lexicon)
    services = {one.code for one in found if one.kind == "service" and one.code}
    public = directory.still_public(services)
    return tuple(one for one in found if one.code not in services - public)


def _heard(question: Question, words: Knowledge) -> tuple[Understood, Place | None, str]:
    """What was understood, the place it is about, and what to say when the family's own place is unknown."""
    if question.near.strip():
        return _understood(question, words), *_place(question.near)
    understood = _understood(question, words)
    place, problem = _place(understood.place)
    if problem:
        without = replace(question, ignore=(*question.ignore, "place"))
        return _understood(without, words), None, ""
    return understood, place, ""


def _understood(question: Question, words: Knowledge) -> Understood:
    return understand(
        question.words,
        words,
        lexicon(),
        ignore=question.ignore,
        as_typed=question.as_typed,
        place_known=bool(question.near.strip()),
    )


def _place(text: str) -> tuple[Place | None, str]:
    if not text.strip():
        return None, ""
    try:
        return locate(text), ""
    except PlaceNotFoundError as unknown:
        return None, str(unknown)


def _asked(question: Question, understood: Understood, place: Place | None) -> Asked:
    near = (
        Near(lat=place.lat, lon=place.lon, label=place.label, area_codes=place.area_codes) if place else None
    )
    group = question.group
    if group is Group.LISTED or (near is None and group is not Group.GUIDANCE):
        group = None  # an address kept from a question with a place still answers without one
    return Asked(
        words=understood.spelled if understood.sought else understood.text,
        sought=understood.sought,
        wishes=understood.wishes,
        near=near,
        within_km=question.within_miles * MILE_KM,
        filters={facet: tuple(codes) for facet, codes in question.filters.items() if codes},
        age=question.age,
        group=group,
        sort=question.sort,
        page=max(1, question.page),
        per_page=question.per_page,
        box=question.box,
    )


def _every_hit(answer: Answer) -> Iterable[Hit]:
    yield from answer.hits
    for hits in answer.sections.values():
        yield from hits
    yield from answer.beyond


def _still_public(answer: Answer) -> set[str]:
    """The ids of hits that families may still see. Guidance leaves with the index: it is nobody's secret."""
    hits = list(_every_hit(answer))
    guidance = {hit.document.id for hit in hits if hit.group is Group.GUIDANCE}
    return directory.still_public({hit.document.id for hit in hits} - guidance) | guidance


def _counts(answer: Answer, public: set[str]) -> tuple[int, Mapping[Group, int]]:
    """The engine's counts without the listings just seen to be withdrawn."""
    counted = [*answer.hits, *(hit for hits in answer.sections.values() for hit in hits)]
    gone = {hit.document.id: hit.group for hit in counted if hit.document.id not in public}
    groups = dict(answer.groups)
    for group in gone.values():
        groups[group] = max(0, groups.get(group, 0) - 1)
    ordered = {group: groups[group] for group in GROUPS if group in groups}
    return max(0, answer.total - len(gone)), ordered
