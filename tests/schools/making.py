"""Makers of schools, their offers, and register files."""

import csv
import io
from pathlib import Path
from typing import Any

from django.utils import timezone

from localoffer.schools.models import LinkCheck, RegisterLoad, School, SchoolOffer

BRIDGWATER = (51.1280, -3.0040)
#: As the register's own download heads them, in its order, with some that are not kept.
HEADINGS = (
    "URN",
    "LA (code)",
    "LA (name)",
    "EstablishmentName",
    "TypeOfEstablishment (name)",
    "EstablishmentTypeGroup (name)",
    "EstablishmentStatus (name)",
    "PhaseOfEducation (name)",
    "StatutoryLowAge",
    "StatutoryHighAge",
    "Gender (name)",
    "HeadTitle (name)",
    "HeadLastName",
    "Street",
    "Town",
    "Postcode",
    "SchoolWebsite",
    "TelephoneNum",
    "TypeOfResourcedProvision (name)",
    "ResourcedProvisionOnRoll",
    "ResourcedProvisionCapacity",
    "SenUnitOnRoll",
    "SenUnitCapacity",
    "SEN1 (name)",
    "SEN2 (name)",
    "Easting",
    "Northing",
)
#: A school in Bridgwater, as a line of the register.
LINE = {
    "URN": "900001",
    "LA (code)": "933",
    "LA (name)": "Somerset",
    "EstablishmentName": "Otterbrook Primary School",
    "TypeOfEstablishment (name)": "Community school",
    "EstablishmentTypeGroup (name)": "Local authority maintained schools",
    "EstablishmentStatus (name)": "Open",
    "PhaseOfEducation (name)": "Primary",
    "StatutoryLowAge": "4",
    "StatutoryHighAge": "11",
    "Gender (name)": "Mixed",
    "HeadTitle (name)": "Mx",
    "HeadLastName": "Nobody",
    "Street": "1 Example Street",
    "Town": "Bridgwater",
    "Postcode": "TA64RN",
    "SchoolWebsite": "www.otterbrook.example.org",
    "TelephoneNum": "01632960700",
    "Easting": "329800",
    "Northing": "137200",
}


def line(urn: int, **cells: str) -> dict[str, str]:
    """A line of the register; underscores stand for what a Python name can't hold."""
    named = {
        "name": "EstablishmentName",
        "la": "LA (code)",
        "kind": "TypeOfEstablishment (name)",
        "status": "EstablishmentStatus (name)",
        "phase": "PhaseOfEducation (name)",
        "website": "SchoolWebsite",
        "postcode": "Postcode",
        "easting": "Easting",
        "northing": "Northing",
        "low": "StatutoryLowAge",
        "high": "StatutoryHighAge",
        "provision": "TypeOfResourcedProvision (name)",
        "unit_places": "SenUnitCapacity",
        "sen": "SEN1 (name)",
    }
    return {**LINE, "URN": str(urn), **{named[key]: value for key, value in cells.items()}}


def register(path: Path, *lines: dict[str, str], encoding: str = "cp1252") -> Path:
    """A register file, in the encoding of the real one."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, HEADINGS, restval="")
    writer.writeheader()
    writer.writerows(lines)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def school(urn: int = 900001, name: str = "Otterbrook Primary School", **fields: Any) -> School:
    """A maintained primary school in Bridgwater, unless said otherwise."""
    values: dict[str, Any] = {
        "group": "maintained",
        "kind": "Community school",
        "phase": "primary",
        "lat": BRIDGWATER[0],
        "lon": BRIDGWATER[1],
        "town": "Bridgwater",
        "postcode": "TA6 4RN",
        "la_code": "933",
        "la_name": "Somerset",
    }
    return School.objects.create(urn=urn, name=name, **(values | fields))


def offer(of: School, *, live: bool = True, **fields: Any) -> SchoolOffer:
    """What a school says of itself, published unless said otherwise."""
    values = {"include": "We know every child."} | fields
    made = SchoolOffer.objects.create(school=of, live=False, **values)
    revision = made.save_revision()
    if live:
        revision.publish()
    made.refresh_from_db()
    return made


def looked(of: School, url: str, *, works: bool) -> LinkCheck:
    """Somebody looked at its link today."""
    said = "works" if works else "not found (404)"
    return LinkCheck.objects.create(school=of, url=url, works=works, said=said, checked_at=timezone.now())


def loaded() -> RegisterLoad:
    """The register was loaded today."""
    return RegisterLoad.objects.create(source="register.csv", new=1)
