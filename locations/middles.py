"""The middle of every sector and outward code, and postcodes met twice, in little memory. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field

LETTERS = {letter: at for at, letter in enumerate("ABDEFGHJLNPQRSTUWXYZ")}


@dataclass(slots=True)
class _Tally:
    count: int = 0
    lat: float = 0.0
    lon: float = 0.0

    def add(self, count: int, lat: float, lon: float) -> None:
        self.count += count
        self.lat += lat
        self.lon += lon


@dataclass(slots=True)
class _Sector:
    in_use: _Tally = field(default_factory=_Tally)
    ended: _Tally = field(default_factory=_Tally)
    seen: int = 0  # one bit for each of the 400 postcodes a sector can hold


class Middles:
    """Takes every postcode once. About 12,000 sectors are kept, whatever the number of postcodes."""

    def __init__(self) -> None:
        self._sectors: dict[str, _Sector] = {}

    def take(self, code: str, lat: float, lon: float, terminated: bool) -> bool:
        """Count a postcode in its one spelling; False when it was met before."""
        sector = self._sectors.get(code[:-2])
        if sector is None:
            sector = self._sectors[code[:-2]] = _Sector()
        bit = 1 << (LETTERS[code[-2]] * 20 + LETTERS[code[-1]])
        if sector.seen & bit:
            return False
        sector.seen |= bit
        (sector.ended if terminated else sector.in_use).add(1, lat, lon)
        return True

    def sectors(self) -> Iterator[tuple[str, float, float]]:
        """(sector, lat, lon): the mean of its postcodes in use, or of those that were."""
        for code, sector in self._sectors.items():
            yield code, *_mean(sector.in_use, sector.ended)

    def outwards(self) -> Iterator[tuple[str, float, float]]:
        """(outward code, lat, lon), in the same way."""
        sums: dict[str, tuple[_Tally, _Tally]] = {}
        for code, sector in self._sectors.items():
            in_use, ended = sums.setdefault(code.split()[0], (_Tally(), _Tally()))
            in_use.add(sector.in_use.count, sector.in_use.lat, sector.in_use.lon)
            ended.add(sector.ended.count, sector.ended.lat, sector.ended.lon)
        for code, (in_use, ended) in sums.items():
            yield code, *_mean(in_use, ended)


def _mean(in_use: _Tally, ended: _Tally) -> tuple[float, float]:
    tally = in_use if in_use.count else ended
    return tally.lat / tally.count, tally.lon / tally.count
