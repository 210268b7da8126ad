"""``{% glossed %}...{% endglossed %}``: words explained where a page first uses them.

Each has a button after it that opens its meaning in place (HTML's popover: no script, works by keyboard,
Escape closes it). A browser that knows no popover shows the meaning in brackets, and so does paper.
"""

from functools import cached_property
from html import unescape
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from localoffer.glossary.explaining import explain_first
from localoffer.glossary.marking import mark
from localoffer.glossary.queries import book
from localoffer.glossary.wording import Book, Use
from localoffer.language_tags import marked, read_here, span

register = template.Library()
_KEY = "glossary.page"


class Page:
    """What one page has explained so far. The terms are read once for a page, when the first words come."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.within = False  # a block is being made; it will mark the blocks in it as well

    @cached_property
    def book(self) -> Book:
        """The terms."""
        return book()


class Glossed(template.Node):
    """The block, with its words explained."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        """What is inside, marked. In another such block nothing is done: that one knows what comes first."""
        page = page_of(context)
        if page.within:
            return self.nodelist.render(context)
        page.within = True
        try:
            html = self.nodelist.render(context)
        finally:
            page.within = False
        if not html.strip():
            return html
        return mark_safe(mark(html, page.book, page.seen, written))  # noqa: S308 (as safe as what came in)


@register.tag
def glossed(parser: Any, token: Any) -> Glossed:
    """Around finished HTML: explains the first use of each term on the page."""
    nodelist = parser.parse(("endglossed",))
    parser.delete_first_token()
    return Glossed(nodelist)


@register.simple_tag(takes_context=True)
def in_full(context: template.Context, text: str) -> str:
    """Plain text with each acronym that the page has not used yet written out."""
    page = page_of(context)
    return explain_first(text, page.book, page.seen)


def page_of(context: template.Context) -> Page:
    """The page's own state, shared by every template that it is made of."""
    # An included template has a render context of its own, "only" leaves the request behind, and a block of a
    # stream is a whole context: each shares the first layer or the request with the page it is on.
    request = context.get("request")
    first: Any = context.render_context.dicts[0]
    places: list[dict[str, Any]] = [first]
    if request is not None:
        places.append(request.__dict__)
    page: Page = next((place[_KEY] for place in places if _KEY in place), None) or Page()
    for place in places:
        place[_KEY] = page
    return page


def written(use: Use, in_full: bool) -> str:
    """A use with a button after it that opens its meaning, as HTML. ``use.written`` is HTML already."""
    term = use.term
    # The button stays on the line of the last word; the others break where the line ends.
    words, space, last = use.written.rpartition(" ")
    return format_html(
        '<span class="word"><span class="word__term">{words}{space}</span><span class="word__last">'
        '<span class="word__term">{last}</span>'
        '<button type="button" class="word__open" popovertarget="word-{slug}" aria-label="{label}"></button>'
        '</span>{full}<span class="word__meaning" id="word-{slug}"{here} popover>'
        '<strong class="word__name"{as_written}>{term}</strong>'
        '<span class="word__plain"{as_written}>{plain}</span> '
        '<a class="govuk-link word__more" href="{href}#{slug}">{more}</a> '
        '<button type="button" class="word__close" popovertarget="word-{slug}" '
        'popovertargetaction="hide">{close}</button></span></span>',
        slug=term.slug,
        label=gettext("%(term)s: what it means") % {"term": unescape(use.written)},
        words=mark_safe(words),  # noqa: S308 (a slice of the HTML that came in)
        space=space,
        last=mark_safe(last),  # noqa: S308
        full=format_html(" ({})", span(use.in_full)) if in_full else "",
        here=read_here(),
        as_written=marked(),
        term=f"{term.term} ({term.expansion})" if term.expansion else term.term,
        plain=term.plain,
        href=reverse("glossary:a-to-z"),
        more=gettext("All words"),
        close=gettext("Close"),
    )
