"""What the children of each group typically have: the middle distances, the mean count and score."""

from collections.abc import Sequence

from localoffer.commissioning.models import AreaGap
from localoffer.commissioning.picture.groups import groups
from localoffer.commissioning.picture.numbers import km_shown, score_shown
from localoffer.commissioning.picture.values import Typical

EVERYBODY = "All children"


def typical(gaps: Sequence[AreaGap]) -> tuple[Typical, ...]:
    """Everybody, then each group that has children, in the order of the groups."""
    return tuple(
        _typical(name, inside)
        for name, inside in ((EVERYBODY, list(gaps)), *groups(gaps))
        if sum(gap.children for gap in inside) > 0
    )


def _typical(name: str, gaps: Sequence[AreaGap]) -> Typical:
    children = sum(gap.children for gap in gaps)
    return Typical(
        group=name,
        areas=len(gaps),
        children=children,
        nearest_km=km_shown(_middle([(gap.nearest_km, gap.children) for gap in gaps])),
        second_km=km_shown(_middle([(gap.second_km, gap.children) for gap in gaps])),
        within=round(sum(gap.within * gap.children for gap in gaps) / children, 1),
        score=score_shown(sum(gap.score * gap.children for gap in gaps) / children),
    )


def _middle(distances: Sequence[tuple[float | None, float]]) -> float | None:
    """The distance that half of the children live within; None where fewer than half have any."""
    half, reached = sum(children for _, children in distances) / 2, 0.0
    for km, children in sorted((km, children) for km, children in distances if km is not None):
        reached += children
        if reached >= half:
            return km
    return None
