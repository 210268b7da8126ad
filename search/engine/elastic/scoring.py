"""What a service is worth to a question, as queries: the formula in Asked's docstring, term by term.

Everything is a product, and the server multiplies a query's score with the sum of some functions. So each
factor that is a sum is wrapped around the rest as a function_score of its own.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from search import ranking
from search.ages import child_span
from search.engine.elastic import sphere
from search.engine.elastic.analysis import FIELD_OF, token
from search.engine.elastic.clauses import NOTHING, Clause, between, but_not, each, has, some, term
from search.engine.elastic.index import BEND
from search.terms import Near, Shelf, Sought, Way, Wish, deciding

Functions = Sequence[Mapping[str, Any]]

#: A boost of 1 gives rarity x (k1 + 1) x steps / (steps + k1); this many give rarity x worth of the steps.
_ONE = BEND / ranking.STEPS / (BEND + 1)


def words(sought: Sequence[Sought]) -> Clause:
    """Documents with something sought that is enough, and what that is worth."""
    enough = deciding(sought)
    needed = [_best_way(one) for one in enough]
    other = [_best_way(one) for one in sought if one not in enough]
    if needed and other:
        return {"bool": {"must": [some(*needed)], "should": other}}
    return some(*needed, *other)


def covered(query: Clause, sought: Sequence[Sought], shelf: Shelf) -> Clause:
    """Times the part of the things sought that a service has, to the power "words-matched" of the shelf.

    The power is applied a whole one at a time: the server can add and multiply, and nothing else.
    """
    if len(sought) < 2:
        return query
    having = [has_any(one.ways) for one in sought]
    power = ranking.weight(ranking.MATCHED[shelf])
    part = [{"filter": one, "weight": 1 / len(sought)} for one in having]
    for _ in range(int(power)):
        query = times_sum(query, part)
    rest = power - int(power)
    return _times_each(query, _by_number(having, rest), (1 / len(sought)) ** rest) if rest else query


def _by_number(having: Sequence[Clause], power: float) -> Functions:
    """Having m of them is worth m ** power: each further one multiplies by so much more."""
    return [
        {
            "filter": {"bool": {"should": list(having), "minimum_should_match": many}},
            "weight": (many / (many - 1)) ** power,
        }
        for many in range(2, len(having) + 1)
    ]


def wished(query: Clause, wishes: Sequence[Wish]) -> Clause:
    """Times the factor of each wish granted."""
    functions = [{"filter": has_any(one.ways), "weight": one.factor} for one in wishes]
    return _times_each(query, functions) if functions else query


def fresh(query: Clause, today: int, shelf: Shelf) -> Clause:
    """Times what a check so long ago leaves; ``today`` and days checked are ordinals."""
    stale = ranking.weight(ranking.STALE[shelf])
    until_today = between("checked", lte=today)
    decay = {"origin": today, "scale": ranking.weight("half-fresh"), "decay": 0.5}
    functions = [
        {"filter": until_today, "weight": stale},
        {"filter": until_today, "weight": 1 - stale, "exp": {"checked": decay}},
        {"filter": between("checked", gt=today), "weight": 1.0},
        {"filter": but_not(has("checked")), "weight": ranking.weight(ranking.NEVER_CHECKED[shelf])},
    ]
    return times_sum(query, functions)


def by_distance(near: Near) -> Mapping[str, Any]:
    """A function: from 1 at the door of the nearest venue, half every "half-near" kilometres."""
    scale = f"{sphere.kilometres(ranking.weight('half-near'))}km"
    decay = {"origin": sphere.point(near.lat, near.lon), "scale": scale, "decay": 0.5}
    return {"exp": {"venues.sphere": decay, "multi_value_mode": "min"}}


def has_any(ways: Sequence[Way]) -> Clause:
    """Services that go any of these ways, whatever that is worth."""
    return some(*(_goes(way) for way in ways))


def serves(start: float, end: float) -> Clause:
    """Services for somebody from one age until another (which no longer counts)."""
    return each(between("age_start", lt=end), between("age_end", gt=start))


def times_sum(query: Clause, functions: Functions) -> Clause:
    """A score times the sum of the functions that hold; at least one must."""
    how = {"score_mode": "sum", "boost_mode": "multiply"}
    return {"function_score": {"query": query, "functions": functions, **how}}


def _times_each(query: Clause, functions: Functions, boost: float = 1.0) -> Clause:
    how = {"score_mode": "multiply", "boost_mode": "multiply", "boost": boost}
    return {"function_score": {"query": query, "functions": functions, **how}}


def _best_way(sought: Sought) -> Clause:
    ways = [_worth(way, sought.weight) for way in sought.ways]
    return (
        {"dis_max": {"queries": ways, "tie_breaker": ranking.weight("also")}}
        if len(ways) > 1
        else some(*ways)
    )


def _worth(way: Way, weight: float) -> Clause:
    worth = way.worth * weight
    if way.stems:
        part = worth * _ONE / len(way.stems)
        stems = [term("stems", token(stem), part) for stem in way.stems]
        return stems[0] if len(stems) == 1 else {"bool": {"must": stems}}
    return {"constant_score": {"filter": _goes(way), "boost": worth * ranking.weight("listed")}}


def _goes(way: Way) -> Clause:
    if way.stems:
        return each(*(term("stems", token(stem)) for stem in way.stems))
    if way.topic:
        facet, code = way.topic
        return term(FIELD_OF[facet], code)
    return NOTHING if way.age is None else serves(*child_span(way.age))
