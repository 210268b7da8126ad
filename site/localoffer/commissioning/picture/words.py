"""A picture in a few sentences, for whoever can't see the map or has no time for the table."""

from collections.abc import Sequence

from localoffer.commissioning.measuring.comparing import AreaChange, Changes, compare
from localoffer.commissioning.models import AreaGap, GapRun
from localoffer.commissioning.picture.days import earlier
from localoffer.commissioning.picture.numbers import counted, number, one_in, people, percent, whole
from localoffer.commissioning.picture.shares import beyond
from localoffer.commissioning.picture.things import thing

#: How many areas a sentence names.
NAMED = 3


def lead(run: GapRun, gaps: Sequence[AreaGap], lens: str) -> str:
    """How many children live beyond reach of the nearest one, as a number, a share, and how rural."""
    of = sum(gap.children for gap in gaps)
    where = "in rural areas" if lens == "rural" else "in these areas"
    if not gaps:
        return "None of the areas is known to be rural." if lens == "rural" else "No area was measured."
    if of <= 0:
        return f"No children of these ages are counted {where}, so nobody can be said to live far away."
    if all(gap.nearest_km is None for gap in gaps):
        return _nothing_listed(of, where)
    noun, reach = thing(run.kind_code, run.day), number(run.reach_km)
    far = [gap for gap in gaps if beyond(gap, run.reach_km)]
    part = sum(gap.children for gap in far)
    from_nearest = f"more than {reach} km from the nearest {noun}"
    if part <= 0:
        here = " in rural areas" if lens == "rural" else ""
        return f"No child{here} lives {from_nearest}."
    rural = "" if lens == "rural" else _rural(far, part)
    start = "In rural areas, " if lens == "rural" else ""
    if part >= of:
        everyone = "the only child lives" if whole(of) == "1" else f"all {whole(of)} children live"
        everyone = everyone if start else everyone[0].upper() + everyone[1:]
        return f"{start}{everyone} {from_nearest}{rural}."
    live = "lives" if whole(part) == "1" else "live"
    return f"{start}{people(part)}, {one_in(part, of)}, {live} {from_nearest}{rural}."


def _nothing_listed(of: float, where: str) -> str:
    live = "lives" if whole(of) == "1" else "live"
    return (
        f"Nothing is listed for this at any venue. {people(of)} {live} {where}. Nothing listed does not mean"
        " that there is nothing: it may be that nobody has listed it yet."
    )


def apart(run: GapRun) -> str:
    """What counts, and what reaches a family without being a point on the map."""
    if not run.listings:
        return "No listing counts for this measure: none at a venue, none that comes to you, none online."
    sites = f", at {counted(run.venues, 'venue', 'venues')} that families can go to" if run.venues else ""
    verb = "counts" if run.listings == 1 else "count"
    come = (
        f"{run.comes_to_you:,} {'comes' if run.comes_to_you == 1 else 'come'} to the family"
        if run.comes_to_you
        else "none comes to the family"
    )
    online = (
        f"{run.online:,} {'is' if run.online == 1 else 'are'} online or by phone"
        if run.online
        else "none is online or by phone"
    )
    return (
        f"{counted(run.listings, 'listing', 'listings')} {verb}{sites}."
        f" Counted apart, and not on the map: {come}, and {online}."
    )


def confidence(gaps: Sequence[AreaGap]) -> str:
    """How sure the whole is, and what a gap may be where it isn't."""
    unsure = [gap for gap in gaps if gap.sure == "low"]
    if not gaps:
        return ""
    if not unsure:
        return "How sure: no area has so few checked listings that we would doubt what is shown of it."
    of = sum(gap.children for gap in gaps)
    share = percent(sum(gap.children for gap in unsure), of) if of else ""
    share = f", where {share} of the children live" if share else ""
    return (
        f"How sure: we are not sure of {len(unsure):,} of {counted(len(gaps), 'area', 'areas')}{share}."
        " Too few of the listings there have been checked: a gap there may be help that nobody has listed."
    )


def changes(run: GapRun, gaps: Sequence[AreaGap], before: GapRun | None, then: Sequence[AreaGap]) -> str:
    """What changed since the run before, over the areas that both have; "" for a first run."""
    if before is None:
        return ""
    since = f"Since {earlier(before.measured_at, run.measured_at)}"
    if _asked(before) != _asked(run):
        return f"{since} the measure itself was changed, so the two can't be compared."
    codes, known = {gap.code for gap in gaps}, {gap.code for gap in then}
    if not codes & known:
        return f"{since} the areas were changed, so the two can't be compared."
    found = compare(
        before, [gap for gap in then if gap.code in codes], run, [gap for gap in gaps if gap.code in known]
    )
    told = [f"{since}: {_moved(found)}"]
    if found.gained:
        told.append(f"Now within reach: {_named(found.gained)}.")
    if found.lost:
        told.append(f"No longer within reach: {_named(found.lost)}.")
    if run.listings != before.listings:
        verb = "counts" if run.listings == 1 else "count"
        told.append(
            f"{counted(run.listings, 'listing', 'listings')} {verb} now, {before.listings:,} did then."
        )
    if run.generation_label != before.generation_label:
        told.append("The areas or the numbers of children were loaded anew in between, so take care.")
    return " ".join(told)


def _moved(found: Changes) -> str:
    reach = f"more than {number(found.reach_km)} km away"
    was, now = whole(found.beyond_then), whole(found.beyond_now)
    if was == now:
        return f"as many children live {reach} as then ({now})."
    word = "fewer" if found.beyond_now < found.beyond_then else "more"
    many = whole(abs(found.beyond_now - found.beyond_then))
    live = "child lives" if many == "1" else "children live"
    return f"{many} {word} {live} {reach} ({was} then, {now} now)."


def _named(areas: Sequence[AreaChange]) -> str:
    names = [f"{area.name} ({people(area.children)})" for area in areas[:NAMED]]
    if more := len(areas) - NAMED if len(areas) > NAMED else 0:
        names.append(f"{counted(more, 'other area', 'other areas')}")
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _asked(run: GapRun) -> tuple[object, ...]:
    """What must be the same for two runs to be compared; what was found on the way may differ."""
    how = {key: value for key, value in run.parameters.items() if key != "found"}
    return run.need_code, run.kind_code, run.age_from, run.age_to, run.day, run.reach_km, run.area_kind, how


def _rural(far: Sequence[AreaGap], part: float) -> str:
    known = sum(gap.children for gap in far if gap.rural is not None)
    rural = sum(gap.children for gap in far if gap.rural)
    if known <= 0:
        return ""
    where_known = "" if known >= part else ", as far as that is known"
    if rural <= 0:
        return f"; none of them are in rural areas{where_known}"
    if rural >= known:
        return f"; all of them are in rural areas{where_known}"
    return f"; {percent(rural, known)} of them are in rural areas{where_known}"
