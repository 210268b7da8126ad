"""Who is measured: ours, and PySAL's ``access`` with what it lacks made by plain scipy and pandas.

Everybody does the same: kilometres to the nearest service of each area, how many lie within the radius, and
the score by E2SFCA in three bands. Ours is asked as the site asks it. PySAL has no search of its own that
ends in this time (its ``create_euclidean_distance`` compares outlines), so it is given its pairs by scipy's
KD-trees.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from bench.access.country import Country
from locations.access import Bands, StraightLine, decay, enhanced, nearest
from locations.access.points import over_ground, through_ground

WITHIN_KM = 15.0


class Found(NamedTuple):
    """What each area has; a missing score is nought."""

    nearest_km: np.ndarray
    count: np.ndarray
    score: np.ndarray


def ours(country: Country) -> Found:
    near = nearest(country.homes, country.halls, k=2)
    reach = StraightLine(country.homes, country.halls, WITHIN_KM)
    scores = enhanced(
        reach, supply=country.places, demand=country.children, decay=decay("stepped", WITHIN_KM)
    )
    return Found(near.cost[:, 0], scores.count, scores.score)


def pysal(country: Country) -> Found:
    # Here and not above, so that they are no part of what ours holds in memory.
    import pandas as pd
    from access import Access, weights
    from scipy.spatial import cKDTree

    homes, halls = cKDTree(country.homes.xyz), cKDTree(country.halls.xyz)
    straight, _ = halls.query(country.homes.xyz, k=2)
    pairs = homes.sparse_distance_matrix(halls, through_ground(WITHIN_KM), output_type="ndarray")
    model = Access(
        demand_df=pd.DataFrame({"home": range(len(country.homes)), "children": country.children}),
        demand_index="home",
        demand_value="children",
        supply_df=pd.DataFrame({"hall": range(len(country.halls)), "places": country.places, "one": 1}),
        supply_index="hall",
        supply_value=["places", "one"],
        cost_df=pd.DataFrame({"home": pairs["i"], "hall": pairs["j"], "km": over_ground(pairs["v"])}),
        cost_origin="home",
        cost_dest="hall",
        cost_name="km",
    )
    bands = decay("stepped", WITHIN_KM)
    assert isinstance(bands, Bands)
    steps = weights.step_fn(dict(zip(bands.edges, bands.weights, strict=True)))
    model.weighted_catchment(name="n", max_cost=WITHIN_KM, supply_values="one")
    model.enhanced_two_stage_fca(name="e", max_cost=WITHIN_KM, supply_values="places", weight_fn=steps)
    table = model.access_df.sort_index().fillna(0.0)
    return Found(over_ground(straight[:, 0]), table["n_one"].to_numpy(), table["e_places"].to_numpy())


CONTESTANTS: dict[str, Callable[[Country], Found]] = {"ours": ours, "pysal": pysal}
