"""The tool's own page: the finder, and the address of every strategy."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from localoffer.graduated.addresses import TOOL, page_address, tool_address
from localoffer.graduated.choices import Phase, Reader
from localoffer.graduated.forms import FinderForm
from localoffer.graduated.looking import Noticed, look
from localoffer.graduated.models.area import AreaOfNeedPage
from localoffer.graduated.models.barrier import BarrierPage
from localoffer.graduated.models.strategy import Strategy
from localoffer.graduated.told import in_full
from localoffer.graduated.told.cycle import told_cycle
from localoffer.pages.models import ContentPage
from search.nearby import Nearby, nearby

Shelf = tuple[AreaOfNeedPage, tuple[BarrierPage, ...]]


class ToolPage(RoutablePageMixin, ContentPage):
    """What to expect: say who you are, which phase and what you notice; get the page for exactly that."""

    label = "What to expect"

    text = models.TextField(blank=True, help_text="Said under the title, in plain words. A blank line parts.")

    content_panels = [*ContentPage.content_panels, FieldPanel("text")]
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["graduated.AreaOfNeedPage"]
    max_count = 1
    template = "graduated/finder.html"

    class Meta:
        verbose_name = "what to expect"

    def clean(self) -> None:
        """Refuse another address: links to strategies and barriers are made of it."""
        super().clean()
        if self.slug != TOOL:
            raise ValidationError({"slug": f"This page is always at “{TOOL}”."})

    @property
    def topic_codes(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """It is about every need, so it leads to help through its barriers and not itself. No statement."""
        return (), ()

    def help_near(self, request: HttpRequest) -> Nearby:
        """None: see above."""
        return Nearby()

    def searched_text(self) -> str:
        """What it is."""
        return self.text

    @path("")
    def find(self, request: HttpRequest) -> HttpResponse:
        """The finder, empty or with what may be meant; the page itself when only one can be."""
        form = FinderForm.of(request.GET)
        shelves = self._shelves()
        context: dict[str, Any] = {
            "form": form,
            "chosen": form.choice(),
            "readers": Reader.choices,
            "phases": tuple(Phase),
            "shelves": shelves,
            "cycle": told_cycle(Reader.PARENT),
            "tool": tool_address(),
        }
        if form.is_bound and form.is_valid():
            barriers = [one for _, held in shelves for one in held]
            noticed = _noticed(form, barriers)
            if noticed.exact:
                return HttpResponseRedirect(_with_place(noticed.exact.address_for(form.choice()), form))
            context |= self._found(noticed, form)
        page: HttpResponse = self.render(request, context_overrides=context)
        return page

    @path("strategies/<slug:code>/")
    def strategy(self, request: HttpRequest, code: str) -> HttpResponse:
        """One strategy with all that is known of it, and who can help with it nearby."""
        found = Strategy.objects.public().filter(code=code).prefetch_related("needs", "kinds").first()
        if found is None:
            raise Http404
        context = strategy_context(found, request)
        page: HttpResponse = self.render(
            request, template="graduated/strategy.html", context_overrides=context
        )
        return page

    def _shelves(self) -> tuple[Shelf, ...]:
        """The areas with their barriers, in the editors' order. Two statements."""
        areas = AreaOfNeedPage.objects.child_of(self).live().order_by("path")
        barriers = list(BarrierPage.objects.descendant_of(self).live().order_by("path"))
        return tuple(
            (area, tuple(one for one in barriers if one.path.startswith(area.path))) for area in areas
        )

    def _found(self, noticed: Noticed, form: FinderForm) -> dict[str, Any]:
        choice = form.choice()
        return {
            "asked": form.cleaned_data["notice"],
            "choice": choice,
            "noticed": noticed,
            "found": [(one, _with_place(one.address_for(choice), form)) for one in noticed.found],
        }


def strategy_context(strategy: Strategy, request: HttpRequest | None = None) -> dict[str, Any]:
    """What the page of a strategy is given. One statement for its barriers, two for its topics."""
    barriers = [one for one in strategy.barriers.all() if one.live]
    near = request.GET.get("near", "").strip() if request else ""
    needs = [term.code for term in strategy.needs.all()]
    kinds = [term.code for term in strategy.kinds.all()]
    return {
        "strategy": strategy,
        "thing": in_full(strategy),
        "barriers": [(one.title, page_address(one.url_path)) for one in barriers],
        "tool": tool_address(),
        "leads_to_help": bool(needs or kinds),
        "help": nearby(needs=needs, kinds=kinds, near=near) if near else Nearby(),
    }


def _noticed(form: FinderForm, barriers: list[BarrierPage]) -> Noticed:
    picked = form.cleaned_data["pick"].strip("/")
    if picked:
        ending = f"/{picked}/"
        return Noticed(exact=next((one for one in barriers if one.url_path.endswith(ending)), None))
    return look(form.cleaned_data["notice"], barriers)


def _with_place(address: str, form: FinderForm) -> str:
    """The page of a choice, with the place that was given, so that help near it is shown at once."""
    near = form.cleaned_data["near"].strip()
    return f"{address}?{urlencode({'near': near})}" if near else address
