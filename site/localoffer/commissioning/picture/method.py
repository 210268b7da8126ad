"""How a run was worked out and from what, in sentences that go with every download."""

from collections.abc import Mapping
from typing import Any

from localoffer.commissioning.models import GapRun
from localoffer.commissioning.picture.days import day
from localoffer.commissioning.picture.numbers import number

UNITS = {
    "listings": "listings for each 1,000 children",
    "sessions": "sessions a week for each 1,000 children",
    "places": "places a week for each 1,000 children",
}
METHODS = {
    "2sfca": "two-step floating catchment areas (2SFCA, Luo and Wang 2003)",
    "e2sfca": "enhanced two-step floating catchment areas (E2SFCA, Luo and Qi 2009), near ones counting more",
}


def score_unit(run: GapRun) -> str:
    """What a score counts: "sessions a week for each 1,000 children"."""
    return UNITS.get(str(run.parameters.get("counted_in")), UNITS["listings"])


def method_words(run: GapRun) -> str:
    """How distances and scores were worked out, and who is counted."""
    stated = run.parameters
    told = str(stated.get("method") or "")
    parts = [
        f"Score: {score_unit(run)} within {number(run.reach_km)} km, by {METHODS.get(told.lower(), told)}."
        if told
        else f"Score: {score_unit(run)} within {number(run.reach_km)} km."
    ]
    if stated.get("travel"):
        parts.append(f"Distances: from a table of travel times ({stated['travel']}).")
    elif detour := stated.get("detour"):
        parts.append(f"Distances: straight lines times {number(float(detour))}, as roads bend; in km.")
    ages = f"{run.age_from} to {run.age_to}" if run.age_from < run.age_to else f"{run.age_from}"
    parts.append(f"Children: {_who(ages, stated)}.")
    if run.checked_within_days:
        parts.append(f"Only listings checked in the last {run.checked_within_days} days count.")
    return " ".join(parts)


def _who(ages: str, stated: Mapping[str, Any]) -> str:
    if rates := stated.get("need_rates"):
        return f"those aged {ages}, times the share of each area who need it ({rates})"
    rate = stated.get("need_rate")
    if rate is None:
        return f"everyone aged {ages}"
    return f"those aged {ages}, times the share who need it ({number(float(rate) * 100)} in 100)"


def source_words(run: GapRun) -> str:
    """Which listings, areas and counts of children it stands on."""
    listed = f"Listings: this directory, as it was on {day(run.listed_at)}."
    return f"{listed} Areas and children: {run.generation_label}." if run.generation_label else listed
