"""From what somebody says they notice to the barriers that may be meant, with the search's understanding."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from localoffer.graduated import noticing
from localoffer.graduated.choices import STRATEGY_SOURCE
from localoffer.graduated.models.barrier import BarrierPage
from localoffer.graduated.models.strategy import Strategy
from localoffer.pages.indexing import SOURCE as PAGES
from search import knowledge, queries
from search.choices import names
from search.engine import lexicon
from search.engine.base import SearchUnavailableError
from search.found import UrgentLine
from search.sources import key_of, number_of, source_of
from search.understanding import understand

LABELS = ("What to expect",)
#: Enough of what the search finds that barriers are among it.
MANY = 40
#: How much each ranking says: the search of barriers, the search of what helps with them, and their words.
SEARCHED, THROUGH, WORDS = 1.0, 0.4, 0.8


@dataclass(frozen=True, slots=True)
class Noticed:
    """What may be meant, best first; ``exact`` when the words are the very name of one, or another name.

    With ``danger`` the words sound as if somebody isn't safe: whom to turn to comes first, and nobody is
    sent on to a page without having seen it.
    """

    found: tuple[BarrierPage, ...] = ()
    exact: BarrierPage | None = None
    danger: bool = False
    urgent: tuple[UrgentLine, ...] = ()


def look(words: str, barriers: Sequence[BarrierPage]) -> Noticed:
    """The barriers that may be meant. Three statements and one engine call at most, none for no words.

    When the search can't answer, the words of the barriers themselves still do.
    """
    if not words:
        return Noticed()
    by_words = [one.pk for one in noticing.alike(words, barriers)]
    searched: list[int] = []
    through: list[int] = []
    danger, urgent = False, tuple[UrgentLine, ...]()
    try:
        known = knowledge.known(names())
        danger = understand(words, known.knowledge, lexicon(), place_known=True).danger
        urgent = known.urgent if danger else ()
        keys = [UUID(one.document.id) for one in queries.guidance(words, labels=LABELS, limit=MANY)]
        searched, through = _barriers(keys, barriers), _helped(keys)
    except SearchUnavailableError:
        pass
    held = {one.pk: one for one in barriers}
    best = noticing.fused(
        (weight, [key for key in found if key in held])
        for weight, found in ((SEARCHED, searched), (THROUGH, through), (WORDS, by_words))
    )
    exact = None if danger else noticing.exactly(words, barriers)
    return Noticed(tuple(held[key] for key in best), exact, danger, urgent)


def _barriers(keys: Sequence[UUID], barriers: Sequence[BarrierPage]) -> list[int]:
    pages = {key_of(PAGES, one.pk): one.pk for one in barriers}
    return [pages[key] for key in keys if key in pages]


def _helped(keys: Sequence[UUID]) -> list[int]:
    """The barriers that the strategies found help with, as the strategies stand. One statement, or none."""
    found = [number_of(key) for key in keys if (of := source_of(key)) and of.number == STRATEGY_SOURCE]
    if not found:
        return []
    pairs = defaultdict(list)
    rows = Strategy.barriers.through.objects.filter(strategy_id__in=found, strategy__live=True)
    for strategy, barrier in rows.order_by("pk").values_list("strategy_id", "barrierpage_id"):
        pairs[strategy].append(barrier)
    return [barrier for strategy in found for barrier in pairs[strategy]]
