"""Documents laid out in columns: row after row while gathering, numpy arrays to be searched."""

import math
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from search.ages import age_bands, service_span
from search.engine.analysis import Analysed
from search.engine.earth import cartesian
from search.engine.embedded.bits import Codes16, Rows, Words, of_rows, words_for
from search.terms import Document, Facet, Shelf, VenueEntry

Floats = NDArray[np.float64]

Steps = NDArray[np.uint8]

#: A term held by at least one document in so many is common.
_COMMON = 8
#: So many times fewer rows are looked up one by one rather than by laying all out.
_FEW = 32


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents that hold a term: ascending rows, its worth in each (in steps), and in which fields.

    A common term also has its steps laid out over all rows, 0 where it isn't held.
    """

    rows: Rows
    steps: Steps
    fields: NDArray[np.uint8]
    everywhere: Steps | None = None

    @classmethod
    def of(cls, rows: Rows, steps: Steps, fields: NDArray[np.uint8], count: int) -> Self:
        """Postings of an index of ``count`` documents."""
        common = len(rows) * _COMMON >= count
        return cls(rows, steps, fields, _laid_out(rows, steps, count) if common else None)

    def steps_at(self, rows: Rows, count: int) -> Steps:
        """The steps in each of these rows of ``count``; 0 where the term isn't held."""
        if self.everywhere is not None:
            return self.everywhere[rows]
        if len(rows) * _FEW < len(self.rows):
            at = np.minimum(np.searchsorted(self.rows, rows), len(self.rows) - 1)
            return np.where(self.rows[at] == rows, self.steps[at], 0).astype(np.uint8, copy=False)
        return _laid_out(self.rows, self.steps, count)[rows]

    @property
    def size(self) -> int:
        """Bytes in memory."""
        laid_out = 0 if self.everywhere is None else self.everywhere.nbytes
        return self.rows.nbytes + self.steps.nbytes + self.fields.nbytes + laid_out


def _laid_out(rows: Rows, steps: Steps, count: int) -> Steps:
    everywhere = np.zeros(count, dtype=np.uint8)
    everywhere[rows] = steps
    return everywhere


