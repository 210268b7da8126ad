"""Strategies as the search finds them: guidance under the label "What to expect"."""

from collections.abc import Collection, Iterator
from functools import partial
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from directory.models import TaxonomyTerm
from localoffer.graduated.choices import STRATEGY_SOURCE
from localoffer.graduated.models import Strategy
from search.document.guidance import guidance
from search.sources import Unreadable, key_of, number_of, readable
from search.terms import Document

LABEL = "What to expect"


class StrategySource:
    """Every strategy that families may see. Three statements, whatever their number."""

    number = STRATEGY_SOURCE

    def documents(self, keys: Collection[UUID] | None = None) -> Iterator[Document | Unreadable]:
        """Of these keys, or of all."""
        terms = TaxonomyTerm.objects.select_related("parent__parent")
        found = self._public().prefetch_related(Prefetch("needs", terms), Prefetch("kinds", terms))
        if keys is not None:
            found = found.filter(pk__in=[number_of(key) for key in keys])
        for strategy in found:
            yield readable(key_of(self, strategy.pk), partial(self._document, strategy))

    def count(self) -> int:
        """How many there are."""
        return self._public().count()

    def _public(self) -> QuerySet[Strategy]:
        public: QuerySet[Strategy] = Strategy.objects.public().order_by("pk")
        return public

    def _document(self, strategy: Strategy) -> Document:
        said = (strategy.looks_like, strategy.families_can_expect, strategy.young_person_may_say)
        return guidance(
            key=key_of(self, strategy.pk),
            name=strategy.name,
            label=LABEL,
            url=strategy.get_absolute_url(),
            text="\n\n".join(text for text in said if text),
            needs=strategy.needs.all(),
            kinds=strategy.kinds.all(),
            checked=strategy.reviewed_on,
        )


SOURCE = StrategySource()
