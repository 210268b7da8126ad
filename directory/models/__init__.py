"""The truth about what is offered. One idea a file."""

from directory.models.choices import AssuredBy, Cost, Frequency, Has, Level, Status, TermTime, Waiting
from directory.models.contact import Contact, Phone, ServiceLanguage
from directory.models.imports import ImportedService, ImportProblem, ImportRun
from directory.models.money import CostOption, Funding
from directory.models.organisation import Organisation, OrganisationIdentifier
from directory.models.parts import Attribute, ExternalId, ServiceArea, ServiceAtVenue, ServiceFeature
from directory.models.schedule import Schedule
from directory.models.service import Service
from directory.models.taxonomy import Taxonomy, TaxonomyTerm
from directory.models.team import LocalTeam
from directory.models.venue import Venue, VenueExternalId, VenueFeature

__all__ = [
    "AssuredBy",
    "Attribute",
    "Contact",
    "Cost",
    "CostOption",
    "ExternalId",
    "Frequency",
    "Funding",
    "Has",
    "ImportProblem",
    "ImportRun",
    "ImportedService",
    "Level",
    "LocalTeam",
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
    "VenueExternalId",
    "VenueFeature",
    "Waiting",
]
