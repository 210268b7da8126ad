"""What a page of the search announces: codes of what was looked for, codes of areas, and nothing besides.

``nothing_near(wanted, area_codes, places)``: nothing was within the radius. ``wanted`` are (taxonomy, code)
of needs and kinds of help, ``area_codes`` the areas that hold the place, ``places`` the edition of places
that knows them. No words, no postcode, nothing of who asked.
"""

import re

from django.dispatch import Signal
from django.http import HttpRequest

from search.layout import Page

nothing_near = Signal()

#: How programs that read the web for others name themselves.
MACHINE = re.compile(r"bot\b|bot[/;-]|crawl|spider|slurp|preview|monitor|curl|wget|python|https?://", re.I)
#: A browser that fetches a page before anybody asked for it says so in one of these.
AHEAD_OF_TIME = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


def announce(request: HttpRequest, page: Page) -> None:
    """Say that a family found nothing near, once for a page that a person asked for.

    Whatever a listener does with it, the page is shown.
    """
    found = page.found
    if page.nothing_near and found.wanted and found.place and _first_look(page) and _by_a_person(request):
        nothing_near.send_robust(
            sender=None,
            wanted=tuple((facet.value, code) for facet, code in found.wanted),
            area_codes=found.place.area_codes,
            places=found.places,
        )


def _first_look(page: Page) -> bool:
    """Not the same answer again: laid out another way, its next page, one group or a part of the map."""
    asked = page.found.question
    return asked.page == 1 and asked.group is None and asked.box is None and page.view == "list"


def _by_a_person(request: HttpRequest) -> bool:
    ahead = any("fetch" in request.headers.get(name, "").lower() for name in AHEAD_OF_TIME)
    named = request.headers.get("User-Agent", "")
    return request.method == "GET" and not ahead and not MACHINE.search(named)
