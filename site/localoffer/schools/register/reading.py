"""A register file, one line at a time."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from localoffer.schools.register import cells
from localoffer.schools.register.kinds import ABROAD, PHASE_OF, STANDING_OF, group_of
from localoffer.schools.register.layout import Layout, layout_of
from localoffer.schools.register.rows import BadRow, SchoolRow
from locations.feeds.rows import LeftOut
from locations.feeds.source import Source, table

OTHER_AUTHORITY = LeftOut("another local authority than asked for")
OVERSEAS = LeftOut("a school abroad")


@dataclass(frozen=True, slots=True)
class Register:
    """A file understood. ``rows`` can be walked once; ``silent``: columns of a school it never states."""

    rows: Iterator[SchoolRow | BadRow | LeftOut]
    silent: frozenset[str]


def read(source: Source, text: IO[str], authorities: Collection[str] = ()) -> Register:
    """The schools of an open file, of some local authority codes or () all. FeedError: it is no register.

    A line is never refused for what a school can do without: what is wrong with it is in its warnings.
    """
    lines = table(text, source.path.name)
    _, headings = next(lines, (0, []))
    layout = layout_of(headings, source.path.name)
    wanted = frozenset(authorities)
    return Register((_read(line, fields, layout, wanted) for line, fields in lines), layout.silent)


def _read(
    line: int, fields: Sequence[str], layout: Layout, wanted: frozenset[str]
) -> SchoolRow | BadRow | LeftOut:
    if len(fields) != layout.width:
        return BadRow(
            line,
            f"has {len(fields)} cells and the first line {layout.width}. A comma or a quotation mark is "
            "missing or too many: download the file again, and don't save it with a spreadsheet in between",
        )
    la_code = layout.cell(fields, "la_code")
    if wanted and la_code not in wanted:
        return OTHER_AUTHORITY
    if layout.cell(fields, "kind").lower() in ABROAD:
        return OVERSEAS
    urn = cells.urn(layout.cell(fields, "urn"))
    wrong = _unusable(layout, fields, urn)
    if wrong or urn is None:
        return BadRow(line, wrong, urn)
    return _school(line, urn, fields, layout)


def _unusable(layout: Layout, fields: Sequence[str], urn: int | None) -> str:
    if urn is None:
        return f"URN: “{layout.cell(fields, 'urn')}” is not a number of five to seven figures"
    if not layout.cell(fields, "name"):
        return "EstablishmentName: is empty. Write the school's name"
    if not layout.cell(fields, "la_code"):
        return "LA (code): is empty. Write the local authority's code, such as 933"
    status = layout.cell(fields, "status")
    if status and status.lower() not in STANDING_OF:
        known = "Open, “Open, but proposed to close”, Proposed to open, Closed"
        return f"EstablishmentStatus (name): “{status}” is not known. It may be: {known}"
    return ""


def _school(line: int, urn: int, fields: Sequence[str], layout: Layout) -> SchoolRow:
    warn: list[str] = []
    kind, kind_group = layout.cell(fields, "kind"), layout.cell(fields, "kind_group")
    group = group_of(kind, kind_group)
    if group is None:
        warn.append(
            f"TypeOfEstablishment: “{kind}” is not known, so it is listed under other places to learn"
        )
    phase = layout.cell(fields, "phase")
    if phase.lower() not in PHASE_OF:
        warn.append(f"PhaseOfEducation: “{phase}” is not known, so no phase is shown")
    age_from, age_to = cells.ages(layout.cell(fields, "age_from"), layout.cell(fields, "age_to"), warn.append)
    return SchoolRow(
        line=line,
        urn=urn,
        name=layout.cell(fields, "name")[:200],
        la_code=layout.cell(fields, "la_code")[:10],
        la_name=layout.cell(fields, "la_name")[:120],
        kind=kind[:100],
        kind_group=kind_group,
        group=group or "other",
        phase=PHASE_OF.get(phase.lower(), ""),
        status=STANDING_OF[layout.cell(fields, "status").lower() or "open"],
        age_from=age_from,
        age_to=age_to,
        gender=cells.stated(layout.cell(fields, "gender"))[:20],
        street=layout.cell(fields, "street")[:200],
        town=cells.town(fields, layout)[:120],
        postcode=cells.postcode(fields, layout, warn.append),
        point=cells.point(fields, layout, warn.append),
        website=cells.website(layout.cell(fields, "website"), warn.append),
        phone=layout.cell(fields, "phone")[:40],
        sen=cells.needs(fields, layout),
        **cells.provision(fields, layout),
        warnings=tuple(warn),
    )
