"""Services that look like a local offer's, made from a seed: the same number always gives the same service.

Shapes after real directories: 1 to 3 venues (70, 20, 10 %), names of 3 to 5 words, descriptions of 60, one to
three needs, one in eight online, three in ten with areas they cover, a tenth with no age stated, checked at
any time in three years or never.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from uuid import UUID

from bench import places
from bench.vocabulary import CONTENT, CONTENT_WEIGHTS, ORGANISED, SETTINGS, SMALL, SMALL_WEIGHTS

ROOT = Path(__file__).resolve().parents[1]
TAXONOMIES = ROOT / "fixtures" / "reference" / "taxonomies.json"
THESAURUS = ROOT / "fixtures" / "reference" / "thesaurus"
SEED = 7
TODAY = date(2026, 11, 1)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
AGES = ((0, 5), (0, 11), (5, 11), (8, 12), (11, 16), (11, 18), (14, 25), (16, 25), (0, 18), (0, 25), (5, 25))


@dataclass(frozen=True, slots=True)
class Term:
    """A need, a kind, a way in or a feature."""

    code: str
    name: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """One venue of a service and what is said of it."""

    id: str
    name: str
    town: str
    postcode: str
    lat: float
    lon: float
    features: tuple[tuple[str, str], ...]  # (code, yes or no)


@dataclass(frozen=True, slots=True)
class Session:
    """When it meets: a day in Open Referral's letters and two times."""

    day: str
    opens: str
    closes: str
    term_time: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One service as a feed would tell it. Empty and None mean: not stated."""

    id: str
    organisation_id: str
    organisation: str
    name: str
    summary: str
    description: str
    needs: tuple[str, ...]
    kinds: tuple[str, ...]
    level: str
    access: tuple[str, ...]
    age_min: int | None
    age_max: int | None
    cost: str
    pounds: int | None
    at_venue: bool
    comes_to_you: bool
    online: bool
    by_phone: bool
    areas: tuple[str, ...]
    spots: tuple[Spot, ...]
    sessions: tuple[Session, ...]
    checked: date | None


@cache
def terms(slug: str) -> dict[str, Term]:
    """The terms of one of the project's own taxonomies, by code."""
    lists = json.loads(TAXONOMIES.read_text(encoding="utf-8"))["taxonomies"]
    chosen = next(one for one in lists if one["slug"] == slug)
    return {term["code"]: Term(term["code"], term["name"], term["parent"]) for term in chosen["terms"]}


