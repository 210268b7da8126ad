"""A make-believe country of England's size and unevenness: cities, towns, villages and districts.

It is the same for every run and every size, so ten times the services means ten times the services on each
doorstep. Nothing in it is real: its postcodes begin with Z and a letter that no real one has there, its area
codes with E99.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

from bench.vocabulary import FIRST_PARTS, LAST_PARTS

SEED = 20260101
SETTLEMENTS = 1600
SOUTH, NORTH, WEST, EAST = 51.9, 56.4, -5.7, -0.8
#: Districts are squares of this many degrees, some 30 km a side: as many as England has, about 300.
DISTRICT_LAT, DISTRICT_LON = 0.27, 0.43
COUNTRY = "E99000000"
POSTCODES_A_TOWN = 40


@dataclass(frozen=True, slots=True)
class Settlement:
    """A city, town or village: its middle (WGS84 degrees), its people and the start of its postcodes."""

    name: str
    lat: float
    lon: float
    population: int
    outward: str

    @property
    def spread_km(self) -> float:
        """How far its people live from the middle: a city of a million about 8 km, a village 0.3 km."""
        return 0.008 * math.sqrt(self.population)


@cache
def settlements() -> tuple[Settlement, ...]:
    """All of them, the largest first; sizes fall with rank as real ones do, towns gather round cities."""
    random = Random(SEED)
    names = [first + last for first in FIRST_PARTS for last in LAST_PARTS]
    random.shuffle(names)
    made: list[Settlement] = []
    for rank in range(SETTLEMENTS):
        lat, lon = random.uniform(SOUTH, NORTH), random.uniform(WEST, EAST)
        if rank >= 12 and random.random() < 0.5:
            city = made[random.randrange(12)]
            lat, lon = moved(random, city.lat, city.lon, 35)
        lat, lon = min(max(lat, SOUTH), NORTH), min(max(lon, WEST), EAST)
        population = int(8_000_000 / (rank + 1)) if rank < 200 else int(40_000 * (200 / rank) ** 2.2)
        outward = f"Z{'ABCDFGHKLMNOPRSTUWXY'[rank // 80]}{rank % 80 + 1}"
        made.append(Settlement(names[rank], round(lat, 5), round(lon, 5), population, outward))
    return tuple(made)


@cache
def by_people() -> Sequence[float]:
    """Cumulative weights for choosing a settlement as often as people live there."""
    return list(accumulate(float(one.population) for one in settlements()))


def somewhere(random: Random) -> tuple[Settlement, float, float]:
    """A settlement, chosen as people live, and a point in it."""
    town = random.choices(settlements(), cum_weights=by_people())[0]
    lat, lon = moved(random, town.lat, town.lon, town.spread_km)
    return town, round(lat, 5), round(lon, 5)


def moved(random: Random, lat: float, lon: float, km: float) -> tuple[float, float]:
    """A point scattered around another, two thirds of them within so many kilometres."""
    return (
        lat + random.gauss(0, km) / 111.2,
        lon + random.gauss(0, km) / (111.2 * math.cos(math.radians(lat))),
    )


def district(lat: float, lon: float) -> str:
    """The code of the district that holds a point."""
    row, column = math.floor((lat - 49) / DISTRICT_LAT), math.floor((lon + 7) / DISTRICT_LON)
    return f"E99{row + 1:03}{column:03}"


def postcode(town: Settlement, number: int) -> str:
    """One of a town's POSTCODES_A_TOWN postcodes."""
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return f"{town.outward} {number % 10}{letters[number // 10]}{letters[number % 20]}"


def home(random: Random, town: Settlement) -> tuple[str, float, float]:
    """A family's postcode in a town, and its point."""
    return points(town)[random.randrange(POSTCODES_A_TOWN)]


@cache
def points(town: Settlement) -> tuple[tuple[str, float, float], ...]:
    """Every postcode of a town with its point, scattered over it as its people are."""
    random = Random(f"{SEED}/{town.outward}")
    made = []
    for number in range(POSTCODES_A_TOWN):
        lat, lon = moved(random, town.lat, town.lon, town.spread_km)
        made.append((postcode(town, number), round(lat, 5), round(lon, 5)))
    return tuple(made)


def districts() -> Iterator[tuple[str, list[list[float]]]]:
    """Every district's code and its ring of (longitude, latitude), the sea included; and the country's."""
    yield COUNTRY, ring(51.2, -7.2, 57.6, 0.1)
    for row in range(math.ceil((51.2 - 49) / DISTRICT_LAT), math.floor((57.6 - 49) / DISTRICT_LAT)):
        for column in range(math.floor((0.1 + 7) / DISTRICT_LON)):
            south, west = 49 + row * DISTRICT_LAT, -7 + column * DISTRICT_LON
            north, east = south + DISTRICT_LAT, west + DISTRICT_LON
            yield district((south + north) / 2, (west + east) / 2), ring(south, west, north, east)


def ring(south: float, west: float, north: float, east: float) -> list[list[float]]:
    corners = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return [[round(lon, 6), round(lat, 6)] for lon, lat in corners]
