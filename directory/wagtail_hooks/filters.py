"""What an editor narrows a long list by."""

from datetime import date

import django_filters
from django.db.models import Q, QuerySet
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput

from directory.models import ImportProblem, ImportRun, Service, ServiceAtVenue, Status, TaxonomyTerm, Venue

LIVE = "live"
CHANGED = "changed"
DRAFT = "draft"


def _terms(taxonomy: str) -> QuerySet[TaxonomyTerm]:
    return TaxonomyTerm.objects.filter(taxonomy__slug=taxonomy)


class ServiceFilters(WagtailFilterSet):
    """Of services: what is live, what is stale, what can't be found on a map."""

    shown = django_filters.ChoiceFilter(
        label="Published",
        method="by_shown",
        choices=[
            (LIVE, "Families can see it"),
            (CHANGED, "Live, with a newer draft"),
            (DRAFT, "Only a draft"),
        ],
    )
    status = django_filters.ChoiceFilter(label="Running", choices=Status.choices)
    kinds = django_filters.ModelChoiceFilter(label="Kind of help", queryset=lambda _: _terms("kind"))
    needs = django_filters.ModelChoiceFilter(label="Need", queryset=lambda _: _terms("need"))
    organisation = django_filters.CharFilter(
        label="Organisation", field_name="organisation__name", lookup_expr="icontains"
    )
    stale = django_filters.DateFilter(label="Not checked since", method="by_stale", widget=AdminDateInput)
    source = django_filters.AllValuesFilter(label="Source", field_name="source")
    unplaced = django_filters.ChoiceFilter(
        label="On the map",
        method="by_unplaced",
        choices=[("no", "A venue has no coordinates, or none is given")],
    )

    class Meta:
        model = Service
        fields: list[str] = []

    def by_shown(self, services: QuerySet[Service], _: str, value: str) -> QuerySet[Service]:
        """Live, live with a newer draft, or only a draft."""
        if value == CHANGED:
            return services.filter(live=True, has_unpublished_changes=True)
        return services.filter(live=value == LIVE)

    def by_stale(self, services: QuerySet[Service], _: str, day: date) -> QuerySet[Service]:
        """Last checked before this day, or never."""
        return services.filter(Q(assured_date__lt=day) | Q(assured_date__isnull=True))

    def by_unplaced(self, services: QuerySet[Service], _: str, value: str) -> QuerySet[Service]:
        """Happens at a venue that no map can show."""
        lost = ServiceAtVenue.objects.filter(
            venue__lat__isnull=True, venue__location_type=Venue.Kind.PHYSICAL
        ).values("service")
        return services.filter(Q(pk__in=lost) | Q(at_venue=True, at_venues__isnull=True))


class VenueFilters(WagtailFilterSet):
    """Of venues: those a map can't show."""

    unplaced = django_filters.BooleanFilter(
        label="Without coordinates", field_name="lat", lookup_expr="isnull"
    )
    city = django_filters.CharFilter(label="Town", lookup_expr="icontains")

    class Meta:
        model = Venue
        fields: list[str] = []


class ProblemFilters(WagtailFilterSet):
    """Of refused rows: those of one run."""

    run = django_filters.ModelChoiceFilter(label="Import", queryset=lambda _: ImportRun.objects.all())

    class Meta:
        model = ImportProblem
        fields: list[str] = []
