"""Walk a site as a visitor would: from the front page, along every link inside it."""

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation

#: Not pages: files that a web server gives out, and the editors' rooms.
ELSEWHERE = ("/static/", "/media/", "/admin/")
#: Of one path with other questions behind it, so many: the filters of a search have no end.
QUESTIONS_EACH = 3


@dataclass
class Crawl:
    """What was met on the way."""

    read: list[str] = field(default_factory=list)
    broken: list[tuple[str, str, str]] = field(
        default_factory=list
    )  # on which page, which link, what is wrong

    @property
    def paths(self) -> set[str]:
        """The pages that were read, without what was asked of them."""
        return {urlsplit(address).path for address in self.read}


def crawl(client: Client, start: Iterable[str] = ("/",), most: int = 5_000) -> Crawl:
    """Every page that links lead to from ``start``. A link is broken when it answers 400 or more, or ends
    at a place (#...) that the page hasn't got. Redirects are followed, and must end."""
    # A page in another language leaves its language behind in this thread.
    with translation.override(translation.get_language()):
        return _walk(client, list(start), most)


def _walk(client: Client, start: list[str], most: int) -> Crawl:
    found = Crawl()
    waiting = deque(("(start)", path) for path in start)
    seen = set(start)
    questions: Counter[str] = Counter()
    anchors: dict[str, set[str]] = {}
    to_places: list[tuple[str, str]] = []
    while waiting and len(found.read) < most:
        source, address = waiting.popleft()
        answer = client.get(address, follow=True)
        if answer.status_code >= 400:
            found.broken.append((source, address, str(answer.status_code)))
            continue
        found.read.append(address)
        if not answer.get("Content-Type", "").startswith("text/html"):
            continue
        # What it links to is meant from where the redirects ended.
        here = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        page = BeautifulSoup(answer.content, "html.parser")
        anchors[address] = {one["id"] for one in page.select("[id]")}
        for link in page.select("a[href]"):
            target, place = urldefrag(urljoin(here, str(link["href"])))
            if not _inside(target):
                continue
            if place:
                to_places.append((address, f"{target}#{place}"))
            if target in seen or not _worth(target, questions):
                continue
            seen.add(target)
            waiting.append((address, target))
    found.broken += [
        (source, link, "no such place on the page")
        for source, link in to_places
        if (told := anchors.get(urldefrag(link)[0])) is not None and urldefrag(link)[1] not in told
    ]
    return found


def _inside(target: str) -> bool:
    parts = urlsplit(target)
    return (
        not parts.scheme
        and not parts.netloc
        and parts.path.startswith("/")
        and not target.startswith(ELSEWHERE)
    )


def _worth(target: str, questions: Counter[str]) -> bool:
    parts = urlsplit(target)
    if not parse_qsl(parts.query):
        return True
    questions[parts.path] += 1
    return questions[parts.path] <= QUESTIONS_EACH
