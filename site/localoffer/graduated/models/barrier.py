"""Something that a parent or teacher would recognise, and what should be done about it."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from localoffer.graduated.addresses import page_address, tool_address
from localoffer.graduated.choices import ALL_AGES, Phase, Reader
from localoffer.graduated.models.phased import Phased
from localoffer.graduated.models.seeded import Seeded
from localoffer.graduated.papers import paper_file
from localoffer.graduated.told import Choice, Told, tell
from localoffer.pages.models import ContentPage
from localoffer.pages.models.varied import LARGE, SIZE

# Only what there is: any other address is left to the page's other forms, or is not found.
_PHASE = f"(?P<phase>{'|'.join((*Phase.values, ALL_AGES))})"
_READER = f"(?P<reader>{'|'.join(Reader.values)})"


class BarrierPage(RoutablePageMixin, Seeded, Phased, ContentPage):
    """One barrier: what it looks like to each reader, and the strategies at three levels.

    The page of a choice is ``<barrier>/<phase>/<reader>/``, which holds nothing about anybody, so that it can
    be shared. Texts are plain: a blank line parts paragraphs, a line that begins with "- " is a point.
    """

    label = "What to expect"

    code = models.SlugField(
        max_length=80, blank=True, db_index=True, help_text="How files name it. Leave empty if none do."
    )
    for_parents = models.TextField("what a parent or carer may notice", blank=True)
    for_young_people = models.TextField("what it can feel like, said to a young person", blank=True)
    for_schools = models.TextField("what a school, nursery or college may notice", blank=True)
    for_providers = models.TextField("what someone who provides a service may notice", blank=True)

    content_panels = [
        *ContentPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("for_parents"),
                FieldPanel("for_young_people"),
                FieldPanel("for_schools"),
                FieldPanel("for_providers"),
            ],
            heading="What you may notice",
        ),
        *Phased.phase_panels,
    ]
    exclude_fields_in_copy = ["code", "seeded"]
    parent_page_types = ["graduated.AreaOfNeedPage"]
    subpage_types: list[str] = []
    template = "graduated/barrier.html"

    class Meta:
        verbose_name = "barrier"

    @property
    def address(self) -> str:
        """Where anybody reads it."""
        return page_address(self.url_path)

    def address_for(self, choice: Choice) -> str:
        """The page of one choice."""
        return f"{self.address}{choice.phase or ALL_AGES}/{choice.reader}/"

    @property
    def other_names(self) -> list[str]:
        """What families say when they mean it."""
        return [name.strip() for name in self.also_known_as.splitlines() if name.strip()]

    def searched_text(self) -> str:
        """What each reader may notice."""
        said = (self.for_parents, self.for_young_people, self.for_schools, self.for_providers)
        return "\n\n".join(text for text in said if text)

    def told(self, choice: Choice) -> Told:
        """All that is said to this reader. One statement; two when nothing is written for the phase."""
        if self.pk is None:
            return tell(self, (), choice)
        public = self.strategies.public().order_by("name", "pk")
        found = tuple(public.in_phase(choice.phase))
        if not found and choice.phase:
            return replace(tell(self, tuple(public), choice), not_in_phase=True)
        return tell(self, found, choice)

    @path("")
    @re_path(rf"^{_PHASE}/$")
    @re_path(rf"^{_PHASE}/{_READER}/$")
    def choice(
        self, request: HttpRequest, phase: str = ALL_AGES, reader: str = Reader.PARENT.value
    ) -> HttpResponse:
        """What to expect, for this choice."""
        page: HttpResponse = self.render(request, told=self.told(_choice(phase, reader)))
        return page

    @re_path(rf"^{_PHASE}/{_READER}/checklist/$")
    def checklist(self, request: HttpRequest, phase: str, reader: str) -> HttpResponse:
        """The checklist and the meeting sheet, to print."""
        told = self.told(_choice(phase, reader))
        page: HttpResponse = self.render(request, told=told, template="graduated/checklist.html")
        return page

    @re_path(rf"^{_PHASE}/{_READER}/checklist/(?P<form>word|pdf)/$")
    def checklist_file(self, request: HttpRequest, phase: str, reader: str, form: str) -> HttpResponse:
        """The same as a file."""
        choice = _choice(phase, reader)
        paper = self.told(choice).paper
        source = request.build_absolute_uri(self.address_for(choice))
        return paper_file(request, form, paper, source=source, name=f"{self.slug}-{phase}-{reader}")

    def get_context(
        self, request: HttpRequest, *args: Any, told: Told | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """What is said to the reader, and what else can be chosen."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        told = told or self.told(Choice())
        chosen = told.choice
        here = self.address_for(chosen)
        phases = tuple(phase for phase in Phase if phase in (*self.phases, chosen.phase))
        return context | {
            "told": told,
            "here": here,
            "readers": [(one, self.address_for(Choice(one, chosen.phase))) for one in Reader],
            "phases": [(one, self.address_for(Choice(chosen.reader, one))) for one in (*phases, None)],
            "tool": tool_address(),
            "young": chosen.reader is Reader.YOUNG_PERSON,
            "carry": f"?{urlencode({'near': near})}" if (near := request.GET.get("near", "").strip()) else "",
            "large_address": f"{here}?{SIZE}={LARGE}",
            "usual_size_address": here,
        }


def _choice(phase: str, reader: str) -> Choice:
    """Of an address, which holds nothing that there isn't."""
    return Choice(Reader(reader), None if phase == ALL_AGES else Phase(phase))
