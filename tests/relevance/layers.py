"""The same question with more and more understanding, to see what each layer is worth."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from locations.geometry import MILE_KM
from locations.place import Place, PlaceNotFoundError
from locations.queries import locate
from search.engine.base import Engine
from search.terms import Asked, Near
from search.understanding import understand
from search.understanding.knowledge import Knowledge, Lexicon, Role
from search.understanding.values import Understood
from search.words import sought_as_typed
from tests.relevance.questions import Judged

MOST = 50


@dataclass(frozen=True)
class Layer:
    """Which parts of understanding are switched on."""

    name: str
    distance: bool = True
    places: bool = True
    spelling: bool = True
    thesaurus: bool = True
    wishes: bool = True

    def knows(self, whole: Knowledge) -> Knowledge:
        """What is left of the knowledge in this layer."""
        return replace(
            whole,
            places=whole.places if self.places else (),
            terms=whole.terms if self.thesaurus else type(whole.terms)(),
            entries=tuple(
                entry
                for entry in whole.entries
                if (self.wishes if entry.role is Role.WISH else self.thesaurus)
            ),
        )


FULL = Layer("all: with wishes and ages")
LAYERS = (
    Layer("plain full text", distance=False, places=False, spelling=False, thesaurus=False, wishes=False),
    Layer("with the place given and distance", places=False, spelling=False, thesaurus=False, wishes=False),
    Layer("with places in the words", spelling=False, thesaurus=False, wishes=False),
    Layer("with spelling", thesaurus=False, wishes=False),
    Layer("with the thesaurus", wishes=False),
    FULL,
)


def asker(engine: Engine, layer: Layer, whole: Knowledge, lexicon: Lexicon) -> Callable[[Judged], list[str]]:
    """How a question is put in this layer: to the ids found, best first."""
    knowledge = layer.knows(whole)

    def ask(question: Judged) -> list[str]:
        if layer.places or layer.spelling or layer.thesaurus:
            understood = understand(
                question.words,
                knowledge,
                lexicon,
                as_typed=not layer.spelling,
                place_known=not layer.places or bool(question.near),
            )
        else:
            understood = Understood(sought=sought_as_typed(question.words))
        if understood.nothing:
            return []
        if not layer.wishes:
            understood = replace(understood, wishes=())
        place = _place(question.near or understood.place) if layer.distance else None
        near = Near(place.lat, place.lon, place.label, place.area_codes) if place else None
        asked = Asked(
            words=understood.spelled or question.words,
            sought=understood.sought,
            wishes=understood.wishes,
            near=near,
            within_km=10 * MILE_KM,
            group=question.group,
            per_page=MOST,
        )
        return [hit.document.id for hit in engine.search(asked).hits]

    return ask


def _place(text: str) -> Place | None:
    try:
        return locate(text) if text else None
    except PlaceNotFoundError:
        return None