@dataclass(frozen=True, slots=True)
class VenueCodes:
    """The codes of a facet of venues, 16 to a column; bit n of column c is code 16c + n."""

    codes: tuple[str, ...]
    columns: tuple[Codes16, ...]

    def holding(self, chosen: tuple[str, ...], venues: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of the venues have any of the chosen codes."""
        found = np.zeros(len(venues), dtype=np.bool_)
        for number, column in enumerate(self.columns):
            wanted = sum(1 << bit for bit, code in enumerate(self.of_column(number)) if code in chosen)
            if wanted:
                found |= (column[venues] & np.uint16(wanted)) != 0
        return found

    def of_column(self, column: int) -> tuple[str, ...]:
        """The codes of the bits of one column."""
        return self.codes[16 * column : 16 * column + 16]


@dataclass(frozen=True, slots=True)
class FacetBits:
    """The codes of a facet of documents, and for each the set of rows that have it."""

    codes: tuple[str, ...]
    words: Words  # one line a code

    @classmethod
    def of(cls, rows_of: Mapping[str, Iterable[int]], count: int) -> Self:
        """The sets of rows of these codes, among so many documents."""
        lines = [of_rows(rows, count) for rows in rows_of.values()]
        return cls(tuple(rows_of), np.array(lines, dtype=np.uint64).reshape(len(lines), words_for(count)))

    def any_of(self, codes: Collection[str]) -> Words:
        """The rows that have any of these codes."""
        wanted = [place for place, code in enumerate(self.codes) if code in codes]
        found: Words = np.bitwise_or.reduce(self.words[wanted], axis=0)
        return found

    def line(self, code: str) -> Words | None:
        """The rows of one code."""
        return self.words[self.codes.index(code)] if code in self.codes else None


@dataclass(frozen=True, slots=True)
class Columns:
    """Everything about documents that is compared or counted. Venues lie in the order of documents."""

    age_start: Floats  # +inf with age_end -inf where no age is stated: it meets nothing
    age_end: Floats
    checked: Rows  # the day's ordinal; 0 never
    first_venue: Rows  # of each document, and one more at the end
    venue_owner: Rows  # the document of each venue
    lat: Floats  # NaN where the position is unknown
    lon: Floats
    x: Floats  # kilometres from the middle of the earth; infinity where the position is unknown
    y: Floats
    z: Floats
    facets: Mapping[Facet, FacetBits]
    venue_facets: Mapping[Facet, VenueCodes]
    guidance: FacetBits  # the labels of guidance: what has one is guidance, what has none is a service

    @property
    def count(self) -> int:
        """Documents."""
        return len(self.checked)


ARRAYS: dict[str, type[np.generic]] = {
    "age_start": np.float64,
    "age_end": np.float64,
    "checked": np.int32,
    "first_venue": np.int32,
    "venue_owner": np.int32,
    "lat": np.float64,
    "lon": np.float64,
    "x": np.float64,
    "y": np.float64,
    "z": np.float64,
}

NO_AGE = (math.inf, -math.inf)


def _numbers() -> dict[str, "array[float]"]:
    return {name: array("d" if kind is np.float64 else "i") for name, kind in ARRAYS.items()}


@dataclass(slots=True)
class Gathering:
    """Documents on their way into columns. Postings can be taken out in between to keep memory flat."""

    count: int = 0
    _numbers: dict[str, "array[float]"] = field(default_factory=_numbers)
    _facets: dict[Facet, dict[str, "array[int]"]] = field(default_factory=dict)
    _venue_codes: dict[Facet, dict[str, int]] = field(
        default_factory=lambda: {Facet.WHEN: {}, Facet.FEATURE: {}}
    )
    _venue_bits: dict[Facet, list[int]] = field(default_factory=lambda: {Facet.WHEN: [], Facet.FEATURE: []})
    _labels: dict[str, "array[int]"] = field(default_factory=dict)
    _covers: dict[str, "array[int]"] = field(default_factory=dict)
    _terms: dict[str, int] = field(default_factory=dict)
    _term: "array[int]" = field(default_factory=lambda: array("i"))
    _row: "array[int]" = field(default_factory=lambda: array("i"))
    _steps: bytearray = field(default_factory=bytearray)
    _fields: bytearray = field(default_factory=bytearray)

    def add(self, analysed: Analysed) -> int:
        """Take one document; its row."""
        row, document = self.count, analysed.document
        self.count += 1
        numbers = self._numbers
        span = service_span(document.age_min, document.age_max) or NO_AGE
        numbers["age_start"].append(span[0])
        numbers["age_end"].append(span[1])
        numbers["checked"].append(document.checked.toordinal() if document.checked else 0)
        numbers["first_venue"].append(len(numbers["lat"]))
        for venue in document.venues:
            self._add_venue(venue)
        for facet, codes in document_codes(document).items():
            for code in codes:
                self._facets.setdefault(facet, {}).setdefault(code, array("i")).append(row)
        if document.shelf is Shelf.GUIDANCE:
            self._labels.setdefault(document.label, array("i")).append(row)
        for code in dict.fromkeys(document.covers):
            self._covers.setdefault(code, array("i")).append(row)
        terms = self._terms
        self._term.extend([terms.setdefault(term, len(terms)) for term in analysed.terms])
        self._row.extend(array("i", [row]) * len(analysed.terms))
        self._steps.extend(analysed.steps)
        self._fields.extend(analysed.fields)
        return row

    def take_postings(self) -> Iterator[tuple[str, Postings]]:
        """Every term of the documents added since the last time."""
        term = np.frombuffer(self._term, dtype=np.int32)
        order = np.argsort(term, kind="stable")
        rows = np.frombuffer(self._row, dtype=np.int32)[order]
        steps = np.frombuffer(self._steps, dtype=np.uint8)[order]
        fields = np.frombuffer(self._fields, dtype=np.uint8)[order]
        ends = np.cumsum(np.bincount(term, minlength=len(self._terms))).tolist()
        names = list(self._terms)
        self._terms, self._term, self._row = {}, array("i"), array("i")
        self._steps, self._fields = bytearray(), bytearray()
        start = 0
        for name, end in zip(names, ends, strict=True):
            yield name, Postings(rows[start:end], steps[start:end], fields[start:end])
            start = end

    def covers(self) -> Iterator[tuple[str, Rows]]:
        """The rows that cover each area."""
        for code, rows in self._covers.items():
            yield code, np.array(rows, dtype=np.int32)

    def columns(self) -> Columns:
        """What was gathered, as arrays."""
        arrays = {name: np.array(self._numbers[name], dtype=kind) for name, kind in ARRAYS.items()}
        venues = len(arrays["lat"])
        arrays["first_venue"] = np.append(arrays["first_venue"], np.int32(venues))
        facets = {facet: FacetBits.of(rows_of, self.count) for facet, rows_of in self._facets.items()}
        venue_facets = {facet: self._venue_column(facet) for facet in self._venue_codes}
        labels = FacetBits.of(self._labels, self.count)
        return Columns(**arrays, facets=facets, venue_facets=venue_facets, guidance=labels)  # type: ignore[arg-type]

    def _add_venue(self, venue: VenueEntry) -> None:
        numbers = self._numbers
        numbers["venue_owner"].append(self.count - 1)
        known = venue.lat is not None and venue.lon is not None
        lat, lon = (venue.lat, venue.lon) if known else (math.nan, math.nan)
        place = cartesian(lat, lon) if known else (math.inf, math.inf, math.inf)  # type: ignore[arg-type]
        for name, value in zip(("lat", "lon", "x", "y", "z"), (lat, lon, *place), strict=True):
            numbers[name].append(value)  # type: ignore[arg-type]
        for facet, codes in ((Facet.WHEN, venue.when), (Facet.FEATURE, venue.features)):
            known_codes = self._venue_codes[facet]
            bits = 0
            for code in codes:
                bits |= 1 << known_codes.setdefault(code, len(known_codes))
            self._venue_bits[facet].append(bits)

    def _venue_column(self, facet: Facet) -> VenueCodes:
        codes, bits = tuple(self._venue_codes[facet]), self._venue_bits[facet]
        columns = tuple(
            np.fromiter((one >> low & 0xFFFF for one in bits), dtype=np.uint16, count=len(bits))
            for low in range(0, len(codes), 16)
        )
        return VenueCodes(codes, columns)


def document_codes(document: Document) -> dict[Facet, tuple[str, ...]]:
    """The codes of the facets that hold for the whole service."""
    return {
        Facet.NEED: tuple(dict.fromkeys(document.needs)),
        Facet.KIND: tuple(dict.fromkeys(document.kinds)),
        Facet.LEVEL: (document.level,) if document.level else (),
        Facet.AGE: age_bands(document.age_min, document.age_max),
        Facet.ACCESS: tuple(dict.fromkeys(document.access)),
        Facet.COST: (document.cost,) if document.cost else (),
        Facet.DELIVERY: tuple(dict.fromkeys(document.delivery)),
    }
