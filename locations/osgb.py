"""British National Grid to WGS84. Pure.

Source: Ordnance Survey, "A guide to coordinate systems in Great Britain": the inverse transverse Mercator
series (annexe C.2), Cartesian coordinates (annexe B) and the seven-parameter Helmert transformation
(section 6.6, reversed). Within 5 m of the definitive OSTN15 almost everywhere, which is enough to say how far
away a club is.
"""

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

# Airy 1830 and WGS84: semi-axes in metres
AIRY_A, AIRY_B = 6377563.396, 6356256.909
WGS84_A, WGS84_B = 6378137.0, 6356752.3142
AIRY_E2 = 1 - (AIRY_B / AIRY_A) ** 2
WGS84_E2 = 1 - (WGS84_B / WGS84_A) ** 2
# National Grid: scale on the central meridian, true origin, its grid coordinates
F0 = 0.9996012717
LAT0, LON0 = radians(49), radians(-2)
E0, N0 = 400_000.0, -100_000.0
N = (AIRY_A - AIRY_B) / (AIRY_A + AIRY_B)
# OSGB36 to WGS84: metres, seconds of arc as radians, parts per million
TX, TY, TZ = 446.448, -125.157, 542.060
RX, RY, RZ = (radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
SCALE = 1 - 20.4894e-6
CLOSE = 1e-5  # metres
TURNS = 8


def to_wgs84(easting: float, northing: float) -> tuple[float, float]:
    """(latitude, longitude) in degrees of a National Grid point in metres."""
    lat, lon = _unproject(easting, northing)
    return _shift(lat, lon)


def on_grid(easting: float, northing: float) -> bool:
    """Whether the pair lies on the National Grid at all (metres; 700 km by 1300 km)."""
    return 0 < easting < 700_000 and 0 < northing < 1_300_000


def _meridian(lat: float) -> float:
    """The arc of the central meridian from the true origin, in metres (formula C3)."""
    less, more = lat - LAT0, lat + LAT0
    return (
        AIRY_B
        * F0
        * (
            (1 + N + 1.25 * N**2 + 1.25 * N**3) * less
            - (3 * N + 3 * N**2 + 2.625 * N**3) * sin(less) * cos(more)
            + (1.875 * N**2 + 1.875 * N**3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * N**3 * sin(3 * less) * cos(3 * more)
        )
    )


def _unproject(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude on Airy 1830, in radians (annexe C.2)."""
    lat = LAT0
    for _ in range(TURNS):
        short = northing - N0 - _meridian(lat)
        lat += short / (AIRY_A * F0)
        if abs(short) < CLOSE:
            break
    bend = 1 - AIRY_E2 * sin(lat) ** 2
    nu = AIRY_A * F0 / sqrt(bend)
    rho = AIRY_A * F0 * (1 - AIRY_E2) / (bend * sqrt(bend))
    eta2 = nu / rho - 1
    t, t2 = tan(lat), tan(lat) ** 2
    sec = 1 / cos(lat)
    vii = t / (2 * rho * nu)
    viii = t / (24 * rho * nu**3) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2)
    ix = t / (720 * rho * nu**5) * (61 + 90 * t2 + 45 * t2**2)
    x = sec / nu
    xi = sec / (6 * nu**3) * (nu / rho + 2 * t2)
    xii = sec / (120 * nu**5) * (5 + 28 * t2 + 24 * t2**2)
    xiia = sec / (5040 * nu**7) * (61 + 662 * t2 + 1320 * t2**2 + 720 * t2**3)
    d = easting - E0
    d2 = d * d
    return (
        lat - d2 * (vii - d2 * (viii - d2 * ix)),
        LON0 + d * (x - d2 * (xi - d2 * (xii - d2 * xiia))),
    )


def _shift(lat: float, lon: float) -> tuple[float, float]:
    """From Airy 1830 (radians) to WGS84 (degrees), by way of Cartesian metres."""
    nu = AIRY_A / sqrt(1 - AIRY_E2 * sin(lat) ** 2)
    x, y, z = nu * cos(lat) * cos(lon), nu * cos(lat) * sin(lon), (1 - AIRY_E2) * nu * sin(lat)
    x, y, z = (
        TX + SCALE * x - RZ * y + RY * z,
        TY + RZ * x + SCALE * y - RX * z,
        TZ - RY * x + RX * y + SCALE * z,
    )
    flat = hypot(x, y)
    turned = atan2(z, flat * (1 - WGS84_E2))
    for _ in range(TURNS):
        before = turned
        nu = WGS84_A / sqrt(1 - WGS84_E2 * sin(turned) ** 2)
        turned = atan2(z + WGS84_E2 * nu * sin(turned), flat)
        if abs(turned - before) < 1e-12:
            break
    return degrees(turned), degrees(atan2(y, x))
