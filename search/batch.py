"""Questions and answers as lines of JSON, for measuring and for people with other tools. Pure."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


class BadLineError(ValueError):
    """A line that is no question. The message says which line and how to mend it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One question of a batch. ``near`` is "" without a place; ``needs`` are as written, codes or names."""

    number: int
    id: Any
    words: str
    near: str
    age: float | None
    needs: tuple[str, ...]
    free: bool


def read(text_lines: Iterable[str]) -> Iterator[Line]:
    """Every question, in order; blank lines are passed over. BadLineError at the first bad one."""
    for number, text in enumerate(text_lines, 1):
        if text.strip():
            yield _line(number, text)


def written(identifier: Any, results: Iterable[str]) -> str:
    """One answer: the question's id and the services' ids, best first."""
    return json.dumps({"id": identifier, "results": list(results)}, ensure_ascii=False) + "\n"


def _line(number: int, text: str) -> Line:
    try:
        row = json.loads(text)
    except json.JSONDecodeError as wrong:
        raise BadLineError(f"Line {number} is not JSON: {wrong.msg} at character {wrong.pos + 1}.") from wrong
    if not isinstance(row, dict) or "id" not in row:
        raise BadLineError(f'Line {number} must be an object with "id", "q", "near" and "filters".')
    filters = row.get("filters") or {}
    if not isinstance(filters, dict):
        raise BadLineError(f'Line {number}: "filters" must be an object such as {{"age": 7}}.')
    unknown = sorted(set(filters) - {"age", "need", "free"})
    if unknown:
        raise BadLineError(
            f'Line {number}: no filter is called "{unknown[0]}"; there are age, need and free.'
        )
    return Line(
        number=number,
        id=row["id"],
        words=_text(number, row, "q"),
        near=_text(number, row, "near"),
        age=_age(number, filters.get("age")),
        needs=_needs(number, filters),
        free=_yes(number, filters.get("free")),
    )


def _text(number: int, row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadLineError(f'Line {number}: "{name}" must be text or null.')
    return value


def _age(number: int, value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 120:
        raise BadLineError(f'Line {number}: "age" must be a number of years from 0 to 120, or null.')
    return float(value)


def _needs(number: int, filters: Mapping[str, Any]) -> tuple[str, ...]:
    value = filters.get("need")
    if value is None or value == "":
        return ()
    several = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) for one in several):
        raise BadLineError(f'Line {number}: "need" must be a code such as "autism", a list of them, or null.')
    return tuple(several)


def _yes(number: int, value: Any) -> bool:
    if value is None or isinstance(value, bool):
        return bool(value)
    raise BadLineError(f'Line {number}: "free" must be true, false or null.')
