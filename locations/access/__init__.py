"""Who can reach what: distances, catchments, shares and what-if. Pure maths: no Django, no Wagtail, no files.

An *origin* is where children live (an area's point), a *destination* is where help is (a venue). A ``Reach``
says which destinations each origin can get to and at what cost: kilometres (``StraightLine``) or minutes
(``TravelTable.between``). Everything else is asked of a reach, so that a travel table can take the place of
distances and nothing else changes. Positions in arrays are the only names here.

    homes, halls = Points(lat, lon), Points(lat, lon)
    reach = StraightLine(homes, halls, within_km=15, detour=1.3)
    nearest(homes, halls, k=2, detour=1.3)           -> Nearest.cost, .destination   (whatever the distance)
    nearest_in(reach, k=2)                           -> the same of any reach, e.g. minutes
    count(reach), totals(reach, weights)             -> how many, and how much, within reach of each origin
    two_step(reach, supply=, demand=)                -> Catchment.score, .count, .leaning   (2SFCA)
    enhanced(reach, supply=, demand=, decay=decay("stepped", 15))                           (E2SFCA)
    weighted(reach, supply=, decay=None)             -> supply within reach, worth less the farther
    beyond(cost, children, thresholds=(5, 10, 15, 30), groups=labels)   -> Beyond.everybody, .groups, .unknown
    site(reach, children=, venues=2, covered=, rural=, rural_first=True) -> Siting.venues, .greedy, .gap ...
"""

from locations.access.catchment import Catchment, enhanced, two_step, weighted
from locations.access.decay import DECAYS, Bands, Decay, Gaussian, decay
from locations.access.nearest import Nearest, count, nearest, nearest_in, totals
from locations.access.points import Points
from locations.access.reach import Held, Pairs, Reach, StraightLine, pairs
from locations.access.shares import Beyond, Share, beyond
from locations.access.siting import NewVenue, Siting, site
from locations.access.travel import TravelTable

__all__ = [
    "DECAYS",
    "Bands",
    "Beyond",
    "Catchment",
    "Decay",
    "Gaussian",
    "Held",
    "Nearest",
    "NewVenue",
    "Pairs",
    "Points",
    "Reach",
    "Share",
    "Siting",
    "StraightLine",
    "TravelTable",
    "beyond",
    "count",
    "decay",
    "enhanced",
    "nearest",
    "nearest_in",
    "pairs",
    "site",
    "totals",
    "two_step",
    "weighted",
]
