"""Areas by where they are: rural and urban, each rural-urban class, each tenth of deprivation."""

from collections.abc import Sequence

from localoffer.commissioning.models import AreaGap

RURAL, URBAN, NEITHER = "Rural", "Urban", "Urban or rural not known"
DECILE_UNKNOWN = "Deprivation not known"
_PLACES = ("", "second ", "third ", "fourth ", "fifth ")
TENTHS = tuple(f"{place}most deprived tenth".capitalize() for place in _PLACES) + tuple(
    f"{place}least deprived tenth".capitalize() for place in reversed(_PLACES)
)
_RURALITY = (RURAL, URBAN, NEITHER)
_DECILES = (*TENTHS, DECILE_UNKNOWN)


def groups(gaps: Sequence[AreaGap]) -> tuple[tuple[str, list[AreaGap]], ...]:
    """(name, its areas) for each group that some area is in: by ruralness, by class, by tenth."""
    found = [
        (name, [gap for gap in gaps if of(gap) == name])
        for names, of in ((_RURALITY, _rurality), (_classes(gaps), _class), (_DECILES, _tenth))
        for name in names
    ]
    return tuple((name, inside) for name, inside in found if inside)


def _rurality(gap: AreaGap) -> str:
    return NEITHER if gap.rural is None else RURAL if gap.rural else URBAN


def _class(gap: AreaGap) -> str:
    return gap.rural_urban


def _classes(gaps: Sequence[AreaGap]) -> tuple[str, ...]:
    """The classes as the statistics name them; none where they say no more than rural and urban."""
    named = {gap.rural_urban for gap in gaps if gap.rural_urban} - {*_RURALITY}
    return tuple(sorted(named)) if len(named) > len({_rurality(gap) for gap in gaps}) else ()


def _tenth(gap: AreaGap) -> str:
    return DECILE_UNKNOWN if gap.imd_decile is None else TENTHS[gap.imd_decile - 1]
