"""Load the register of schools: all of a file in one transaction, or nothing."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.db import transaction

from localoffer.schools.actions.placing import Placing
from localoffer.schools.models import RegisterLoad, School, Standing
from localoffer.schools.register.reading import read
from localoffer.schools.register.rows import BadRow, SchoolRow
from locations.feeds.rows import FeedError, LeftOut
from locations.feeds.source import Source, look_through

AT_ONCE = 500
#: Telling them all would bury the first.
EXAMPLES = 20
#: A file that would close more than this share of an authority's schools is likelier cut short than right.
MOST_CLOSED = 0.2
#: In a small authority a handful may close at once.
A_FEW = 5
NOTHING = "Nothing was changed."
Watch = Callable[[Iterable[Any], int | None, str], Iterable[Any]]


class RegisterRefusedError(Exception):
    """The file can't be loaded. The message says why and how to mend it. Nothing was written."""


@dataclass(slots=True)
class Loaded:
    """What a load did, or would do. ``bad`` and ``warnings`` hold the first few as (line, what)."""

    source: str
    new: int = 0
    changed: int = 0
    same: int = 0
    closed: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    bad: list[tuple[int, str]] = field(default_factory=list)
    bad_count: int = 0
    warnings: list[tuple[int, str]] = field(default_factory=list)
    warning_count: int = 0
    nowhere: int = 0  # schools without a point
    outside: int = 0  # schools outside the authority's own area
    kept_open: str = ""  # why no school was closed, where that could not be told

    @property
    def kept(self) -> int:
        """How many schools of the file are listed now."""
        return self.new + self.changed + self.same


@dataclass(slots=True)
class _Seen:
    """What the file spoke of."""

    urns: set[int] = field(default_factory=set)
    authorities: set[str] = field(default_factory=set)
    nameless: int = 0  # lines without a URN that can be read


def import_schools(
    path: Path,
    *,
    authorities: Collection[str] = (),
    dry_run: bool = False,
    close_many: bool = False,
    watch: Watch = lambda rows, total, what: rows,
) -> Loaded:
    """Load the schools of a register file, of some local authority codes or () all.

    Schools that are gone from the file are closed, never deleted, where the file has others of their
    authority. The same file again changes nothing. Raises RegisterRefusedError.
    """
    try:
        source = look_through(path)
        with source.text() as text, transaction.atomic():
            loaded = _load(source, text, frozenset(authorities), close_many=close_many, watch=watch)
            transaction.set_rollback(dry_run)
    except FeedError as wrong:
        raise RegisterRefusedError(f"{wrong} {NOTHING}") from wrong
    return loaded


def _load(
    source: Source, text: IO[str], authorities: frozenset[str], *, close_many: bool, watch: Watch
) -> Loaded:
    loaded, seen = Loaded(source.path.name), _Seen()
    held = {school.urn: school for school in School.objects.all()}
    register = read(source, text, authorities)
    placing = Placing.ready(held, register.silent)
    rows = watch(register.rows, source.lines, "schools")
    for batch in _batches(_usable(rows, loaded, seen, held)):
        _save(placing.placed(batch), held, loaded)
    if not seen.urns:
        asked = f" of the local authority {', '.join(sorted(authorities))}" if authorities else ""
        raise RegisterRefusedError(
            f"{source.path.name} has no school{asked} in it. {_first(loaded)}{NOTHING}"
        )
    _close(_gone(seen, held), seen, loaded, held, close_many=close_many)
    if loaded.new or loaded.changed or loaded.closed:
        RegisterLoad.objects.create(
            source=loaded.source,
            authorities=sorted(seen.authorities),
            new=loaded.new,
            changed=loaded.changed,
            same=loaded.same,
            closed=loaded.closed,
        )
    return loaded


def _first(loaded: Loaded) -> str:
    if not loaded.bad:
        return ""
    line, reason = loaded.bad[0]
    return f"{loaded.bad_count:,} lines can't be used, the first is line {line}: {reason}. "


def _usable(
    rows: Iterable[SchoolRow | BadRow | LeftOut], loaded: Loaded, seen: _Seen, held: dict[int, School]
) -> Iterator[SchoolRow]:
    for row in rows:
        if isinstance(row, LeftOut):
            loaded.left_out[row.reason] += 1
        elif isinstance(row, BadRow):
            _refuse(row, loaded, seen)
        elif row.urn in seen.urns:
            again = f"URN {row.urn} is in the file twice. Take one of the two lines out"
            _refuse(BadRow(row.line, again, row.urn), loaded, seen)
        else:
            seen.urns.add(row.urn)
            seen.authorities.add(row.la_code)
            if row.status == Standing.CLOSED and row.urn not in held:
                loaded.left_out["closed, and never listed here"] += 1
                continue
            loaded.warning_count += len(row.warnings)
            loaded.warnings += [(row.line, f"{row.name}: {said}") for said in row.warnings]
            del loaded.warnings[EXAMPLES:]
            yield row


def _refuse(row: BadRow, loaded: Loaded, seen: _Seen) -> None:
    loaded.bad_count += 1
    if len(loaded.bad) < EXAMPLES:
        loaded.bad.append((row.line, row.reason))
    if row.urn is None:
        seen.nameless += 1
    else:
        # A line that is wrong still says that its school is there.
        seen.urns.add(row.urn)


def _batches(rows: Iterator[SchoolRow]) -> Iterator[list[SchoolRow]]:
    batch: list[SchoolRow] = []
    for row in rows:
        batch.append(row)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _save(schools: Iterable[School], held: dict[int, School], loaded: Loaded) -> None:
    new, changed = [], []
    for school in schools:
        before = held.get(school.urn)
        loaded.nowhere += school.lat is None
        loaded.outside += bool(school.outside)
        if before is None:
            new.append(school)
        elif before.facts() != school.facts():
            changed.append(school)
        else:
            loaded.same += 1
    School.objects.bulk_create(new)
    columns = [column.name for column in School._meta.concrete_fields if not column.primary_key]
    if changed:
        School.objects.bulk_update(changed, columns, batch_size=50)
    loaded.new += len(new)
    loaded.changed += len(changed)


def _gone(seen: _Seen, held: dict[int, School]) -> list[School]:
    """Open schools of the authorities the file speaks of that it doesn't have."""
    return [
        school
        for school in held.values()
        if school.la_code in seen.authorities
        and school.urn not in seen.urns
        and school.status != Standing.CLOSED
    ]


def _close(
    gone: list[School], seen: _Seen, loaded: Loaded, held: dict[int, School], *, close_many: bool
) -> None:
    if not gone:
        return
    if seen.nameless:
        loaded.kept_open = (
            f"{len(gone):,} schools are not in the file, but no school was closed: the URN of "
            f"{seen.nameless:,} lines can't be read, and they may be there. Mend the lines and load it again."
        )
        return
    codes = {school.la_code for school in gone}
    open_before = sum(s.la_code in codes and s.status != Standing.CLOSED for s in held.values())
    if len(gone) > max(A_FEW, MOST_CLOSED * open_before) and not close_many:
        raise RegisterRefusedError(
            f"{loaded.source} would close {len(gone):,} of {open_before:,} schools of the local authority "
            f"{', '.join(sorted(codes))}, such as {gone[0]}. Is the file whole? If that is right, add "
            f"--close-many. {NOTHING}"
        )
    loaded.closed = School.objects.filter(urn__in=[school.urn for school in gone]).update(
        status=Standing.CLOSED
    )
