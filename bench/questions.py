"""What is asked: seeded near-me questions as families type them, and the broadest ones there can be."""

from dataclasses import dataclass, field
from random import Random
from typing import Any, Self

from bench import places
from bench.generator import terms
from bench.vocabulary import ASKED, COMMONEST, CONTENT, CONTENT_WEIGHTS

SEED = 11
TEN_MILES = 16.09344
#: 60 km in whole miles, as an address holds them.
FAR = 37 * 1.609344


@dataclass(frozen=True, slots=True)
class Query:
    """One question, the same for every contestant. ``within_km`` counts only with a place."""

    words: tuple[str, ...]
    lat: float | None = None
    lon: float | None = None
    postcode: str = ""
    areas: tuple[str, ...] = ()
    within_km: float = TEN_MILES
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    age: float | None = None

    @classmethod
    def of(cls, told: dict[str, Any]) -> Self:
        """From JSON, where every tuple has become a list."""
        lists = {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
        return cls(**lists | {"filters": {name: tuple(chosen) for name, chosen in told["filters"].items()}})

    @property
    def text(self) -> str:
        return " ".join(self.words)


def near_me(count: int, seed: int = SEED) -> list[Query]:
    """Two words within ten miles of where people live; half of them narrowed by one or two choices."""
    random = Random(f"{seed}/near")
    return [near_me_one(random) for _ in range(count)]


def near_me_one(random: Random) -> Query:
    postcode, lat, lon = places.home(random, places.somewhere(random)[0])
    filters, age = choices(random)
    return Query(
        words=two_words(random),
        lat=lat,
        lon=lon,
        postcode=postcode,
        areas=(places.district(lat, lon), places.COUNTRY),
        filters=filters,
        age=age,
    )


def two_words(random: Random) -> tuple[str, ...]:
    """Half from the list of what families ask for, half any two words of the sector."""
    if random.random() < 0.5:
        return random.choice(ASKED)
    words: tuple[str, ...] = ()
    while len(set(words)) < 2:
        words = tuple(random.choices(CONTENT, cum_weights=CONTENT_WEIGHTS, k=2))
    return words


def choices(random: Random) -> tuple[dict[str, tuple[str, ...]], float | None]:
    """Half of all questions choose nothing, a third one thing, the rest two."""
    chosen: dict[str, tuple[str, ...]] = {}
    age = None
    for facet in random.sample(
        ("need", "kind", "cost", "level", "age"), random.choices((0, 1, 2), (50, 33, 17))[0]
    ):
        if facet == "age":
            age = float(random.randint(2, 18))
        elif facet == "cost":
            chosen["cost"] = ("free",)
        elif facet == "level":
            chosen["level"] = (random.choice(("universal", "targeted")),)
        else:
            chosen[facet] = tuple(random.sample(list(terms(facet)), 1))
    return chosen, age


def broadest(count: int, seed: int = SEED) -> list[Query]:
    """The commonest words within 60 km of the biggest city: nearly everything there is matches."""
    random = Random(f"{seed}/broad")
    city = places.settlements()[0]
    made = []
    for _ in range(count):
        postcode, lat, lon = places.home(random, city)
        areas = (places.district(lat, lon), places.COUNTRY)
        made.append(Query(common_words(random), lat, lon, postcode, areas, within_km=FAR))
    return made


def everywhere(count: int, seed: int = SEED) -> list[Query]:
    """The commonest words and no place: nearly the whole directory, counted and ranked."""
    random = Random(f"{seed}/everywhere")
    return [Query(common_words(random)) for _ in range(count)]


def common_words(random: Random) -> tuple[str, ...]:
    return tuple(random.sample(COMMONEST, 2))
