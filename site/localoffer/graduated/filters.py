"""What an editor narrows the list of strategies by."""

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet

from directory.models.choices import Level
from localoffer.graduated.choices import Phase
from localoffer.graduated.models import AreaOfNeedPage, Strategy
from localoffer.graduated.models.strategy import StrategyQuerySet


class StrategyFilters(WagtailFilterSet):
    """By level, area of need, phase, and whether somebody should look at it again."""

    level = django_filters.ChoiceFilter(label="Level", choices=Level.choices)
    area = django_filters.ModelChoiceFilter(
        label="Area of need", method="by_area", queryset=lambda _: AreaOfNeedPage.objects.order_by("path")
    )
    phase = django_filters.ChoiceFilter(label="Phase", method="by_phase", choices=Phase.choices)
    overdue = django_filters.ChoiceFilter(
        label="Review",
        method="by_overdue",
        choices=[("overdue", "Overdue"), ("unset", "No day is set")],
    )

    class Meta:
        model = Strategy
        fields: list[str] = []

    def by_area(self, strategies: QuerySet[Strategy], _: str, area: AreaOfNeedPage) -> QuerySet[Strategy]:
        """For a barrier of this area."""
        return strategies.filter(barriers__path__startswith=area.path).distinct()

    def by_phase(self, strategies: StrategyQuerySet, _: str, phase: str) -> QuerySet[Strategy]:
        """For this phase, as its pages show it."""
        return strategies.in_phase(Phase(phase))

    def by_overdue(self, strategies: QuerySet[Strategy], _: str, how: str) -> QuerySet[Strategy]:
        """To be looked at before today, or on no day."""
        if how == "unset":
            return strategies.filter(review_by__isnull=True)
        return strategies.filter(review_by__lt=timezone.localdate())
