"""What a page of results says it looked for."""

from collections.abc import Iterator
from dataclasses import replace

from search.addresses import View, address, plain, without
from search.ages import AGE_BANDS
from search.found import Found
from search.layout.parts import Link
from search.terms import Facet


def heading(found: Found) -> str:
    asked_for = subject(found)
    said = asked_for[:1].upper() + asked_for[1:]
    if found.place:
        return f"{said} near {found.place.label}"
    return "All help" if said == "Help" else said


def subject(found: Found) -> str:
    """What was asked for, in the family's own words or in those of what she picked."""
    asked = found.question
    if asked.words:
        return asked.words
    picked = [
        label_of(found, facet, code)
        for facet in (Facet.KIND, Facet.NEED)
        for code in asked.filters.get(facet, ())
    ]
    return " and ".join(picked[:2]) if picked else "Help"


def label_of(found: Found, facet: Facet, code: str) -> str:
    return _labels(found).get((facet, code)) or code.replace("-", " ").capitalize()


def _labels(found: Found) -> dict[tuple[Facet, str], str]:
    return {(held.facet, option.code): option.label for held in found.facets for option in held.options}


def chips(found: Found, view: View) -> Iterator[Link]:
    """What the question was read as; each link takes one part of it back."""
    asked = replace(found.question, page=1)
    if asked.words:
        yield Link(f"\u201c{asked.words}\u201d", address(replace(asked, words=""), view))
    for facet, codes in asked.filters.items():
        for code in codes:
            yield Link(_chip_text(found, facet, code), address(without(asked, facet, code), view))
    if asked.age is not None:
        yield Link(f"age {plain(asked.age)}", address(replace(asked, age=None), view))
    if asked.near:
        label = found.place.label if found.place else asked.near
        text = (
            f"within {plain(asked.within_miles)} miles of {label}"
            if found.place
            else f"near \u201c{label}\u201d"
        )
        yield Link(text, address(replace(asked, near="", group=None), view))
    if asked.box:
        yield Link("inside the map you chose", address(replace(asked, box=None), view))


def _chip_text(found: Found, facet: Facet, code: str) -> str:
    label = label_of(found, facet, code)
    return f"ages {label}" if facet is Facet.AGE and code in {band for band, _, _ in AGE_BANDS} else label
