"""The links round a table: its headings, which sort it, and the switches above the map."""

from dataclasses import dataclass

from localoffer.commissioning.picture.choice import Choice
from localoffer.commissioning.picture.numbers import number
from localoffer.commissioning.picture.values import GapPicture

#: What a first press on a heading asks for: the worst first, but names and types from A to Z.
FIRST = {
    "name": "name",
    "type": "type",
    "children": "-children",
    "nearest": "-nearest",
    "second": "-second",
    "within": "within",
    "score": "score",
    "sure": "sure",
    "planned": "-planned",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A heading. ``sorted`` is as aria-sort says it, or empty."""

    text: str
    href: str
    sorted: str
    figures: bool


@dataclass(frozen=True, slots=True)
class Switch:
    """One way to look at it."""

    text: str
    href: str
    current: bool


def columns(own: str, choice: Choice, picture: GapPicture) -> tuple[Column, ...]:
    """The headings in their order. A press on the one that sorts turns the order round."""
    texts = {
        "name": "Area",
        "type": "Type",
        "children": "Children",
        "nearest": "Nearest (km)",
        "second": "Second (km)",
        "within": f"Within {number(picture.reach_km)} km",
        "score": "Score",
        "sure": "How sure",
        "planned": "Planned",
    }
    return tuple(_column(key, text, own, choice) for key, text in texts.items())


def _column(key: str, text: str, own: str, choice: Choice) -> Column:
    current = choice.sort.removeprefix("-") == key
    down = choice.sort.startswith("-")
    asked = (key if down else f"-{key}") if current else FIRST[key]
    return Column(
        text=text,
        href=f"{own}{choice.address(sort=asked)}#table",
        sorted=("descending" if down else "ascending") if current else "",
        figures=key not in ("name", "type", "sure"),
    )


def switches(own: str, choice: Choice, *, has_checked: bool) -> tuple[tuple[str, tuple[Switch, ...]], ...]:
    """(what is chosen, its choices): areas, colours, and listings where there is something to choose."""

    def switch(text: str, **change: str) -> Switch:
        current = all(getattr(choice, key) == value for key, value in change.items())
        return Switch(text, own + choice.address(**change), current)

    groups = [
        ("Areas", (switch("All areas", lens="all"), switch("Rural only", lens="rural"))),
        ("Colour by", (switch("Distance", by="nearest"), switch("Score", by="score"))),
    ]
    if has_checked:
        groups.append(
            ("Listings", (switch("All listings", only=""), switch("Checked lately only", only="checked")))
        )
    return tuple(groups)
