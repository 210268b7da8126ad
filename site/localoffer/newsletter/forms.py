"""What a reader types and ticks."""

from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from localoffer.newsletter.queries.choices import Choices
from localoffer.newsletter.saving import Keeping, Where

WRONG_EMAIL = _("Enter an e-mail address, such as name@example.org.")
PICK = _("Choose from the list. Something else was sent.")


class _Asking(forms.Form):
    """An address; and a field that people don't see, so that whoever fills it in is a machine."""

    email = forms.CharField(
        max_length=254, error_messages={"required": WRONG_EMAIL, "max_length": WRONG_EMAIL}
    )
    website = forms.CharField(required=False)

    def clean_email(self) -> str:
        """The address in small letters, without spaces around it."""
        email = str(self.cleaned_data["email"]).strip().lower()
        EmailValidator(message=str(WRONG_EMAIL))(email)
        return email

    @property
    def is_machine(self) -> bool:
        """Whether the field that nobody sees was filled in."""
        return bool(self.cleaned_data.get("website"))


class WishesForm(forms.Form):
    """What the weekly news is to be about; nothing ticked is everything."""

    needs = forms.MultipleChoiceField(required=False, error_messages={"invalid_choice": PICK})
    areas = forms.MultipleChoiceField(required=False, error_messages={"invalid_choice": PICK})

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        self._offer("needs", list(choices.need_names.items()))
        self._offer("areas", list(choices.area_names.items()))

    def ticked(self) -> set[str]:
        """The codes that are ticked when the form is shown."""
        return {code for name in ("needs", "areas") for code in self[name].value() or ()}

    def _offer(self, name: str, pairs: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (for the type alone)
        field.choices = pairs


class JoinForm(WishesForm, _Asking):
    """Sign up for the weekly news."""

    field_order = ["email", "needs", "areas", "website"]


class AlertForm(_Asking):
    """Keep a search: how much of the place, and whether the words."""

    where = forms.ChoiceField(error_messages={"required": PICK, "invalid_choice": PICK})
    words = forms.BooleanField(required=False)

    def __init__(self, *args: Any, keeping: Keeping, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keeping = keeping
        where = self.fields["where"]
        assert isinstance(where, forms.ChoiceField)  # noqa: S101 (for the type alone)
        where.choices = [(way.value, way.value) for way in (*keeping.spots, Where.NOTHING)]
        where.required = bool(keeping.spots)
        where.initial = next(iter(keeping.spots), Where.NOTHING).value
        self.fields["words"].required = keeping.needs_words
        self.fields["words"].error_messages = {
            "required": _(
                "Tick the box if we may keep your words. Without them there is nothing to look for."
            )
        }

    def clean_where(self) -> Where:
        """What is kept of the place."""
        return Where(self.cleaned_data["where"] or Where.NOTHING)
