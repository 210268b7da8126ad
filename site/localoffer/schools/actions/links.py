"""Take in links to SEN information reports from a CSV file: all, or nothing and every bad line named."""

from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from directory.feeds.csv_cells import CsvCells
from directory.feeds.rows import FeedError
from localoffer.schools.models import School, SchoolOffer
from localoffer.schools.register.cells import urn as urn_of

NEEDED = ("urn", "url")
SAID = 20
NOTHING = "Nothing was changed."
LONGEST = 500


class LinkFileError(Exception):
    """The file can't be taken in; the message has a line for every bad line of it. Nothing was written."""


@dataclass(frozen=True, slots=True)
class LoadedLinks:
    """What a load did. ``drafts`` of the changed ones were given the link and wait for a reviewer."""

    new: int = 0
    changed: int = 0
    same: int = 0
    drafts: int = 0

    def __str__(self) -> str:
        said = f"{self.new} new, {self.changed} changed, {self.same} the same"
        return f"{said}; {self.drafts} of them in a draft that nobody published" if self.drafts else said


@transaction.atomic
def import_links(path: Path) -> LoadedLinks:
    """Give schools the links of a CSV file with the columns urn and url. Raises LinkFileError.

    A school without an offer gets one that holds the link alone. A published offer is published again with
    the link, and a draft of it keeps its other words; one that was never published stays a draft.
    """
    links = _read(path)
    offers = {offer.school_id: offer for offer in SchoolOffer.objects.filter(school__in=links)}
    outcomes = [_give(urn, url, offers.get(urn)) for urn, url in links.items()]
    return LoadedLinks(
        new=outcomes.count("new"),
        changed=outcomes.count("changed") + outcomes.count("draft"),
        same=outcomes.count("same"),
        drafts=outcomes.count("draft"),
    )


def _give(urn: int, url: str, offer: SchoolOffer | None) -> str:
    if offer is None:
        made = SchoolOffer(school_id=urn, report_url=url, live=False)
        made.save()
        made.save_revision().publish()
        return "new"
    draft = offer.get_latest_revision_as_object() if offer.has_unpublished_changes else None
    latest = draft or offer
    if offer.report_url == url and latest.report_url == url:
        return "same"
    if offer.live and offer.report_url != url:
        offer.report_url = url
        offer.save_revision().publish()
    if draft is not None:
        draft.report_url = url
        draft.save_revision()
    return "changed" if offer.live else "draft"


def _read(path: Path) -> dict[int, str]:
    try:
        cells = CsvCells(path)
        columns = _columns(cells.header, path.name)
        lines = list(cells.rows())
    except FeedError as wrong:
        raise LinkFileError(f"{str(wrong).removesuffix(' Nothing was written.')} {NOTHING}") from wrong
    known = set(School.objects.values_list("urn", flat=True))
    links: dict[int, str] = {}
    problems: list[str] = []
    for line, row, unreadable in lines:
        said = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
        urn = urn_of(said["urn"])
        complaint = unreadable or _wrong_with(urn, said, known, links)
        if complaint or urn is None:
            problems.append(f"{path.name}, line {line}, {complaint}")
        else:
            links[urn] = said["url"]
    if not links and not problems:
        problems.append(f"{path.name} has no link in it.")
    if problems:
        raise LinkFileError(_listed(problems))
    return links


def _columns(header: list[str], name: str) -> dict[str, int]:
    found = {heading.strip().lower(): at for at, heading in enumerate(header)}
    lacking = [column for column in NEEDED if column not in found]
    if lacking:
        raise LinkFileError(
            f"{name}, line 1: no column {', '.join(lacking)}. The columns are {', '.join(NEEDED)}. {NOTHING}"
        )
    return {column: found[column] for column in NEEDED}


def _wrong_with(urn: int | None, said: dict[str, str], known: set[int], links: dict[int, str]) -> str:
    if urn is None:
        return f"urn: “{said['urn']}” is not a number of five to seven figures."
    if urn not in known:
        return f"urn: no school with the number {urn} is loaded. Load it first: manage.py import_schools"
    if urn in links:
        return f"urn: {urn} is in the file twice. Take one of the lines out."
    try:
        URLValidator(schemes=["http", "https"])(said["url"])
    except ValidationError:
        return f"url: “{said['url'][:80]}” is not a whole address. It begins with https:// or http://"
    return "" if len(said["url"]) <= LONGEST else f"url: is longer than {LONGEST} letters."


def _listed(problems: list[str]) -> str:
    more = f"\n... and {len(problems) - SAID:,} more." if len(problems) > SAID else ""
    return "\n".join(problems[:SAID]) + f"{more}\n{NOTHING} Mend the file and load it again."
