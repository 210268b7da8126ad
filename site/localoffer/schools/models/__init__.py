"""Schools as the register lists them, what each says it offers, and whether its link still works."""

from localoffer.schools.models.choices import Has, Phase, SchoolGroup, Standing
from localoffer.schools.models.link import LinkCheck
from localoffer.schools.models.load import RegisterLoad
from localoffer.schools.models.offer import SchoolOffer
from localoffer.schools.models.school import School

__all__ = [
    "Has",
    "LinkCheck",
    "Phase",
    "RegisterLoad",
    "School",
    "SchoolGroup",
    "SchoolOffer",
    "Standing",
]
