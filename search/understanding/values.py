"""What was understood of a family's words. Frozen values, pure."""

import re
from dataclasses import dataclass

from search.terms import Sought, Wish


@dataclass(frozen=True, slots=True)
class Respelled:
    """A word that was put right: shown, and undone by one link."""

    typed: str
    meant: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A question that this directory doesn't answer, and where to turn with it."""

    text: str  # what was recognised: "Potholes and roads"
    message: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of the words, each part with the words it was read from.

    ``place`` is the text of a place found in the words (never one typed in the box for places), to be given
    to ``locations.queries.locate``. ``sought`` is what to look for; nothing when only a place was said.
    ``nothing`` says that the question as a whole is outside this directory: no listing is worth showing.
    """

    words: tuple[str, ...] = ()  # as typed, tidied
    place: str = ""
    respelled: tuple[Respelled, ...] = ()
    sought: tuple[Sought, ...] = ()
    wishes: tuple[Wish, ...] = ()
    danger: bool = False  # urgent help comes before any result
    elsewhere: Elsewhere | None = None
    nothing: bool = False
    unknown: tuple[str, ...] = ()  # words that neither the listings nor the thesaurus hold

    @property
    def text(self) -> str:
        """The words as typed with single spaces, for the search box."""
        return " ".join(self.words)

    @property
    def spelled(self) -> str:
        """The words with the spelling put right."""
        text = self.text
        for one in self.respelled:
            typed = r"[\s-]+".join(re.escape(word) for word in one.typed.split())
            # Escaped, for a backslash in what was meant would be read as a sign.
            meant = one.meant.replace("\\", r"\\")
            text = re.sub(rf"(?<!\w){typed}(?!\w)", meant, text, flags=re.IGNORECASE)
        return text
