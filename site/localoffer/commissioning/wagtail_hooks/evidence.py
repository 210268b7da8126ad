"""Runs, scenarios and unmet demand: evidence, to look at and never to edit."""

from typing import Any

from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from localoffer.commissioning.models import FEWEST_SHOWN, GapRun, Scenario, UnmetDemand
from localoffer.commissioning.picture.numbers import whole


class _Only(ModelPermissionPolicy):
    """Some verbs alone, whatever somebody may do elsewhere."""

    def __init__(self, model: Any, *verbs: str) -> None:
        super().__init__(model)
        self.verbs = verbs

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.verbs and super().user_has_permission(user, action)


class _ToRead(ModelViewSet):
    """A list to look at."""

    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50
    form_fields: list[str] = []
    verbs: tuple[str, ...] = ("view",)

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        """See ``verbs``."""
        return _Only(self.model, *self.verbs)


class RunViewSet(_ToRead):
    """Runs: what was measured, when, and on how much."""

    model = GapRun
    icon = "history"
    menu_label = "Runs"
    list_display = [
        "name",
        DateColumn("measured_at", label="Measured", sort_key="measured_at"),
        "listings",
        "venues",
        Column("children", label="Children", accessor=lambda run: whole(run.children)),
        Column("complete", label="Whole", accessor=lambda run: "Yes" if run.complete else "No"),
    ]
    inspect_view_fields = [
        "name",
        "need_code",
        "kind_code",
        "age_from",
        "age_to",
        "day",
        "reach_km",
        "parameters",
        "checked_within_days",
        "generation_label",
        "area_kind",
        "listed_at",
        "measured_at",
        "listings",
        "venues",
        "comes_to_you",
        "online",
        "children",
        "complete",
    ]


class ScenarioViewSet(_ToRead):
    """Scenarios: made on the gap pages, never edited; a wrong one may be deleted."""

    model = Scenario
    icon = "help"
    menu_label = "What if?"
    verbs = ("view", "delete")
    list_display = [
        "name",
        "run",
        "more",
        Column("children", label="Children newly within reach", accessor=lambda one: whole(one.children)),
        DateColumn("made_at", label="Made", sort_key="made_at"),
    ]
    inspect_view_fields = [
        "name",
        "run",
        "candidates",
        "considered",
        "left_out",
        "more",
        "rural_first",
        "chosen",
        "children",
        "rural_children",
        "greedy_children",
        "proven",
        "seconds",
        "made_at",
    ]


def _times(row: UnmetDemand) -> str:
    return f"fewer than {FEWEST_SHOWN}" if row.times < FEWEST_SHOWN else f"{row.times:,}"


class UnmetViewSet(_ToRead):
    """What families looked for and did not find. Small counts are hidden from editors too."""

    model = UnmetDemand
    icon = "search"
    menu_label = "Asked for and missing"
    inspect_view_enabled = False
    list_display = [
        DateColumn("month", label="Month", sort_key="month"),
        "taxonomy",
        "code",
        "area_code",
        Column("times", label="Times", accessor=_times),
    ]
