"""Gaps, what families missed, what is promised, and the figures beside them: one idea a file."""

from localoffer.commissioning.models.indicator import Indicator, IndicatorFigure
from localoffer.commissioning.models.measure import CountedIn, Day, Measure
from localoffer.commissioning.models.plan import ActionItem, ActionUpdate, Progress
from localoffer.commissioning.models.run import AreaGap, GapRun, Sure
from localoffer.commissioning.models.scenario import MOST_MORE, Candidates, Scenario
from localoffer.commissioning.models.unmet import FEWEST_SHOWN, UnmetDemand

__all__ = [
    "FEWEST_SHOWN",
    "MOST_MORE",
    "ActionItem",
    "ActionUpdate",
    "AreaGap",
    "Candidates",
    "CountedIn",
    "Day",
    "GapRun",
    "Indicator",
    "IndicatorFigure",
    "Measure",
    "Progress",
    "Scenario",
    "Sure",
    "UnmetDemand",
]
