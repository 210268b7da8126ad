"""What one issue holds: lists of items, each with what it is about and where. Pure.

An item's ``needs`` are codes of terms, the broader ones above them included. ``at`` are codes of areas that
hold a place it happens at, ``covers`` of areas that it says it covers; ``everywhere`` is true of what needs
no journey and of what says nothing of a place, such as news.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of news, event or service, as a reader sees it and as it is matched to what she wants."""

    key: str  # what it is, and its id: "service:...", "news:12", "event:7"
    title: str
    path: str  # of its page on this site
    summary: str = ""
    facts: tuple[str, ...] = ()  # short lines: where, when, for whom
    needs: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    everywhere: bool = False

    @classmethod
    def from_json(cls, held: Mapping[str, Any]) -> Self:
        """As it was frozen; a field that a later version added has its default."""
        known = {field.name for field in fields(cls)}
        read: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in held.items()
            if name in known
        }
        return cls(**read)


@dataclass(frozen=True, slots=True)
class Content:
    """The items of an issue by section, in the order in which a mail shows them."""

    news: tuple[Item, ...] = ()
    events: tuple[Item, ...] = ()
    new: tuple[Item, ...] = ()  # services that were not listed before
    changed: tuple[Item, ...] = ()  # services that somebody has brought up to date

    @classmethod
    def from_json(cls, held: Mapping[str, Any]) -> Self:
        """As an Issue keeps it."""
        return cls(**{part.name: tuple(map(Item.from_json, held.get(part.name, ()))) for part in fields(cls)})

    def as_json(self) -> dict[str, Any]:
        """For an Issue to keep."""
        return asdict(self)

    def only(self, wanted: Callable[[str, Item], bool]) -> "Content":
        """The items for which ``wanted(section, item)`` is true."""
        kept = {
            part.name: tuple(item for item in getattr(self, part.name) if wanted(part.name, item))
            for part in fields(self)
        }
        return Content(**kept)

    @property
    def items(self) -> tuple[Item, ...]:
        """All of them."""
        return (*self.news, *self.events, *self.new, *self.changed)

    def __bool__(self) -> bool:
        return any((self.news, self.events, self.new, self.changed))
