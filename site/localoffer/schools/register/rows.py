"""What a register file says of one school, and what it has to say of its lines."""

from typing import NamedTuple


class SchoolRow(NamedTuple):
    """One line that holds a school. Words are the file's own, tidied; "" or None is not stated."""

    line: int
    urn: int
    name: str
    la_code: str
    la_name: str
    kind: str
    kind_group: str
    group: str  # a value of SchoolGroup
    phase: str  # a value of Phase
    status: str  # a value of Standing
    age_from: int | None
    age_to: int | None
    gender: str
    street: str
    town: str
    postcode: str  # in its one spelling
    point: tuple[float, float] | None  # WGS84 degrees
    website: str
    phone: str
    sen: tuple[str, ...]
    unit: str  # yes, no or ""
    unit_places: int | None
    resourced: str
    resourced_places: int | None
    warnings: tuple[str, ...] = ()  # what of the line could not be used, and how to mend it


class BadRow(NamedTuple):
    """A line that holds no usable school, and how to mend it. ``urn`` where one could be read."""

    line: int
    reason: str
    urn: int | None = None
