"""Distances of scenarios, which are kept as they were measured."""

from django import template

from localoffer.commissioning.picture.numbers import km_shown

register = template.Library()


@register.filter
def km_up(value: float | None) -> str:
    """12.3 or 12.0, rounded up as in every table of gaps; "" for what isn't there."""
    shown = km_shown(value)
    return "" if shown is None else f"{shown:.1f}"
