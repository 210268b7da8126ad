"""What is asked: seeded near-me questions as families type them, and the broadest ones there can be."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any, Self

from bench import places
from bench.generator import THESAURUS, terms
from bench.vocabulary import ASKED, COMMONEST, CONTENT, CONTENT_WEIGHTS, SENTENCES

SEED = 11
TEN_MILES = 16.09344
#: 60 km in whole miles, as an address holds them.
FAR = 37 * 1.609344


@dataclass(frozen=True, slots=True)
class Query:
    """One question, the same for every contestant. ``within_km`` counts only with a place.

    Without a postcode the place, if there is one, is named among the words.
    """

    words: tuple[str, ...]
    lat: float | None = None
    lon: float | None = None
    postcode: str = ""
    label: str = ""
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


def as_families_type(count: int, seed: int = SEED) -> list[Query]:
    """Parents' own phrases, whole sentences, slips of the finger, and the place among the words.

    Each by itself in turn: a third hold the place in the words, a quarter a slip.
    """
    random = Random(f"{seed}/families")
    return [family(random, number) for number in range(count)]


def family(random: Random, number: int) -> Query:
    town = places.somewhere(random)[0]
    postcode, lat, lon = places.home(random, town)
    say: Callable[[Random], str] = (phrase, sentence, spoken)[number % 3]
    text = say(random)
    if number % 4 == 3:
        text = slipped(random, text)
    if number % 3 == 1 or random.random() < 0.1:
        text, postcode, lat, lon = f"{text} in {town.name}", "", town.lat, town.lon
    return Query(
        words=tuple(text.split()),
        lat=lat,
        lon=lon,
        postcode=postcode,
        label="" if postcode else town.name,
        areas=(places.district(lat, lon), places.COUNTRY),
    )


def phrase(random: Random) -> str:
    """What parents say for a need or a kind of help, after the thesaurus that the project ships."""
    return random.choice(phrases())


def spoken(random: Random) -> str:
    """Two words, and now and then a wish."""
    return " ".join(
        (*random.choice(ASKED), random.choice(("", "", "free", "at weekends", "for teenagers")))
    ).strip()


def sentence(random: Random) -> str:
    return random.choice(SENTENCES).format(age=random.randint(3, 17), phrase=phrase(random))


@cache
def phrases() -> tuple[str, ...]:
    """Those without a gap, in the order of the files."""
    entries = [
        entry
        for file in sorted(THESAURUS.glob("*.json"))
        for entry in json.loads(file.read_text(encoding="utf-8"))["entries"]
        if entry["role"] == "meaning"
    ]
    said = (one for entry in entries for one in entry.get("phrases", ()))
    return tuple(one for one in said if ".." not in one)


def slipped(random: Random, text: str) -> str:
    """The longest word with two letters the wrong way round, one left out, or one twice."""
    longest = max(text.split(), key=len)
    if len(longest) < 5:
        return text
    at = random.randint(1, len(longest) - 3)
    swapped = longest[:at] + longest[at + 1] + longest[at] + longest[at + 2 :]
    wrong = random.choice((swapped, longest[:at] + longest[at + 1 :], longest[: at + 1] + longest[at:]))
    return text.replace(longest, wrong, 1)


def to_understand(count: int) -> list[Query]:
    """Others of the same sort, each asked once, so that nothing can have been remembered."""
    return as_families_type(count, seed=SEED + 1)


def half_typed(count: int, seed: int = SEED) -> list[Query]:
    """The beginning of a phrase, of two words or of a place's name, while somebody types."""
    random = Random(f"{seed}/typed")
    made = []
    for number in range(count):
        text = (phrase, spoken, lambda random: places.somewhere(random)[0].name)[number % 3](random)
        text = text[: random.randint(2, 9)].strip()
        made.append(Query((slipped(random, text) if number % 5 == 4 else text,)))
    return made


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
