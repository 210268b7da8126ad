"""One question as the server is asked it: the page, each group's first, the counts, beyond, guidance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from search import ranking
from search.engine.elastic import sphere
from search.engine.elastic.analysis import GUIDANCE, SERVICE
from search.engine.elastic.choosing import AGELESS, Choices, having
from search.engine.elastic.clauses import EVERYTHING, Clause, at_a_venue, each, has, some, term, terms
from search.engine.elastic.counting import aggregations
from search.engine.elastic.scoring import by_distance, covered, fresh, times_sum, wished, words
from search.engine.reading import sought_on
from search.terms import SECTION_SIZES, Asked, Group, Near, Shelf, Sort, Sought

Body = dict[str, Any]

#: How many are named beyond the radius.
BEYOND = 3
#: Where a hit beyond the radius has its score among what it was sorted by.
BEYOND_SCORE_AT = 2
#: When sorting by distance, what comes to the family goes before what is online: a factor that is a power of
#: two and greater than any two scores differ, so that the score can be had back exactly.
COVERS_FIRST = 2.0**40
_HELD = ["body", "marks"]


@dataclass(frozen=True)
class Plan:
    """One question, ready to be asked. ``sought`` is what was asked for, or the words as they stand."""

    asked: Asked
    sought: tuple[Sought, ...]
    choices: Choices

    @classmethod
    def of(cls, asked: Asked) -> "Plan":
        """Read a question."""
        return cls(asked, sought_on(Shelf.SERVICE, asked), Choices(asked))

    @cached_property
    def reading(self) -> tuple[Sought, ...]:
        """What is sought of guidance."""
        return sought_on(Shelf.GUIDANCE, self.asked)

    @property
    def roughly(self) -> bool:
        """Whether the server ranks by the nearest venue of any kind, and the exact rank is found from that.

        It can't multiply a score with the distance of the nearest venue that satisfies a choice. With the
        nearest of any kind a score is never too low, so a few more than wanted hold all that are wanted.
        """
        return bool(self.asked.near and self.choices.of_venues and self.asked.sort is Sort.BEST)

    def wanted(self) -> int:
        """How many hits lead up to the end of the page."""
        return max(self.asked.page, 1) * max(self.asked.per_page, 1)

    @cached_property
    def score_at(self) -> int:
        """Where a hit has its score among what it was sorted by."""
        return self.sort().index("_score")

    def led_by_page(self, group: Group) -> bool:
        """Whether the page itself begins with the first few of a group."""
        if self.of_guidance and group is not Group.GUIDANCE:
            return False
        listed = group is Group.LISTED or self.asked.group is group
        return listed and self.asked.page <= 1 and self.asked.per_page >= SECTION_SIZES[group]

    @property
    def of_guidance(self) -> bool:
        """Whether the page asked for is one of guidance: of help only the counts and each group's first."""
        return self.asked.group is Group.GUIDANCE

    def question(self, spare: int = 0) -> Body:
        """Help within reach, and its counts; with so many more hits where ``roughly`` needs them."""
        chosen = self.choices.everything()
        if self.asked.group and not self.of_guidance:
            chosen = [*chosen, self.choices.groups[self.asked.group]]
        return {
            "query": self._scored(),
            "post_filter": each(*chosen),
            "sort": self.sort(),
            **self._piece(spare),
            "_source": _HELD,
            "track_total_hits": True,
            "aggs": aggregations(self.choices, self._groups(spare)),
        }

    def _piece(self, spare: int) -> Body:
        """Which of all the hits are sent."""
        if self.of_guidance:
            return {"from": 0, "size": 0}
        if self.roughly:
            return {"from": 0, "size": self.wanted() + spare}
        size = max(self.asked.per_page, 1)
        return {"from": self.wanted() - size, "size": size}

    def guidance(self) -> Body | None:
        """Guidance about what is sought, or a page of it; None when it isn't looked for."""
        asked = self.asked
        if not asked.wants_guidance(self.sought):
            return None
        filters = [term("role", GUIDANCE), *(having(facet, codes) for facet, codes in asked.about.items())]
        if asked.labels:
            filters.append(terms("label", asked.labels))
        said = words(self.reading) if self.reading else EVERYTHING
        size = max(asked.per_page, 1) if self.of_guidance else SECTION_SIZES[Group.GUIDANCE]
        found = {"bool": {"must": [said], "filter": filters}}
        first = {"size": SECTION_SIZES[Group.GUIDANCE], "sort": self.guidance_sort(), "_source": _HELD}
        return {
            "query": self._factors(found, self.reading, Shelf.GUIDANCE),
            "sort": self.guidance_sort(),
            "from": self.wanted() - size if self.of_guidance else 0,
            "size": size,
            "_source": _HELD,
            "track_total_hits": True,
            "aggs": {} if self.led_by_guidance else {"first": {"top_hits": first}},
        }

    @property
    def led_by_guidance(self) -> bool:
        """Whether the hits of guidance begin with its first few."""
        return not self.of_guidance or self.led_by_page(Group.GUIDANCE)

    def beyond(self) -> Body | None:
        """The nearest few that are too far away and match all else; None when no place was asked about."""
        near, choices = self.asked.near, self.choices
        if near is None:
            return None
        placed = at_a_venue(*choices.venue(), has("venues.sphere"))
        found = self._words([*choices.services(), placed], but=[choices.near, choices.otherwise])
        far = ranking.weight("far")
        return {
            "query": times_sum(
                self._factors(found), [{"weight": far}, {"weight": 1 - far, **by_distance(near)}]
            ),
            "sort": [_by_distance(near, choices.venue()), "id", "_score"],
            "size": BEYOND,
            "_source": _HELD,
            "track_total_hits": False,
        }

    def _scored(self) -> Clause:
        filters = self.choices.may_reach()
        if self.choices.age:
            # Those that state no age are counted, though they aren't found.
            filters.append(some(*self.choices.age, AGELESS))
        found = self._factors(self._words(filters))
        return times_sum(found, self._nearness(self.asked.near)) if self.asked.near else found

    def _words(self, filters: list[Clause], but: Sequence[Clause] = ()) -> Clause:
        if self.sought:
            but = [term("role", GUIDANCE), *but]
            return {"bool": {"must": [words(self.sought)], "filter": filters, "must_not": but}}
        every = {"bool": {"filter": [term("role", SERVICE), *filters], "must_not": but}}
        return {"constant_score": {"filter": every}}

    def _factors(
        self, found: Clause, sought: Sequence[Sought] | None = None, shelf: Shelf = Shelf.SERVICE
    ) -> Clause:
        said = covered(found, self.sought if sought is None else sought, shelf)
        return fresh(wished(said, self.asked.wishes), self.asked.today.toordinal(), shelf)

    def _nearness(self, near: Near) -> list[Mapping[str, Any]]:
        groups = self.choices.groups
        far = ranking.weight("far")
        visiting = ranking.nearness(ranking.weight("comes-to-you"))
        if self.asked.sort is Sort.NEAREST:
            visiting *= COVERS_FIRST
        return [
            {"filter": groups[Group.NEAR], "weight": far},
            {"filter": groups[Group.NEAR], "weight": 1 - far, **by_distance(near)},
            {"filter": groups[Group.COVERS], "weight": visiting},
            {"filter": groups[Group.ONLINE], "weight": ranking.nearness(ranking.weight("online"))},
        ]

    def sort(self) -> list[Any]:
        """What to compare by. Scores are read from here: asked for on their own they are worked out twice."""
        near = self.asked.near
        if self.asked.sort is Sort.NAME:
            return ["name_key", "id", "_score"]
        if self.asked.sort is Sort.CHECKED:
            return [{"checked": {"order": "desc", "missing": "_last"}}, "id", "_score"]
        if self.asked.sort is Sort.NEAREST and near:
            # What isn't near has no distance here: the score alone decides among those.
            return [_by_distance(near, [*self.choices.venue(), self.choices.circle]), "_score", "id"]
        return ["_score", "id"]

    def guidance_sort(self) -> list[Any]:
        """What to compare guidance by: the nearest first says nothing of something to read."""
        return ["_score", "id"] if self.asked.sort is Sort.NEAREST else self.sort()

    def _groups(self, spare: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for group, services in self.choices.groups.items():
            made[group.value] = {"filter": services}
            if not self.led_by_page(group):
                size = SECTION_SIZES[group] + (spare if self.roughly and group is Group.NEAR else 0)
                first = {"top_hits": {"size": size, "sort": self.sort(), "_source": _HELD}}
                made[group.value]["aggs"] = {"first": first}
        return made


def _by_distance(near: Near, conditions: list[Clause]) -> dict[str, Any]:
    """Nearest first; with conditions, only venues that satisfy them all have a distance."""
    here = sphere.point(near.lat, near.lon)
    how: dict[str, Any] = {"venues.sphere": here, "unit": "m", "mode": "min"}
    if conditions:
        how["nested"] = {"path": "venues", "filter": each(*conditions)}
    return {"_geo_distance": how}
