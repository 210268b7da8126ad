"""What the law asks a local offer to hold, and where this one holds it."""

from localoffer.statutory.models.coverage import Coverage
from localoffer.statutory.models.item import StatutoryItem, Theme, Weight

__all__ = ["Coverage", "StatutoryItem", "Theme", "Weight"]
