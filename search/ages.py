"""Ages, and when a child and a service fit. Pure; ages are years."""

import math

#: Code, youngest and oldest age in years (the oldest year included), as families speak of them.
AGE_BANDS: tuple[tuple[str, float, float], ...] = (
    ("0-4", 0, 5),
    ("5-10", 5, 11),
    ("11-15", 11, 16),
    ("16-25", 16, 26),
)

#: The band of a service that states no ages.
AGE_NOT_STATED = "not-stated"

#: Ages in years, from the first (held) until the second (no longer held).
AgeSpan = tuple[float, float]


def service_span(age_min: float | None, age_max: float | None) -> AgeSpan | None:
    """Whom a service is for; None when it states no age. An end left open is without limit.

    "To 11" holds a child until the twelfth birthday; "to 2.5" holds one of exactly 2.5 and none older.
    """
    if age_min is None and age_max is None:
        return None
    youngest = -math.inf if age_min is None else age_min
    return youngest, math.inf if age_max is None else _until(age_max)


def child_span(age: float) -> AgeSpan:
    """Who is meant by an age: 7 is any child of seven, 2.5 is a child of exactly two and a half."""
    return age, _until(age)


def spans_meet(one: AgeSpan, other: AgeSpan) -> bool:
    """Whether some age is in both."""
    return one[0] < other[1] and other[0] < one[1]


def age_bands(age_min: float | None, age_max: float | None) -> tuple[str, ...]:
    """The codes of every band in AGE_BANDS that a service's ages reach into, or AGE_NOT_STATED alone."""
    span = service_span(age_min, age_max)
    if span is None:
        return (AGE_NOT_STATED,)
    return tuple(code for code, start, end in AGE_BANDS if spans_meet(span, (start, end)))


def _until(age: float) -> float:
    """The first age that is too old: a whole age lasts a year, a part-year is held to the day."""
    return age + 1 if float(age).is_integer() else math.nextafter(age, math.inf)
