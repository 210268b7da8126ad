"""A local team as families read it. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Team:
    """Who looks after an area, and how to reach them; "" is not stated."""

    area_code: str
    name: str
    what: str
    phone: str = ""
    email: str = ""
    url: str = ""
