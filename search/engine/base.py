"""The port: what every engine can do, and nothing about how."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from search.terms import Answer, Asked, Document, Suggestion


def gettext_noop(text: str) -> str:
    """Marks words for translators. Django's own asks for settings, and an engine needs none."""
    return text


#: What a family is told when no engine can answer.
RESTING = gettext_noop(
    "Search is resting for a moment. Please try again soon, or browse by need or by kind of help."
)


class SearchUnavailableError(Exception):
    """The engine can't answer now. The message is for a family: what happened and what they can do."""


class IndexBusyError(SearchUnavailableError):
    """Another process was writing for longer than we may wait. Nothing was changed: try again later."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an index must do about one key: hold this document, or (None) hold nothing."""

    key: str
    document: Document | None


@dataclass(frozen=True, slots=True)
class Refused:
    """A document the engine would not take, and why."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names for suggestions as you type: (text, kind, code) of needs and kinds, other words included."""

    entries: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Health:
    """Whether it answers, how much it holds, and since when."""

    ok: bool
    documents: int
    built_at: str = ""
    detail: str = ""


class Engine(Protocol):
    """One index. Reading never waits for writing; a write is whole or absent after a crash."""

    name: str

    def rebuild(self, documents: Iterable[Document], vocabulary: Vocabulary = ...) -> int:
        """Build a new index beside the old, switch to it in one step, drop the old; the count."""
        ...

    def apply(self, changes: Iterable[Change]) -> tuple[Refused, ...]:
        """Make the changes durable and visible. Repeating it changes nothing."""
        ...

    def search(self, asked: Asked) -> Answer:
        """Answer one question; SearchUnavailableError when it can't."""
        ...

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """What the text could become, best first."""
        ...

    def health(self) -> Health:
        """Never raises."""
        ...

    def stamps(self) -> Iterator[tuple[str, str]]:
        """(id, stamp) of every document held, in the order of ids."""
        ...
