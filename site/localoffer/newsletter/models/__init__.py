"""News by e-mail: who gets it, what each asked for, and what was sent. One idea a file."""

from localoffer.newsletter.models.delivery import Delivery
from localoffer.newsletter.models.digest import Digest
from localoffer.newsletter.models.issue import Issue
from localoffer.newsletter.models.reader import Reader, new_secret
from localoffer.newsletter.models.saved import SavedSearch
from localoffer.newsletter.models.terms import TermDates

__all__ = ["Delivery", "Digest", "Issue", "Reader", "SavedSearch", "TermDates", "new_secret"]
