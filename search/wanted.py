"""Which needs and kinds of help a question is about, by code: what it says and what was ticked."""

from search.choices import Names
from search.found import Question
from search.terms import Facet, Sought
from search.understanding.values import Understood

TOPICS = (Facet.NEED, Facet.KIND)
#: A topic worth less than this is only something near to what was said.
MEANT = 0.6
#: A question about more than these is about nothing in particular.
MOST = 6

Topic = tuple[Facet, str]


def wanted(question: Question, understood: Understood, known: Names) -> tuple[Topic, ...]:
    """The topics ticked, then those the words mean, each once, and only those that editors keep.

    Of one thing said, the topics that mean it best; of a question, MOST at most.
    """
    ticked = [(facet, code) for facet in TOPICS for code in question.filters.get(facet, ())]
    said = [topic for sought in _telling(understood) for topic in _meant(sought)]
    held = (one for one in dict.fromkeys([*ticked, *said]) if one[1] in known.of(one[0]))
    return tuple(held)[:MOST]


def _telling(understood: Understood) -> tuple[Sought, ...]:
    """What must be there; only when nothing must, everything that was said."""
    needed = tuple(sought for sought in understood.sought if sought.needed)
    return needed or understood.sought


def _meant(sought: Sought) -> list[Topic]:
    topics = [(way.topic, way.worth) for way in sought.ways if way.topic and way.topic[0] in TOPICS]
    best = max((worth for _, worth in topics), default=0.0)
    return [topic for topic, worth in topics if worth == best >= MEANT]
