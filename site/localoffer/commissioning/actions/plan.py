"""Promise to act on a gap."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from localoffer.commissioning.models import ActionItem, AreaGap, GapRun, Scenario

TITLE_LENGTH = 160
#: As many areas as a title names.
NAMED = 2


class CannotPlanError(Exception):
    """There is no such gap to plan for. The message says why."""


@transaction.atomic
def plan_for_gap(
    *,
    run: GapRun,
    area_codes: Sequence[str],
    scenario: Scenario | None = None,
    by: Any = None,
    title: str = "",
    promise: str = "",
    owner: str = "",
    **fields: Any,
) -> ActionItem:
    """Draft a promise about some areas of a run, keeping their scores of that run for ever.

    Nobody but the people who work on the plan sees it until it is published. Its words and its team may still
    be empty: the editor asks for them before it is published. ``fields`` are others of ActionItem (because,
    due, progress). Raises CannotPlanError for a run that isn't whole or an area that it doesn't have, and
    ValidationError.
    """
    if not run.complete:
        raise CannotPlanError("That run was never finished, so nothing can be planned on it.")
    gaps = _gaps(run, area_codes)
    item = ActionItem(
        title=title or _title(run, gaps),
        promise=promise,
        owner=owner,
        run=run,
        scenario=scenario,
        areas=[_kept(gap) for gap in gaps],
        live=False,
        has_unpublished_changes=True,
        **fields,
    )
    item.full_clean(exclude=[name for name in ("promise", "owner") if not getattr(item, name)])
    item.save()
    log(instance=item, action="wagtail.create", user=by)
    # Its words may still be missing, which a revision would refuse.
    item.save_revision(user=by, clean=False)
    return item


def _gaps(run: GapRun, codes: Sequence[str]) -> list[AreaGap]:
    """In the order asked for, each once."""
    rows = {gap.code: gap for gap in AreaGap.objects.filter(run=run, code__in=codes)}
    missing = [code for code in codes if code not in rows]
    if missing or not rows:
        named = ", ".join(missing) or "none"
        raise CannotPlanError(f"These areas are not in the run of {run.name}: {named}.")
    return [rows[code] for code in dict.fromkeys(codes)]


def _kept(gap: AreaGap) -> dict[str, Any]:
    return {
        "code": gap.code,
        "name": gap.name,
        "score": gap.score,
        "nearest_km": gap.nearest_km,
        "children": gap.children,
    }


def _title(run: GapRun, gaps: Sequence[AreaGap]) -> str:
    """Weekend clubs: Exford, Simonsbath and 3 more areas."""
    more = len(gaps) - NAMED
    areas = ", ".join(gap.name for gap in gaps[:NAMED])
    if more > 0:
        areas += f" and {more} more {'area' if more == 1 else 'areas'}"
    return f"{run.name}: {areas}"[:TITLE_LENGTH]
