"""The areas that booklets are printed for: those that have a local team, and the whole authority."""

from directory.models import LocalTeam
from locations.queries import area_names


def areas() -> tuple[tuple[str, str], ...]:
    """(code, name) of each area, by name. Two statements."""
    codes = set(LocalTeam.objects.order_by().values_list("area_code", flat=True))
    names = area_names(codes)
    return tuple(sorted(names.items(), key=lambda one: one[1]))
