"""Forms for editors. What they type is cleaned exactly as what an import reads: plain text, no HTML."""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.db import models
from wagtail.admin.forms import WagtailAdminModelForm

from directory.feeds import cleaning


class PlainTextForm(WagtailAdminModelForm):
    """Every text of the form and of its inline parts is plain text when it is valid."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in self._parts():
            _know_parts_of_a_draft(part)
        for form in [self, *self._parts()]:
            for field in form.fields.values():
                # Addresses and emails are texts too, and have checks of their own.
                if type(field) is forms.CharField:
                    field.clean = _plainly(field)  # type: ignore[assignment, method-assign]

    def _parts(self) -> Iterator[WagtailAdminModelForm]:
        for formset in self.formsets.values():
            yield from formset.forms


def _know_parts_of_a_draft(part: WagtailAdminModelForm) -> None:
    # A part that is only in a draft has its id already, but no row that Django's own field could find. The
    # formset takes the part from the draft by this id, and an id that isn't in the draft makes a new part.
    # Parts that the database numbers have none before they are published.
    if not isinstance(part._meta.model._meta.pk, models.UUIDField):
        return
    known = part.fields["id"]
    part.fields["id"] = forms.UUIDField(initial=known.initial, required=False, widget=forms.HiddenInput)


def _plainly(field: forms.CharField) -> Callable[[Any], str]:
    several_lines = isinstance(field.widget, forms.Textarea)
    tidy, check = (cleaning.text if several_lines else cleaning.line), field.clean

    def clean(value: Any) -> str:
        # Tidied before the field's own checks: a name made only of tags is a missing name.
        return str(check(tidy(value)))

    return clean
