"""Points on the Earth, and kilometres between very many of them at once.

The Earth is that of ``locations.geometry``: the WGS84 ellipsoid (NIMA TR8350.2, 3rd edition, 2000). A point
is held by where it stands in space, so that a KD-tree and plain subtraction find the straight line through
the ground between two of them; the way over the ground follows from it. Beside the exact way along the
ellipsoid (Karney 2013) that is right to 1 mm at 15 km, 1 cm at 100 km and 10 m at 1,000 km.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from locations.access.figures import Floats

EQUATOR_KM = 6378.137
FLATTENING = 1 / 298.257223563
#: The Earth's mean radius (IUGG). How much the ground bends hardly depends on which radius is taken.
MEAN_KM = 6371.0088


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Points:
    """Points in WGS84 degrees, known by their position. ``xyz`` is where they are in space, in km.

    ValueError, with the position of the first one, where a point is not on the Earth or is no number.
    """

    lat: Floats
    lon: Floats
    xyz: Floats = field(repr=False)

    def __init__(self, lat: ArrayLike, lon: ArrayLike) -> None:
        north, east = np.array(lat, dtype=np.float64), np.array(lon, dtype=np.float64)
        if north.ndim != 1 or north.shape != east.shape:
            raise ValueError(f"{north.size} latitudes and {east.size} longitudes are not a list of points.")
        _refuse(north, 90, "latitude")
        _refuse(east, 180, "longitude")
        for name, values in (("lat", north), ("lon", east), ("xyz", in_space(north, east))):
            values.setflags(write=False)
            object.__setattr__(self, name, values)

    def __len__(self) -> int:
        return len(self.lat)


def in_space(lat: Floats, lon: Floats) -> Floats:
    """Where points on the ellipsoid are, in km from the Earth's middle: a row of three for each."""
    phi, lam = np.radians(lat), np.radians(lon)
    squeezed = (1 - FLATTENING) ** 2
    across = EQUATOR_KM / np.sqrt(np.cos(phi) ** 2 + squeezed * np.sin(phi) ** 2)
    flat = across * np.cos(phi)
    return np.column_stack([flat * np.cos(lam), flat * np.sin(lam), squeezed * across * np.sin(phi)])


def over_ground(straight_km: Floats) -> Floats:
    """Kilometres over the ground for kilometres straight through it."""
    return np.asarray(2 * MEAN_KM * np.arcsin(np.minimum(straight_km / (2 * MEAN_KM), 1.0)))


def through_ground(km: float) -> float:
    """Kilometres straight through the ground for kilometres over it: the other way round."""
    return float(2 * MEAN_KM * np.sin(min(km / (2 * MEAN_KM), np.pi / 2)))


def _refuse(degrees: Floats, most: float, what: str) -> None:
    wrong = ~(np.abs(degrees) <= most)
    if wrong.any():
        at = int(np.argmax(wrong))
        raise ValueError(
            f"Point {at} has {what} {degrees[at]:g}. It must lie between -{most} and {most} degrees."
        )
