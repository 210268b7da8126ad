"""Which items of an issue are for which reader. Pure."""

from dataclasses import dataclass

from localoffer.newsletter.content import Content, Item

#: Sections in which an item that names no need is for everybody. A service that names none has not been
#: looked at, and not stated is never counted as yes.
FOR_EVERYBODY = frozenset({"news", "events"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asked for; nothing means everything.

    ``needs`` are codes as she chose them: a broader one stands for all inside it, since items carry the
    broader codes of their own. ``around`` holds the areas she chose and every larger area that holds one of
    them: what covers the county covers her village.
    """

    needs: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()


def for_reader(content: Content, wanted: Wanted) -> Content:
    """The part of an issue that a reader gets."""
    return content.only(lambda section, item: _about(section, item, wanted) and _reaches(item, wanted))


def _about(section: str, item: Item, wanted: Wanted) -> bool:
    if not wanted.needs:
        return True
    if not item.needs:
        return section in FOR_EVERYBODY
    return not wanted.needs.isdisjoint(item.needs)


def _reaches(item: Item, wanted: Wanted) -> bool:
    if not wanted.areas or item.everywhere:
        return True
    return not (wanted.areas.isdisjoint(item.at) and (wanted.areas | wanted.around).isdisjoint(item.covers))