def with_broader(slug: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes and every broader one, each once."""
    found: dict[str, None] = {}
    for code in codes:
        at: str | None = code
        while at:
            found[at] = None
            at = terms(slug)[at].parent
    return tuple(found)


def listings(count: int, seed: int = SEED) -> Iterator[Listing]:
    """The first so many services: 1,000 are the beginning of the same 10,000."""
    return (listing(number, seed) for number in range(count))


def listing(number: int, seed: int = SEED) -> Listing:
    """One service, told from its number alone."""
    random = Random(f"{seed}/{number}")
    kinds = tuple(random.sample(list(terms("kind")), random.choices((1, 2), (75, 25))[0]))
    needs = tuple(random.sample(list(terms("need")), random.choices((0, 1, 2, 3), (15, 40, 30, 15))[0]))
    town, lat, lon = places.somewhere(random)
    online, comes_to_you, by_phone = (random.random() < share for share in (0.12, 0.10, 0.08))
    at_venue = random.random() < 0.93 or not (online or comes_to_you or by_phone)
    free = random.choices(("free", "low", "paid", "varies", ""), (35, 15, 25, 10, 15))[0]
    ages: tuple[int | None, int | None] = random.choice(AGES) if random.random() < 0.9 else (None, None)
    organiser = Random(f"{seed}/organisation/{number // 3}")
    return Listing(
        id=str(UUID(int=random.getrandbits(128), version=4)),
        organisation_id=str(UUID(int=organiser.getrandbits(128), version=4)),
        organisation=f"{places.somewhere(organiser)[0].name} {organiser.choice(ORGANISED)}",
        name=name(random, town.name, kinds[0]),
        summary=sentence(random, 12),
        description=description(random, needs, kinds),
        needs=needs,
        kinds=kinds,
        level=random.choices(("universal", "targeted", "specialist", ""), (35, 30, 20, 15))[0],
        access=tuple(random.sample(list(terms("access")), random.choices((0, 1, 2), (15, 60, 25))[0])),
        age_min=ages[0],
        age_max=ages[1],
        cost=free,
        pounds={"low": random.randint(1, 5), "paid": random.randint(6, 60)}.get(free),
        at_venue=at_venue,
        comes_to_you=comes_to_you,
        online=online,
        by_phone=by_phone,
        areas=areas(random, lat, lon, comes_to_you),
        spots=tuple(spots(random, town, lat, lon)) if at_venue else (),
        sessions=tuple(sessions(random)) if at_venue else (),
        checked=TODAY - timedelta(days=int(random.expovariate(1 / 300))) if random.random() < 0.85 else None,
    )


def name(random: Random, town: str, kind: str) -> str:
    """Three to five words, as groups call themselves."""
    spoken = terms("kind")[kind].name
    extra = " ".join(
        random.choices(CONTENT, cum_weights=CONTENT_WEIGHTS, k=random.randint(1, 2))
    ).capitalize()
    return random.choice((f"{town} {extra} {spoken}", f"{extra} {spoken}", f"{extra} {spoken} {town}"))


def description(random: Random, needs: tuple[str, ...], kinds: tuple[str, ...]) -> str:
    """Sixty words: the sector's own, the small ones between, and what the service is for by name."""
    named = [terms("need")[code].name.lower() for code in needs] + [
        terms("kind")[code].name.lower() for code in kinds
    ]
    told = [sentence(random, 15) for _ in range(3)]
    told.insert(1, f"For {' and '.join(named)}, {sentence(random, 12).lower()}")
    return " ".join(told)


def sentence(random: Random, length: int) -> str:
    """Words with Zipf's frequencies, a third of them small."""
    small = random.choices(SMALL, cum_weights=SMALL_WEIGHTS, k=length)
    content = random.choices(CONTENT, cum_weights=CONTENT_WEIGHTS, k=length)
    words = [small[at] if at % 3 == 2 else content[at] for at in range(length)]
    return " ".join(words).capitalize() + "."


def areas(random: Random, lat: float, lon: float, comes_to_you: bool) -> tuple[str, ...]:
    """The districts it says it covers: most say nothing, a few say the whole country."""
    if random.random() > (0.8 if comes_to_you else 0.25):
        return ()
    if random.random() < 0.05:
        return (places.COUNTRY,)
    here = [places.district(*places.moved(random, lat, lon, 25)) for _ in range(random.randint(0, 2))]
    return tuple(dict.fromkeys([places.district(lat, lon), *here]))


def spots(random: Random, town: places.Settlement, lat: float, lon: float) -> Iterator[Spot]:
    """One to three venues: the first in the town, the others up to an hour away."""
    for order in range(random.choices((1, 2, 3), (70, 20, 10))[0]):
        if order:
            lat, lon = places.moved(random, town.lat, town.lon, 15)
        features = random.sample(list(terms("feature")), random.choices((0, 1, 3, 5), (30, 30, 25, 15))[0])
        yield Spot(
            id=str(UUID(int=random.getrandbits(128), version=4)),
            name=f"{town.name} {random.choice(SETTINGS)}",
            town=town.name,
            postcode=places.postcode(town, random.randrange(places.POSTCODES_A_TOWN)),
            lat=round(lat, 5),
            lon=round(lon, 5),
            features=tuple((code, "yes" if random.random() < 0.85 else "no") for code in features),
        )


def sessions(random: Random) -> Iterator[Session]:
    """Up to two sessions a week; a fifth of listings say no time."""
    for _ in range(random.choices((0, 1, 2), (20, 60, 20))[0]):
        opens = random.choice((9, 10, 13, 15, 16, 17, 18))
        yield Session(
            day=random.choice(DAYS),
            opens=f"{opens:02}:00:00",
            closes=f"{opens + random.randint(1, 3):02}:00:00",
            term_time=random.choices(("all-year", "term", "holidays", ""), (30, 30, 10, 30))[0],
        )
