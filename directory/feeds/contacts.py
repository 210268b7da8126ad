"""How to reach a service: numbers to ring and people to ask. Pure."""

from collections.abc import Mapping
from typing import Any

from directory.feeds.cleaning import cut, email, line, phone, truth
from directory.feeds.complaints import Complaints, pick, records, words
from directory.feeds.rows import ContactRow, PhoneRow


def phones(said: Mapping[str, Any], complaints: Complaints) -> tuple[PhoneRow, ...]:
    """Every number once, also those of contacts that may be shown."""
    held = [*records(said, "phones")]
    for contact in records(said, "contacts"):
        if truth(contact.get("visible")) is False:
            continue
        held += records(contact, "phones")
        if written := pick(contact, "phone", "number"):
            held.append({"number": written, "description": contact.get("title")})
    held += [{"number": one} for one in words(said.get("phone"))]
    found: dict[str, PhoneRow] = {}
    for one in held:
        if told := complaints.read("phone", phone, one.get("number"), ""):
            found.setdefault(
                told, PhoneRow(told, line(one.get("id")), cut(line(one.get("description")), 255))
            )
    return tuple(found.values())


def contacts(said: Mapping[str, Any], complaints: Complaints) -> tuple[ContactRow, ...]:
    """Those that may be shown; one without a name goes by its role or e-mail address."""
    found = []
    for one in records(said, "contacts"):
        if truth(one.get("visible")) is False:
            continue
        title = cut(line(pick(one, "title", "role")), 255)
        mail = complaints.read("contact email", email, one.get("email"), "")
        name = cut(line(one.get("name")), 255) or title or mail
        if name:
            found.append(ContactRow(name, line(one.get("id")), title, mail))
    return tuple(dict.fromkeys(found))
