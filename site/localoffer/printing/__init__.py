"""Paper: tagged PDF and Word files, made of the same values as the pages on the screen."""

from localoffer.printing.tagged import FontsMissingError, pdf

__all__ = ["FontsMissingError", "pdf"]
