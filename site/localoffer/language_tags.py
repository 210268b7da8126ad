"""For templates: paths in the language being read, and what people wrote in English marked as English.

A screen reader that reads a Polish page needs to be told which of its words are English (WCAG 2.2, 3.1.2).
On an English page nothing is marked, because there is nothing to tell.
"""

from django import template
from django.template.base import Parser, Token
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from localoffer import script_words
from localoffer.languages import WRITTEN_IN, elsewhere, in_this_language

register = template.Library()
register.filter("in_this_language", in_this_language)
register.simple_tag(script_words.as_json, name="script_words")


@register.simple_tag(name="as_written")
def marked() -> SafeString:
    """The attribute of an element that holds what somebody wrote: ``lang="en-GB"``; in English nothing."""
    return format_html(' lang="{}"', WRITTEN_IN) if elsewhere() else SafeString("")


def read_here() -> SafeString:
    """The attribute of an element of the site's own words, amid what somebody wrote; in English nothing."""
    return format_html(' lang="{}"', get_language()) if elsewhere() else SafeString("")


@register.filter(name="as_written")
def span(text: object) -> object:
    """What somebody wrote, in the middle of a sentence of the site's: in a marked span, or as it is."""
    return format_html('<span lang="{}">{}</span>', WRITTEN_IN, text) if text and elsewhere() else text


class _Written(template.Node):
    """What stands between the two tags, in a marked block where the page is not in English."""

    def __init__(self, within: template.NodeList) -> None:
        self.within = within

    def render(self, context: template.Context) -> SafeString:
        """The same, or the same inside of one block more."""
        shown = self.within.render(context)
        return format_html("<div{}>{}</div>", marked(), shown) if elsewhere() and shown.strip() else shown


@register.tag("written")
def written(parser: Parser, token: Token) -> _Written:
    """``{% written %}...{% endwritten %}``: whole paragraphs that editors wrote."""
    within = parser.parse(("endwritten",))
    parser.delete_first_token()
    return _Written(within)
