"""Which files of a folder are which of Open Referral's tables. Pure."""

import re
from pathlib import Path

from directory.feeds.rows import FeedError

# Each table's names in the versions of the standard, with any common prefix before them.
NAMES = {
    "organizations": r"organi[sz]ations?",
    "service_at_locations": r"services?_at_locations?",
    "locations": r"locations?",
    "addresses": r"(?:physical_)?address(?:es)?",
}
SERVICES = re.compile(r"(|.*[^a-z0-9])services?\.csv(?:\.gz)?\Z", re.I)


class Tables:
    """A folder's tables with one prefix, such as ``services.csv`` or ``county_services.csv``.

    Raises FeedError when there is no table of services, or more than one.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self.there = sorted(path for path in folder.iterdir() if path.is_file())
        except OSError as refused:
            raise FeedError(f"The folder {folder.name} can't be opened: {refused.strerror}.") from refused
        found = {match[1]: path for path in self.there if (match := SERVICES.match(path.name))}
        if not found:
            raise FeedError(f"The folder {folder.name} holds no services.csv.")
        if len(found) > 1 and "" not in found:
            names = ", ".join(path.name for path in found.values())
            raise FeedError(f"The folder {folder.name} holds more than one table of services: {names}.")
        self.prefix = min(found)
        self.services = found[self.prefix]
        self.used = {self.services}

    def find(self, table: str) -> Path | None:
        """The file of this table, or None."""
        named = re.compile(rf"{re.escape(self.prefix)}{NAMES[table]}\.csv(?:\.gz)?\Z", re.I)
        path = next((path for path in self.there if named.match(path.name)), None)
        if path is not None:
            self.used.add(path)
        return path

    @property
    def unused(self) -> list[str]:
        """Names of the other CSV files with the same prefix."""
        return [
            path.name
            for path in self.there
            if path not in self.used
            and path.name.lower().startswith(self.prefix.lower())
            and path.name.lower().removesuffix(".gz").endswith(".csv")
        ]
