"""An indicator as an area's page shows it. Frozen values; schools stand by name and are never ranked."""

from collections.abc import Iterable
from dataclasses import dataclass

from localoffer.commissioning.indicators.cells import is_percent
from localoffer.commissioning.models import Indicator, IndicatorFigure
from localoffer.commissioning.picture.numbers import number

HELD_BACK = "held back: it is about few children, or the source does not publish it"
NOT_THERE = "not published for this"


@dataclass(frozen=True, slots=True)
class IndicatorHere:
    """The figures of one indicator round an area, in one period, each in words."""

    name: str
    period: str
    here: str  # "" when it is by school
    own: str  # the authority's own; "" when the source doesn't say it
    schools: tuple[tuple[str, str], ...]  # (name, figure), by name
    source: str
    source_url: str
    caution: str


def indicators_of(figures: Iterable[IndicatorFigure], area_code: str, home: str) -> tuple[IndicatorHere, ...]:
    """Each indicator's latest period, by name. ``figures`` have their indicator at hand."""
    by_indicator: dict[int, list[IndicatorFigure]] = {}
    for figure in figures:
        by_indicator.setdefault(figure.indicator_id, []).append(figure)
    made = (_one(held, area_code, home) for held in by_indicator.values())
    return tuple(sorted(made, key=lambda one: one.name))


def _one(figures: list[IndicatorFigure], area_code: str, home: str) -> IndicatorHere:
    indicator, period = figures[0].indicator, max(_periods(figures, home))
    now = [figure for figure in figures if figure.period == period]
    by_code = {figure.code: _words(figure, indicator) for figure in now}
    by_school = indicator.by == Indicator.By.SCHOOL
    schools = [figure for figure in now if by_school and figure.code != home]
    return IndicatorHere(
        name=indicator.name,
        period=period,
        here="" if by_school else by_code.get(area_code, NOT_THERE + " area"),
        own=by_code.get(home, ""),
        schools=tuple(
            sorted((figure.name or f"School {figure.code}", by_code[figure.code]) for figure in schools)
        ),
        source=indicator.source,
        source_url=indicator.source_url,
        caution=indicator.caution,
    )


def _periods(figures: list[IndicatorFigure], home: str) -> list[str]:
    """Those with something of the place itself; only where there is none, the authority's."""
    here = [figure.period for figure in figures if figure.code != home]
    return here or [figure.period for figure in figures]


def _words(figure: IndicatorFigure, indicator: Indicator) -> str:
    if figure.value is None:
        return HELD_BACK
    joined = "" if is_percent(indicator.unit) else " "
    return f"{number(figure.value)}{joined}{indicator.unit}"
