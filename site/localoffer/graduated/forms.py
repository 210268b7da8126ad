"""What a visitor says to the finder: who, how old, what is noticed, and where."""

from collections.abc import Mapping
from typing import Self

from django import forms
from django.utils.translation import gettext_lazy as _

from localoffer.graduated.choices import ALL_AGES, Phase, Reader
from localoffer.graduated.told import Choice

LONGEST = 200
LONGEST_PLACE = 100


class FinderForm(forms.Form):
    """Read from an address, so that it works without JavaScript; nothing of it is kept.

    What it can't use is put right without a word: an unknown reader is a parent, an unknown phase is all of
    them. Only too many words are refused.
    """

    who = forms.CharField(required=False, max_length=20)
    phase = forms.CharField(required=False, max_length=20)
    notice = forms.CharField(
        required=False,
        max_length=LONGEST,
        error_messages={
            "max_length": _("That is too long for us to read at once. Say it in up to 200 letters.")
        },
    )
    near = forms.CharField(
        required=False,
        max_length=LONGEST_PLACE,
        error_messages={
            "max_length": _("That is too long for a place. Type a postcode, a town or a village.")
        },
    )
    #: A barrier picked from the lists: "<area>/<barrier>".
    pick = forms.CharField(required=False, max_length=200)

    @classmethod
    def of(cls, said: Mapping[str, str]) -> Self:
        """Bound when an address says something of it; otherwise empty."""
        return cls(said if any(name in said for name in cls.base_fields) else None)

    def choice(self) -> Choice:
        """Who reads, about which phase. Works for a form that isn't valid too."""
        who, phase = str(self["who"].value() or ""), str(self["phase"].value() or ALL_AGES)
        reader = Reader(who) if who in Reader.values else Reader.PARENT
        return Choice(reader, Phase(phase) if phase in Phase.values else None)

    def clean_notice(self) -> str:
        """Without needless spaces."""
        return " ".join(str(self.cleaned_data["notice"]).split())
