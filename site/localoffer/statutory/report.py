"""The check as lines for a terminal, and as data."""

from collections.abc import Iterator
from typing import Any

from localoffer.statutory.queries.values import Completeness, ItemState, Pointer


def as_lines(found: Completeness) -> Iterator[str]:
    """A line of totals, then every item under its theme with its links."""
    yield found.sentence
    if found.unsure:
        yield "The search is resting, so it could not be checked that searches find something."
    for theme in found.themes:
        yield ""
        yield f"{theme.theme} ({theme.covered} of {len(theme.items)})"
        for state in theme.items:
            yield f"  [{_mark(state)}] {state.item.text}"
            yield from (f"      {_told(pointer)}" for pointer in state.pointers)


def _mark(state: ItemState) -> str:
    if not state.covered:
        return "missing"
    return "overdue" if state.overdue else "covered"


def _told(pointer: Pointer) -> str:
    if not pointer.works:
        return f"broken: {pointer.text}: {pointer.why}"
    seen = f"looked at {pointer.reviewed_on.isoformat()}" if pointer.reviewed_on else "never looked at"
    return f"{pointer.text}: {pointer.href} ({seen})"


def as_data(found: Completeness) -> dict[str, Any]:
    """The same, ready for JSON. Days as 2026-11-22; who looked is left out, for it goes to other programs."""
    return {
        "day": found.today.isoformat(),
        "total": found.total,
        "covered": found.covered,
        "missing": found.missing,
        "links_broken": found.broken,
        "overdue": found.overdue,
        "items": [_item(state) for state in found.items],
    }


def _item(state: ItemState) -> dict[str, Any]:
    item = state.item
    return {
        "code": item.code,
        "theme": item.theme_id,
        "paragraph": item.paragraph,
        "text": item.text,
        "weight": item.weight,
        "source": item.source,
        "covered": state.covered,
        "overdue": state.overdue,
        "reviewed_on": state.reviewed_on.isoformat() if state.reviewed_on else None,
        "links": [
            {
                "text": pointer.text,
                "href": pointer.href,
                "kind": pointer.kind,
                "works": pointer.works,
                "why": pointer.why,
                "reviewed_on": pointer.reviewed_on.isoformat() if pointer.reviewed_on else None,
            }
            for pointer in state.pointers
        ],
    }
