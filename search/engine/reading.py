"""A question as it is put to guidance: the same things sought, by ways that say what a page is about.

Help is looked for by what it offers, so other words for a thing ("counselling" for "I hate school") lead to
it as surely as its own. Something to read is about the thing itself and says it in families' own words, so
there the words as they were said count most. And a page that carries a need beside many others says less
of it than one that carries it alone: guidance holds its needs and kinds as stems, each with a worth.
"""

from dataclasses import replace

from search import ranking
from search.terms import Asked, Document, Facet, Shelf, Sought, Way, deciding
from search.words import sought_as_typed

#: What a page can be about.
_ABOUT = (Facet.NEED, Facet.KIND)


def subject(facet: Facet, code: str) -> str:
    """The stem under which guidance holds a need or a kind: no word that is typed has one."""
    return f"{facet.value}={code}"


def subject_of(way: Way) -> tuple[str, str] | None:
    """("need", "autism") of a way that is one; None of any other."""
    facet, equals, code = way.stems[0].partition("=") if way.stems else ("", "", "")
    return (facet, code) if equals else None


def subjects(document: Document) -> dict[str, float]:
    """The needs and kinds of a page of guidance as stems, with the worth of each; {} for a service.

    The more a page has of them, the less it is about each (``ranking.about``); broader ones count as others.
    """
    if document.shelf is not Shelf.GUIDANCE:
        return {}
    return {
        subject(facet, code): document.standing * ranking.about(len(codes))
        for facet, codes in ((Facet.NEED, document.needs), (Facet.KIND, document.kinds))
        for code in codes
    }


def sought_on(shelf: Shelf, asked: Asked) -> tuple[Sought, ...]:
    """What is sought on this shelf: what was understood, or the words as they stand.

    Of guidance a thing that is enough to be found by (``search.terms.deciding``) is needed.
    """
    sought = asked.sought or sought_as_typed(asked.words)
    if shelf is not Shelf.GUIDANCE:
        return sought
    enough = deciding(sought, Shelf.GUIDANCE)
    meant = tuple(
        replace(one, needed=one in enough, ways=tuple(_way(way) for way in one.ways)) for one in sought
    )
    return (*meant, *_as_said(asked)) if asked.sought else meant


def _as_said(asked: Asked) -> tuple[Sought, ...]:
    """Her words as they stand, beside what they mean: they only order what is found."""
    weight = ranking.weight("as-said")
    return tuple(replace(one, needed=False, weight=weight) for one in sought_as_typed(asked.words))


def _way(way: Way) -> Way:
    if way.topic is None or way.topic[0] not in _ABOUT:
        return way
    return replace(way, stems=(subject(*way.topic),), topic=None)
