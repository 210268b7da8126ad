"""What the pages bring to Wagtail, one idea a file. Wagtail looks for this module by its name."""

from localoffer.pages.wagtail_hooks import links, many

__all__ = ["links", "many"]
