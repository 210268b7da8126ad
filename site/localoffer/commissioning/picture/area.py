"""One area of a picture: what its score means, its neighbours, and then and now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from localoffer.commissioning.models import AreaGap
from localoffer.commissioning.picture.days import earlier
from localoffer.commissioning.picture.numbers import counted, km_shown, number, score_shown
from localoffer.commissioning.picture.values import AreaRow, GapPicture

NEIGHBOURS = 6


@dataclass(frozen=True, slots=True)
class Near:
    """One of the nearest. ``url`` is empty, and the name too, when families may no longer see the listing."""

    name: str
    venue: str
    km: float
    url: str


@dataclass(frozen=True, slots=True)
class Then:
    """The run before, in this area."""

    when: str
    nearest_km: float | None
    within: int
    score: float


@dataclass(frozen=True, slots=True)
class AreaPicture:
    """An area as its page shows it."""

    row: AreaRow
    band_words: str
    score_words: tuple[str, ...]
    nearest: tuple[Near, ...]
    neighbours: tuple[AreaRow, ...]
    then: Then | None


def area_picture(
    picture: GapPicture,
    row: AreaRow,
    *,
    services: Mapping[str, tuple[str, str]],
    before: AreaGap | None,
) -> AreaPicture:
    """A row with what stands round it. ``services``: (name, address) by id of those still public."""
    return AreaPicture(
        row=row,
        band_words=picture.bands[row.band].words,
        score_words=score_words(picture, row),
        nearest=tuple(_near(one, services) for one in row.nearest),
        neighbours=_neighbours(row, picture.rows),
        then=_then(picture, before),
    )


def score_words(picture: GapPicture, row: AreaRow) -> tuple[str, ...]:
    """What the score says, and how it stands beside the other areas'."""
    reach = number(picture.reach_km)
    if row.score <= 0:
        meaning = f"The score is 0: nothing that counts is listed within {reach} km."
    else:
        meaning = (
            f"The score is {number(row.score)}. It is what is listed within {reach} km, shared out among the"
            f" children who could reach it: {picture.score_unit}. What is nearer counts for more."
        )
    others = [other.score for other in picture.rows if other.code != row.code]
    if not others:
        return (meaning,)
    lower, higher = sum(score < row.score for score in others), sum(score > row.score for score in others)
    beside = (
        f"Of the {counted(len(others), 'other area', 'other areas')}, {_have(higher)} a higher score and"
        f" {_have(lower)} a lower one."
    )
    return meaning, beside


def _then(picture: GapPicture, before: AreaGap | None) -> Then | None:
    if before is None or picture.before_at is None:
        return None
    when = earlier(picture.before_at, picture.measured_at)
    return Then(when, km_shown(before.nearest_km), before.within, score_shown(before.score))


def _have(count: int) -> str:
    return "none has" if not count else "1 has" if count == 1 else f"{count:,} have"


def _near(one: Mapping[str, Any], services: Mapping[str, tuple[str, str]]) -> Near:
    name, url = services.get(str(one.get("service")), ("", ""))
    km = km_shown(float(one["km"])) or 0.0
    return Near(name, str(one.get("venue") or "") if url else "", km, url)


def _neighbours(row: AreaRow, rows: Sequence[AreaRow]) -> tuple[AreaRow, ...]:
    """The areas whose middles are nearest."""
    narrow = cos(radians(row.lat))

    def away(other: AreaRow) -> float:
        return (other.lat - row.lat) ** 2 + ((other.lon - row.lon) * narrow) ** 2

    return tuple(sorted((other for other in rows if other.code != row.code), key=away)[:NEIGHBOURS])
