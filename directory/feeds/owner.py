"""Who offers a service, and the numbers that other systems know things by. Pure."""

from collections.abc import Mapping
from typing import Any

from directory.feeds.cleaning import cut, email, line, text, url
from directory.feeds.complaints import Complaints, pick, record, records
from directory.feeds.rows import IdentifierRow, OrganisationRow


def organisation(said: Mapping[str, Any], complaints: Complaints) -> OrganisationRow:
    """An organisation written as one text is its name; one without a name goes by the service's."""
    held = next((said[key] for key in ("organization", "organisation", "provider") if said.get(key)), None)
    if isinstance(held, str):
        return OrganisationRow(name=complaints.words("organisation", line(held), 255))
    owner = record(said, "organization", "organisation", "provider")
    source_id = line(pick(owner, "id") or pick(said, "organization_id", "organisation_id"))
    name = line(owner.get("name"))
    if not name:
        complaints.warn(
            "organisation", "It has no name. The service was put under an organisation of its own name."
        )
    return OrganisationRow(
        source_id=source_id[:255],
        name=complaints.words("organisation", name, 255),
        alternate_name=cut(line(owner.get("alternate_name")), 255),
        description=text(owner.get("description")),
        email=complaints.read("organisation email", email, owner.get("email"), ""),
        website=complaints.read("organisation website", url, pick(owner, "website", "url"), ""),
        uri=complaints.read("organisation uri", url, owner.get("uri"), ""),
        logo=complaints.read("organisation logo", url, owner.get("logo"), ""),
        identifiers=tuple(_identifiers(owner)),
    )


def _identifiers(owner: Mapping[str, Any]) -> list[IdentifierRow]:
    found = []
    for one in records(owner, "organization_identifiers", "organisation_identifiers"):
        if number_of := line(one.get("identifier")):
            scheme = line(pick(one, "identifier_scheme", "scheme"))[:40]
            kind = line(one.get("identifier_type"))[:80] or scheme or "identifier"
            found.append(IdentifierRow(scheme, number_of[:120], kind, line(one.get("id"))))
    return list({(one.scheme, one.identifier): one for one in found}.values())


def external_ids(said: Mapping[str, Any]) -> tuple[IdentifierRow, ...]:
    """The service's own numbers elsewhere, each once."""
    found = {}
    for one in records(said, "external_ids", "external_identifiers"):
        if number_of := line(one.get("identifier"))[:255]:
            scheme = line(pick(one, "scheme", "identifier_scheme"))[:120] or "id"
            found[scheme, number_of] = IdentifierRow(scheme, number_of)
    return tuple(found.values())
