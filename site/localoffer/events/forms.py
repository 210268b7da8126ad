"""What a visitor types: how to narrow the list, and a booking."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from localoffer.events.actions.booking import Wish, too_many
from localoffer.events.queries.listing import NEAR, SOON, Asked
from search.forms import CODE, PLACE_MOST, tidy

NAME_MOST, NEEDS_MOST, EMAIL_MOST = 120, 1000, 254


def asked_of(data: Any) -> Asked:
    """How the list is narrowed, read from an address: what means nothing is left out."""
    near = tidy(data.get("near", ""))[:PLACE_MOST]
    sort, need, page = (data.get(name, "") for name in ("sort", "need", "page"))
    return Asked(
        near=near,
        sort=sort if sort in (NEAR, SOON) else "",
        need=need if CODE.fullmatch(need) else "",
        online=data.get("online") == "1",
        free=data.get("free") == "1",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1,
    )


class BookingForm(forms.Form):
    """A booking. Every mistake is answered with how to mend it."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=NAME_MOST,
        error_messages={
            "required": _("Enter your name."),
            "max_length": _("Your name is too long for us: use 120 letters at most."),
        },
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=EMAIL_MOST,
        error_messages={
            "required": _("Enter your e-mail address. We send your place to it."),
            "invalid": _("Enter an e-mail address in full, like name@example.org."),
            "max_length": _("This e-mail address is too long. Check it, and enter it again."),
        },
    )
    places = forms.IntegerField(label=_("How many places?"), min_value=1, initial=1)
    access_needs = forms.CharField(
        label=_("What do you need to take part?"),
        required=False,
        max_length=NEEDS_MOST,
        error_messages={"max_length": _("This is too long for us: use 1,000 letters at most.")},
    )
    # Nobody sees it, so whoever fills it in is no person. Its name is none that a browser fills by itself.
    leave_empty = forms.CharField(required=False)

    def __init__(self, data: Any = None, *, most: int) -> None:
        super().__init__(data)
        self.most = most
        wrong = too_many(most)
        self.fields["places"].error_messages.update(
            required=_("Say how many places, in figures, such as 1."),
            invalid=_("Say how many places, in figures, such as 1."),
            min_value=_("Book at least 1 place."),
            overflow=wrong,
        )

    def clean_name(self) -> str:
        """The name in one line."""
        name = tidy(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_("Enter your name."))
        return name

    def clean_email(self) -> str:
        """The address in small letters, for one address is one person however it is written."""
        return str(self.cleaned_data["email"]).strip().lower()

    def clean_places(self) -> int:
        """No more than one booking may take."""
        places = int(self.cleaned_data["places"])
        if places > self.most:
            raise forms.ValidationError(too_many(self.most))
        return places

    def clean_access_needs(self) -> str:
        """The words without control characters, lines kept."""
        lines = self.cleaned_data["access_needs"].splitlines()
        return "\n".join(tidy(line) for line in lines).strip()

    @property
    def no_person(self) -> bool:
        """Whether the trap was filled in."""
        return bool(self.data.get("leave_empty", "").strip())

    def wish(self) -> Wish:
        """What is asked for."""
        kept = self.cleaned_data
        return Wish(kept["name"], kept["email"], kept["places"], kept["access_needs"])


class ByHandForm(BookingForm):
    """A booking that an organiser adds, for somebody who rang."""

    def __init__(self, data: Any = None, *, most: int) -> None:
        super().__init__(data, most=most)
        self.fields["email"].required = False
        del self.fields["leave_empty"]
