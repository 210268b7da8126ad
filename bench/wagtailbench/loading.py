"""The same services put into the Wagtail site's tables, and its search index built by its own command."""

from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice

from django.core.management import call_command
from django.db import connection, transaction

from bench.generator import Listing, terms, with_broader
from bench.wagtailbench.models import CoveredArea, Organisation, Service, Term, Venue

BATCH = 2000


def make_tables() -> None:
    """Migrations for what Wagtail owns, plain tables for ours."""
    call_command("migrate", run_syncdb=True, verbosity=0)


def load(listings: Iterable[Listing]) -> None:
    """Every service with its organisation, venues, terms and areas, in batches."""
    known = {
        (group, term.code): Term.objects.create(group=group, code=term.code, name=term.name).pk
        for group in ("need", "kind", "access")
        for term in terms(group).values()
    }
    organisations: dict[str, int] = {}
    for batch in batches(iter(listings)):
        with transaction.atomic():
            load_batch(batch, known, organisations)


def load_batch(
    batch: list[Listing], known: dict[tuple[str, str], int], organisations: dict[str, int]
) -> None:
    new = {one.organisation_id: one.organisation for one in batch if one.organisation_id not in organisations}
    made = Organisation.objects.bulk_create(Organisation(name=name) for name in new.values())
    organisations.update(zip(new, (one.pk for one in made), strict=True))
    services = Service.objects.bulk_create(service(one, organisations[one.organisation_id]) for one in batch)
    pairs = list(zip(batch, services, strict=True))
    Venue.objects.bulk_create(
        Venue(
            service=kept, name=spot.name, town=spot.town, postcode=spot.postcode, lat=spot.lat, lon=spot.lon
        )
        for told, kept in pairs
        for spot in told.spots
    )
    CoveredArea.objects.bulk_create(
        CoveredArea(service=kept, code=code) for told, kept in pairs for code in told.areas
    )
    for group, field in (("need", "needs"), ("kind", "kinds"), ("access", "access")):
        through = getattr(Service, field).through
        through.objects.bulk_create(
            through(service_id=kept.pk, term_id=known[group, code])
            for told, kept in pairs
            for code in with_broader(group, getattr(told, field))
        )


def service(told: Listing, organisation: int) -> Service:
    return Service(
        hsds_id=told.id,
        organisation_id=organisation,
        title=told.name,
        summary=told.summary,
        description=told.description,
        level=told.level,
        cost=told.cost,
        age_min=told.age_min,
        age_end=None if told.age_max is None else told.age_max + 1,
        at_venue=told.at_venue,
        comes_to_you=told.comes_to_you,
        online=told.online,
        by_phone=told.by_phone,
        checked=told.checked,
    )


def build_index() -> None:
    """Wagtail's own command."""
    call_command("update_index", chunk_size=1000, stdout=StringIO())


def analyse() -> None:
    """Without statistics either database chooses plans a hundred times worse.

    PostgreSQL gets an index that Wagtail's own source speaks of and its migrations don't make: on the very
    expression it searches. It makes ordinary questions twice as fast.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("ANALYZE")
        else:
            cursor.execute("CREATE INDEX ON wagtailsearch_indexentry USING gin ((title || body))")
            cursor.execute("VACUUM ANALYZE")


def batches(listings: Iterator[Listing]) -> Iterator[list[Listing]]:
    while batch := list(islice(listings, BATCH)):
        yield batch
