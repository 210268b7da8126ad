"""What one cell of a file of figures says. Pure: each function raises ValueError in words for an officer."""

import math
import re

#: What statistical offices write where they hold a figure back or have none (DfE, ONS, Eurostat).
HELD_BACK = frozenset(
    {
        "c",
        "x",
        "z",
        "k",
        "u",
        "low",
        "*",
        "**",
        ":",
        "..",
        "...",
        "-",
        "\u2013",
        "~",
        "[c]",
        "[x]",
        "[z]",
        "[low]",
    }
)
LONGEST_PERIOD = 40
NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
SCHOOL_YEAR = re.compile(r"((?:19|20)\d\d)\s*(?:[/\u2013-]|\s+to\s+)?\s*(\d{4}|\d\d)", re.ASCII)
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)", re.ASCII)
COUNTED = re.compile(r"\b(children|pupils|plans|people|learners|students|families|cases)\b", re.I)
SHARE = re.compile(r"%|\bper\b|\brate\b", re.I)


def number(text: str, *, percent: bool = False) -> float | None:
    """A figure; None where the source holds it back."""
    said = text.strip()
    if said.lower() in HELD_BACK:
        return None
    if not said:
        raise ValueError("it is empty. Write a number, or x where the source holds it back")
    plain = said.removesuffix("%").strip() if percent else said
    if not NUMBER.fullmatch(plain) or not any(sign.isdigit() for sign in plain):
        raise ValueError(
            f"“{said[:40]}” is not a number. Write a number, or x where the source holds it back"
        )
    value = float(plain.replace(",", ""))
    if not math.isfinite(value):
        raise ValueError(f"“{said[:40]}” is too large")
    if percent and not 0 <= value <= 100:
        raise ValueError(f"{said[:40]} is no percentage: it must be from 0 to 100")
    return value


def group(text: str) -> int | None:
    """How many children a figure is about; None where it isn't said or is held back."""
    if not text.strip():
        return None
    value = number(text)
    if value is None:
        return None
    if value < 0 or value != int(value):
        raise ValueError(f"“{text.strip()[:40]}” is no number of children. Write a whole number")
    return int(value)


def period(text: str, this_year: int) -> str:
    """A period as people write it: 202425 and 2024-25 are 2024/25; "Spring 2025" stays as it is."""
    said = " ".join(text.split())
    if not said:
        raise ValueError("no period is given. Write one such as 2024/25 or 2024, or give --period")
    years = SCHOOL_YEAR.fullmatch(said)
    if years:
        first, second = int(years[1]), int(years[2])
        if second % 100 != (first + 1) % 100 or (second > 100 and second != first + 1):
            raise ValueError(
                f"“{said[:40]}” is no school year: the second must follow the first, as in 2024/25"
            )
        said = f"{first}/{second % 100:02d}"
    named = [int(year) for year in YEAR.findall(said)]
    if not named or len(said) > LONGEST_PERIOD:
        raise ValueError(f"“{said[:40]}” is no period. Write one such as 2024/25, 2024 or Spring 2025")
    if max(named) > this_year:
        raise ValueError(f"“{said[:40]}” has not begun yet")
    return said


def is_percent(unit: str) -> bool:
    """Whether the unit says that figures are percentages."""
    return unit.strip().startswith("%") or unit.lower().startswith("per cent")


def counts_children(unit: str) -> bool:
    """Whether a figure in this unit is itself a number of children: "pupils", and not "% of pupils"."""
    return bool(COUNTED.search(unit)) and not SHARE.search(unit)


def held_back(value: float | None, about: int | None, unit: str, fewest: int) -> bool:
    """Whether a figure is about so few children that it is not kept.

    That is when it counts fewer than ``fewest``, when the group it is about is smaller, and when it is the
    share of a group that comes to fewer, but some.
    """
    if value is None:
        return True
    if counts_children(unit) and value < fewest:
        return True
    if about is None:
        return False
    few = 0 < round(value / 100 * about) < fewest if is_percent(unit) else False
    return about < fewest or few
