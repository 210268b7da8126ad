"""How many children live beyond a distance, in all and by group."""

from collections.abc import Iterable, Sequence

from localoffer.commissioning.models import AreaGap
from localoffer.commissioning.picture.groups import groups
from localoffer.commissioning.picture.values import Share


def beyond(gap: AreaGap, km: float) -> bool:
    """Whether the nearest is farther than this. Where there is no venue at all, it is."""
    return gap.nearest_km is None or gap.nearest_km > km


def shares(gaps: Sequence[AreaGap], thresholds_km: Iterable[float]) -> tuple[Share, ...]:
    """One share a distance, from near to far. A group that no area is in is left out."""
    return tuple(_share(gaps, km) for km in sorted(set(thresholds_km)))


def _share(gaps: Sequence[AreaGap], km: float) -> Share:
    return Share(
        beyond_km=km,
        children=_children(gaps, km),
        of=sum(gap.children for gap in gaps),
        by_group=tuple(
            (name, _children(inside, km), sum(gap.children for gap in inside))
            for name, inside in groups(gaps)
        ),
    )


def _children(gaps: Iterable[AreaGap], km: float) -> float:
    return sum(gap.children for gap in gaps if beyond(gap, km))


def by_group(found: Sequence[Share]) -> tuple[tuple[str, tuple[tuple[float, float], ...]], ...]:
    """The same as rows of a table: (group, (children beyond, children in the group) for each distance)."""
    names = [name for name, _, _ in found[0].by_group] if found else []
    return tuple((name, tuple(share.by_group[at][1:] for share in found)) for at, name in enumerate(names))
