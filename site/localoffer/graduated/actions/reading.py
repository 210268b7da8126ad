"""The tool's files, read and checked whole before anything is written.

- ``areas.json``: {"areas": [{code, name, summary, also_known_as, text, needs}]}, in the order of the page;
- ``barriers-*.json``: {"area": code, "barriers": [{code, name, summary, also_known_as, for_parents,
  for_young_people, for_schools, for_providers, needs, kinds, phases}]};
- ``strategies-*.json``: {"strategies": [{code, name, level, phases, barriers, looks_like, who_does_it,
  families_can_expect, young_person_may_say, for_young_people, evidence: [{text, url}], needs, kinds, owner,
  review_in_days, reviewed_days_ago, step}]}.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from directory.models.choices import Level
from localoffer.graduated.addresses import STRATEGIES
from localoffer.graduated.choices import Phase, Step

Row = Mapping[str, Any]
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MEND = "Mend the file and load it again; nothing was changed."

_AREA = {
    **dict.fromkeys(("code", "name", "summary", "text"), str),
    **dict.fromkeys(("also_known_as", "needs"), list),
}
_BARRIER = {
    **dict.fromkeys(("code", "name", "summary"), str),
    **dict.fromkeys(("for_parents", "for_young_people", "for_schools", "for_providers"), str),
    **dict.fromkeys(("also_known_as", "needs", "kinds", "phases"), list),
}
_STRATEGY = {
    **dict.fromkeys(("code", "name", "level", "step", "owner", "looks_like", "who_does_it"), str),
    **dict.fromkeys(("families_can_expect", "young_person_may_say", "for_young_people"), str),
    **dict.fromkeys(("phases", "barriers", "evidence", "needs", "kinds"), list),
    **dict.fromkeys(("review_in_days", "reviewed_days_ago"), int),
}
#: What a page cuts off; the database would refuse it with less help.
_LONGEST = {"code": 80, "name": 160, "summary": 255, "owner": 120}


class ToolFileError(Exception):
    """The files can't be loaded. The message has a line for every mistake: where it is and what it is."""


@dataclass(slots=True)
class ToolFiles:
    """What the files say, each row with its area's code beside it where it has one."""

    areas: list[Row] = field(default_factory=list)
    barriers: list[tuple[str, Row]] = field(default_factory=list)
    strategies: list[Row] = field(default_factory=list)


def read_tool(folder: Path) -> ToolFiles:
    """All files of a folder. Raises ToolFileError with every mistake of all of them."""
    found, wrong = ToolFiles(), list[str]()
    for place, row in _rows(folder / "areas.json", "areas", _AREA, wrong):
        _check_codes(place, [row["code"]], None, wrong)
        found.areas.append(row)
    areas = {row["code"] for row in found.areas}
    for path in sorted(folder.glob("barriers-*.json")):
        area = _said(path, wrong).get("area")
        if area not in areas:
            wrong.append(f"{path.name}: “{area}” is no area of areas.json.")
        for place, row in _rows(path, "barriers", _BARRIER, wrong):
            _check_codes(place, row["phases"], set(Phase.values), wrong)
            found.barriers.append((str(area), row))
    barriers = {row["code"] for _, row in found.barriers}
    for path in sorted(folder.glob("strategies-*.json")):
        for place, row in _rows(path, "strategies", _STRATEGY, wrong):
            _check_strategy(place, row, barriers, wrong)
            found.strategies.append(row)
    for rows in (found.areas, [row for _, row in found.barriers], found.strategies):
        _check_once(rows, wrong)
    if wrong:
        raise ToolFileError("\n".join([*wrong, MEND]))
    return found


def _check_strategy(place: str, row: Row, barriers: set[str], wrong: list[str]) -> None:
    _check_codes(place, row["phases"], set(Phase.values), wrong)
    _check_codes(place, row["barriers"], barriers, wrong)
    _check_codes(place, [row["level"]], set(Level.values), wrong)
    _check_codes(place, [row["step"]], {*Step.values, ""}, wrong)
    for one in row["evidence"]:
        if not isinstance(one, dict) or not one.get("text"):
            wrong.append(f"{place}: every piece of evidence needs a “text”.")


def _check_once(rows: Sequence[Row], wrong: list[str]) -> None:
    codes = [row["code"] for row in rows]
    wrong.extend(
        f"The code “{code}” is given twice." for code in sorted({c for c in codes if codes.count(c) > 1})
    )


def _check_codes(place: str, codes: Sequence[Any], known: set[str] | None, wrong: list[str]) -> None:
    for code in codes:
        if known is not None and code not in known:
            wrong.append(f"{place}: there is no “{code}”.")
        elif code == STRATEGIES and known is None:
            wrong.append(f"{place}: “{code}” is where strategies are. Choose another code.")


def _rows(path: Path, key: str, fields: Mapping[str, type], wrong: list[str]) -> Iterator[tuple[str, Row]]:
    said = _said(path, wrong).get(key)
    if not isinstance(said, list):
        wrong.append(f"{path.name}: expected an object with a list called “{key}”.")
        return
    for number, row in enumerate(said, start=1):
        code = row.get("code") if isinstance(row, dict) else None
        place = f"{path.name}, entry {number}" + (f" ({code})" if code else "")
        problems = list(_problems(row, fields))
        wrong.extend(f"{place}: {problem}" for problem in problems)
        if not problems:
            yield place, {name: row.get(name, kind()) for name, kind in fields.items()}


def _problems(row: Any, fields: Mapping[str, type]) -> Iterator[str]:
    if not isinstance(row, dict):
        yield "expected an object with a code and a name."
        return
    if not isinstance(row.get("code"), str) or not _CODE.fullmatch(row["code"]):
        yield "“code” must be small letters, digits and single hyphens."
    if not str(row.get("name") or "").strip():
        yield "it needs a “name”."
    for name in row.keys() - fields.keys():
        yield f"nobody knows the field “{name}”."
    for name, kind in fields.items():
        value = row.get(name, kind())
        if not isinstance(value, kind) or isinstance(value, bool):
            yield f"“{name}” must be {_NAMES[kind]}."
        elif len(str(value)) > _LONGEST.get(name, len(str(value))):
            yield f"“{name}” may have {_LONGEST[name]} letters and has {len(str(value))}."


_NAMES = {str: "text", list: "a list", int: "a whole number"}


def _said(path: Path, wrong: list[str]) -> Mapping[str, Any]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        wrong.append(f"{path.name} is not there.")
    except (UnicodeDecodeError, json.JSONDecodeError) as broken:
        wrong.append(f"{path.name} is no JSON: {broken}.")
    else:
        if isinstance(said, dict):
            return said
    return {}
