"""England's areas and made services among them; without the open data, a made-up country of the same size."""

import csv
from dataclasses import dataclass
from random import Random

import numpy as np

from bench import places
from bench.generator import ROOT
from locations.access import Points

AREAS = 33_755
POINTS = ROOT.parent / "shared" / "geodata" / "boundaries" / "ew_lsoa21_points.csv"
#: How far from the middle of an area a service is, in degrees: about a kilometre.
SCATTER = 0.01
SEED = 20260101


@dataclass(frozen=True, slots=True)
class Country:
    """Where children live and where services are; a larger country holds every service of a smaller one."""

    name: str
    homes: Points
    children: np.ndarray
    halls: Points
    places: np.ndarray


def country(services: int) -> Country:
    """So many services, as many in an area as chance would have it: areas hold about as many people each."""
    name, lat, lon = real() if POINTS.is_file() else made_up()
    random = np.random.default_rng(SEED)
    children = random.integers(100, 900, len(lat)).astype(float)
    # Each service is drawn by itself, so that the first thousand are the same however many follow.
    drawn = random.random((services, 4))
    area = (drawn[:, 0] * len(lat)).astype(int)
    return Country(
        name,
        Points(lat, lon),
        children,
        Points(lat[area] + (drawn[:, 1] - 0.5) * 2 * SCATTER, lon[area] + (drawn[:, 2] - 0.5) * 2 * SCATTER),
        np.floor(drawn[:, 3] * 40) + 1,
    )


def real() -> tuple[str, np.ndarray, np.ndarray]:
    with POINTS.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["lsoa21_code"].startswith("E")]
    lat, lon = (np.array([float(row[name]) for row in rows]) for name in ("latitude", "longitude"))
    return "England's areas (LSOA 2021)", lat, lon


def made_up() -> tuple[str, np.ndarray, np.ndarray]:
    random = Random(SEED)
    spots = [places.somewhere(random)[1:] for _ in range(AREAS)]
    lat, lon = zip(*spots, strict=True)
    return "Areas of a make-believe country of England's size", np.array(lat), np.array(lon)
