"""A place somebody named, resolved to a point. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Precision(StrEnum):
    """How exactly the point is known."""

    POSTCODE = "postcode"
    SECTOR = "sector"  # the postcode is unknown or no longer used: the middle of its neighbours
    OUTCODE = "outcode"
    PLACE = "place"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Place:
    """A postcode, a town or a point (WGS84 degrees), with the codes of the areas that hold it.

    ``note`` says in a sentence for the family what was assumed, or is empty. ``choices`` are other places of
    the same name, most likely first, each a text that locate() takes back and a label to show.
    """

    label: str
    lat: float
    lon: float
    precision: Precision
    area_codes: tuple[str, ...] = ()
    note: str = ""
    choices: tuple[tuple[str, str], ...] = ()


class PlaceNotFoundError(Exception):
    """No place of that name or postcode. The message is for a family and says what they can try.

    ``suggestions`` are near spellings, each a text that locate() finds.
    """

    def __init__(self, message: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.suggestions = suggestions
