"""What an editor fills in, in the order in which a family asks."""

from django import forms
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from directory.forms import PlainTextForm

YES_NO_OR_NOT_STATED = "Yes or no. Leave a feature out when you don't know: families read “not stated”."


def _features() -> InlinePanel:
    # A plain list and not a chooser: it holds only the features, and all of them fit on a screen.
    term = FieldPanel("term", heading="Feature", widget=forms.Select)
    return InlinePanel(
        "features",
        heading="Access and sensory profile",
        label="Feature",
        help_text=YES_NO_OR_NOT_STATED,
        panels=[FieldRowPanel([term, FieldPanel("state", heading="Is it so?")]), FieldPanel("note")],
    )


def _several(name: str, heading: str) -> FieldPanel:
    return FieldPanel(name, heading=heading, widget=forms.CheckboxSelectMultiple)


WHAT = [
    FieldPanel("name", required_on_save=True),
    FieldPanel("alternate_name", heading="Also known as"),
    FieldPanel("organisation"),
    FieldPanel("summary"),
    FieldPanel("description"),
    _several("kinds", "Kinds of help"),
    MultiFieldPanel([FieldPanel("status"), FieldPanel("alert")], heading="Is it running?"),
]
WHO = [
    _several("needs", "Needs"),
    FieldRowPanel([FieldPanel("age_min"), FieldPanel("age_max")], heading="Ages, in years"),
    FieldPanel("level", heading="Level of support"),
    FieldPanel("eligibility"),
    _features(),
]
HOW = [
    _several("access_routes", "Ways to get it"),
    FieldPanel("access_steps"),
    FieldRowPanel([FieldPanel("waiting"), FieldPanel("capacity")]),
    FieldPanel("if_refused"),
    FieldRowPanel([FieldPanel("url"), FieldPanel("email")]),
    InlinePanel("phones", label="Phone number", heading="Phone numbers"),
    InlinePanel("contacts", label="Contact", heading="Contacts", help_text="A role, not a person's name."),
    InlinePanel("languages", label="Language", heading="Languages"),
]
WHERE = [
    MultiFieldPanel(
        [FieldPanel(name) for name in ("at_venue", "comes_to_you", "online", "by_phone")],
        heading="How it reaches a family",
    ),
    InlinePanel(
        "at_venues", label="Venue", heading="Venues", panels=[FieldPanel("venue"), FieldPanel("note")]
    ),
    InlinePanel(
        "service_areas",
        label="Area",
        heading="Areas it covers",
        panels=[FieldRowPanel([FieldPanel("area_code"), FieldPanel("name")])],
    ),
    InlinePanel(
        "schedules",
        label="Time",
        heading="Times",
        panels=[
            FieldRowPanel([FieldPanel("freq"), FieldPanel("interval"), FieldPanel("term_time")]),
            FieldRowPanel([FieldPanel("byday", heading="Days"), FieldPanel("bymonthday", heading="Dates")]),
            FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to"), FieldPanel("dtstart")]),
            FieldPanel("venue", heading="Only at this venue"),
            FieldPanel("except_dates"),
            FieldPanel("description"),
            FieldPanel("notes"),
            FieldPanel("schedule_link"),
        ],
    ),
]
COST = [
    FieldPanel("cost", heading="In a word"),
    FieldPanel("fees"),
    InlinePanel(
        "cost_options",
        label="Price",
        heading="Prices",
        panels=[
            FieldRowPanel([FieldPanel("option", heading="For what"), FieldPanel("amount", heading="Pounds")]),
            FieldPanel("amount_description", heading="In words"),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        ],
    ),
    InlinePanel("funding", label="Funder", heading="Who pays for it"),
]
VOUCHED = [
    FieldRowPanel([FieldPanel("assured_date"), FieldPanel("assured_by")]),
    FieldPanel("assurer_email", help_text="A shared mailbox, not a person's own."),
    FieldPanel("accreditations"),
    InlinePanel("attributes", label="Term", heading="Terms of other lists"),
    InlinePanel("external_ids", label="Number", heading="What other systems call it"),
    FieldPanel("source", heading="The list it came from", read_only=True),
    PublishingPanel(),
]
SERVICE = TabbedInterface(
    [
        ObjectList(WHAT, heading="What it is"),
        ObjectList(WHO, heading="Who it is for"),
        ObjectList(HOW, heading="How to get it"),
        ObjectList(WHERE, heading="Where and when"),
        ObjectList(COST, heading="Cost"),
        ObjectList(VOUCHED, heading="Who vouches for it"),
    ],
    base_form_class=PlainTextForm,
)

VENUE = ObjectList(
    [
        FieldPanel("name"),
        FieldPanel("alternate_name"),
        FieldPanel("location_type", heading="What sort"),
        MultiFieldPanel(
            [
                FieldPanel("address_1"),
                FieldRowPanel([FieldPanel("city"), FieldPanel("postal_code")]),
                FieldRowPanel([FieldPanel("state_province"), FieldPanel("region"), FieldPanel("country")]),
                FieldRowPanel([FieldPanel("lat"), FieldPanel("lon"), FieldPanel("uprn", heading="UPRN")]),
                FieldPanel("address_hidden"),
            ],
            heading="Address",
        ),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("parking"), FieldPanel("transport")]),
        FieldPanel("accessibility_text", heading="Access in words"),
        FieldPanel("accessibility_url"),
        _features(),
        InlinePanel("external_ids", label="Number", heading="What other systems call it"),
        FieldPanel("source", heading="The list it came from", read_only=True),
    ],
    base_form_class=PlainTextForm,
)

ORGANISATION = ObjectList(
    [
        FieldPanel("name"),
        FieldPanel("alternate_name", heading="Also known as"),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("website"), FieldPanel("email")]),
        FieldPanel("parent", heading="Part of"),
        InlinePanel("identifiers", label="Number", heading="Charity, company and school numbers"),
        FieldPanel("source", heading="The list it came from", read_only=True),
    ],
    base_form_class=PlainTextForm,
)

TERM = ObjectList(
    [
        FieldPanel("taxonomy", heading="List", widget=forms.Select),
        FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
        FieldPanel("description"),
        FieldPanel("alternate_names", heading="Other words"),
        FieldPanel("parent", heading="Broader term"),
        FieldRowPanel(
            [FieldPanel("order"), FieldPanel("term_uri", heading="Address in a public vocabulary")]
        ),
    ],
    base_form_class=PlainTextForm,
)

TEAM = ObjectList(
    [
        FieldPanel("name", help_text="The team's name, never a person's."),
        FieldPanel("what"),
        FieldRowPanel([FieldPanel("area_kind"), FieldPanel("area_code")], heading="The area it looks after"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
        FieldPanel("url"),
        FieldPanel("order"),
    ],
    base_form_class=PlainTextForm,
)
