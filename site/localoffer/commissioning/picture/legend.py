"""The classes of the map, from the best to the worst, in words and in colours.

Distance has fixed breaks, those that the measure reports. A score has breaks that put a quarter of the areas
with any into each class. Where there is no venue at all, "nothing listed" is a class of its own.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from localoffer.commissioning.models import AreaGap
from localoffer.commissioning.picture.numbers import number, score_shown

#: From light to dark in one hue's direction (after ColorBrewer's YlGnBu, which colour-blind people can tell
#: apart). None is so dark that a border of EDGE has less than 3:1 beside it.
SCALE = ("#ffffd9", "#d7efb3", "#a0dab8", "#5fc1c0", "#2fa1c2", "#2380b5", "#2362a9")
NOTHING = "#7a7a7a"
COLOURS = {str(at): colour for at, colour in enumerate(SCALE)} | {"nothing": NOTHING}
EDGE = "#0b0c0c"
#: An area that the lens leaves out.
OUTSIDE = "#f3f2f1"
NOTHING_LISTED = "nothing listed"
NONE_IN_REACH = "0, none within reach"


@dataclass(frozen=True, slots=True)
class Legend:
    """Words of the classes in their order; the last is always "nothing listed"."""

    words: tuple[str, ...]
    classes: tuple[int, ...]  # the class of each area, in the order in which they were given

    def shade(self, at: int) -> str:
        """The name of a class's colour in COLOURS: the scale is spread over the classes there are."""
        last = len(self.words) - 2
        if at > last:
            return "nothing"
        return str(round(at * (len(SCALE) - 1) / last)) if last else "0"


def by_distance(gaps: Sequence[AreaGap], thresholds_km: Sequence[float]) -> Legend:
    """Fixed classes: "within 5 km" (5 included), "5 to 10 km" ... "more than 30 km", "nothing listed"."""
    breaks = _few_enough(sorted(set(thresholds_km)))
    words = [f"within {number(breaks[0])} km"] if breaks else ["any distance"]
    words += [f"{number(a)} to {number(b)} km" for a, b in pairwise(breaks)]
    words += [f"more than {number(breaks[-1])} km"] if breaks else []
    classes = tuple(
        len(words) if gap.nearest_km is None else bisect_left(breaks, gap.nearest_km) for gap in gaps
    )
    return Legend((*words, NOTHING_LISTED), classes)


def by_score(gaps: Sequence[AreaGap]) -> Legend:
    """Quarters of the areas that score anything; then 0, where nothing is in reach; then nothing listed."""
    scores = [score_shown(gap.score) for gap in gaps]
    some = sorted(score for score in scores if score > 0)
    breaks = sorted({_short(some[len(some) * quarter // 4]) for quarter in (1, 2, 3)}) if some else []
    breaks = [one for one in breaks if some[0] < one <= some[-1]]
    words = []
    if some:
        words = [_up_to(low, high) for low, high in pairwise((0.0, *breaks))]
        words.append(f"{number(breaks[-1])} or more" if breaks else "more than 0")
        words.reverse()
    zero = len(words)
    classes = tuple(
        zero + 1
        if gap.nearest_km is None
        else zero
        if score <= 0
        else len(breaks) - bisect_right(breaks, score)
        for gap, score in zip(gaps, scores, strict=True)
    )
    return Legend((*words, NONE_IN_REACH, NOTHING_LISTED), classes)


def _up_to(low: float, high: float) -> str:
    return f"{number(low)} up to {number(high)}" if low else f"more than 0, up to {number(high)}"


def _short(score: float) -> float:
    """Two figures, since a break of 0.0652 says no more than one of 0.065."""
    return float(f"{score:.2g}")


def _few_enough(breaks: list[float]) -> list[float]:
    """As many as there are colours to tell apart, the nearest and the farthest among them."""
    most = len(SCALE) - 1
    if len(breaks) <= most:
        return breaks
    return [breaks[round(at * (len(breaks) - 1) / (most - 1))] for at in range(most)]
