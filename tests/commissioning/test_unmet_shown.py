"""What everybody may see of what was asked for: on the page, in the CSV and in the GeoJSON."""

import csv
import io
import json
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from localoffer.commissioning.models import UnmetDemand
from localoffer.commissioning.queries.asked_for import first_month
from localoffer.commissioning.queries.beside import beside
from localoffer.commissioning.unmet.shown import Shown, shown, total
from tests.making import term

from .making_pictures import cell_code, load_cells, made_gap, made_measure, made_run, saved

PAGE, CSV, GEOJSON = "/gaps/asked-for/", "/gaps/asked-for/table.csv", "/gaps/asked-for/areas.geojson"


@pytest.mark.parametrize("times", [1, 2, 3, 4])
def test_fewer_than_five_is_all_that_anybody_learns_of_a_small_count(times):
    assert shown(times) == Shown(None, "fewer than 5")


@pytest.mark.parametrize(("times", "number"), [(5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (1_234, 1_235)])
def test_other_counts_are_rounded_so_that_one_more_family_does_not_show(times, number):
    assert shown(times) == Shown(number, f"about {number:,}")


def test_nothing_is_no_cell():
    with pytest.raises(ValueError, match="not shown"):
        shown(0)


def test_no_total_gives_a_hidden_cell_away():
    for hidden in (1, 4):
        assert total([shown(8), shown(12), shown(hidden)]) == Shown(20, "about 20, and a few elsewhere")
    assert total([shown(2)] * 4) == Shown(None, "fewer than 5 in each area")
    assert total([shown(8)]) == Shown(10, "about 10")


def test_twelve_months_end_with_this_one():
    assert first_month(date(2026, 11, 1)) == date(2025, 12, 1)
    assert first_month(date(2026, 12, 1)) == date(2026, 1, 1)


def asked(code: str, number: int, times: int, taxonomy: str = "kind", month: date | None = None) -> None:
    UnmetDemand.objects.create(
        month=month or timezone.localdate().replace(day=1),
        area_code=cell_code(number),
        taxonomy=taxonomy,
        code=code,
        times=times,
    )


@pytest.fixture
def county(db, tmp_path, settings):
    """Six cells, of which the second has no short break within reach and the third two."""
    settings.GAP_AREA_KIND = "lsoa"
    load_cells(tmp_path, 6)
    term("short-break", "kind", "Short breaks")
    term("club", "kind", "=Clubs")
    term("autism", "need", "Autism")
    gaps = [made_gap(cell_code(0), 22.04, within=0), made_gap(cell_code(1), None, within=0)]
    gaps += [made_gap(cell_code(2), 3.0, within=2), made_gap(cell_code(3), 4.0, within=1)]
    saved(made_run(made_measure(), kind_code="short-break", day="any"), gaps)
    asked("short-break", 0, 43)
    asked("short-break", 1, 4)
    asked("short-break", 2, 11)
    asked("club", 0, 3)
    asked("autism", 5, 1, "need")


def csv_rows(client):
    text = client.get(CSV).content.decode()
    return {(row["code"], row["area_code"]): row for row in csv.DictReader(io.StringIO(text))}


def everything(client) -> str:
    return "".join(client.get(address).content.decode() for address in (PAGE, CSV, GEOJSON))


def test_the_page_says_what_is_asked_for_and_missing(client, county):
    page = BeautifulSoup(client.get(PAGE).content, "html.parser")
    words = page.select_one("#words").get_text(" ", strip=True)
    assert "did not find near them was Short breaks (about 55 times)." in words
    assert (
        "with at most one listing within reach: Short breaks in Cell 000 and Short breaks in Cell 001."
        in words
    )
    rows = page.select("#missing tbody tr")
    cells = [[cell.get_text(strip=True) for cell in row.select("th,td")] for row in rows]
    assert [row[1:] for row in cells] == [
        ["Short breaks", "about 45", "0", "22.1"],
        ["Short breaks", "fewer than 5", "0", "none listed"],
    ]
    assert page.select_one("#missing tbody a")["href"] == f"/gaps/weekend-short-breaks/areas/{cell_code(0)}/"


def test_small_counts_are_held_back_on_the_page_and_in_both_files(client, county):
    small = {("short-break", cell_code(1)), ("club", cell_code(0)), ("autism", cell_code(5))}
    rows = csv_rows(client)
    assert len(rows) == 5
    for key in small:
        assert (rows[key]["times"], rows[key]["times_in_words"]) == ("", "fewer than 5")
    features = json.loads(client.get(GEOJSON).content)["features"]
    for feature in features:
        told = feature["properties"]
        hidden = (told["code"], told["area_code"]) in small
        assert (told["times"] is None) == hidden
        assert (told["times_in_words"] == "fewer than 5") == hidden
        assert feature["geometry"]["type"] in ("Polygon", "MultiPolygon")
    assert client.get(PAGE).content.decode().count("fewer than 5") >= len(small)


def test_whether_one_family_or_four_asked_changes_nothing_that_is_shown(client, county):
    seen = everything(client)
    for times in (1, 2, 3, 4):
        UnmetDemand.objects.filter(times__lt=5).update(times=times)
        assert everything(client) == seen
    UnmetDemand.objects.filter(times__lt=5).update(times=5)
    assert everything(client) != seen


def test_the_files_and_the_page_say_the_same(client, county):
    rows = csv_rows(client)
    told = {(one["properties"]["code"], one["properties"]["area_code"]): one["properties"]
            for one in json.loads(client.get(GEOJSON).content)["features"]}  # fmt: skip
    assert told.keys() == rows.keys()
    for key, row in rows.items():
        assert row["times"] == ("" if told[key]["times"] is None else str(told[key]["times"]))
        assert row["asked_for_and_missing"] == told[key]["asked_for_and_missing"]
    assert rows["short-break", cell_code(0)]["asked_for_and_missing"] == "yes"
    assert rows["short-break", cell_code(2)]["asked_for_and_missing"] == "no"
    assert rows["club", cell_code(0)]["asked_for_and_missing"] == "not measured"


def test_a_name_that_a_spreadsheet_would_run_is_made_plain(client, county):
    assert csv_rows(client)["club", cell_code(0)]["asked_for"] == "'=Clubs"


def test_months_are_never_shown_one_by_one_and_old_ones_not_at_all(client, county):
    now = timezone.localdate().replace(day=1)
    asked("club", 1, 3, month=now)
    asked("club", 1, 3, month=first_month(now))
    asked("club", 1, 90, month=date(first_month(now).year - 1, 1, 1))
    assert csv_rows(client)["club", cell_code(1)]["times"] == "5"


def test_a_term_that_editors_took_away_is_not_shown(client, county):
    asked("gone", 0, 99)
    assert "gone" not in everything(client)


def test_before_anybody_asked_the_page_says_so(client, db):
    assert "No search without an answer was counted" in client.get(PAGE).content.decode()
    assert len(client.get(CSV).content.decode().splitlines()) == 1
    assert json.loads(client.get(GEOJSON).content)["features"] == []


@pytest.mark.parametrize(("address", "most"), [(PAGE, 4), (CSV, 3), (GEOJSON, 4)])
def test_each_takes_few_statements(client, county, django_assert_max_num_queries, address, most):
    with django_assert_max_num_queries(most):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", [PAGE, CSV, GEOJSON])
def test_where_the_gap_pages_are_closed_these_are_closed_too(client, county, settings, address):
    settings.GAPS_PUBLIC = False
    assert client.get(address).status_code == 302


def test_an_area_page_is_told_what_was_not_found_there(county, django_assert_num_queries):
    with django_assert_num_queries(1):
        here = beside(cell_code(0)).unmet
    assert here.asked == (("Short breaks", Shown(45, "about 45")), ("=Clubs", Shown(None, "fewer than 5")))
    assert beside(cell_code(4)).unmet is None
