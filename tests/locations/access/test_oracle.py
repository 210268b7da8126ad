"""The scores beside those of PySAL's ``access``, which others rely on."""

import numpy as np
import pandas as pd
import pytest
from access import Access, weights

from locations.access import Bands, Gaussian, Held, Points, StraightLine, enhanced, two_step, weighted
from tests.locations.access.making import somerset

BANDS = Bands((5.0, 10.0, 15.0), (1.0, 0.68, 0.22))
# PySAL asks pandas for something in a way that pandas will give up some day.
pytestmark = pytest.mark.filterwarnings("ignore:The inplace keyword in DataFrame")
STEPS = weights.step_fn(dict(zip(BANDS.edges, BANDS.weights, strict=True)))


def oracle(reach, supply, demand):
    """PySAL's own model of the same pairs."""
    pairs = pd.concat(
        [pd.DataFrame({"home": piece.origin, "hall": piece.destination, "km": piece.cost}) for piece in reach]
    )
    return Access(
        demand_df=pd.DataFrame({"home": range(reach.origin_count), "children": demand}),
        demand_index="home",
        demand_value="children",
        supply_df=pd.DataFrame({"hall": range(reach.destination_count), "places": supply}),
        supply_index="hall",
        supply_value="places",
        cost_df=pairs,
        cost_origin="home",
        cost_dest="hall",
        cost_name="km",
    )


def theirs(frame):
    """A column of theirs, in which an area without supply is missing; ours is there with nought."""
    return frame.sort_index().iloc[:, 0].fillna(0.0).to_numpy()


@pytest.fixture(params=[*range(5), pytest.param("somerset", marks=pytest.mark.shared)])
def country(request):
    """Random countries and the real one: (reach, places, children)."""
    if request.param == "somerset":
        homes, children, _, schools, pupils = somerset(request.getfixturevalue("open_data"))
        return Held.of(StraightLine(homes, schools, 15, 1.3)), pupils, children
    random = np.random.default_rng(request.param)
    homes, halls = (Points(random.uniform(50.9, 51.5, n), random.uniform(-3.7, -2.4, n)) for n in (150, 40))
    reach = Held.of(StraightLine(homes, halls, 15, random.uniform(1, 1.5)))
    return reach, random.integers(0, 60, 40).astype(float), random.uniform(1, 900, 150)


def same(ours, frame):
    assert ours == pytest.approx(theirs(frame), rel=1e-9, abs=1e-15)
    assert ours.any()


def test_two_step_scores_are_pysals(country):
    reach, supply, demand = country
    same(
        two_step(reach, supply=supply, demand=demand).score,
        oracle(reach, supply, demand).two_stage_fca(max_cost=15),
    )


def test_enhanced_scores_in_bands_are_pysals(country):
    reach, supply, demand = country
    same(
        enhanced(reach, supply=supply, demand=demand, decay=BANDS).score,
        oracle(reach, supply, demand).enhanced_two_stage_fca(max_cost=15, weight_fn=STEPS),
    )


def test_enhanced_scores_along_a_bell_are_pysals(country):
    reach, supply, demand = country
    bell = Gaussian(15.0)
    same(
        enhanced(reach, supply=supply, demand=demand, decay=bell).score,
        oracle(reach, supply, demand).enhanced_two_stage_fca(
            max_cost=15, weight_fn=lambda km: float(bell(np.array([km]))[0])
        ),
    )


def test_supply_in_reach_is_pysals(country):
    reach, supply, demand = country
    model = oracle(reach, supply, demand)
    same(weighted(reach, supply=supply), model.weighted_catchment(max_cost=15))
    same(weighted(reach, supply=supply, decay=BANDS), model.weighted_catchment(max_cost=15, weight_fn=STEPS))
