"""What a row of a file says, put into a page or a strategy."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from directory.models import TaxonomyTerm
from localoffer.graduated.actions.reading import Row
from localoffer.graduated.choices import Phase
from localoffer.graduated.models import AreaOfNeedPage, BarrierPage, Strategy

Held = TypeVar("Held")
Terms = Sequence[TaxonomyTerm]
#: Puts what a row says into a new or an old one, and gives it back.
Fill = Callable[[Held], Held]


def fill_area(row: Row, *, needs: Terms) -> Fill[AreaOfNeedPage]:
    """An area of need."""

    def fill(area: AreaOfNeedPage) -> AreaOfNeedPage:
        area.title, area.summary, area.text = row["name"], row["summary"], row["text"]
        area.also_known_as = "\n".join(row["also_known_as"])
        area.needs = needs
        return area

    return fill


def fill_barrier(row: Row, *, needs: Terms, kinds: Terms) -> Fill[BarrierPage]:
    """A barrier."""

    def fill(barrier: BarrierPage) -> BarrierPage:
        barrier.title, barrier.summary = row["name"], row["summary"]
        barrier.also_known_as = "\n".join(row["also_known_as"])
        for name in ("for_parents", "for_young_people", "for_schools", "for_providers"):
            setattr(barrier, name, row[name])
        barrier.set_phases(map(Phase, row["phases"]))
        barrier.needs, barrier.kinds = needs, kinds
        return barrier

    return fill


def fill_strategy(
    row: Row, *, needs: Terms, kinds: Terms, barriers: Sequence[BarrierPage], today: date
) -> Fill[Strategy]:
    """A strategy; its days of review are counted from today."""
    texts = (
        *("name", "level", "step", "looks_like", "who_does_it"),
        *("families_can_expect", "young_person_may_say", "for_young_people"),
    )

    def fill(strategy: Strategy) -> Strategy:
        for name in texts:
            setattr(strategy, name, row[name])
        strategy.kept_by = row["owner"]
        strategy.evidence = [
            ("source", {"text": one["text"], "url": one.get("url", "")}) for one in row["evidence"]
        ]
        strategy.set_phases(map(Phase, row["phases"]))
        strategy.needs, strategy.kinds, strategy.barriers = needs, kinds, barriers
        if row["review_in_days"]:
            strategy.reviewed_on = today - timedelta(days=row["reviewed_days_ago"])
            strategy.review_by = today + timedelta(days=row["review_in_days"])
        return strategy

    return fill
