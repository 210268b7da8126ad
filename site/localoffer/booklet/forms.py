"""What somebody wants in a booklet, read from an address."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import TaxonomyTerm
from localoffer.booklet.areas import areas
from localoffer.booklet.choosing import KIND, NEED, Selection
from locations.place import Place, PlaceNotFoundError
from locations.queries import locate

MILES = (("5", _("5 miles")), ("10", _("10 miles")), ("20", _("20 miles")))
BY = ((KIND, _("Kind of help")), (NEED, _("Need")))
SIZES = (("standard", _("Standard print")), ("large", _("Large print (18 point)")))
LONGEST_PLACE = 100


class BookletForm(forms.Form):
    """An area or a place, needs, kinds, and how it is printed. Nothing chosen is everything."""

    area = forms.ChoiceField(required=False)
    near = forms.CharField(required=False, max_length=LONGEST_PLACE)
    within = forms.ChoiceField(required=False, choices=MILES)
    need = forms.MultipleChoiceField(required=False)
    kind = forms.MultipleChoiceField(required=False)
    by = forms.ChoiceField(required=False, choices=BY)
    size = forms.ChoiceField(required=False, choices=SIZES)

    def __init__(self, data: Any = None) -> None:
        """Reads the areas and the terms that may be chosen. Three statements."""
        super().__init__(data)
        terms = _terms()
        self.choices: dict[str, Sequence[tuple[str, Any]]] = {
            "area": areas(),
            "need": terms["need"],
            "kind": terms["kind"],
            "within": MILES,
            "by": BY,
            "size": SIZES,
        }
        offered = {"area": [("", ""), *self.choices["area"]], "need": terms["need"], "kind": terms["kind"]}
        for name, field in self.fields.items():
            if name in offered and isinstance(field, forms.ChoiceField):
                field.choices = offered[name]
        self._place: Place | None = None

    def clean_near(self) -> str:
        """Find the place once, here."""
        typed: str = self.cleaned_data["near"].strip()
        if typed:
            try:
                self._place = locate(typed)
            except PlaceNotFoundError as unknown:
                raise forms.ValidationError(str(unknown)) from unknown
        return typed

    def clean(self) -> dict[str, Any]:
        """An area or a place, not both."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("area") and said.get("near"):
            self.add_error("near", _("Choose an area or type a place, not both."))
        return said

    def selection(self) -> Selection:
        """What was asked for, of a valid form."""
        said = self.cleaned_data
        return Selection(
            area=said["area"],
            place=self._place,
            miles=float(said["within"] or MILES[1][0]),
            needs=tuple(said["need"]),
            kinds=tuple(said["kind"]),
            by=said["by"] or KIND,
            large=said["size"] == "large",
        )


def _terms() -> dict[str, list[tuple[str, str]]]:
    """(code, name) of the needs and the kinds of help in the editors' order. One statement."""
    found: dict[str, list[tuple[str, str]]] = {"need": [], "kind": []}
    rows = TaxonomyTerm.objects.filter(taxonomy__slug__in=found).order_by("order", "name")
    for taxonomy, code, name in rows.values_list("taxonomy__slug", "code", "name"):
        found[taxonomy].append((code, name))
    return found
