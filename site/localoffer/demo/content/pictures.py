"""Plain pictures for Easy Read, drawn from a file: lines and shapes on a square of 100 by 100."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image as Drawing
from PIL import ImageDraw
from wagtail.images import get_image_model

from localoffer.demo.content.reading import MEND, PagesFileError, read_json

SIDE = 480  # pixels
#: Drawn this much larger and made smaller, so that slanting lines are smooth.
LARGER = 3
INK, TINT, PAPER = "#1d4d44", "#cfe5de", "#ffffff"
STROKE = 4  # of the 100
TITLE = "Easy Read: {name}"

Shape = Sequence[Any]


class Pictures:
    """The pictures of a file; each is drawn, and put into the library, when it is first asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.shapes: Mapping[str, Sequence[Shape]] = read_json(path)["pictures"] if path.exists() else {}

    def number(self, name: str) -> int | None:
        """The library's number of a picture; None for no name. Raises PagesFileError for an unknown one."""
        if not name:
            return None
        if name not in self.shapes:
            raise PagesFileError(f"{self.path.name}: there is no picture “{name}”. {MEND}")
        title = TITLE.format(name=name.replace("-", " "))
        found = get_image_model().objects.filter(title=title).first()
        if found is None:
            file = ImageFile(io.BytesIO(drawn(self.shapes[name])), name=f"easy-read-{name}.png")
            found = get_image_model().objects.create(title=title, file=file)
        return int(found.pk)


def drawn(shapes: Sequence[Shape]) -> bytes:
    """A PNG of the shapes: [kind, numbers], the later ones over the earlier ones."""
    scale = SIDE * LARGER / 100
    canvas = Drawing.new("RGB", (SIDE * LARGER, SIDE * LARGER), PAPER)
    pen = ImageDraw.Draw(canvas)
    for kind, numbers in shapes:
        _shape(pen, kind, [number * scale for number in numbers[:4]], numbers, scale)
    kept = io.BytesIO()
    canvas.resize((SIDE, SIDE), Drawing.Resampling.LANCZOS).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _shape(
    pen: ImageDraw.ImageDraw, kind: str, box: list[float], numbers: Sequence[float], scale: float
) -> None:
    width = round(STROKE * scale)
    corners = (box[0], box[1], box[2], box[3])
    if kind == "box":
        pen.rounded_rectangle(corners, radius=4 * scale, fill=TINT, outline=INK, width=width)
    elif kind == "ellipse":
        pen.ellipse(corners, fill=TINT, outline=INK, width=width)
    elif kind == "dot":
        pen.ellipse(corners, fill=INK)
    elif kind == "body":
        pen.pieslice(corners, 180, 360, fill=TINT, outline=INK, width=width)
    elif kind == "arc":
        pen.arc(corners, numbers[4], numbers[5], fill=INK, width=width)
    elif kind == "line":
        pen.line([number * scale for number in numbers], fill=INK, width=width, joint="curve")
    elif kind == "patch":
        pen.polygon([number * scale for number in numbers], fill=TINT, outline=INK, width=width)
    else:
        raise PagesFileError(f"A picture has a shape “{kind}” that nobody can draw. {MEND}")
