"""The one picture of a run: its classes, its shares, its order, and its colours."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from localoffer.commissioning.picture.choice import Choice
from localoffer.commissioning.picture.drawing import MARGIN, drawn
from localoffer.commissioning.picture.groups import groups
from localoffer.commissioning.picture.legend import COLOURS, EDGE, by_distance, by_score
from localoffer.commissioning.picture.picture import picture
from localoffer.commissioning.picture.shares import shares
from localoffer.commissioning.picture.sorting import SORTS, ordered
from localoffer.commissioning.picture.typical import typical
from localoffer.theme import contrast_with_white
from tests.commissioning.making_pictures import cell_gaps, made_gap, made_run

ROOT = Path(__file__).resolve().parents[2]


def seen(gaps, choice=None, **more):
    return picture(
        more.pop("run", made_run()),
        gaps,
        measure_code="breaks",
        choice=choice or Choice(),
        address=lambda code: f"/gaps/breaks/areas/{code}/",
        planned=more.pop("planned", {}),
        **more,
    )


def test_the_classes_of_distance_are_the_measures_own_with_both_ends_in_words():
    gaps = [made_gap(str(km), km) for km in (0.0, 5.0, 5.001, 10.0, 15.0, 29.9, 30.0, 30.1)]
    legend = by_distance([*gaps, made_gap("none", None)], [5, 10, 15, 30])
    assert legend.words == (
        "within 5 km",
        "5 to 10 km",
        "10 to 15 km",
        "15 to 30 km",
        "more than 30 km",
        "nothing listed",
    )
    assert legend.classes == (0, 0, 1, 1, 2, 3, 3, 4, 5)
    assert [legend.shade(at) for at in range(6)] == ["0", "2", "3", "4", "6", "nothing"]


def test_a_measure_with_many_distances_still_has_colours_that_can_be_told_apart():
    legend = by_distance([made_gap("A", 99)], range(1, 20))
    shades = [legend.shade(at) for at in range(len(legend.words))]
    assert legend.words[0] == "within 1 km"
    assert legend.words[-2] == "more than 19 km"
    assert len(set(shades)) == len(shades)


def test_the_classes_of_a_score_hold_a_quarter_each_and_nothing_stands_apart():
    gaps = [made_gap(str(at), 1, score=at / 10) for at in range(1, 41)]
    legend = by_score([*gaps, made_gap("zero", 20, score=0.0), made_gap("none", None, score=0.0)])
    assert legend.words == (
        "3.1 or more",
        "2.1 up to 3.1",
        "1.1 up to 2.1",
        "more than 0, up to 1.1",
        "0, none within reach",
        "nothing listed",
    )
    assert Counter(legend.classes) == {0: 10, 1: 10, 2: 10, 3: 10, 4: 1, 5: 1}


@pytest.mark.parametrize("scores", [[], [0.0, 0.0], [2.0, 2.0, 2.0], [1.0, 2.0]])
def test_a_score_that_is_the_same_everywhere_makes_no_empty_class(scores: list[float]):
    legend = by_score([made_gap(str(at), 1, score=score) for at, score in enumerate(scores)])
    assert len(legend.classes) == len(scores)
    assert set(range(len(legend.words) - 2)) <= set(legend.classes)


def test_the_rural_lens_changes_what_is_counted_and_no_colour():
    gaps = cell_gaps(60)
    everything, rural = seen(gaps), seen(gaps, Choice(lens="rural"))
    assert {row.code for row in rural.rows} == {gap.code for gap in gaps if gap.rural}
    shades = {row.code: everything.shades[row.band] for row in everything.rows}
    assert all(rural.shades[row.band] == shades[row.code] for row in rural.rows)
    assert rural.children == pytest.approx(sum(gap.children for gap in gaps if gap.rural))
    for one in (everything, rural):
        assert sum(band.areas for band in one.bands) == len(one.rows)
        assert sum(band.children for band in one.bands) == pytest.approx(one.children)


def test_what_the_words_say_is_beyond_reach_is_what_the_classes_and_the_shares_say():
    gaps = cell_gaps(90)
    made = seen(gaps)
    at_reach = next(share for share in made.shares if share.beyond_km == 15)
    far = sum(band.children for band in made.bands if band.words in ("15 to 30 km", "more than 30 km"))
    assert far == pytest.approx(at_reach.children)
    assert made.words[0].startswith(f"{round(far):,} children")
    assert all((row.nearest_km > 15) == (row.band >= 3) for row in made.rows)


def test_children_beyond_each_distance_by_rural_and_by_tenths_of_deprivation():
    gaps = [
        made_gap("A", 6, 10, imd_decile=1),
        made_gap("B", 20, 20, imd_decile=2, rural=False),
        made_gap("C", None, 5, imd_decile=None, rural=None),
    ]
    five, ten = shares(gaps, [10, 5])
    assert (five.beyond_km, five.children, five.of) == (5, 35, 35)
    assert (ten.beyond_km, ten.children) == (10, 25)
    assert ten.by_group == (
        ("Rural", 0, 10),
        ("Urban", 20, 20),
        ("Urban or rural not known", 5, 5),
        ("Most deprived tenth", 0, 10),
        ("Second most deprived tenth", 20, 20),
        ("Deprivation not known", 5, 5),
    )


def test_half_of_a_group_live_within_its_middle_distance_and_a_group_with_nothing_says_so():
    gaps = [
        made_gap("A", 2, 30, imd_decile=10, second_km=4, within=4, score=3),
        made_gap("B", 8, 20, imd_decile=10, second_km=None, within=1, score=0.5),
        made_gap("C", None, 50, imd_decile=1, second_km=None, within=0, score=0),
    ]
    told = {one.group: one for one in typical(gaps)}
    everybody, least, most = (
        told[name] for name in ("All children", "Least deprived tenth", "Most deprived tenth")
    )
    assert (everybody.areas, everybody.children, everybody.nearest_km, everybody.second_km) == (
        3,
        100,
        8,
        None,
    )
    assert (least.nearest_km, least.second_km, least.within, least.score) == (2, 4, 2.8, 2)
    assert (most.nearest_km, most.second_km, most.within, most.score) == (None, None, 0, 0)


def test_a_group_without_children_has_nothing_typical():
    assert [one.group for one in typical([made_gap("A", 2, 0)])] == []


def test_classes_finer_than_rural_and_urban_are_groups_of_their_own():
    gaps = [
        made_gap("A", 2, 30, rural_urban="Rural village"),
        made_gap("B", 2, 30, rural_urban="Rural hamlet"),
        made_gap("C", 2, 30, rural=False, rural_urban="Urban town"),
    ]
    assert [name for name, _ in groups(gaps)][:5] == [
        "Rural",
        "Urban",
        "Rural hamlet",
        "Rural village",
        "Urban town",
    ]
    coarse = [
        made_gap("A", imd_decile=None),
        made_gap("C", rural=False, rural_urban="Urban", imd_decile=None),
    ]
    assert [name for name, _ in groups(coarse)][:3] == ["Rural", "Urban", "Deprivation not known"]


@pytest.mark.parametrize("sort", [*SORTS, *(f"-{key}" for key in SORTS)])
def test_the_table_can_be_put_in_every_order_and_loses_nobody(sort: str):
    rows = seen([*cell_gaps(20), made_gap("none", None, 5)]).rows
    sorted_rows = ordered(rows, sort)
    assert {row.code for row in sorted_rows} == {row.code for row in rows}
    keys = [SORTS[sort.removeprefix("-")](row) for row in sorted_rows]
    assert keys == sorted(keys, reverse=sort.startswith("-"))


def test_what_is_not_listed_at_all_is_the_farthest():
    rows = seen([made_gap("A", 3), made_gap("B", None), made_gap("C", 90)]).rows
    assert [row.code for row in rows] == ["B", "C", "A"]


def test_an_address_that_asks_for_nonsense_gets_the_usual():
    assert Choice.read({"lens": "moon", "by": "luck", "sort": "--name", "only": "x"}) == Choice()
    assert Choice.read({"sort": "score; drop"}).sort == "-nearest"
    assert Choice.read({"by": "score"}).sort == "score"


def test_a_link_keeps_what_was_chosen_and_says_nothing_of_the_usual():
    assert Choice().address() == ""
    assert Choice.read({"lens": "rural"}).address(sort="name") == "?lens=rural&sort=name"
    assert Choice.read({"lens": "rural", "sort": "name"}).address(by="score") == "?lens=rural&by=score"
    assert Choice.read({"by": "score", "lens": "rural"}).address(lens="all") == "?by=score"


@pytest.mark.parametrize("colour", COLOURS.values())
def test_the_border_between_two_areas_can_be_seen_beside_every_colour(colour: str):
    contrast = contrast_with_white(EDGE) / contrast_with_white(colour)
    assert contrast >= 3


def test_the_scale_grows_darker_step_by_step():
    steps = [contrast_with_white(COLOURS[str(at)]) for at in range(7)]
    assert all(lighter * 1.15 < darker for lighter, darker in pairwise(steps))


def test_the_style_sheet_has_the_colours_of_the_picture():
    sheet = (ROOT / "site/localoffer/static_src/styles/_gaps.scss").read_text()
    assert dict(re.findall(r'"(\w+)": (#[0-9a-f]{6})', sheet)) == COLOURS


def feature(code: str, *rings: list) -> dict:
    geometry = {"type": "Polygon", "coordinates": rings}
    return {"type": "Feature", "properties": {"code": code}, "geometry": geometry}


def box(west: float, south: float, east: float, north: float) -> list:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def test_neighbours_on_the_sheet_share_their_border_and_north_is_up():
    sheet = drawn(
        {"features": [feature("S", box(-3, 51, -2.9, 51.1)), feature("N", box(-3, 51.1, -2.9, 51.3))]}
    )
    south, north = (set(sheet.outlines[code].polygons[0][0]) for code in "SN")
    assert len(south & north) == 2
    assert max(y for _, y in north) == min(y for _, y in south)
    assert (sheet.width - 2 * MARGIN) / (sheet.height - 2 * MARGIN) == pytest.approx(
        0.1 * 0.628 / 0.3, rel=0.02
    )


def test_an_area_too_small_for_the_sheet_is_still_drawn():
    sheet = drawn(
        {"features": [feature("big", box(-4, 50, -2, 51)), feature("dot", box(-3, 50.5, -2.99999, 50.50001))]}
    )
    assert len(sheet.outlines["dot"].polygons[0][0]) == 4
    assert sheet.outlines["dot"].size > 0


def test_a_county_without_outlines_has_an_empty_sheet():
    assert drawn({"features": []}).outlines == {}
