"""Booklets that are printed beforehand: files in MEDIA_ROOT/booklets, each beside a note of what it is.

The note is written last and names the file, so that a reader meets a whole booklet or none.
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Self

from django.conf import settings
from django.utils.text import slugify

from localoffer.booklet.choosing import Selection
from localoffer.booklet.making import Booklet

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")


@dataclass(frozen=True, slots=True)
class Ready:
    """A booklet on the shelf. ``size`` is in bytes; ``area`` is a code, "" for the whole authority."""

    name: str
    title: str
    area: str
    large: bool
    made_on: date
    services: int
    size: int

    @property
    def file(self) -> Path:
        """Where it lies."""
        return folder() / f"{self.name}.pdf"

    @property
    def download(self) -> str:
        """What it is called on a reader's machine."""
        return f"{self.name}-{self.made_on:%Y-%m-%d}.pdf"

    @classmethod
    def of(cls, note: Path) -> Self | None:
        """The booklet of a note; None when it has lost its file, or says what nobody can read."""
        try:
            said = json.loads(note.read_text(encoding="utf-8"))
            return cls(
                name=note.stem,
                title=str(said["title"]),
                area=str(said["area"]),
                large=bool(said["large"]),
                made_on=date.fromisoformat(said["made_on"]),
                services=int(said["services"]),
                size=note.with_suffix(".pdf").stat().st_size,
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None


def folder() -> Path:
    """Where the booklets lie."""
    return Path(settings.MEDIA_ROOT) / "booklets"


def ready() -> tuple[Ready, ...]:
    """All booklets on the shelf: the whole authority's first, then by name; standard print before large."""
    found = (Ready.of(note) for note in folder().glob("*.json")) if folder().is_dir() else ()
    return tuple(sorted(filter(None, found), key=lambda one: (one.area != "", one.title, one.large)))


def ready_of(name: str) -> Ready | None:
    """The booklet of this name. A name that no booklet could have is nobody's."""
    return Ready.of(folder() / f"{name}.json") if NAME.fullmatch(name) else None


def put(booklet: Booklet, selection: Selection, today: date) -> Ready:
    """Put a booklet on the shelf in place of the one before. Each file is whole or not there."""
    name = slugify(booklet.title)[:80] + ("-large-print" if selection.large else "")
    note = _told(booklet, selection) | {"made_on": today.isoformat()}
    folder().mkdir(parents=True, exist_ok=True)
    _write(folder() / f"{name}.pdf", booklet.content)
    _write(folder() / f"{name}.json", json.dumps(note, ensure_ascii=False).encode())
    return Ready(name=name, made_on=today, size=len(booklet.content), **_told(booklet, selection))


def _told(booklet: Booklet, selection: Selection) -> dict[str, Any]:
    return {
        "title": booklet.title,
        "area": selection.area,
        "large": selection.large,
        "services": booklet.services,
    }


def take_away(kept: set[str]) -> Iterator[str]:
    """Take every booklet off the shelf but these, by name. For areas that are no longer printed for."""
    for one in ready():
        if one.name not in kept:
            (folder() / f"{one.name}.json").unlink(missing_ok=True)
            one.file.unlink(missing_ok=True)
            yield one.name


def _write(path: Path, content: bytes) -> None:
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as beside:
        try:
            beside.write(content)
            beside.flush()
            os.fsync(beside.fileno())
            # A temporary file is its maker's alone, and the server may run as somebody else.
            Path(beside.name).chmod(0o644)
            Path(beside.name).replace(path)
        except BaseException:
            Path(beside.name).unlink()
            raise
