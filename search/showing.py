"""Hits as a page shows them: numbered, with reasons, and without what was withdrawn a moment ago."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from locations.place import Place
from search import reasons
from search.choices import Names
from search.document.venues import states_at
from search.found import Result
from search.terms import Answer, Asked, Document, Group, Hit, VenueEntry

#: The order in which a page shows the groups of help.
GROUPS = (Group.NEAR, Group.COVERS, Group.ONLINE, Group.LISTED)


class Showing:
    """Turns hits into results for one question."""

    def __init__(self, asked: Asked, place: Place | None, public: set[str], known: Names) -> None:
        self.asked = asked
        self.place = place
        self.public = public
        self.topics = reasons.Topics.of(known, asked)
        # Most results are on the page and in their group's section as well: each is made once.
        self.made: dict[str, Result] = {}

    def guidance(self, answer: Answer) -> tuple[Result, ...]:
        """The first few of guidance; a page numbers them where it shows them."""
        return self.results(answer.sections.get(Group.GUIDANCE, ()))

    def page(self, answer: Answer) -> tuple[Result, ...]:
        """The page asked for, numbered from the start of the whole list."""
        first = (self.asked.page - 1) * self.asked.per_page
        return self.results(answer.hits, first + 1)

    def sections(self, answer: Answer) -> Mapping[Group, tuple[Result, ...]]:
        """The first of every group, numbered on from one group to the next as the page shows them."""
        made: dict[Group, tuple[Result, ...]] = {}
        number = 1
        for group in GROUPS:
            if group in answer.sections:
                made[group] = self.results(answer.sections[group], number)
                number += len(made[group])
        return made

    def results(self, hits: Iterable[Hit], number: int = 0) -> tuple[Result, ...]:
        """The hits families may still see, numbered from ``number`` (0: not numbered)."""
        shown = [hit for hit in hits if hit.document.id in self.public]
        return tuple(self.result(hit, number + place if number else 0) for place, hit in enumerate(shown))

    def result(self, hit: Hit, number: int) -> Result:
        """One hit with its reasons and its number."""
        made = self.made.get(hit.document.id)
        if made is None:
            made = self.made[hit.document.id] = self._make(hit, number)
        return made if made.number == number else replace(made, number=number)

    def _make(self, hit: Hit, number: int) -> Result:
        venue = hit.document.venues[hit.venue] if hit.venue is not None else None
        read = hit.group is Group.GUIDANCE
        return Result(
            document=hit.document if read else _shown(hit.document, venue),
            group=hit.group,
            venue=venue if venue and venue.id else None,
            distance_km=hit.distance_km,
            why=() if read else reasons.why(hit, asked=self.asked, place=self.place, topics=self.topics),
            number=number,
        )


def _shown(document: Document, venue: VenueEntry | None) -> Document:
    """The card's features are those of the venue shown."""
    states = states_at(venue) if venue else document.feature_states
    return document if states == document.feature_states else replace(document, feature_states=states)
