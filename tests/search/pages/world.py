"""What the pages' tests share: a real index over real rows, and what a reader sees."""

import re
from html import unescape

from django.test import Client

from search import actions
from tests.making import service, venue

BRIDGWATER = (51.128, -3.004)
HERE = "51.128,-3.004"


def index() -> None:
    """The real index of what the test made."""
    actions.rebuild()


def seen(html: str) -> str:
    """The words of a page, as a person reads them."""
    body = re.sub(r"<script.*?</script>|<[^>]+>", " ", html.split("<body", 1)[1].split(">", 1)[1], flags=re.S)
    return " ".join(unescape(body).split())


def read(client: Client, path: str) -> str:
    """The words of the page at this address, which must answer."""
    answer = client.get(path, follow=True)
    assert answer.status_code == 200, (path, answer.status_code)
    return seen(answer.content.decode())


def some_clubs(count: int, **fields: object) -> None:
    """Clubs in Bridgwater, the nearest first by number."""
    for number in range(1, count + 1):
        at = venue(f"Hall {number}", BRIDGWATER[0] + number * 0.001, BRIDGWATER[1], town="Bridgwater")
        service(f"Club {number:02d}", kinds=["club"], at=[at], **fields)
