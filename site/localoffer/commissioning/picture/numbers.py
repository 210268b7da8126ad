"""How numbers are rounded and said. Rounded once, when a picture is made; everything then shows the same."""

from math import ceil, floor

#: At and above this share "4 in 10" is nearer the truth than "1 in 2".
TENTHS_FROM = 0.35
FIGURES = 3


def km_shown(km: float | None) -> float | None:
    """Kilometres rounded up to a tenth, so that 15.03 km is never shown as 15.0 yet counted beyond 15."""
    return None if km is None else ceil(round(km * 10, 6)) / 10


def score_shown(score: float) -> float:
    """A score to three figures: 0.0412, 3.25, 118. What is more than 0 never becomes 0."""
    return float(f"{score:.{FIGURES}g}")


def children_shown(children: float, *, rated: bool) -> float:
    """Whole children; with a need rate, under ten, to a tenth, since an area may have fewer than one."""
    return round(children, 1) if rated and children < 10 else float(_half_up(children))


def number(value: float) -> str:
    """A number as people write it: 3,412 or 0.4 or 12.5, with no needless zeros."""
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def whole(value: float) -> str:
    """A count of children in words' company: 3,412. Less than one but not none is "fewer than 1"."""
    return "fewer than 1" if 0 < value < 0.5 else f"{_half_up(value):,}"


def people(children: float) -> str:
    """1 child, 3,412 children."""
    said = whole(children)
    return f"{said} {'child' if said == '1' else 'children'}"


def counted(value: int, one: str, many: str) -> str:
    """1 listing, 2 listings, 0 listings."""
    return f"{value:,} {one if value == 1 else many}"


def one_in(part: float, of: float) -> str:
    """A share as people say it: "1 in 9", "4 in 10", "more than 9 in 10". "" for none, all or of nobody.

    Up to 34% it is the nearest 1 in so many (from 1 in 100 to the nearest ten); above that, tenths.
    """
    if not 0 < part < of:
        return ""
    share = part / of
    if share >= TENTHS_FROM:
        tenths = _half_up(share * 10)
        return "more than 9 in 10" if tenths >= 10 else "about half" if tenths == 5 else f"{tenths} in 10"
    each = 1 / share
    if each >= 1000:
        return "fewer than 1 in 1,000"
    return f"1 in {_half_up(each / 10) * 10 if each >= 100 else _half_up(each)}"


def percent(part: float, of: float) -> str:
    """A share in whole per cent: "94%". What isn't none or all is never said to be: "less than 1%"."""
    if of <= 0 or part <= 0:
        return "0%"
    if part >= of:
        return "100%"
    share = part / of * 100
    if share < 0.5:
        return "less than 1%"
    return "more than 99%" if share >= 99.5 else f"{_half_up(share)}%"


def _half_up(value: float) -> int:
    return floor(value + 0.5)
