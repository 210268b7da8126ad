"""The same map as a PNG for a slide or a report, with its legend and its words as a caption."""

import io
import unicodedata
from collections.abc import Iterable

from PIL import Image, ImageDraw, ImageFont

from localoffer.commissioning.picture.days import day
from localoffer.commissioning.picture.drawing import Drawing, Outline
from localoffer.commissioning.picture.legend import COLOURS, EDGE, OUTSIDE
from localoffer.commissioning.picture.numbers import counted
from localoffer.commissioning.picture.values import GapPicture

WIDTH, SIDE, EDGE_ROOM = 1600, 420, 30
#: Drawn so many times larger and then made smaller, which smooths the edges.
FINER = 2
INK, SOFT, OUTSIDE_EDGE = EDGE, "#505a5f", "#b1b4b6"
#: Enough for every class with smooth edges, and a third of the bytes.
PALETTE = 96
TITLE, BODY, SMALL = 34, 22, 18
#: Letters that the font inside Pillow lacks, as it can write them.
PLAIN = str.maketrans(
    {
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    }
)
#: Half a dot, and from one to the next.
DOT, BETWEEN_DOTS = 2, 11


def png(picture: GapPicture, drawing: Drawing) -> bytes:
    """The picture as PNG bytes. Text is in the one font that comes with Pillow, in plain letters."""
    land = _map(picture, drawing)
    captions = [
        *picture.words,
        f"Measured on {day(picture.measured_at)}.",
        picture.method_words,
        picture.source_words,
    ]
    lines = [line for text in captions for line in (*_wrapped(text, WIDTH - 2 * EDGE_ROOM, SMALL), "")]
    title = _wrapped(picture.name, WIDTH - 2 * EDGE_ROOM, TITLE)
    top = EDGE_ROOM + len(title) * (TITLE + 10) + 10
    middle = max(land.height, 60 + (len(picture.bands) + 3) * 62)
    sheet = Image.new("RGB", (WIDTH, top + middle + 20 + len(lines) * (SMALL + 8) + EDGE_ROOM), "white")
    pen = ImageDraw.Draw(sheet)
    for at, line in enumerate(title):
        pen.text((EDGE_ROOM, EDGE_ROOM + at * (TITLE + 10)), line, fill=INK, font=_font(TITLE))
    sheet.paste(land, (EDGE_ROOM, top))
    _legend(picture, sheet, EDGE_ROOM + land.width + 30, top)
    for at, line in enumerate(lines):
        spot = (EDGE_ROOM, top + middle + 20 + at * (SMALL + 8))
        pen.text(spot, line, fill=INK, font=_font(SMALL))
    out = io.BytesIO()
    sheet.convert("P", palette=Image.Palette.ADAPTIVE, colors=PALETTE).save(out, "PNG")
    return out.getvalue()


def _map(picture: GapPicture, drawing: Drawing) -> Image.Image:
    wide = WIDTH - SIDE - 2 * EDGE_ROOM
    scale = wide * FINER / drawing.width
    size = (wide * FINER, round(drawing.height * scale))
    land = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(land)
    rows = {row.code: row for row in picture.rows}
    dotted = Image.new("1", size)
    dots = ImageDraw.Draw(dotted)
    # The largest first, so that what lies in another's hole is drawn over it.
    for code, outline in sorted(drawing.outlines.items(), key=lambda one: -one[1].size):
        row = rows.get(code)
        colour = COLOURS[picture.shades[row.band]] if row else OUTSIDE
        _draw(pen, outline, scale, fill=colour, edge=INK if row else OUTSIDE_EDGE)
        _draw(dots, outline, scale, fill=int(bool(row and row.sure == "low")))
    land.paste(Image.new("RGB", size, INK), mask=_and(dotted, _dots(size, FINER)))
    return land.resize((size[0] // FINER, size[1] // FINER), Image.Resampling.LANCZOS)


def _draw(
    pen: ImageDraw.ImageDraw, drawn: Outline, scale: float, *, fill: str | int, edge: str | None = None
) -> None:
    for rings in drawn.polygons:
        pen.polygon([(x * scale, y * scale) for x, y in rings[0]], fill=fill, outline=edge, width=FINER)


def _dots(size: tuple[int, int], finer: int) -> Image.Image:
    """The pattern of low confidence over a whole sheet."""
    step, dot = BETWEEN_DOTS * finer, DOT * finer
    tile = Image.new("1", (step, step))
    middle = step // 2
    ImageDraw.Draw(tile).ellipse((middle - dot, middle - dot, middle + dot, middle + dot), fill=1)
    row, sheet = Image.new("1", (size[0], step)), Image.new("1", size)
    for x in range(0, size[0], step):
        row.paste(tile, (x, 0))
    for y in range(0, size[1], step):
        sheet.paste(row, (0, y))
    return sheet


def _and(one: Image.Image, other: Image.Image) -> Image.Image:
    both = Image.new("1", one.size)
    both.paste(other, mask=one)
    return both


def _legend(picture: GapPicture, sheet: Image.Image, left: int, top: int) -> None:
    pen = ImageDraw.Draw(sheet)
    heading = "Nearest one" if picture.shown_by == "nearest" else "Score"
    pen.text((left, top), heading, fill=INK, font=_font(BODY))
    y = top + 40
    for band in picture.bands:
        box = (left, y, left + 40, y + 40)
        pen.rectangle(box, fill=COLOURS[band.shade], outline=INK, width=1)
        pen.text((left + 55, y - 2), _plain(band.words), fill=INK, font=_font(BODY))
        pen.text((left + 55, y + 24), counted(band.areas, "area", "areas"), fill=SOFT, font=_font(SMALL))
        y += 62
    pattern = Image.new("RGB", (40, 40), "white")
    pattern.paste(Image.new("RGB", (40, 40), INK), mask=_dots((40, 40), 1))
    sheet.paste(pattern, (left, y))
    pen.rectangle((left, y, left + 40, y + 40), outline=INK, width=1)
    pen.text((left + 55, y - 2), "Dots: not sure", fill=INK, font=_font(BODY))
    pen.text((left + 55, y + 24), counted(picture.unsure, "area", "areas"), fill=SOFT, font=_font(SMALL))
    if picture.lens == "rural":
        y += 62
        pen.rectangle((left, y, left + 40, y + 40), fill=OUTSIDE, outline=OUTSIDE_EDGE, width=1)
        pen.text((left + 55, y + 6), "Not a rural area", fill=INK, font=_font(BODY))


def _wrapped(text: str, room: int, size: int) -> list[str]:
    lines, font = [""], _font(size)
    for word in _plain(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) > room and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _plain(text: str) -> str:
    letters: Iterable[str] = unicodedata.normalize("NFKD", text.translate(PLAIN))
    return "".join(letter for letter in letters if letter.isascii())


def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise RuntimeError("Pillow was built without FreeType, so a map can't be lettered.")
    return font
