"""What a reader chose to look at: the lens, by what, in which order, and which listings count."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from localoffer.commissioning.picture.sorting import SORTS

LENSES = ("all", "rural")
SHOWN_BY = ("nearest", "score")
#: The worst first: what a page of gaps is opened for.
WORST_FIRST = {"nearest": "-nearest", "score": "score"}


@dataclass(frozen=True, slots=True)
class Choice:
    """An address's choices. ``only`` "checked" leaves stale listings out, where such a run was made."""

    lens: str = "all"
    by: str = "nearest"
    sort: str = "-nearest"
    only: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Self:
        """From an address; what it doesn't know falls back to the usual."""
        by = asked.get("by", "")
        by = by if by in SHOWN_BY else SHOWN_BY[0]
        sort = asked.get("sort", "")
        return cls(
            lens=asked["lens"] if asked.get("lens") in LENSES else LENSES[0],
            by=by,
            sort=sort if sort.removeprefix("-") in SORTS else WORST_FIRST[by],
            only="checked" if asked.get("only") == "checked" else "",
        )

    def address(self, **changes: Any) -> str:
        """The query string of these choices with some changed, "" when all are the usual.

        Another ``by`` brings its own order, unless one is asked for too.
        """
        if "by" in changes and changes["by"] != self.by and "sort" not in changes:
            changes["sort"] = WORST_FIRST[changes["by"]]
        meant = replace(self, **changes)
        usual = replace(Choice(), sort=WORST_FIRST[meant.by])
        said = {key: value for key, value in asdict(meant).items() if value != getattr(usual, key)}
        return f"?{urlencode(said)}" if said else ""
