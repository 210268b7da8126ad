"""The map of what was asked for and is missing: what the table says, and nothing that is held back."""

import csv
import io
import re
from collections import defaultdict
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from localoffer.commissioning.models import UnmetDemand
from localoffer.commissioning.picture.drawing import Drawing, drawn
from localoffer.commissioning.queries.pictures import drawing_of
from localoffer.commissioning.unmet.map import asked_map, shade
from localoffer.commissioning.unmet.shown import shown
from localoffer.commissioning.unmet.values import AskedFor, AskedIn, Supply, Unmet
from tests.making import term

from .making_pictures import cell_code, load_cells, made_gap, made_measure, made_run, saved

PAGE, CSV = "/gaps/asked-for/", "/gaps/asked-for/table.csv"
CHOICES = ("", "kind.short-break", "kind.club", "need.autism")
#: By cell: what was asked for, and how often. Cells 8 and 9 were never asked from.
ASKED = {
    0: {"short-break": 43, "club": 3},
    1: {"short-break": 4},
    2: {"short-break": 11, "autism": 2},
    3: {"short-break": 1, "club": 2, "autism": 4},
    4: {"club": 22},
    5: {"club": 23, "autism": 60},
    6: {"club": 90, "short-break": 2},
    7: {"autism": 5},
}
WITHIN = {0: 0, 1: 0, 2: 2, 3: 1, 6: 5}


@pytest.fixture
def county(db, tmp_path, settings):
    """Ten cells; short breaks alone are measured, and not everywhere."""
    settings.GAP_AREA_KIND = "lsoa"
    load_cells(tmp_path, 10)
    term("short-break", "kind", "Short breaks")
    term("club", "kind", "Clubs")
    term("autism", "need", "Autism")
    gaps = [made_gap(cell_code(cell), 3.0, within=within) for cell, within in WITHIN.items()]
    saved(made_run(made_measure(), kind_code="short-break", day="any"), gaps)
    for cell, counts in ASKED.items():
        for code, times in counts.items():
            UnmetDemand.objects.create(
                month=timezone.localdate().replace(day=1),
                area_code=cell_code(cell),
                taxonomy="need" if code == "autism" else "kind",
                code=code,
                times=times,
            )


def page_of(client, of: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(PAGE, {"of": of} if of else {}).content, "html.parser")


def on_the_map(page: BeautifulSoup) -> dict[str, tuple[str, bool]]:
    """The shade of each area by its name, and whether it has lines."""
    found = {}
    for area in page.select("svg a.gaps-area"):
        name = area.title.get_text().splitlines()[0]
        assert name not in found
        found[name] = area["class"][1].removeprefix("shade-"), area.find("use") is not None
    return found


def in_the_table(page: BeautifulSoup) -> dict[str, tuple[str, bool]]:
    """The same, worked out anew from the words of the table's rows."""
    found = {}
    for row in page.select("#mapped tbody tr"):
        cells = [cell.get_text(strip=True) for cell in row.select("th, td")]
        found[cells[0]] = shade_of(number_in(cells[-2])), not cells[-1].startswith("no")
    return found


def number_in(words: str) -> int | None:
    told = re.match(r"about ([\d,]+)", words)
    return int(told[1].replace(",", "")) if told else None


def shade_of(number: int | None) -> str:
    return "0" if number is None else "2" if number <= 20 else "4" if number <= 50 else "6"


@pytest.mark.parametrize("of", CHOICES)
def test_the_map_shows_each_area_as_its_row_in_the_table_says(client, county, of):
    page = page_of(client, of)
    assert on_the_map(page) == in_the_table(page)
    assert len(on_the_map(page)) == {"": 8, "kind.short-break": 5, "kind.club": 5, "need.autism": 4}[of]


