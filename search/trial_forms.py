"""What an editor sends from the page where questions are tried."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.datastructures import MultiValueDict

from search.found import Question
from search.models import Judgment
from search.trials import question
from search.understanding.tidying import LONGEST

#: Before the id of the service in the name of a judgment's field.
GRADE = "grade-"
NEAR_LONGEST = 80


class TrialForm(forms.Form):
    """A question, and which engine is to answer it."""

    words = forms.CharField(label="What", max_length=LONGEST, strip=True, required=False)
    near = forms.CharField(
        label="Where", max_length=NEAR_LONGEST, required=False, help_text="A postcode or a town."
    )
    engine = forms.ChoiceField(label="Answered by", required=False)

    def __init__(self, *args: Any, engines: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first = next(iter(engines))
        self.fields["engine"].choices = list(engines.items())  # type: ignore[attr-defined]
        if len(engines) == 1:
            self.fields["engine"].widget = forms.HiddenInput()

    def question(self) -> Question:
        """The question, tidied."""
        return question(self.cleaned_data["words"], self.cleaned_data["near"])

    @property
    def engine_name(self) -> str:
        """The engine chosen, or the first."""
        return self.cleaned_data.get("engine") or self.first


def grades(sent: MultiValueDict[str, str]) -> dict[UUID, int | None]:
    """The judgments sent: a grade for a service, None for "not judged". ValueError for anything else."""
    found: dict[UUID, int | None] = {}
    for name in sent:
        if name.startswith(GRADE):
            value = sent.get(name) or ""
            if value and value not in {str(grade) for grade in Judgment.Grade.values}:
                raise ValueError(value)
            found[UUID(name.removeprefix(GRADE))] = int(value) if value else None
    return found
