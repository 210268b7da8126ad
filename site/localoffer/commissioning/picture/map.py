"""The map of a picture: which outline wears which colour, and what it says when it is pointed at."""

from dataclasses import dataclass

from localoffer.commissioning.picture.drawing import Drawing
from localoffer.commissioning.picture.numbers import counted, number
from localoffer.commissioning.picture.values import AreaRow, GapPicture


@dataclass(frozen=True, slots=True)
class MapArea:
    """One area on the map. ``said`` holds the row's own numbers, a line each."""

    code: str
    url: str
    path: str
    shade: str
    unsure: bool
    said: str


@dataclass(frozen=True, slots=True)
class GapMap:
    """The areas of the lens, the largest first; ``outside`` are the outlines that the lens leaves out.

    ``without_outline`` names the areas that are in the table only.
    """

    width: int
    height: int
    areas: tuple[MapArea, ...]
    outside: str
    without_outline: tuple[str, ...]


def gap_map(picture: GapPicture, drawing: Drawing) -> GapMap:
    """The picture on its outlines."""
    outlines, shades = drawing.outlines, picture.shades
    rows = [row for row in picture.rows if row.code in outlines]
    # By name, so that a keyboard meets the areas in an order that can be foreseen; but what lies in another
    # area's hole must be drawn after it.
    rows.sort(key=lambda row: (drawing.layer(row.code), row.name))
    shown = {row.code for row in rows}
    return GapMap(
        width=drawing.width,
        height=drawing.height,
        areas=tuple(
            MapArea(
                code=row.code,
                url=row.url,
                path=outlines[row.code].path,
                shade=shades[row.band],
                unsure=row.sure == "low",
                said=said(row, picture),
            )
            for row in rows
        ),
        outside="".join(outline.path for code, outline in outlines.items() if code not in shown),
        without_outline=tuple(sorted(row.name for row in picture.rows if row.code not in outlines)),
    )


def said(row: AreaRow, picture: GapPicture) -> str:
    """The row in lines, in the words of the table's headings."""
    nearest = "Nothing listed" if row.nearest_km is None else f"Nearest: {number(row.nearest_km)} km"
    lines = [
        row.name,
        nearest,
        f"Within {number(picture.reach_km)} km: {row.within:,}",
        f"Score: {number(row.score)}",
        f"Children: {number(row.children)}",
        f"{row.type_words}. {row.sure_words}",
    ]
    if row.planned:
        lines.append(f"{counted(row.planned, 'action', 'actions')} planned")
    return "\n".join(lines)
