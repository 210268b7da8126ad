"""The truth about what is offered. One idea a file."""

from directory.models.choices import AssuredBy, Cost, Frequency, Has, Level, Status, TermTime, Waiting
from directory.models.imports import ImportProblem, ImportRun
from directory.models.organisation import Organisation, OrganisationIdentifier
from directory.models.parts import (
    Attribute,
    Contact,
    CostOption,
    ExternalId,
    Phone,
    Schedule,
    ServiceArea,
    ServiceAtVenue,
    ServiceFeature,
    ServiceLanguage,
)
from directory.models.service import Service
from directory.models.taxonomy import Taxonomy, TaxonomyTerm
from directory.models.venue import Venue, VenueFeature

__all__ = [
    "AssuredBy",
    "Attribute",
    "Contact",
    "Cost",
    "CostOption",
    "ExternalId",
    "Frequency",
    "Has",
    "ImportProblem",
    "ImportRun",
    "Level",
    "Organisation",
    "OrganisationIdentifier",
    "Phone",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtVenue",
    "ServiceFeature",
    "ServiceLanguage",
    "Status",
    "Taxonomy",
    "TaxonomyTerm",
    "TermTime",
    "Venue",
    "VenueFeature",
    "Waiting",
]
