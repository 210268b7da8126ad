"""What a commissioner asks of a what-if."""

from django import forms

from localoffer.commissioning.models import MOST_MORE, Candidates


class ScenarioForm(forms.Form):
    """How many more venues, and where they might be."""

    more = forms.IntegerField(
        label="How many more places?",
        min_value=1,
        max_value=MOST_MORE,
        initial=2,
        help_text=f"From 1 to {MOST_MORE}.",
        error_messages={
            "required": f"Say how many more places: a whole number from 1 to {MOST_MORE}.",
            "invalid": f"Say how many more places: a whole number from 1 to {MOST_MORE}.",
            "min_value": "Ask for at least 1 more place.",
            "max_value": f"Ask for {MOST_MORE} more places at most.",
        },
    )
    candidates = forms.ChoiceField(
        label="Where might they be?",
        choices=Candidates.choices,
        initial=Candidates.VENUES,
        error_messages={"required": "Choose where the new places might be.", "invalid_choice": "Choose one."},
    )
    rural_first = forms.BooleanField(label="Children in rural areas come first", required=False)
    name = forms.CharField(
        label="Name (optional)",
        max_length=160,
        required=False,
        help_text="So that others find it again, such as: weekend clubs on the moor.",
        error_messages={"max_length": "The name is too long: use 160 letters at most."},
    )