@pytest.mark.parametrize("of", CHOICES)
def test_the_map_shows_what_the_file_of_the_table_adds_up_to(client, county, of):
    numbers, missing = defaultdict(list), defaultdict(bool)
    for row in csv.DictReader(io.StringIO(client.get(CSV).content.decode())):
        if of in ("", ("need." if row["sort"] == "need" else "kind.") + row["code"]):
            numbers[row["area"]].append(int(row["times"] or 0))
            missing[row["area"]] |= row["asked_for_and_missing"] == "yes"
    assert on_the_map(page_of(client, of)) == {
        area: (shade_of(sum(told) or None), missing[area]) for area, told in numbers.items()
    }


def test_all_four_classes_and_both_sorts_of_area_are_there_to_be_told_apart(client, county):
    shades = on_the_map(page_of(client, ""))
    assert {shade for shade, _ in shades.values()} == {"0", "2", "4", "6"}
    assert shades["Cell 001"] == ("0", True)
    assert shades["Cell 006"] == ("6", False)


@pytest.mark.parametrize("of", CHOICES)
def test_whether_one_family_or_four_asked_changes_not_a_byte_of_the_page(client, county, of):
    seen = set()
    for times in (1, 2, 3, 4):
        UnmetDemand.objects.filter(times__lt=5).update(times=times)
        seen.add(client.get(PAGE, {"of": of}).content)
    assert len(seen) == 1
    UnmetDemand.objects.filter(times__lt=5).update(times=5)
    assert client.get(PAGE, {"of": of}).content not in seen


@pytest.mark.parametrize("of", CHOICES)
def test_the_legend_counts_the_rows_of_the_table(client, county, of):
    page = page_of(client, of)
    told = {
        row.strong.get_text(): int(re.search(r"(\d+) areas?", row.get_text(" "))[1])
        for row in page.select(".gaps-legend__row")
    }
    rows = in_the_table(page)
    few, *others, lines, nothing = told.values()
    shades = [shade for shade, _ in rows.values()]
    assert [few, *others] == [shades.count(one) for one in ("0", "2", "4", "6")]
    assert lines == sum(missing for _, missing in rows.values())
    assert nothing == 10 - len(rows)
    assert list(told)[:4] == [
        "Fewer than 5" + ("" if of else " of each sort"),
        "About 5 to 20",
        "About 25 to 50",
        "About 55 or more",
    ]


@pytest.mark.parametrize("of", CHOICES)
def test_every_area_leads_to_its_page_of_the_measure_or_to_its_row(client, county, of):
    page = page_of(client, of)
    own = {f"/gaps/weekend-short-breaks/areas/{cell_code(cell)}/": f"Cell {cell:03d}" for cell in WITHIN}
    for area in page.select("svg a.gaps-area"):
        name, href = area.title.get_text().splitlines()[0], area["href"]
        row = page.select_one(href).th.get_text() if href.startswith("#") else own[href]
        assert row == name
    hrefs = [area["href"][0] for area in page.select("svg a.gaps-area")]
    assert hrefs.count("/") == {"": 5, "kind.short-break": 5}.get(of, 0)


def test_a_plain_form_chooses_one_of_them_and_keeps_it_chosen(client, county):
    form = page_of(client, "kind.club").select_one("form.gaps-choose")
    assert form["method"] == "get"
    options = {option["value"]: option.has_attr("selected") for option in form.select("option")}
    assert options == {code: code == "kind.club" for code in CHOICES}


def test_a_choice_that_nobody_offered_shows_all_together(client, county):
    assert on_the_map(page_of(client, "kind.made-up")) == on_the_map(page_of(client, ""))


def test_the_page_with_its_map_takes_four_statements_cold_and_three_warm(
    client, county, django_assert_num_queries
):
    drawing_of.cache_clear()
    with django_assert_num_queries(4):
        client.get(PAGE)
    with django_assert_num_queries(3):
        client.get(PAGE, {"of": "kind.club"})


