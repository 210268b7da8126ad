"""Choosing an organisation or a venue out of thousands, by part of its name.

The choosers ask the database itself: what an import has just written in bulk is found at once, without
Wagtail's own search index.
"""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet


class _ByName(BaseFilterForm):
    """One box; every word in it must be somewhere in one of the fields."""

    looked_in: ClassVar[tuple[str, ...]] = ("name",)

    q = forms.CharField(
        label="Name", required=False, widget=forms.TextInput(attrs={"placeholder": "Part of the name"})
    )

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        objects = super().filter(objects)
        words = self.cleaned_data.get("q", "")
        for word in words.split():
            objects = objects.filter(
                Q(*((f"{field}__icontains", word) for field in self.looked_in), _connector=Q.OR)
            )
        self.is_searching, self.search_query = bool(words), words
        return objects


class _VenueByName(_ByName):
    looked_in = ("name", "city", "postal_code")


class _ChooseByName(ChooseView):
    filter_form_class = _ByName


class _ResultsByName(ChooseResultsView):
    filter_form_class = _ByName


class _VenueColumns:
    """Two halls of one name are told apart by their town."""

    filter_form_class = _VenueByName

    @property
    def columns(self) -> list[Column]:
        found: list[Column] = super().columns  # type: ignore[misc]
        return [*found, Column("city", label="Town"), Column("postal_code", label="Postcode")]


class _ChooseVenue(_VenueColumns, ChooseView):
    pass


class _VenueResults(_VenueColumns, ChooseResultsView):
    pass


class NameChooser(SnippetChooserViewSet):
    """Found by name."""

    choose_view_class = _ChooseByName
    choose_results_view_class = _ResultsByName


class VenueChooser(SnippetChooserViewSet):
    """Found by name, town or postcode."""

    choose_view_class = _ChooseVenue
    choose_results_view_class = _VenueResults
