"""Read the glossary: the terms that pages explain, and the A to Z."""

from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.utils import timezone

from localoffer.glossary.models import GlossaryEdition, GlossaryTerm, said_ways
from localoffer.glossary.models.edition import EDITION, NOBODY
from localoffer.glossary.wording import Book, Term
from locations.prepared import Prepared

#: How long a process goes by the edition that it knows. Its own edits it knows at once.
SECONDS = 60


class Letter(NamedTuple):
    """A letter of the A to Z and the terms that begin with it. "0 to 9" holds what begins with none."""

    name: str
    terms: tuple[GlossaryTerm, ...]


def live_terms() -> QuerySet[GlossaryTerm]:
    """Terms that everybody may read."""
    unexpired = Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
    terms: QuerySet[GlossaryTerm] = GlossaryTerm.objects.filter(unexpired, live=True)
    return terms


def book() -> Book:
    """The terms that pages explain: the same object while nobody edits them.

    No statement; one every SECONDS, and one more when the terms have changed since this process read them.
    """
    number: int | None = cache.get(EDITION)
    if number is None:
        rows = _edition().rows()
        number = rows[0][0] if rows else NOBODY
        cache.set(EDITION, number, SECONDS)
    return _book(number)


def a_to_z() -> tuple[Letter, ...]:
    """All terms by their first letter, whatever its capital. One statement."""
    terms = sorted(live_terms().select_related("page"), key=lambda term: term.term.casefold())
    return tuple(Letter(name, tuple(some)) for name, some in groupby(terms, key=_letter))


def _letter(term: GlossaryTerm) -> str:
    first = term.term[:1].upper()
    return first if first.isascii() and first.isalpha() else "0 to 9"


@lru_cache(maxsize=1)
def _edition() -> Prepared:
    return Prepared.of(GlossaryEdition.objects.filter(pk=1).order_by().values_list("number"))


@lru_cache(maxsize=2)
def _book(edition: int) -> Book:
    # The number is the key, and another one is another book.
    if edition == NOBODY:
        return Book(())
    rows = live_terms().order_by("pk").values_list("slug", "term", "plain", "expansion", "also")
    return Book(
        Term(slug, term, plain, expansion, said_ways(term, expansion, also))
        for slug, term, plain, expansion, also in rows
    )