def test_without_outlines_the_table_alone_says_it(client, county, settings):
    settings.GAP_AREA_KIND = "ward"
    page = page_of(client, "")
    assert not page.select("svg.gaps-map__sheet")
    assert len(page.select("#mapped tbody tr")) == 8


@pytest.mark.parametrize("times", [1, 2, 3, 4])
def test_small_counts_are_one_class(times):
    assert shade(shown(times)) == shade(shown(1)) != shade(shown(5))


@pytest.mark.parametrize(("times", "expected"), [(5, "2"), (22, "2"), (23, "4"), (52, "4"), (53, "6")])
def test_the_classes_are_those_of_the_rounded_count(times, expected):
    assert shade(shown(times)) == expected


def square(code: str, west: float, *holes: list[list[float]]) -> dict:
    ring = [[west, 0], [west + 1, 0], [west + 1, 1], [west, 1], [west, 0]]
    rings = {"type": "Polygon", "coordinates": [ring, *holes]}
    return {"properties": {"code": code}, "geometry": rings}


def unmet_of(*asked: AskedFor) -> Unmet:
    return Unmet(date(2026, 1, 1), date(2026, 12, 1), asked)


def one(code: str, times: int, within: int | None = None) -> AskedIn:
    supply = None if within is None else Supply(within, 3.0, f"/{code}/")
    return AskedIn(code, f"Area {code}", shown(times), supply)


def test_what_no_measure_covers_is_not_said_to_be_there():
    clubs = AskedFor(
        "kind", "club", "Clubs", (one("A", 9), one("B", 9, 2), one("C", 9), one("D", 9, 2)), None
    )
    autism = AskedFor("need", "autism", "Autism", (one("A", 9), one("B", 9), one("C", 9, 1)), None)
    rows = {row.area: row for row in asked_map(unmet_of(clubs, autism), "", Drawing(1, 1, {})).rows}
    assert [rows[f"Area {code}"].missing_words for code in "ABCD"] == [
        "not measured",
        "no, as far as it is measured",
        "Autism",
        "no",
    ]
    assert [rows[f"Area {code}"].missing for code in "ABCD"] == [False, False, True, False]


def test_an_area_that_two_measures_cover_leads_to_its_row():
    near = [AskedIn("A", "Area A", shown(9), Supply(0, 3.0, url)) for url in ("/clubs/A/", "/autism/A/")]
    clubs = AskedFor("kind", "club", "Clubs", (near[0],), None)
    autism = AskedFor("need", "autism", "Autism", (near[1],), None)
    unmet, sheet = unmet_of(clubs, autism), drawn({"features": [square("A", 0)]})
    hrefs = [asked_map(unmet, of, sheet).rows[0].href for of in ("", "kind.club", "need.autism")]
    assert hrefs == ["#row-1", "/clubs/A/", "/autism/A/"]


def test_an_area_without_an_outline_is_in_the_table_and_counted_as_left_out():
    clubs = AskedFor("kind", "club", "Clubs", (one("A", 9), one("B", 9)), None)
    made = asked_map(unmet_of(clubs), "kind.club", drawn({"features": [square("A", 0), square("C", 1)]}))
    assert [row.area for row in made.rows] == ["Area A", "Area B"]
    assert [row.area for row in made.drawn] == ["Area A"]
    assert (made.without_outline, made.nothing_counted) == (1, 1)


def test_a_town_in_the_hole_of_the_area_round_it_is_drawn_after_it():
    hole = [[0.2, 0.2], [0.8, 0.2], [0.8, 0.8], [0.2, 0.8], [0.2, 0.2]]
    town = {"properties": {"code": "A"}, "geometry": {"type": "Polygon", "coordinates": [hole]}}
    clubs = AskedFor("kind", "club", "Clubs", (one("A", 50), one("B", 9)), None)
    made = asked_map(unmet_of(clubs), "", drawn({"features": [town, square("B", 0, hole)]}))
    assert [row.area for row in made.drawn] == ["Area B", "Area A"]
