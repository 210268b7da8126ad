"""Load local teams from a CSV file: all of it, or nothing and every bad line named."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from directory.feeds.csv_cells import CsvCells
from directory.feeds.rows import FeedError
from directory.models import LocalTeam
from locations.models import Area

NEEDED = ("area_kind", "area_code", "name", "what")
COLUMNS = (*NEEDED, "phone", "email", "url")
SAID = 20
NOTHING = "Nothing was changed."

Key = tuple[str, str, str]
Areas = Mapping[str, set[str]]


class TeamFileError(Exception):
    """The file can't be loaded; the message has a line for every bad line of it. Nothing was written."""


@dataclass(frozen=True, slots=True)
class LoadedTeams:
    """What a load did."""

    new: int = 0
    changed: int = 0
    same: int = 0
    removed: int = 0

    def __str__(self) -> str:
        said = f"{self.new} new, {self.changed} changed, {self.same} the same"
        return f"{said}, {self.removed} removed" if self.removed else said


@transaction.atomic
def load_teams(path: Path, *, replace: bool = False) -> LoadedTeams:
    """Load the teams of a CSV file with the columns area_kind, area_code, name, what, phone, email, url.

    A team is known by its area and its name; the order is that of the file. With ``replace``, teams of the
    same kinds of area that the file doesn't name are removed; otherwise they stay. Raises TeamFileError.
    """
    teams = _read(path)
    held = {_key(team): team for team in LocalTeam.objects.all()}
    outcomes = [_save(team, held.get(key)) for key, team in teams.items()]
    removed = 0
    if replace:
        kinds = {team.area_kind for team in teams.values()}
        gone = [team.pk for key, team in held.items() if team.area_kind in kinds and key not in teams]
        removed = LocalTeam.objects.filter(pk__in=gone).delete()[0]
    return LoadedTeams(outcomes.count("new"), outcomes.count("changed"), outcomes.count("same"), removed)


def _read(path: Path) -> dict[Key, LocalTeam]:
    try:
        cells = CsvCells(path)
        columns = _columns(cells.header, path.name)
        lines = list(cells.rows())
    except FeedError as wrong:
        raise TeamFileError(f"{str(wrong).removesuffix(' Nothing was written.')} {NOTHING}") from wrong
    areas, wrong_lines = _areas(), []
    teams: dict[Key, LocalTeam] = {}
    first: dict[Key, int] = {}
    for number, (line, row, unreadable) in enumerate(lines, start=1):
        values = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
        team = LocalTeam(**values, order=number)
        problems = [unreadable] if unreadable else list(_wrong_with(team, areas))
        if not unreadable and (before := first.setdefault(_key(team), line)) != line:
            problems.append(f"name: line {before} has this team for this area already.")
        wrong_lines += [f"{path.name}, line {line}, {problem}" for problem in problems]
        teams[_key(team)] = team
    if not teams and not wrong_lines:
        wrong_lines.append(f"{path.name} has no team in it.")
    if wrong_lines:
        raise TeamFileError(_listed(wrong_lines))
    return teams


def _columns(header: list[str], name: str) -> dict[str, int]:
    found = {heading.strip().lower(): at for at, heading in enumerate(header)}
    lacking = [column for column in NEEDED if column not in found]
    unknown = [heading for heading in found if heading not in COLUMNS]
    if lacking or unknown:
        said = (
            f"no column {', '.join(lacking)}" if lacking else f"nobody knows the column {', '.join(unknown)}"
        )
        raise TeamFileError(f"{name}, line 1: {said}. The columns are {', '.join(COLUMNS)}. {NOTHING}")
    return {column: found[column] for column in COLUMNS if column in found}


def _areas() -> Areas:
    """The codes of the areas that are loaded, by kind."""
    held: dict[str, set[str]] = {}
    for kind, code in Area.objects.live().order_by().values_list("kind", "code"):
        held.setdefault(kind, set()).add(code)
    return held


def _wrong_with(team: LocalTeam, areas: Areas) -> Iterator[str]:
    try:
        team.clean_fields()
    except ValidationError as wrong:
        for field, said in wrong.message_dict.items():
            yield f"{field}: {' '.join(said)}"
    if team.area_kind and team.area_kind not in areas:
        yield (
            f"area_kind: no area of the kind “{team.area_kind}” is loaded. "
            f"Loaded are: {', '.join(sorted(areas)) or 'none yet'}."
        )
    elif team.area_code and team.area_code not in areas.get(team.area_kind, ()):
        yield f"area_code: no {team.area_kind} with the code “{team.area_code}” is loaded."
    if not team.reachable:
        yield "phone: give a phone number, an email address or a website, or families can't reach the team."


def _save(team: LocalTeam, held: LocalTeam | None) -> str:
    if held is None:
        team.save()
        return "new"
    fields = ("what", "phone", "email", "url", "order")
    if all(getattr(held, name) == getattr(team, name) for name in fields):
        return "same"
    for name in fields:
        setattr(held, name, getattr(team, name))
    held.save()
    return "changed"


def _key(team: LocalTeam) -> Key:
    return team.area_kind, team.area_code, team.name


def _listed(problems: list[str]) -> str:
    more = f"\n... and {len(problems) - SAID:,} more." if len(problems) > SAID else ""
    return "\n".join(problems[:SAID]) + f"{more}\n{NOTHING} Mend the file and load it again."
