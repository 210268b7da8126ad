"""Print a booklet."""

from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from localoffer.booklet.choosing import Selection
from localoffer.booklet.gathering import gather
from localoffer.booklet.telling import tell
from localoffer.glossary.queries import book
from localoffer.printing import pdf

TEMPLATE = Path(__file__).parent / "papers" / "booklet.typ"


@dataclass(frozen=True, slots=True)
class Booklet:
    """A printed booklet: a tagged PDF, what it is called, and how many listings it holds."""

    title: str
    services: int
    content: bytes


def make_booklet(selection: Selection, most: int | None = None) -> Booklet:
    """The booklet of a selection. Raises TooManyError before anything is printed, and FontsMissingError."""
    told = tell(gather(selection, most), selection, book(), timezone.localdate())
    return Booklet(title=told.title, services=told.services, content=pdf(TEMPLATE, told.data))
