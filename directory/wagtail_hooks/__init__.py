"""The directory in the editors' admin: one menu with services, organisations, venues, words and imports."""

from wagtail.snippets.models import register_snippet

from directory.models import Service
from directory.wagtail_hooks.preview import page_context
from directory.wagtail_hooks.viewsets import DirectoryGroup

register_snippet(DirectoryGroup)
Service.page_context = staticmethod(page_context)
