"""What a visitor asks of the pages about schools, read once at the door."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from localoffer.schools.models import Phase, SchoolGroup
from localoffer.schools.queries.values import MILES, MILES_FIRST, Asked
from search.forms import tidy

LONGEST_NAME = 100
LONGEST_PLACE = 100
PAGE_MOST = 5000


class SchoolsForm(forms.Form):
    """The filters of the list. Only what a person types can be wrong; an unknown code is left out."""

    name = forms.CharField(
        required=False,
        max_length=LONGEST_NAME,
        error_messages={"max_length": _("That is too long. Type a part of the school's name.")},
    )
    near = forms.CharField(
        required=False,
        max_length=LONGEST_PLACE,
        error_messages={
            "max_length": _("Enter a postcode, such as TA6 4RN, or the name of a town or village.")
        },
    )

    def clean_name(self) -> str:
        """In one line."""
        return tidy(self.cleaned_data["name"])

    def clean_near(self) -> str:
        """In one line."""
        return tidy(self.cleaned_data["near"])

    def asked(self, *, outside: bool = False) -> Asked:
        """What was asked. Works for a form that isn't valid too: what is wrong is left out."""
        return Asked(
            group=self._one_of(SchoolGroup.values, "group"),
            phase=self._one_of(Phase.values, "phase"),
            name=self.cleaned_data.get("name", ""),
            near=self.cleaned_data.get("near", ""),
            within=int(self._one_of([str(miles) for miles in MILES], "within") or MILES_FIRST),
            page=_page(self._said("page")),
            outside=outside,
        )

    def _one_of(self, known: Any, name: str) -> str:
        said = self._said(name)
        return said if said in known else ""

    def _said(self, name: str) -> str:
        return str(self.data.get(name, ""))


def _page(text: str) -> int:
    return min(max(int(text), 1), PAGE_MOST) if text.isascii() and text.isdigit() and len(text) < 9 else 1
