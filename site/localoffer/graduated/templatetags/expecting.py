"""Plain text as editors write it, on a page."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from localoffer.graduated.papers.paragraphs import Piece, paragraphs

register = template.Library()


@register.filter
def pieces(text: str) -> SafeString:
    """Paragraphs, and lists for lines that begin with "- ". Everything in the text is escaped."""
    return mark_safe("".join(_piece(one) for one in paragraphs(text)))  # noqa: S308 - each piece is escaped


def _piece(piece: Piece) -> str:
    if piece.points:
        points = format_html_join("", "<li>{}</li>", ((point,) for point in piece.points))
        return format_html('<ul class="govuk-list govuk-list--bullet">{}</ul>', points)
    return format_html('<p class="govuk-body">{}</p>', piece.text)
