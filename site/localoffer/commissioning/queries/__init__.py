"""Questions about runs here; what a page reads as a whole is in the other modules."""

from localoffer.commissioning.queries.runs import (
    active_measures,
    alike,
    areas_of,
    complete_runs,
    latest_run,
    latest_runs,
    measures_called,
    run_after,
    run_before,
    run_of,
)

__all__ = [
    "active_measures",
    "alike",
    "areas_of",
    "complete_runs",
    "latest_run",
    "latest_runs",
    "measures_called",
    "run_after",
    "run_before",
    "run_of",
]
