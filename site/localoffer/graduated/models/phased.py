"""Which phases of education something is for. One row serves several."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from localoffer.graduated.choices import Phase


class Phased(models.Model):
    """Something for some phases; for none of them means that nobody has said, and it is then for all."""

    early_years = models.BooleanField("early years, 0 to 5", default=False)
    primary = models.BooleanField("primary, 4 to 11", default=False)
    secondary = models.BooleanField("secondary, 11 to 16", default=False)
    post_16 = models.BooleanField("after 16, 16 to 25", default=False)

    phase_panels = [
        FieldRowPanel(
            [FieldPanel(phase.column) for phase in Phase],
            heading="Which phases is it for?",
            help_text="None ticked means all of them.",
        )
    ]

    class Meta:
        abstract = True

    @property
    def phases(self) -> tuple[Phase, ...]:
        """Those that are ticked; all of them when none is."""
        return tuple(phase for phase in Phase if getattr(self, phase.column)) or tuple(Phase)

    def set_phases(self, phases: Iterable[Phase]) -> Self:
        """Tick exactly these."""
        wanted = set(phases)
        for phase in Phase:
            setattr(self, phase.column, phase in wanted)
        return self

    def serves(self, phase: Phase | None) -> bool:
        """Whether it is for this phase; for None, any."""
        return phase is None or phase in self.phases
