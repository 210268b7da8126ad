"""Plain text as editors write it, in its pieces: paragraphs and lists of points."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_POINT = re.compile(r"^\s*[-*•]\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or, with ``points``, a list."""

    text: str = ""
    points: tuple[str, ...] = ()


def paragraphs(text: str) -> tuple[Piece, ...]:
    """A blank line parts; lines that begin with "- " are points of one list."""
    return tuple(
        piece for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) for piece in _pieces(block)
    )


def _pieces(block: str) -> Iterator[Piece]:
    said: list[str] = []
    points: list[str] = []
    for line in filter(str.strip, block.split("\n")):
        if _POINT.match(line):
            if said:
                yield Piece(text=" ".join(said))
                said = []
            points.append(_POINT.sub("", line).strip())
        elif points:
            points[-1] += f" {line.strip()}"
        else:
            said.append(line.strip())
    if said:
        yield Piece(text=" ".join(said))
    if points:
        yield Piece(points=tuple(points))
