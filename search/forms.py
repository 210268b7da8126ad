"""What a family may ask in an address, read once at the door."""

import math
import re
import unicodedata
from collections.abc import Iterable
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext, gettext_lazy

from search.addresses import MILES_LEAST, MILES_MOST, PLACE, View
from search.ages import AGE_BANDS
from search.found import Question
from search.terms import Box, Facet, Group, Sort

WORDS_MOST = 200
PLACE_MOST = 100
CODES_MOST = 20
IGNORED_MOST = 20
PAGE_MOST = 5000
CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
BANDS = frozenset(code for code, _, _ in AGE_BANDS) | {"not-stated"}

Choice = TypeVar("Choice", Group, Sort, View)


def tidy(text: str) -> str:
    """The text in one line: control characters and NULs gone, runs of space made one."""
    kept = "".join(" " if unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} else sign for sign in text)
    return " ".join(kept.split())


def number(text: str) -> float | None:
    """A finite number, or None: "nan" and "1e999" are no ages."""
    try:
        read = float(text)
    except ValueError:
        return None
    return read if math.isfinite(read) else None


class FindForm(forms.Form):
    """The search box and everything that narrows it.

    Only what a person types can be wrong, and is answered with how to mend it. The rest is codes that the
    pages made: one that means nothing is left out.

    A page of results also sends ``was``, the words it answered, and ``read``, the place it read from them and
    shows in the box for places. So new words start afresh, and emptying that box takes the place away.
    """

    q = forms.CharField(required=False, label=gettext_lazy("What do you need?"))
    near = forms.CharField(required=False, label=gettext_lazy("Postcode or place"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.age_typed = ""

    def clean_q(self) -> str:
        """The words in one line."""
        words = tidy(self.cleaned_data["q"])
        if len(words) > WORDS_MOST:
            raise forms.ValidationError(
                gettext("Use {} letters or fewer. A few words work best, such as: autism youth club.").format(
                    WORDS_MOST
                )
            )
        return words

    def clean_near(self) -> str:
        """The place in one line."""
        near = tidy(self.cleaned_data["near"])
        if len(near) > PLACE_MOST:
            raise forms.ValidationError(
                gettext("Enter a postcode, such as TA6 4RN, or the name of a town or village.")
            )
        return near

    def clean(self) -> dict[str, Any]:
        """The age, if one was typed, is an age."""
        cleaned = super().clean() or {}
        typed = [text for text in map(tidy, self._all("age")) if text and text not in BANDS]
        cleaned["age"] = None
        if typed:
            self.age_typed = typed[-1][:20]
            age = number(typed[-1])
            if age is None or not 0 <= age <= 120:
                self.add_error(
                    None, forms.ValidationError(gettext("Enter an age in years, such as 7."), code="age")
                )
            else:
                cleaned["age"] = round(age, 1)
        return cleaned

    def question(self) -> Question:
        """What was asked, in the one spelling that an address has."""
        words, near, ignored = self.cleaned_data["q"], self.cleaned_data["near"], self._keys("ignore")
        same = bool(words) and self._last("was") in ("", words)
        read = self._last("read")
        if same and read and near.casefold() == read.casefold():
            near = ""  # the box only showed what was read from the words
        elif same and read and not near:
            ignored |= {PLACE}
        return Question(
            words=words,
            near=near,
            as_typed=same and self._last("as_typed") == "1",
            ignore=tuple(sorted(ignored)[:IGNORED_MOST]) if same else (),
            within_miles=self._within(),
            filters={facet: codes for facet in Facet if (codes := self._codes(facet))},
            age=self.cleaned_data["age"],
            group=self._one_of(Group, "group"),
            sort=self._one_of(Sort, "sort") or Sort.BEST,
            page=self._page(),
            box=self._box(),
        )

    def view(self) -> View:
        """How to lay the answer out."""
        return self._one_of(View, "view") or View.LIST

    @property
    def age_error(self) -> str:
        """What is wrong with the age, or nothing."""
        wrong = self.non_field_errors().as_data() if self.is_bound else []
        return str(wrong[0].message) if wrong else ""

    def _all(self, name: str) -> list[str]:
        values = self.data.getlist(name) if hasattr(self.data, "getlist") else self.data.get(name, [])
        return [str(value) for value in values]

    def _last(self, name: str) -> str:
        values = self._all(name)
        return tidy(values[-1]) if values else ""

    def _codes(self, facet: Facet) -> tuple[str, ...]:
        asked: Iterable[str] = self._all(facet.value)
        if facet is Facet.AGE:
            asked = (code for code in asked if code in BANDS)
        return tuple(sorted({code for code in asked if CODE.fullmatch(code)})[:CODES_MOST])

    def _keys(self, name: str) -> set[str]:
        return {key for key in self._all(name) if CODE.fullmatch(key)}

    def _one_of(self, kind: type[Choice], name: str) -> Choice | None:
        try:
            return kind(self._last(name))
        except ValueError:
            return None

    def _within(self) -> float:
        miles = number(self._last("within"))
        return (
            Question().within_miles if miles is None else round(min(max(miles, MILES_LEAST), MILES_MOST), 1)
        )

    def _page(self) -> int:
        text = self._last("page")
        return min(max(int(text), 1), PAGE_MOST) if text.isascii() and text.isdigit() and len(text) < 9 else 1

    def _box(self) -> Box | None:
        sides = [number(side) for side in self._last("box").split(",")]
        if len(sides) != 4 or any(side is None for side in sides):
            return None
        south, west, north, east = (round(side or 0, 4) for side in sides)
        fits = -90 <= south < north <= 90 and -180 <= west < east <= 180
        return Box(south, west, north, east) if fits else None
