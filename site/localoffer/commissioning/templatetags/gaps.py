"""Numbers of gaps as people write them."""

from django import template

from localoffer.commissioning.picture import numbers

register = template.Library()


@register.filter
def figure(value: float | None) -> str:
    """3,412 or 0.4; "" for what isn't there."""
    return "" if value is None else numbers.number(value)


@register.filter
def km(value: float | None) -> str:
    """12.3 km, or "nothing listed"."""
    return "nothing listed" if value is None else f"{numbers.number(value)} km"


@register.filter
def tenth(value: float | None) -> str:
    """12.3 or 12.0, for a column of km."""
    return "" if value is None else f"{value:.1f}"


@register.filter
def people(value: float) -> str:
    """1 child, 3,412 children."""
    return numbers.people(value)


@register.filter
def whole(value: float) -> str:
    """A count of children: 3,412."""
    return numbers.whole(value)


@register.filter
def percent_of(part: float, of: float) -> str:
    """94%, with care at both ends."""
    return numbers.percent(part, of)


@register.filter
def one_in(part: float, of: float) -> str:
    """1 in 9; "none" and "all" at the ends."""
    return numbers.one_in(part, of) or ("all" if part and part >= of else "none")
