"""One frozen picture of a run, from which the page, the map, the table, the words and the files are made."""

from collections.abc import Callable, Mapping, Sequence

from localoffer.commissioning.models import AreaGap, GapRun
from localoffer.commissioning.picture import words
from localoffer.commissioning.picture.choice import Choice
from localoffer.commissioning.picture.legend import Legend, by_distance, by_score
from localoffer.commissioning.picture.method import method_words, score_unit, source_words
from localoffer.commissioning.picture.numbers import children_shown, km_shown, score_shown
from localoffer.commissioning.picture.shares import shares
from localoffer.commissioning.picture.sorting import ordered
from localoffer.commissioning.picture.sureness import sure_words, why
from localoffer.commissioning.picture.typical import typical
from localoffer.commissioning.picture.values import AreaRow, Band, GapPicture

#: The code of an area -> the address of its page.
Address = Callable[[str], str]


def picture(
    run: GapRun,
    gaps: Sequence[AreaGap],
    *,
    measure_code: str,
    choice: Choice,
    address: Address,
    planned: Mapping[str, int],
    before: GapRun | None = None,
    gaps_before: Sequence[AreaGap] = (),
) -> GapPicture:
    """The run through the lens and in the order of ``choice``. Nothing is measured again here.

    ``planned`` counts action items by area code. The legend is made from all areas, so that a lens never
    changes a colour; its counts, the words and the shares are those of the lens.
    """
    legend = by_score(gaps) if choice.by == "score" else by_distance(gaps, run.thresholds_km)
    seen = [at for at, gap in enumerate(gaps) if choice.lens == "all" or gap.rural]
    shown = [gaps[at] for at in seen]
    rated = any(run.parameters.get(key) is not None for key in ("need_rate", "need_rates"))
    rows = [_row(gaps[at], legend.classes[at], rated=rated, address=address, planned=planned) for at in seen]
    changed = words.changes(run, shown, before, gaps_before)
    sure = words.confidence(shown)
    told = (words.lead(run, shown, choice.lens), words.apart(run), sure, changed)
    return GapPicture(
        run_id=run.pk,
        measure_code=measure_code,
        name=run.name,
        measured_at=run.measured_at,
        lens=choice.lens,
        shown_by=choice.by,
        reach_km=run.reach_km,
        words=tuple(one for one in told if one),
        bands=_bands(legend, seen, gaps),
        rows=ordered(rows, choice.sort),
        shares=shares(shown, [*run.thresholds_km, run.reach_km]),
        typical=typical(shown),
        children=sum(gap.children for gap in shown),
        listings=run.listings,
        venues=run.venues,
        comes_to_you=run.comes_to_you,
        online=run.online,
        score_unit=score_unit(run),
        changes=(changed,) if changed else (),
        confidence_words=sure,
        generation_label=run.generation_label,
        method_words=method_words(run),
        source_words=source_words(run),
        checked_within_days=run.checked_within_days,
        before_at=before.measured_at if before else None,
    )


def _bands(legend: Legend, seen: Sequence[int], gaps: Sequence[AreaGap]) -> tuple[Band, ...]:
    return tuple(
        Band(
            number=number,
            words=said,
            areas=sum(legend.classes[at] == number for at in seen),
            children=sum(gaps[at].children for at in seen if legend.classes[at] == number),
            shade=legend.shade(number),
        )
        for number, said in enumerate(legend.words)
    )


def _row(gap: AreaGap, band: int, *, rated: bool, address: Address, planned: Mapping[str, int]) -> AreaRow:
    return AreaRow(
        code=gap.code,
        name=gap.name,
        url=address(gap.code),
        children=children_shown(gap.children, rated=rated),
        rural=gap.rural,
        rural_urban=gap.rural_urban,
        imd_decile=gap.imd_decile,
        nearest_km=km_shown(gap.nearest_km),
        second_km=km_shown(gap.second_km),
        within=gap.within,
        score=score_shown(gap.score),
        covering=gap.covering,
        sure=gap.sure,
        sure_words=sure_words(gap),
        band=band,
        planned=planned.get(gap.code, 0),
        nearest=tuple(gap.nearest),
        sure_why=why(gap),
        lat=gap.lat,
        lon=gap.lon,
    )
