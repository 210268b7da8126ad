"""What the right answer is, by looking at every service in turn: slow, simple and nobody's engine.

Contestants cut words differently (one stems, another doesn't), so each is held against the truth in its own
way of reading words; only matching, distance, groups and choices are judged here.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import Stemmer
from geopy.distance import geodesic

from bench.generator import Listing, terms, with_broader
from bench.questions import Query

WORD = re.compile(r"[a-z0-9]+")
Reading = Callable[[str], set[str]]


def stemmed(text: str) -> set[str]:
    """Words as English stems: support, supports and supporting are one."""
    return set(STEMMER.stemWords(WORD.findall(text.lower().replace("'", ""))))


def as_written(text: str) -> set[str]:
    """Words as they stand, as SQLite's own tokenizer leaves them."""
    return set(WORD.findall(text.lower()))


STEMMER = Stemmer.Stemmer("english")


@dataclass(frozen=True, slots=True)
class Held:
    """A listing with its words read once."""

    listing: Listing
    words: set[str]


def read(listings: Iterable[Listing], reading: Reading) -> list[Held]:
    return [Held(one, reading(all_text(one))) for one in listings]


def all_text(listing: Listing) -> str:
    """Everything that everybody searches: name, texts, who offers it, needs and kinds by name."""
    named = [
        terms(slug)[code].name
        for slug, codes in (("need", listing.needs), ("kind", listing.kinds))
        for code in with_broader(slug, codes)
    ]
    return " ".join([listing.name, listing.summary, listing.description, listing.organisation, *named])


def groups(query: Query, held: list[Held], reading: Reading) -> dict[str, set[str]]:
    """The ids found, by the first group that holds."""
    wanted = reading(query.text)
    found: dict[str, set[str]] = {}
    for one in held:
        if wanted & one.words and chosen(query, one.listing):
            group = reached(query, one.listing)
            if group:
                found.setdefault(group, set()).add(one.listing.id)
    return found


def chosen(query: Query, listing: Listing) -> bool:
    """Whether it passes the age and every facet chosen."""
    if query.age is not None:
        if listing.age_min is None and listing.age_max is None:
            return False
        if listing.age_min is not None and listing.age_min >= query.age + 1:
            return False
        if listing.age_max is not None and listing.age_max + 1 <= query.age:
            return False
    held = {
        "need": with_broader("need", listing.needs),
        "kind": with_broader("kind", listing.kinds),
        "level": (listing.level,),
        "cost": (listing.cost,),
    }
    return all(set(codes) & set(held[facet]) for facet, codes in query.filters.items())


def reached(query: Query, listing: Listing) -> str:
    """Near, covers, online, or an empty text when it can't be reached."""
    if query.lat is None or query.lon is None:
        return "listed"
    if any(within(query, spot.lat, spot.lon) for spot in listing.spots):
        return "near"
    if set(query.areas) & set(listing.areas):
        return "covers"
    return "online" if listing.online or listing.by_phone else ""


def within(query: Query, lat: float, lon: float) -> bool:
    """On the ellipsoid; a degree of latitude is never less than 110 km, so most are ruled out at once."""
    if abs(lat - query.lat) * 110 > query.within_km:
        return False
    return geodesic((query.lat, query.lon), (lat, lon)).km <= query.within_km
