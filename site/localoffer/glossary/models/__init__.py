"""Terms in plain words: an A to Z, explained where they are first used, and fed to the search."""

from localoffer.glossary.models.edition import GlossaryEdition
from localoffer.glossary.models.term import GlossaryTerm, said_ways

__all__ = ["GlossaryEdition", "GlossaryTerm", "said_ways"]
