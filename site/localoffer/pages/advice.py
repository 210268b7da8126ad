"""Advice to whoever writes a page: how old its readers must be, and letters it doesn't explain."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from localoffer.pages.acronyms import EVERYDAY, unexplained
from localoffer.pages.reading import Reading, plain, read

#: The age that the site's words are meant for.
MEANT_FOR = 11

Explained = Callable[[], Iterable[str]]
_explained_elsewhere: list[Explained] = []


class Worded(Protocol):
    """A page of words: see ContentPage."""

    title: str
    summary: str

    def searched_text(self) -> str: ...

    @classmethod
    def read_for_search(cls, pages: Any) -> None: ...


@dataclass(frozen=True, slots=True)
class Advice:
    """What to look at again. Never a reason not to publish."""

    reading: Reading | None  # None: too few words to tell
    acronyms: tuple[str, ...]

    @property
    def too_hard(self) -> bool:
        """Whether it takes older readers than the site is meant for."""
        return self.reading is not None and self.reading.age > MEANT_FOR


def explains(source: Explained) -> Explained:
    """Have the acronyms that this gives taken as explained: the site explains them by itself."""
    _explained_elsewhere.append(source)
    return source


def advise(page: Worded) -> Advice:
    """What the words of a page, as it stands, give to think about."""
    type(page).read_for_search([page])
    words = f"<p>{page.summary}</p>\n{page.searched_text()}"
    known = EVERYDAY.union(*(source() for source in _explained_elsewhere))
    return Advice(reading=read(words), acronyms=unexplained(plain(f"<p>{page.title}</p>{words}"), known))
