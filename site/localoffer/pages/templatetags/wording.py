"""For templates: the blocks of a page, and what a file is."""

from pathlib import PurePath
from typing import Any

from django import template
from django.template.context import Context
from django.template.defaultfilters import filesizeformat
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_noop

from localoffer.pages.links import linked_from

register = template.Library()

#: What a file is called by people who open it.
KINDS = {
    "pdf": "PDF",
    "doc": "Word",
    "docx": "Word",
    "odt": "OpenDocument",
    "xls": "Excel",
    "xlsx": "Excel",
    "ppt": "PowerPoint",
    "pptx": "PowerPoint",
    "csv": "CSV",
    "txt": gettext_noop("plain text"),
    "rtf": "RTF",
}


@register.simple_tag(takes_context=True)
def stream(context: Context, value: Any) -> SafeString:
    """All blocks of a StreamField. The pages they link to are read in one statement."""
    with linked_from(value):
        shown = "\n".join(block.render(context.flatten()) for block in value)
    return mark_safe(shown)  # noqa: S308  # each block escapes its own


@register.filter
def kind_and_size(document: Any) -> str:
    """What a document is and how large: "PDF, 1.2 MB". No look at the file where its size is known."""
    ending = PurePath(document.filename).suffix.lstrip(".").lower()
    kind = gettext(KINDS[ending]) if ending in KINDS else ending.upper()
    size = filesizeformat(document.get_file_size() or 0)
    return ", ".join(part for part in (kind, size) if part)
