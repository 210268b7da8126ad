"""Take in a file of figures as one indicator, whole or not at all."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from localoffer.commissioning.indicators.reading import NOTHING, IndicatorFileError, Read, Wanted, read
from localoffer.commissioning.models import Indicator, IndicatorFigure
from locations.queries import areas

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """How to read the file: see ``manage.py import_indicator --help``."""

    period: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    only: Mapping[str, str] = field(default_factory=dict)
    own_code: str = ""
    others: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in: figures kept, figures held back, rows left out, and what an officer ought to know."""

    kept: int
    held_back: int
    left_out: int
    periods: tuple[str, ...]
    grouped: bool


@transaction.atomic
def import_indicator(path: Path, indicator: Indicator, asked: Asked) -> Imported:
    """Store the figures of a CSV file; the periods it holds take the place of those stored before.

    ``indicator`` need not be saved: the one with its code is brought up to date. Figures about fewer children
    than its ``fewest_shown`` are never stored. Raises IndicatorFileError, and nothing is written.
    """
    held = Indicator.objects.filter(code=indicator.code).first()
    if held:
        indicator.pk, indicator._state.adding = held.pk, False
        # The next year's file must not lose them for want of an option.
        indicator.caution = indicator.caution or held.caution
        indicator.source_url = indicator.source_url or held.source_url
    _check(indicator)
    found = read(path, _wanted(indicator, asked))
    indicator.save()
    periods = {figure.period for figure in found.figures}
    indicator.figures.filter(period__in=periods).delete()
    rows = [IndicatorFigure(indicator=indicator, **asdict(figure)) for figure in found.figures]
    IndicatorFigure.objects.bulk_create(rows, batch_size=AT_ONCE)
    return _said(found, tuple(sorted(periods)))


def _check(indicator: Indicator) -> None:
    try:
        indicator.full_clean()
    except ValidationError as wrong:
        said = "; ".join(
            f"--{name.replace('_', '-')}: {' '.join(why)}" for name, why in wrong.message_dict.items()
        )
        raise IndicatorFileError(f"{said} {NOTHING}") from wrong


def _wanted(indicator: Indicator, asked: Asked) -> Wanted:
    kind = indicator.area_kind or settings.GAP_AREA_KIND
    loaded = {area.code for area in areas(kind)}
    if not loaded and indicator.by == Indicator.By.AREA and not settings.HOME_AREA:
        raise IndicatorFileError(f"No area of the kind “{kind}” is loaded. Load them first: docs/places.md.")
    home = settings.HOME_AREA
    own = {home: home} | ({asked.own_code: home} if asked.own_code else {}) if home else {}
    if asked.own_code and not home:
        raise IndicatorFileError(f"--own-code needs the setting HOME_AREA. {NOTHING}")
    return Wanted(
        by_school=indicator.by == Indicator.By.SCHOOL,
        unit=indicator.unit,
        period=asked.period,
        fewest=indicator.fewest_shown,
        this_year=timezone.localdate().year,
        columns=asked.columns,
        only=asked.only,
        own=own,
        knows=loaded.__contains__,
        others=asked.others,
    )


def _said(found: Read, periods: tuple[str, ...]) -> Imported:
    kept = sum(figure.value is not None for figure in found.figures)
    return Imported(kept, len(found.figures) - kept, found.left_out, periods, found.grouped)
