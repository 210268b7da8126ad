"""Places on Gauss's conformal sphere, where a server that measures on a ball measures as on the ellipsoid.

Elasticsearch takes the earth for a ball of 6,371 km, which is 0.3 % wrong in Britain. C. F. Gauss (1844) bent
the ellipsoid onto a ball so that every small shape keeps its form and, near one latitude, its size: the first
half of the Swiss and Dutch grids. Over the British Isles distances are then right to 3 in a million (30 cm in
100 km). Elsewhere they degrade with the third power of the latitude's distance: 2 in 100,000 in France, 0.2 %
at the equator, 0.5 % in Australia; change ``_LATITUDE`` to move the good belt. Only ranks and radii use this:
what people read is measured on the ellipsoid itself.
"""

import math

#: The ball that Elasticsearch (Lucene's SloppyMath) measures on, in kilometres.
_SERVERS_BALL_KM = 6371.0087714
_EQUATOR_KM = 6378.137
_FLATTENING = 1 / 298.257223563
_E2 = _FLATTENING * (2 - _FLATTENING)
_E = math.sqrt(_E2)
#: Where size is kept exactly, and the middle meridian: both in the middle of the British Isles.
_LATITUDE = math.radians(54.5)
_LONGITUDE = -3.0

_ALPHA = math.sqrt(1 + _E2 / (1 - _E2) * math.cos(_LATITUDE) ** 4)
_BALL_KM = _EQUATOR_KM * math.sqrt(1 - _E2) / (1 - _E2 * math.sin(_LATITUDE) ** 2)
#: What a kilometre over the ground is on the server's ball.
SCALE = _SERVERS_BALL_KM / _BALL_KM


def _stretched(latitude: float) -> float:
    bend = _ALPHA * _E * math.atanh(_E * math.sin(latitude))
    return _ALPHA * math.asinh(math.tan(latitude)) - bend


_SHIFT = math.asinh(math.tan(math.asin(math.sin(_LATITUDE) / _ALPHA))) - _stretched(_LATITUDE)


def place(lat: float, lon: float) -> tuple[float, float]:
    """The latitude and longitude on the ball, in degrees, of a point on the ellipsoid (WGS84, degrees)."""
    if abs(lat) >= 90:
        return math.copysign(90.0, lat), lon
    on_ball = math.degrees(math.atan(math.sinh(_stretched(math.radians(lat)) + _SHIFT)))
    turned = _LONGITUDE + _ALPHA * ((lon - _LONGITUDE + 180) % 360 - 180)
    return on_ball, (turned + 180) % 360 - 180


def point(lat: float, lon: float) -> dict[str, float]:
    """``place`` as the server reads it."""
    on_ball, turned = place(lat, lon)
    return {"lat": on_ball, "lon": turned}


def kilometres(km: float) -> float:
    """A distance over the ground as the server must be told it."""
    return km * SCALE
