"""Two engines as one: the second answers, at once and unseen, while the first is away, slow or broken."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import Enum
from threading import Lock
from typing import TypeVar

from search.engine.base import Change, Engine, Health, Refused, SearchUnavailableError, Vocabulary
from search.terms import Answer, Asked, Document, Suggestion

logger = logging.getLogger(__name__)
T = TypeVar("T")

#: Seconds until the first engine is tried again, doubled each time that it is still away, up to the longest.
FIRST_REST = 5.0
LONGEST_REST = 60.0


class Turn(Enum):
    """Whom a question goes to."""

    FIRST = "first"
    TRY = "try"  # the first, to find out whether it is back
    SECOND = "second"


class Breaker:
    """Remembers that the first engine is away, and when one question may try it again. Safe for threads."""

    def __init__(
        self,
        rest: float = FIRST_REST,
        longest: float = LONGEST_REST,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.shortest = rest
        self.longest = longest
        self._now = now
        self._lock = Lock()
        self._away = False
        self._rest = rest
        self._until = 0.0

    def turn(self) -> Turn:
        """Whom to ask now. Once a rest is over one caller is told to try, and the others go on as before."""
        with self._lock:
            if not self._away:
                return Turn.FIRST
            if self._now() < self._until:
                return Turn.SECOND
            # Another rest, so that a caller who never comes back doesn't keep it away for ever.
            self._until = self._now() + self._rest
            return Turn.TRY

    def answered(self, turn: Turn) -> bool:
        """The first engine answered; True when it was away until now."""
        with self._lock:
            back = self._away and turn is Turn.TRY
            if back:
                self._away, self._rest = False, self.shortest
            return back

    def failed(self, turn: Turn) -> bool:
        """The first engine did not answer; True when it was thought to be well until now."""
        with self._lock:
            if self._away and turn is Turn.FIRST:
                return False  # asked before we knew: many wait at once when a server hangs
            lost, self._away = not self._away, True
            self._rest = self.shortest if lost else min(self._rest * 2, self.longest)
            self._until = self._now() + self._rest
            return lost


class Standby:
    """The first engine for families, with the second behind it. Both are kept up to date by their own names.

    A question that the first can't answer is answered by the second in the same request, and the next ones go
    straight there. After a rest one question tries the first again. Writing and comparing are the first's.
    """

    def __init__(self, first: Engine, second: Engine, breaker: Breaker | None = None) -> None:
        self.first = first
        self.second = second
        self.name = first.name
        self.breaker = breaker or Breaker()

    def search(self, asked: Asked) -> Answer:
        """See the port. SearchUnavailableError only when both engines can't answer."""
        return self._ask(lambda engine: engine.search(asked))

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """See the port. SearchUnavailableError only when both engines can't answer."""
        return self._ask(lambda engine: engine.suggest(text, limit))

    def health(self) -> Health:
        """The first engine's; the second's, saying so, when the first is not well."""
        first = self.first.health()
        if first.ok:
            return first
        return replace(self.second.health(), detail=f"The {self.first.name} engine is away. {first.detail}")

    def rebuild(self, documents: Iterable[Document], vocabulary: Vocabulary = Vocabulary()) -> int:  # noqa: B008 frozen
        """Of the first engine."""
        return self.first.rebuild(documents, vocabulary)

    def apply(self, changes: Iterable[Change]) -> tuple[Refused, ...]:
        """Of the first engine."""
        return self.first.apply(changes)

    def stamps(self) -> Iterator[tuple[str, str]]:
        """Of the first engine."""
        return self.first.stamps()

    def _ask(self, ask: Callable[[Engine], T]) -> T:
        turn = self.breaker.turn()
        if turn is Turn.SECOND:
            return ask(self.second)
        try:
            answer = ask(self.first)
        except SearchUnavailableError as trouble:
            if self.breaker.failed(turn):
                # The kind of trouble alone: its message may hold what a family asked.
                logger.warning(
                    "The %s engine can't answer (%s). The %s engine answers until it is back.",
                    self.first.name,
                    type(trouble.__cause__ or trouble).__name__,
                    self.second.name,
                )
            return ask(self.second)
        if self.breaker.answered(turn):
            logger.info("The %s engine answers again.", self.first.name)
        return answer
