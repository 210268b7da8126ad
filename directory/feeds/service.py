"""From a record in Open Referral's shape, of any version, to a ServiceRow and what is wrong with it. Pure."""

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from directory.feeds.cleaning import TWICE_ENCODED, cut, email, line, number, phone, text, truth, url
from directory.feeds.complaints import Complaints, pick, record, records, words
from directory.feeds.money import costs, in_a_word
from directory.feeds.rows import (
    AreaRow,
    ContactRow,
    IdentifierRow,
    LanguageRow,
    OrganisationRow,
    PhoneRow,
    Problem,
    Raw,
    ServiceRow,
    VenueRow,
)
from directory.feeds.sessions import schedules
from directory.feeds.terms import features, terms
from directory.feeds.when import day, moment
from directory.feeds.where import venues

STATUSES = {"active", "inactive", "defunct", "temporarily closed"}
LEVELS = {"universal", "targeted", "specialist"}
WAITING = {"none", "4-weeks", "3-months", "6-months", "longer", "closed"}
WAITING_WORDS = {
    "no wait": "none",
    "up to 4 weeks": "4-weeks",
    "1 to 3 months": "3-months",
    "3 to 6 months": "6-months",
    "more than 6 months": "longer",
    "the waiting list is closed": "closed",
}
DELIVERY = {
    "at a venue": "at_venue",
    "at-venue": "at_venue",
    "venue": "at_venue",
    "comes to you": "comes_to_you",
    "comes-to-you": "comes_to_you",
    "home visit": "comes_to_you",
    "online": "online",
    "phone": "by_phone",
    "by phone": "by_phone",
}
OLDEST = 120
# A record with none of these is an organisation or a term, whatever its name.
MARKS = {"status", "organization", "organisation", "provider", "organization_id", "organisation_id"}
MARKS |= {"service_at_locations", "locations", "eligibilitys", "cost_options", "regular_schedules"}
AREA_CODE_MAX = 20
AREA_CODE = re.compile(r"\b([EWSN]\d{8})\b")


def understand(raw: Raw, *, today: date | None = None) -> tuple[ServiceRow | None, list[Problem]]:
    """The row, or None when it must be left out, and everything that is wrong with it."""
    said = _unwrapped(raw.data)
    identifier = line(pick(said, "id", "import_id"))
    complaints = Complaints(raw.line, identifier or cut(line(said.get("name")), 80))
    if broken := raw.broken or line(said.get("_unread")):
        complaints.refuse("row", broken)
    elif not said.keys() & MARKS:
        complaints.refuse("row", "This isn't a service: it has no status, no organisation and no place.")
    if complaints.refused:
        return None, complaints.problems
    row = _service(said, identifier, complaints, raw.line, today or date.today())
    return (None if complaints.refused else row), complaints.problems


