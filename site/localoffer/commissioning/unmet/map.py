"""What was asked for and not found on a map, beside the supply gap, and the same areas as a table. Pure.

Shades, order and the legend's numbers come from counts as they may be shown (unmet/shown.py) and from
nothing else, so that the map tells no more than the table.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from localoffer.commissioning.models import FEWEST_SHOWN
from localoffer.commissioning.picture.drawing import Drawing
from localoffer.commissioning.unmet.shown import FEWER, ROUNDED_TO, Shown, total
from localoffer.commissioning.unmet.values import AskedFor, AskedIn, Unmet

#: The most that each class but the last holds. Shown counts are multiples of ROUNDED_TO.
BREAKS = (20, 50)
#: The shade of each class (picture/legend.py): small counts, which are one class, then those of BREAKS.
SHADES = ("0", "2", "4", "6")

Cell = tuple[AskedFor, AskedIn]


@dataclass(frozen=True, slots=True)
class MapRow:
    """One area, in the table and on the map. ``path`` is "" where no outline is loaded.

    ``href`` is the area's page of the one measure that covers it, or the row of the table.
    """

    code: str
    row_id: str
    area: str
    looked_for: str
    times: Shown
    shade: str
    missing: bool
    missing_words: str
    href: str
    path: str
    said: str


@dataclass(frozen=True, slots=True)
class MapClass:
    """A line of the legend."""

    words: str
    shade: str
    areas: int


@dataclass(frozen=True, slots=True)
class AskedMap:
    """``chosen`` is None for all needs and kinds together. ``rows`` are in the table's order, ``drawn`` in
    the order in which outlines are drawn; ``outside`` are the outlines where nothing was counted."""

    chosen: AskedFor | None
    width: int
    height: int
    rows: tuple[MapRow, ...]
    drawn: tuple[MapRow, ...]
    outside: str
    nothing_counted: int
    classes: tuple[MapClass, ...]
    missing: int

    @property
    def without_outline(self) -> int:
        """Areas that are in the table only."""
        return len(self.rows) - len(self.drawn)


def asked_map(unmet: Unmet, of: str, drawing: Drawing) -> AskedMap:
    """What was asked for on its outlines: one need or kind (its ``key``), or all where ``of`` is no key."""
    chosen = next((asked for asked in unmet.asked if asked.key == of), None)
    rows = _rows([chosen] if chosen else unmet.asked, drawing)
    drawn = (row for row in rows if row.path)
    counted = {row.code for row in rows}
    left = [outline.path for code, outline in drawing.outlines.items() if code not in counted]
    return AskedMap(
        chosen=chosen,
        width=drawing.width,
        height=drawing.height,
        rows=rows,
        # By name, so that a keyboard meets the areas in an order that can be foreseen.
        drawn=tuple(sorted(drawn, key=lambda row: (drawing.layer(row.code), row.area, row.code))),
        outside="".join(left),
        nothing_counted=len(left),
        classes=_classes(rows, together=chosen is None),
        missing=sum(row.missing for row in rows),
    )


def shade(times: Shown) -> str:
    """The shade of a count; what is held back has one shade, whatever it is."""
    if times.number is None:
        return SHADES[0]
    return SHADES[1 + sum(times.number > most for most in BREAKS)]


def _rows(asked_for: Iterable[AskedFor], drawing: Drawing) -> tuple[MapRow, ...]:
    """The most asked for first, by what is shown."""
    by_area: defaultdict[str, list[Cell]] = defaultdict(list)
    for asked in asked_for:
        for one in asked.areas:
            by_area[one.area_code].append((asked, one))
    areas = [(_together([one.times for _, one in cells]), cells) for cells in by_area.values()]
    areas.sort(key=lambda area: (-(area[0].number or 0), area[1][0][1].area, area[1][0][1].area_code))
    return tuple(_row(f"row-{at}", times, cells, drawing) for at, (times, cells) in enumerate(areas, start=1))


def _together(cells: Sequence[Shown]) -> Shown:
    """Of one area: what is shown of each need and kind, added up."""
    return cells[0] if len(cells) == 1 else total(cells, each="of each sort", rest="of other sorts")


def _row(row_id: str, times: Shown, cells: Sequence[Cell], drawing: Drawing) -> MapRow:
    code, area = cells[0][1].area_code, cells[0][1].area
    missing = [asked.name for asked, one in cells if one.missing]
    words = _missing_words([one for _, one in cells], missing)
    pages = {one.supply.url for _, one in cells if one.supply and one.supply.url}
    return MapRow(
        code=code,
        row_id=row_id,
        area=area,
        looked_for=", ".join(asked.name for asked, _ in cells),
        times=times,
        shade=shade(times),
        missing=bool(missing),
        missing_words=words,
        href=pages.pop() if len(pages) == 1 else f"#{row_id}",
        path=drawing.outlines[code].path if code in drawing.outlines else "",
        said=f"{area}\nTimes: {times.words}\nAsked for and missing: {words}",
    )


def _missing_words(cells: Sequence[AskedIn], missing: Sequence[str]) -> str:
    """Which of them are missing; what no measure covers is not said to be there."""
    if missing:
        return ", ".join(missing) if len(cells) > 1 else "yes"
    measured = sum(one.supply is not None for one in cells)
    if not measured:
        return "not measured"
    return "no" if measured == len(cells) else "no, as far as it is measured"


def _classes(rows: Sequence[MapRow], *, together: bool) -> tuple[MapClass, ...]:
    lowest = (FEWEST_SHOWN, *(most + ROUNDED_TO for most in BREAKS))
    words = [f"{FEWER} of each sort" if together else FEWER]
    words += [f"about {low} to {most}" for low, most in zip(lowest, BREAKS, strict=False)]
    words.append(f"about {lowest[-1]} or more")
    return tuple(
        MapClass(said, shade, sum(row.shade == shade for row in rows))
        for said, shade in zip(words, SHADES, strict=True)
    )
