"""The demo's pages of words, from files."""

from localoffer.demo.content.loading import load_pages
from localoffer.demo.content.reading import PagesFileError

__all__ = ["PagesFileError", "load_pages"]