def _unwrapped(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record of a service at a location holds its service inside."""
    inside = record(data, "service")
    if not inside or "location" not in data:
        return data
    own = [{key: value for key, value in data.items() if key != "service"}]
    return {**inside, "service_at_locations": records(inside, "service_at_locations") or own}


def _service(
    said: Mapping[str, Any], identifier: str, complaints: Complaints, line_number: int, today: date
) -> ServiceRow:
    name = _name_and_id(said, identifier, complaints)
    youngest, oldest = _ages(said, complaints)
    places = venues(said, complaints)
    prices = costs(said, complaints)
    return ServiceRow(
        line=line_number,
        source_id=identifier,
        name=name,
        organisation=_organisation(said, complaints),
        alternate_name=complaints.words("alternate_name", line(said.get("alternate_name")), 255),
        summary=complaints.words("summary", line(said.get("summary")), 255),
        description=_description(said),
        url=complaints.read("url", url, pick(said, "url", "website"), ""),
        email=complaints.read("email", email, said.get("email"), ""),
        status=_status(said, complaints),
        alert=text(said.get("alert")),
        level=_choice(said, "level", LEVELS, {}, complaints),
        age_min=youngest,
        age_max=oldest,
        access_steps=text(pick(said, "access_steps", "application_process")) or _answer(said, "start to use"),
        eligibility=_eligibility(said),
        if_refused=text(said.get("if_refused")),
        waiting=_choice(said, "waiting", WAITING, WAITING_WORDS, complaints),
        capacity=_capacity(said, complaints),
        **_delivery(said, places, complaints),
        cost=in_a_word(said, prices, complaints),
        fees=text(pick(said, "fees", "fees_description")),
        accreditations=text(said.get("accreditations")),
        assured_date=_assured(said, today, complaints),
        assurer_email=complaints.read("assurer_email", email, said.get("assurer_email"), ""),
        modified=moment(pick(said, "last_modified", "updated_at")),
        venues=places,
        schedules=schedules(said, complaints),
        phones=_phones(said, complaints),
        contacts=_contacts(said, complaints),
        costs=prices,
        languages=_languages(said),
        areas=_areas(said),
        funding=tuple(cut(got, 255) for one in records(said, "funding") if (got := line(one.get("source")))),
        terms=terms(said),
        features=features(said, "features"),
        external_ids=_external_ids(said),
    )


def _name_and_id(said: Mapping[str, Any], identifier: str, complaints: Complaints) -> str:
    name = line(said.get("name"))
    if not name:
        complaints.refuse("name", "The service has no name. Give it one and import again.")
    if not identifier:
        complaints.refuse(
            "id", "The service has no id. Without one the next import can't tell that it is the same service."
        )
    elif len(identifier) > 255:
        complaints.refuse("id", "The id is longer than 255 characters.")
    if truth(pick(said, "show", "visible")) is False or truth(said.get("approved")) is False:
        complaints.refuse("visible", "The list says that this row isn't for the public, so it was left out.")
    if any(
        TWICE_ENCODED.search(said[key]) for key in ("name", "description") if isinstance(said.get(key), str)
    ):
        complaints.warn(
            "description", "Its accents and quotation marks were garbled and were put right. Check it."
        )
    if any("\ufffd" in said[key] for key in ("name", "description") if isinstance(said.get(key), str)):
        complaints.warn(
            "description", "Some of its letters were lost before it came here (�). Check the list."
        )
    return complaints.words("name", name, 255)


def _ages(said: Mapping[str, Any], complaints: Complaints) -> tuple[Decimal | None, Decimal | None]:
    limits = record(said, "eligibilitys", "eligibilities", "eligibility")
    youngest = _age(
        "minimum_age", pick(said, "minimum_age", "min_age"), limits.get("minimum_age"), complaints
    )
    oldest = _age("maximum_age", pick(said, "maximum_age", "max_age"), limits.get("maximum_age"), complaints)
    if oldest is not None and oldest > OLDEST:
        oldest = None  # 200 and 999 are how lists without an open end write one
    if youngest is not None and youngest > OLDEST:
        complaints.warn("minimum_age", f"Nobody is {youngest} years old. The age was left out.")
        youngest = None
    if youngest is not None and oldest is not None and youngest > oldest:
        complaints.refuse(
            "minimum_age, maximum_age",
            f"The youngest age ({youngest:f}) is above the oldest ({oldest:f}). Are they swapped? "
            "Mend them in the list and import it again.",
        )
    return youngest, oldest


def _age(field: str, value: Any, otherwise: Any, complaints: Complaints) -> Decimal | None:
    age = complaints.read(field, number, value if value is not None else otherwise, None)
    if age is None:
        return None
    if age < 0:
        complaints.refuse(
            field, f"An age can't be below nought ({age}). Mend it in the list and import it again."
        )
        return None
    return age.quantize(Decimal("0.1"), ROUND_HALF_UP) if age % 1 else Decimal(int(age))


def _organisation(said: Mapping[str, Any], complaints: Complaints) -> OrganisationRow:
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


def _description(said: Mapping[str, Any]) -> str:
    own = text(said.get("description"))
    offer = text(record(said, "local_offer").get("description"))
    more = text(said.get("additional_information"))
    return "\n\n".join(part for part in dict.fromkeys((own, offer, more)) if part)


def _answer(said: Mapping[str, Any], question: str) -> str:
    for one in records(record(said, "local_offer"), "survey_answers"):
        if question in line(one.get("question")).lower():
            return text(one.get("answer"))
    return ""


def _eligibility(said: Mapping[str, Any]) -> str:
    limits = records(said, "eligibilitys", "eligibilities", "eligibility")
    if limits:
        return "\n".join(words for one in limits if (words := text(pick(one, "eligibility", "description"))))
    return text(pick(said, "eligibility_description", "eligibility"))


def _status(said: Mapping[str, Any], complaints: Complaints) -> str:
    written = line(said.get("status")).lower().replace("_", " ")
    if truth(said.get("temporarily_closed")) is True and written in {"", "active"}:
        return "temporarily closed"
    if written and written not in STATUSES:
        complaints.refuse(
            "status",
            f"“{written[:40]}” isn't a status. It can be: active, inactive, defunct, temporarily closed.",
        )
    return written or "active"


def _choice(
    said: Mapping[str, Any], field: str, codes: set[str], spoken: Mapping[str, str], complaints: Complaints
) -> str:
    written = line(said.get(field)).lower()
    code = spoken.get(written, written)
    if code and code not in codes:
        complaints.warn(field, f"“{written[:40]}” isn't one of: {', '.join(sorted(codes))}. It was left out.")
        return ""
    return code


def _capacity(said: Mapping[str, Any], complaints: Complaints) -> int | None:
    places = complaints.read("capacity", number, pick(said, "capacity", "places"), None)
    if places is None:
        return None
    if places != int(places) or not 0 <= places <= 1_000_000:
        complaints.warn("capacity", f"“{places}” isn't a number of places. It was left out.")
        return None
    return int(places)


def _delivery(
    said: Mapping[str, Any], places: tuple[VenueRow, ...], complaints: Complaints
) -> dict[str, bool]:
    """As the source says; where it doesn't say, at a venue if it has one and online if that is its venue."""
    reach = dict.fromkeys(("at_venue", "comes_to_you", "online", "by_phone"), False)
    for one in words(said.get("delivery")):
        if one.lower() in DELIVERY:
            reach[DELIVERY[one.lower()]] = True
        else:
            complaints.warn(
                "delivery", f"“{one[:40]}” isn't venue, comes to you, online or phone. It was left out."
            )
    for session in records(said, "schedules", "regular_schedules"):
        if way := DELIVERY.get(line(session.get("attending_type")).lower()):
            reach[way] = True
    if not any(reach.values()):
        reach["at_venue"] = any(place.kind == "physical" for place in places)
        reach["online"] = any(place.kind == "virtual" for place in places)
    return reach


def _assured(said: Mapping[str, Any], today: date, complaints: Complaints) -> date | None:
    checked = complaints.read("assured_date", day, said.get("assured_date"), None)
    if checked and checked > today:
        complaints.warn(
            "assured_date", f"It says it was last checked on {checked}, which is still to come. Left out."
        )
        return None
    return checked


def _phones(said: Mapping[str, Any], complaints: Complaints) -> tuple[PhoneRow, ...]:
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


def _contacts(said: Mapping[str, Any], complaints: Complaints) -> tuple[ContactRow, ...]:
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


def _languages(said: Mapping[str, Any]) -> tuple[LanguageRow, ...]:
    found = [LanguageRow(cut(one, 120)) for one in words(said.get("languages"))]
    for one in records(said, "languages"):
        code = line(one.get("code"))
        name = line(pick(one, "name", "language")) or code
        if name:
            found.append(LanguageRow(cut(name, 120), line(one.get("id")), code[:12]))
    return tuple(dict.fromkeys(found))


def _areas(said: Mapping[str, Any]) -> tuple[AreaRow, ...]:
    held: list[Mapping[str, Any]] = [{"name": one} for one in words(said.get("service_areas"))]
    found = [_area(one) for one in (*held, *records(said, "service_areas"))]
    return tuple(dict.fromkeys(area for area in found if area.name or area.code or area.uri or area.extent))


def _area(one: Mapping[str, Any]) -> AreaRow:
    """A code is taken only where the source writes one; words are kept as words."""
    names = dict.fromkeys(text(one.get(key)) for key in ("name", "service_area"))
    name = "\n".join(filter(None, names))
    uri, extent = line(one.get("uri")), pick(one, "extent")
    given = line(one.get("code"))
    codes = set(AREA_CODE.findall(f"{uri} {given} {name}"))
    # An authority's own areas have codes of its own; those are taken where the source says "code".
    code = codes.pop() if len(codes) == 1 else given if len(given) <= AREA_CODE_MAX else ""
    drawn = json.dumps(extent, sort_keys=True) if isinstance(extent, Mapping) else text(extent)
    return AreaRow(
        name="" if name == code else name,
        source_id=line(one.get("id")),
        code=code,
        uri=uri if uri.startswith(("http://", "https://")) and len(uri) <= 500 else "",
        extent=drawn,
        extent_type=cut(line(one.get("extent_type")), 40) if drawn else "",
    )


def _external_ids(said: Mapping[str, Any]) -> tuple[IdentifierRow, ...]:
    found = {}
    for one in records(said, "external_ids", "external_identifiers"):
        if number_of := line(one.get("identifier"))[:255]:
            scheme = line(pick(one, "scheme", "identifier_scheme"))[:120] or "id"
            found[scheme, number_of] = IdentifierRow(scheme, number_of)
    return tuple(found.values())
