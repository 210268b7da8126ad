"""A folder of Open Referral's tables: services.csv with those that say more about the same services. Pure.

``organizations.csv`` tells who offers each, ``service_at_locations.csv`` and ``locations.csv`` where, and
``addresses.csv`` the address of each place. Services are read as a stream, the others put aside on disk.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from directory.feeds.columns import spelt
from directory.feeds.complaints import pick, record
from directory.feeds.csv_cells import CsvCells
from directory.feeds.csv_feed import CsvFeed
from directory.feeds.rows import FeedError, Raw
from directory.feeds.shelf import Shelf
from directory.feeds.table_files import Tables

TOLD = 3  # how many odd rows or ids a note names
SERVICE_ID = ("service_id", "service_uuid")
OWNER_ID = ("id", "organization_id", "organisation_id")
PLACE_ID = ("location_id", "location_uuid")


class TablesFeed:
    """The tables of a folder, each checked to be whole when it is opened.

    ``total`` counts the services; ``notes`` say which tables and columns weren't used and what couldn't be
    joined. Raises FeedError.
    """

    def __init__(self, folder: Path, columns: Path | None = None) -> None:
        tables = Tables(folder)
        self.services = CsvFeed(tables.services, columns)
        self.notes = [*self.services.notes]
        self.owners = self._shelved(tables.find("organizations"), "organization", OWNER_ID)
        self.links, self.places = Shelf(), Shelf()
        self._read_places(tables)
        self.addresses = self._shelved(tables.find("addresses"), "", PLACE_ID)
        if tables.unused:
            self.notes.append(f"Tables that were not used: {', '.join(tables.unused)}.")
        self.total = self._count()
        self.notes = list(dict.fromkeys(self.notes))

    def rows(self) -> Iterator[Raw]:
        """Each service in turn, with what the other tables say about it."""
        for raw in self.services.rows():
            yield raw if raw.broken else Raw(raw.line, self._joined(raw.data))

    def _joined(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """The organisations' table has the last word about an organisation, the service about the rest."""
        owner = record(said, "organization")
        links = self.links.find(str(said.get("id") or ""))
        joined = {**said, "organization": {**owner, **self._owner(owner)}}
        if places := [place for link in links if (place := self._place(link))]:
            joined["service_at_locations"] = places
        return joined

    def _owner(self, owner: Mapping[str, Any]) -> dict[str, str]:
        found = self.owners.find(str(owner.get("id") or ""))
        return found[0] if found else {}

    def _place(self, link: Mapping[str, str]) -> dict[str, Any]:
        key = str(pick(link, *PLACE_ID) or "")
        found = self.places.find(key)
        if not found:
            return {}
        location: dict[str, Any] = {**found[0], "id": key}
        if addresses := self.addresses.find(key):
            location["addresses"] = addresses
        return {"id": link.get("id"), "description": link.get("description"), "location": location}

    def _read_places(self, tables: Tables) -> None:
        """Where which service is: by a table of its own, or by a service's id on each location."""
        locations, links = tables.find("locations"), tables.find("service_at_locations")
        if locations is None:
            return
        named = bool({spelt(name) for name in CsvCells(locations).header} & set(SERVICE_ID))
        if links is None and not named:
            self.notes.append(f"{locations.name} doesn't say which service is where, so it was not used.")
            return
        self.places = self._shelved(locations, "location", ("id", *PLACE_ID))
        if links is not None:
            self.links = self._shelved(links, "", SERVICE_ID)
            return
        for _, row in self._table(locations, "location"):
            self._put(self.links, row, SERVICE_ID, {"location_id": str(pick(row, "id", *PLACE_ID) or "")})

    def _shelved(self, path: Path | None, prefix: str, keys: tuple[str, ...]) -> Shelf:
        shelf = Shelf()
        if path is None:
            return shelf
        keyless = [line for line, row in self._table(path, prefix) if not self._put(shelf, row, keys, row)]
        if not shelf.total and keyless:
            raise FeedError(
                f"{path.name} can't be joined: it has no column {' or '.join(keys)}, or nothing in it."
            )
        if keyless:
            self.notes.append(f"{path.name} has rows without an id, first on line {keyless[0]:,}. Left out.")
        return shelf

    @staticmethod
    def _put(shelf: Shelf, row: Mapping[str, str], keys: tuple[str, ...], said: Mapping[str, str]) -> bool:
        key = str(pick(row, *keys) or "")
        if key:
            shelf.put(key, said)
        return bool(key)

    def _table(self, path: Path, prefix: str) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows that can be read, their columns without the table's own name before them."""
        file = CsvCells(path)
        names = [_bare(name, prefix) for name in file.header]
        odd = []
        for line, row, broken in file.rows():
            if broken:
                odd.append(f"line {line:,}: {broken}")
                continue
            # From the right, so that of two namesakes the first is used.
            cells = reversed(list(zip(names, row, strict=False)))
            yield line, {name: cell.strip() for name, cell in cells if cell.strip()}
        if odd:
            self.notes.append(f"{path.name} has rows that can't be read ({len(odd)}): {' '.join(odd[:TOLD])}")

    def _count(self) -> int:
        total = 0
        unknown: dict[str, int] = {}
        for raw in self.services.rows():
            total += 1
            key = str(record(raw.data, "organization").get("id") or "")
            if self.owners.total and key and len(unknown) < TOLD and not self.owners.find(key):
                unknown[key] = raw.line
        if unknown:
            told = ", ".join(f"{key[:80]} (line {line:,})" for key, line in unknown.items())
            self.notes.append(f"Organisations of services that their table doesn't have, such as: {told}.")
        return total


def _bare(name: str, prefix: str) -> str:
    """``organization_email`` is the e-mail and ``organization_uuid`` the id in the table of organisations."""
    bare = spelt(name).replace("organisation_", "organization_") if prefix == "organization" else spelt(name)
    if prefix and bare != f"{prefix}_type":
        bare = bare.removeprefix(f"{prefix}_")
    return "id" if bare == "uuid" else bare
