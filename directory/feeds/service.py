"""From a record in Open Referral's shape, of any version, to a ServiceRow and what is wrong with it. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from directory.feeds.ages import ages
from directory.feeds.areas import areas
from directory.feeds.cleaning import TWICE_ENCODED, cut, email, line, text, truth, url
from directory.feeds.complaints import Complaints, pick, record, records
from directory.feeds.contacts import contacts, phones
from directory.feeds.money import costs, in_a_word
from directory.feeds.owner import external_ids, organisation
from directory.feeds.rows import Problem, Raw, ServiceRow
from directory.feeds.sessions import schedules
from directory.feeds.states import LEVELS, WAITING, WAITING_WORDS, assured, capacity, choice, delivery, status
from directory.feeds.telling import answer, description, eligibility, languages
from directory.feeds.terms import features, terms
from directory.feeds.when import moment
from directory.feeds.where import venues

# A record with none of these is an organisation or a term, whatever its name.
MARKS = {"status", "organization", "organisation", "provider", "organization_id", "organisation_id"}
MARKS |= {"service_at_locations", "locations", "eligibilitys", "cost_options", "regular_schedules"}


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
    youngest, oldest = ages(said, complaints)
    places = venues(said, complaints)
    prices = costs(said, complaints)
    return ServiceRow(
        line=line_number,
        source_id=identifier,
        name=name,
        organisation=organisation(said, complaints),
        alternate_name=complaints.words("alternate_name", line(said.get("alternate_name")), 255),
        summary=complaints.words("summary", line(said.get("summary")), 255),
        description=description(said),
        url=complaints.read("url", url, pick(said, "url", "website"), ""),
        email=complaints.read("email", email, said.get("email"), ""),
        status=status(said, complaints),
        alert=text(said.get("alert")),
        level=choice(said, "level", LEVELS, {}, complaints),
        age_min=youngest,
        age_max=oldest,
        access_steps=text(pick(said, "access_steps", "application_process")) or answer(said, "start to use"),
        eligibility=eligibility(said),
        if_refused=text(said.get("if_refused")),
        waiting=choice(said, "waiting", WAITING, WAITING_WORDS, complaints),
        capacity=capacity(said, complaints),
        **delivery(said, places, complaints),
        cost=in_a_word(said, prices, complaints),
        fees=text(pick(said, "fees", "fees_description")),
        accreditations=text(said.get("accreditations")),
        assured_date=assured(said, today, complaints),
        assurer_email=complaints.read("assurer_email", email, said.get("assurer_email"), ""),
        modified=moment(pick(said, "last_modified", "updated_at")),
        venues=places,
        schedules=schedules(said, complaints),
        phones=phones(said, complaints),
        contacts=contacts(said, complaints),
        costs=prices,
        languages=languages(said),
        areas=areas(said),
        funding=tuple(cut(got, 255) for one in records(said, "funding") if (got := line(one.get("source")))),
        terms=terms(said),
        features=features(said, "features"),
        external_ids=external_ids(said),
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
