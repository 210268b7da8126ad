"""The search says that a family found nothing near; here it is counted, and nothing else."""

import logging
from collections.abc import Sequence
from functools import lru_cache

from django.conf import settings
from django.dispatch import receiver
from django.utils import timezone

from localoffer.commissioning.unmet.counting import Cell, count
from locations.queries import areas
from search.events import nothing_near

logger = logging.getLogger(__name__)


@receiver(nothing_near, dispatch_uid="commissioning.unmet")
def count_unmet(
    wanted: Sequence[tuple[str, str]], area_codes: Sequence[str], places: str, **_: object
) -> None:
    """Count each need and kind once in the area of settings.GAP_AREA_KIND that holds the place, if any."""
    measured = _measured(settings.GAP_AREA_KIND, places)
    area_code = next((code for code in area_codes if code in measured), None)
    if area_code is None:
        return
    month = timezone.localdate().replace(day=1)
    try:
        count(Cell(month, area_code, taxonomy, code) for taxonomy, code in wanted)
    except Exception as lost:
        # Whatever a cache raises when it is away, a family's page is not spoiled for a count.
        logger.warning("A search that found nothing was not counted (%s).", type(lost).__name__)


@lru_cache(maxsize=2)
def _measured(kind: str, places: str) -> frozenset[str]:
    """The codes of the areas of a kind: one statement for each edition of places, in each process."""
    return frozenset(area.code for area in areas(kind))
