"""Reads a printed booklet as a person, a screen reader and a camera do."""

import io
import re
from collections.abc import Iterator

import segno
from pypdf import PdfReader

QUIET = 4  # squares of white round a code


class Paper:
    """A booklet, opened."""

    def __init__(self, content: bytes) -> None:
        self.pdf = PdfReader(io.BytesIO(content))
        self.pages = [" ".join(page.extract_text().split()) for page in self.pdf.pages]

    @property
    def words(self) -> str:
        return " ".join(self.pages)

    @property
    def tagged(self) -> bool:
        root = self.pdf.trailer["/Root"]
        return bool(root["/MarkInfo"]["/Marked"]) and "/StructTreeRoot" in root

    @property
    def language(self) -> str:
        return str(self.pdf.trailer["/Root"]["/Lang"])

    def outline(self) -> dict[str, int]:
        """The bookmarks with the pages that they lead to, counted from 1."""
        return dict(self._entries(self.pdf.outline))

    def _entries(self, entries) -> Iterator[tuple[str, int]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from self._entries(entry)
            else:
                yield str(entry.title), self.pdf.get_destination_page_number(entry) + 1

    def page_with(self, words: str) -> str:
        return next(page for page in self.pages if words in page)

    def numbers_after(self, words: str, page: str) -> list[int]:
        """The page numbers that stand after some words, dots or "page" between."""
        return [int(found) for found in re.findall(re.escape(words) + r"(?:[ .]+|, page )(\d+)", page)]

    def alternatives(self) -> set[str]:
        """What a screen reader says for each picture."""
        found: set[str] = set()

        def look(element) -> None:
            element = element.get_object() if hasattr(element, "get_object") else element
            if isinstance(element, list):
                for one in element:
                    look(one)
            elif isinstance(element, dict):
                if element.get("/S") == "/Figure":
                    found.add(str(element.get("/Alt")))
                if "/K" in element:
                    look(element["/K"])

        look(self.pdf.trailer["/Root"]["/StructTreeRoot"])
        return found

    def codes(self) -> list[tuple[tuple[bool, ...], ...]]:
        """Every QR code as a camera sees it: rows of dark and light squares, without the white round them."""
        return [squares(image.image) for page in self.pdf.pages for image in page.images]


def squares(picture) -> tuple[tuple[bool, ...], ...]:
    grey = picture.convert("L")
    dark = grey.point(lambda value: 255 if value < 128 else 0)
    left, top, right, bottom = dark.getbbox()
    # The first square is the corner of a finder pattern, seven squares long.
    run = next(x for x in range(left, right) if not dark.getpixel((x, top))) - left
    side = run / 7
    count = round((right - left) / side)
    assert round((bottom - top) / side) == count
    return tuple(
        tuple(
            bool(dark.getpixel((int(left + (x + 0.5) * side), int(top + (y + 0.5) * side))))
            for x in range(count)
        )
        for y in range(count)
    )


def code_of(address: str) -> tuple[tuple[bool, ...], ...]:
    """The code of an address as segno draws it."""
    return tuple(
        tuple(bool(one) for one in row) for row in segno.make(address, error="m", micro=False).matrix
    )
