"""What a scenario says, in sentences. Children are counted whole, distances are km."""

from collections.abc import Iterator

from localoffer.commissioning.models import Candidates, Scenario
from localoffer.commissioning.picture.numbers import counted, number, people, percent, whole

#: Children; sums of shares of children differ by less than this without meaning it.
SAME = 0.5


def words(scenario: Scenario) -> tuple[str, ...]:
    """Short paragraphs, the most important first."""
    return (
        _gain(scenario),
        *_enough(scenario),
        _beside_greedy(scenario),
        _certain(scenario),
        _compared(scenario),
    )


def _gain(scenario: Scenario) -> str:
    reach = f"{number(scenario.reach_km)} km"
    rural = (
        f" {whole(scenario.rural_children)} of them live in rural areas."
        if scenario.rural_children >= SAME
        else " None of them live in rural areas."
    )
    return (
        f"{counted(len(scenario.chosen), 'more place', 'more places')} would bring"
        f" {people(scenario.children)} within {reach} who live beyond it now:"
        f" {percent(scenario.children, scenario.beyond_before)} of {whole(scenario.beyond_before)}.{rural}"
    )


def _enough(scenario: Scenario) -> Iterator[str]:
    if len(scenario.chosen) < scenario.more:
        yield (
            f"You asked for {scenario.more}, but {len(scenario.chosen)} "
            f"{'is' if len(scenario.chosen) == 1 else 'are'} enough: one more would bring nobody else "
            "within reach."
        )


def _beside_greedy(scenario: Scenario) -> str:
    if scenario.rural_first and scenario.rural_children - scenario.greedy_rural_children >= SAME:
        more = scenario.rural_children - scenario.greedy_rural_children
        return _greedy("rural ", more, scenario.rural_children, scenario.greedy_rural_children)
    more = scenario.children - scenario.greedy_children
    if more >= SAME:
        return _greedy("", more, scenario.children, scenario.greedy_children)
    return "Choosing one place after the other, the best first each time, would reach just as many."


def _greedy(which: str, more: float, best: float, greedy: float) -> str:
    return (
        f"Choosing one place after the other, the best first each time, would reach {whole(greedy)}"
        f" {which}children: {whole(more)} fewer ({percent(more, best)})."
    )


def _certain(scenario: Scenario) -> str:
    first = "Rural children came first. " if scenario.rural_first else ""
    if scenario.proven:
        which = " rural children" if scenario.rural_first else ""
        return f"{first}No other choice of as many places reaches more{which}: this is proven."
    which = "rural children" if scenario.rural_first else "children"
    return (
        f"{first}The search was stopped after {counted_seconds(scenario.seconds)}. This is the best choice"
        f" found so far. There may be a better one, but none can reach more than {whole(scenario.bound)}"
        f" {which}."
    )


def counted_seconds(seconds: float) -> str:
    """1 second, 10 seconds."""
    return f"{number(round(seconds, 1))} {'second' if seconds == 1 else 'seconds'}"


def _compared(scenario: Scenario) -> str:
    venues = scenario.candidates == Candidates.VENUES
    sort = (
        counted(scenario.considered, "place that we know", "places that we know")
        if venues
        else counted(scenario.considered, "middle of an area", "middles of areas")
    )
    compared = f"{sort} {'was' if scenario.considered == 1 else 'were'} compared"
    if scenario.left_out:
        compared += (
            ", those nearest to the children who go without;"
            f" {scenario.left_out:,} farther ones were left out so that the answer comes in time"
        )
    return f"{compared}. Everything that is listed today stays where it is."
