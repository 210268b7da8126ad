"""The public pages of gaps, from frozen runs."""

import csv
import gzip
import io
import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from PIL import Image

from directory.models import Service
from localoffer.commissioning.models import ActionItem, AreaGap, GapRun, Measure, Progress
from tests.commissioning.making_pictures import (
    NOW,
    cell_code,
    cell_gaps,
    load_cells,
    made_gap,
    made_measure,
    made_run,
    saved,
)
from tests.making import service, venue

pytestmark = pytest.mark.django_db

PAGE = "/gaps/weekend-short-breaks/"
AREA = f"{PAGE}areas/{cell_code(0)}/"
FILES = tuple(f"/gaps/weekend-short-breaks.{ending}" for ending in ("csv", "geojson", "png"))
MOST_BYTES = 150_000


@pytest.fixture
def county(tmp_path: Path) -> GapRun:
    """Sixty cells with outlines, measured a month ago and now."""
    load_cells(tmp_path, 60)
    breaks = made_measure()
    saved(made_run(breaks, days_ago=30), cell_gaps(60))
    return saved(made_run(breaks, children=9000.0), cell_gaps(60))


def page_of(client: Client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.content, "html.parser")


def table_rows(page: BeautifulSoup) -> dict[str, list[str]]:
    """The cells of the table by area code."""
    rows = page.select("#table tr[data-area]")
    return {row["data-area"]: [cell.get_text(strip=True) for cell in row.select("th,td")] for row in rows}


def number(text: str) -> float | None:
    found = re.search(r"[\d,]+(?:\.\d+)?", text)
    return float(found[0].replace(",", "")) if found else None


def from_map(page: BeautifulSoup) -> dict[str, dict[str, object]]:
    found = {}
    for area in page.select("svg a.gaps-area"):
        name, nearest, within, score, children, sure = area.title.string.split("\n")[:6]
        found[area["href"].rstrip("/").rsplit("/", 1)[1]] = {
            "name": name,
            "nearest_km": number(nearest.split(":")[-1]),
            "within": number(within.split(":")[1]),
            "score": number(score),
            "children": number(children),
            "sure": sure.split(". ")[1].lower(),
            "dotted": area.use is not None,
        }
    return found


@pytest.mark.parametrize("query", ["", "?lens=rural", "?by=score&sort=-children"])
def test_map_table_csv_and_geojson_say_the_same_of_every_area(client: Client, county: GapRun, query: str):
    rows = cell_gaps(60)[:1]
    rows[0].code, rows[0].nearest_km, rows[0].second_km = "E-none", None, None
    saved(county, rows)
    page = page_of(client, PAGE + query)
    table, drawing = table_rows(page), from_map(page)
    csv_rows = {
        row["code"]: row for row in csv.DictReader(io.StringIO(client.get(FILES[0] + query).content.decode()))
    }
    features = json.loads(client.get(FILES[1] + query).content)["features"]
    flat = {feature["properties"]["code"]: feature["properties"] for feature in features}
    if "rural" not in query:
        assert len(table) == 61
    assert list(table) == list(csv_rows) == list(flat)
    # The area without an outline is in the table and in the files, and said to be missing from the map.
    assert set(table) - set(drawing) <= {"E-none"}
    for code, cells in table.items():
        name, kind, children, nearest, second, within, score, sure, planned = cells
        told, written = flat[code], csv_rows[code]
        assert (name, kind.lower(), sure.lower()) == (told["name"], told["area_type"], told["how_sure"])
        assert (written["name"], written["area_type"], written["how_sure"]) == (
            name,
            kind.lower(),
            sure.lower(),
        )
        numbers = {
            "children": number(children),
            "nearest_km": number(nearest),
            "second_nearest_km": number(second),
            "listings_within_reach": number(within),
            "score": number(score),
            "actions_planned": number(planned),
        }
        assert {key: told[key] for key in numbers} == numbers
        assert {key: number(written[key]) for key in numbers} == numbers
        if code in drawing:
            assert drawing[code] == {
                "name": name,
                "nearest_km": numbers["nearest_km"],
                "within": numbers["listings_within_reach"],
                "score": numbers["score"],
                "children": numbers["children"],
                "sure": sure.lower(),
                "dotted": sure == "Not sure",
            }


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}report/"])
def test_who_has_more_and_who_has_less_is_told_by_group(client: Client, county: GapRun, address: str):
    rows = page_of(client, address).select("#typical tbody tr")
    told = {row.th.get_text(): [cell.get_text() for cell in row.select("td")] for row in rows}
    areas = {name: int(cells[0]) for name, cells in told.items()}
    rural = county.areas.filter(rural=True)
    assert areas["All children"] == county.areas.count()
    assert areas["Rural"] == rural.count()
    assert sum(count for name, count in areas.items() if name.endswith("tenth")) == areas["All children"]
    assert told["Rural"][1] == f"{round(sum(gap.children for gap in rural)):,}"


def test_the_colour_of_an_area_is_that_of_its_class_in_the_legend(client: Client, county: GapRun):
    page = page_of(client, PAGE)
    legend = {}
    for row in page.select(".gaps-legend__row"):
        shade = next((one for one in row.rect["class"] if one.startswith("shade-")), None)
        if shade:
            legend[shade] = row.strong.get_text().lower()
    classes = {
        row["code"]: row["class"]
        for row in csv.DictReader(io.StringIO(client.get(FILES[0]).content.decode()))
    }
    for area in page.select("svg a.gaps-area"):
        code = area["href"].rstrip("/").rsplit("/", 1)[1]
        shade = next(one for one in area["class"] if one.startswith("shade-"))
        assert legend[shade] == classes[code]


@pytest.mark.parametrize("address", ["/gaps/", PAGE, f"{PAGE}?lens=rural", f"{PAGE}report/", AREA, *FILES])
def test_a_page_takes_at_most_four_statements_and_writes_nothing(
    client: Client, county: GapRun, address: str, django_assert_max_num_queries
):
    runs, rows = GapRun.objects.count(), AreaGap.objects.count()
    with django_assert_max_num_queries(4) as asked:
        assert client.get(address).status_code == 200
    assert all(one["sql"].lstrip("( \n").upper().startswith("SELECT") for one in asked.captured_queries)
    assert (GapRun.objects.count(), AreaGap.objects.count()) == (runs, rows)


def test_outlines_are_read_once_a_generation_and_anew_when_another_is_live(
    client: Client, county: GapRun, tmp_path: Path, django_assert_num_queries
):
    client.get(PAGE)
    with django_assert_num_queries(3):
        assert len(page_of(client, PAGE).select("svg a.gaps-area")) == 60
    load_cells(tmp_path, 59)
    assert len(page_of(client, PAGE).select("svg a.gaps-area")) == 59


@pytest.mark.parametrize("query", ["", "?by=score", "?lens=rural"])
def test_the_map_of_330_areas_is_at_most_150_kilobytes_on_the_wire(
    client: Client, tmp_path: Path, query: str
):
    load_cells(tmp_path, 330)
    saved(made_run(made_measure()), cell_gaps(330))
    answer = client.get(PAGE + query, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    corners = sum(
        len(re.findall(r"[ -]?\d+[ -]\d+", path))
        for path in re.findall(r' d="([^"]+)"', gzip.decompress(answer.content).decode())
    )
    assert corners > 330 * 25
    assert len(answer.content) <= MOST_BYTES, len(answer.content)


def test_with_nothing_but_html_she_can_sort_look_at_rural_areas_and_change_the_measure(
    client: Client, county: GapRun
):
    page = page_of(client, f"{PAGE}?lens=rural&by=score")
    heading = page.find("a", string=re.compile(r"^\s*Children"))
    sorted_page = page_of(client, heading["href"].split("#")[0])
    assert "lens=rural" in heading["href"]
    assert "by=score" in heading["href"]
    children = [number(cells[2]) for cells in table_rows(sorted_page).values()]
    assert children == sorted(children, reverse=True)
    assert sorted_page.find("th", attrs={"aria-sort": "descending"}).get_text().startswith("Children")
    turned = page_of(client, sorted_page.find("th", attrs={"aria-sort": True}).a["href"].split("#")[0])
    assert [number(cells[2]) for cells in table_rows(turned).values()] == sorted(children)
    assert {cells[1] for cells in table_rows(page).values()} == {"Rural"}
    form = page.find("form", class_="gaps-choose")
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    assert hidden == {"lens": "rural", "by": "score"}
    answer = client.get(form["action"], hidden | {"measure": "weekend-short-breaks"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{PAGE}?lens=rural&by=score")


@pytest.mark.parametrize("query", ["?sort=nonsense", "?lens=moon", "?by=%00", "?sort=-", "?only=maybe"])
def test_an_address_with_nonsense_shows_the_usual_page(client: Client, county: GapRun, query: str):
    assert list(table_rows(page_of(client, PAGE + query))) == list(table_rows(page_of(client, PAGE)))


def test_the_map_has_a_name_its_words_and_a_way_past_it(client: Client, county: GapRun):
    page = page_of(client, PAGE)
    sheet = page.select_one("svg.gaps-map__sheet")
    assert sheet["aria-label"] == "Map of 60 areas, coloured by distance to the nearest"
    assert page.find(id=sheet["aria-describedby"]).get_text(strip=True)
    skip = page.find("a", string="Skip the map")
    assert page.find(id=skip["href"].removeprefix("#"))
    links = [link["href"] for link in page.select("main a")]
    past = next(at for at, link in enumerate(links) if link == skip["href"])
    assert "/areas/" in links[past + 1]
    assert not page.select("[style], main script, main style")


def test_an_area_tells_what_is_nearest_unless_families_may_no_longer_see_it(client: Client, county: GapRun):
    hall = venue("Friarn Hall", 51.1, -3.0, town="Bridgwater")
    shown = service("Saturday Stars", at=[hall])
    hidden = service("Closed Crew", at=[hall])
    Service.objects.filter(pk=hidden.pk).update(live=False)
    AreaGap.objects.filter(run=county, code=cell_code(0)).update(
        nearest=[
            {
                "service": str(shown.pk),
                "name": "Saturday Stars",
                "venue": "Friarn Hall, Bridgwater",
                "km": 0.7,
            },
            {"service": str(hidden.pk), "name": "Closed Crew", "venue": "Secret House", "km": 9.12},
        ]
    )
    page = page_of(client, AREA)
    items = [" ".join(item.get_text().split()) for item in page.select("#nearest li")]
    assert items == [
        "Saturday Stars, Friarn Hall, Bridgwater: 0.7 km",
        "A listing that is no longer public: 9.2 km",
    ]
    assert page.select_one("#nearest a")["href"] == shown.get_absolute_url()
    assert "Secret House" not in page.get_text()


def test_an_area_has_its_neighbours_and_the_run_before_beside_it(client: Client, county: GapRun):
    before = GapRun.objects.order_by("pk").first()
    AreaGap.objects.filter(run=before, code=cell_code(0)).update(nearest_km=19.93, within=0, score=0.0)
    page = page_of(client, AREA)
    rows = [
        [cell.get_text(strip=True) for cell in row.select("th,td")] for row in page.select("#then tbody tr")
    ]
    assert rows == [["23 October 2026", "20.0", "0", "0"], ["22 November 2026", "0.7", "1", "11.8"]]
    names = [link.get_text() for link in page.select("#neighbours a")]
    assert len(names) == 6
    assert names[0] in ("Cell 001 & sons", "Cell 015")
    assert "Cell 000" not in names


def test_what_is_planned_for_an_area_is_counted_and_named_but_not_what_was_stopped_or_is_a_draft(
    client: Client, county: GapRun
):
    areas = [{"code": cell_code(0), "name": "Cell 000"}]
    for title, fields in {
        "Open a Saturday club": {},
        "Given up": {"progress": Progress.STOPPED},
        "Only a draft": {"live": False},
    }.items():
        ActionItem.objects.create(
            title=title, promise="We will.", owner="Short breaks team", run=county, areas=areas, **fields
        )
    other = made_run(made_measure("clubs", name="Clubs"))
    ActionItem.objects.create(title="For clubs", promise="Too.", owner="Team", run=other, areas=areas)
    assert table_rows(page_of(client, PAGE))[cell_code(0)][-1] == "1"
    planned = page_of(client, AREA).select_one("#planned")
    assert [link.get_text() for link in planned.select("a")] == ["Open a Saturday club"]


def test_an_editor_plans_for_a_gap_from_its_page_and_a_visitor_gets_neither_button_nor_cookie(
    client: Client, admin_client: Client, county: GapRun
):
    form = page_of(admin_client, AREA).find("form", action="/action-plan/new/")
    told = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    del told["csrfmiddlewaretoken"]
    assert told == {"run": str(county.pk), "area": cell_code(0)}
    assert admin_client.post("/action-plan/new/", told).status_code == 302
    assert ActionItem.objects.get().areas[0]["code"] == cell_code(0)
    answer = client.get(AREA)
    assert b"Plan for this gap" not in answer.content
    assert not answer.cookies


def test_the_page_leads_to_what_may_be_done_about_it(client: Client, county: GapRun):
    page = page_of(client, PAGE)
    for text in (
        "What if there were more?",
        "What families looked for and did not find",
        "What is planned about it",
    ):
        assert client.get(page.find("a", string=text)["href"]).status_code == 200, text


def test_a_run_without_stale_listings_can_be_looked_at_and_is_not_compared_with_one_that_has_them(
    client: Client, county: GapRun
):
    assert "Checked lately only" not in page_of(client, PAGE).get_text()
    strict = made_run(county.measure, checked_within_days=365, listings=3)
    saved(strict, [made_gap(cell_code(number), 50) for number in range(60)])
    page = page_of(client, PAGE)
    assert table_rows(page)[cell_code(0)][3] == "0.7"
    checked = page_of(client, page.find("a", string="Checked lately only")["href"])
    assert table_rows(checked)[cell_code(0)][3] == "50.0"
    assert "Since " not in checked.select_one("#words").get_text()
    assert "Only listings checked in the last 365 days count." in checked.get_text()
    own = checked.select_one(f'tr[data-area="{cell_code(0)}"] a')["href"]
    assert "The nearest is 50 km away" in page_of(client, own).get_text()


def test_half_a_run_is_never_shown(client: Client, county: GapRun):
    saved(made_run(county.measure, complete=False, listings=77), [made_gap(cell_code(0), 77)])
    assert table_rows(page_of(client, PAGE))[cell_code(0)][3] == "0.7"


def test_the_list_says_each_measure_in_a_line(client: Client, county: GapRun):
    made_measure("never", name="Never measured")
    made_measure("gone", name="No longer wanted", active=False)
    page = page_of(client, "/gaps/")
    lines = {item.h3.get_text(): " ".join(item.p.get_text().split()) for item in page.select(".offer")}
    far = sum(gap.children for gap in cell_gaps(60) if gap.nearest_km > 15)
    assert set(lines) == {"Weekend short breaks", "Never measured"}
    assert lines["Weekend short breaks"].startswith(f"{round(far):,} of 9,000 children")
    assert lines["Weekend short breaks"].endswith("Measured on 22 November 2026.")
    assert lines["Never measured"] == "Not measured yet."


@pytest.mark.parametrize(
    "address", ["/gaps/nope/", "/gaps/nope.csv", f"{PAGE}areas/E99/", "/gaps/nope/report/"]
)
def test_what_is_not_there_says_so_and_leads_on(client: Client, county: GapRun, address: str):
    answer = client.get(address)
    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 404
    assert "We could not find that" in page.h1.get_text()
    assert len(page.select("main p a")) == 2


def test_a_measure_that_was_never_measured_says_what_measures_it(client: Client):
    made_measure("never", name="Never measured")
    page = page_of(client, "/gaps/never/")
    assert page.h1.get_text() == "Never measured: not measured yet"
    assert "manage.py measure_gaps --measure never" in page.get_text()


def test_a_site_without_measures_says_how_to_get_some(client: Client):
    assert "manage.py load_measures" in page_of(client, "/gaps/").get_text()


def test_without_outlines_the_table_and_the_words_are_enough(client: Client):
    saved(made_run(made_measure()), cell_gaps(5))
    page = page_of(client, PAGE)
    assert not page.select("svg.gaps-map__sheet")
    assert "No outlines of these areas are loaded" in page.get_text()
    assert len(table_rows(page)) == 5
    for file in FILES:
        assert client.get(file).status_code == 200


def test_a_county_with_nothing_listed_at_all_has_one_colour_and_says_what_that_means(
    client: Client, tmp_path: Path
):
    load_cells(tmp_path, 5)
    gaps = [made_gap(cell_code(number), None, 10) for number in range(5)]
    saved(made_run(made_measure(), listings=0, venues=0, comes_to_you=0, online=0), gaps)
    page = page_of(client, PAGE)
    assert {tuple(area["class"]) for area in page.select("svg a.gaps-area")} == {
        ("gaps-area", "shade-nothing")
    }
    assert "Nothing listed does not mean that there is nothing" in page.get_text()
    assert {cells[3] for cells in table_rows(page).values()} == {"none listed"}
    assert page_of(client, f"{PAGE}?by=score")


@pytest.mark.parametrize("address", ["/gaps/", PAGE, AREA, f"{PAGE}report/", *FILES, "/gaps/nope/"])
def test_a_closed_site_shows_its_gaps_to_those_who_are_logged_in_only(
    client: Client, admin_client: Client, county: GapRun, settings, address: str
):
    settings.GAPS_PUBLIC = False
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/admin/login/?next={address}"
    assert "no-store" in admin_client.get(address).headers["Cache-Control"]
    assert admin_client.get(address).status_code == (404 if "nope" in address else 200)


def test_the_menu_leads_to_the_gaps_while_they_are_public(client: Client, settings):
    assert client.get("/about/").content.count(b'href="/gaps/"') == 1
    settings.GAPS_PUBLIC = False
    assert b'href="/gaps/"' not in client.get("/about/").content


def test_every_download_carries_its_measure_date_method_source_and_confidence(client: Client, county: GapRun):
    written = list(csv.DictReader(io.StringIO(client.get(FILES[0]).content.decode())))
    collection = json.loads(client.get(FILES[1]).content)
    report = page_of(client, f"{PAGE}report/").get_text()
    for row in (*written, *(feature["properties"] for feature in collection["features"])):
        assert row["measure"] == "Weekend short breaks"
        assert row["measured_on"] == "2026-11-22"
        assert "Luo and Qi 2009" in row["method"]
        assert row["source"].startswith("Listings: this directory, as it was on 22 November 2026.")
        assert row["confidence"].startswith("How sure: we are not sure of 10 of 60 areas")
    for text in (written[0]["method"], written[0]["source"], written[0]["confidence"]):
        assert text in report
    headers = client.get(f"{FILES[0]}?lens=rural").headers
    assert (
        headers["Content-Disposition"] == 'attachment; filename="weekend-short-breaks-rural-2026-11-22.csv"'
    )


def test_the_geojson_is_one_flat_table_of_steady_types_in_longitude_and_latitude(
    client: Client, county: GapRun
):
    AreaGap.objects.filter(run=county, code=cell_code(3)).update(nearest_km=None, rural=None, imd_decile=None)
    collection = json.loads(client.get(FILES[1]).content)
    assert collection["crs"]["properties"]["name"] == "urn:ogc:def:crs:OGC:1.3:CRS84"
    types: dict[str, set[type]] = {}
    for feature in collection["features"]:
        assert (feature["type"], feature["geometry"]["type"]) == ("Feature", "MultiPolygon")
        lon, lat = feature["geometry"]["coordinates"][0][0][0]
        assert -4 < lon < -2
        assert 50 < lat < 52
        for key, value in feature["properties"].items():
            assert not isinstance(value, dict | list | bool), key
            types.setdefault(key, set()).add(type(value))
    assert all(len(kinds - {type(None)}) == 1 for kinds in types.values()), types


def test_a_name_that_a_spreadsheet_would_run_is_only_text(client: Client, county: GapRun):
    AreaGap.objects.filter(run=county, code=cell_code(0)).update(name='=HYPERLINK("http://evil.example")')
    AreaGap.objects.filter(run=county, code=cell_code(1)).update(name="@SUM(A1)", rural_urban="-2+3")
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(client.get(FILES[0]).content.decode()))}
    assert rows[cell_code(0)]["name"] == '\'=HYPERLINK("http://evil.example")'
    assert rows[cell_code(1)]["name"] == "'@SUM(A1)"
    assert rows[cell_code(1)]["rural_urban_class"] == "'-2+3"


def test_markup_in_a_name_is_only_text(client: Client, county: GapRun):
    AreaGap.objects.filter(run=county, code=cell_code(0)).update(name="<script>alert(1)</script>")
    html = client.get(PAGE).content.decode()
    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;alert(1)") == 2


def test_the_picture_has_the_colours_of_the_classes_and_dots_where_we_are_not_sure(
    client: Client, county: GapRun
):
    from localoffer.commissioning.picture.legend import COLOURS

    picture = Image.open(io.BytesIO(client.get(FILES[2]).content))
    assert picture.format == "PNG"
    assert picture.width == 1600
    found = {colour for _, colour in picture.convert("RGB").getcolors(1 << 20)}
    page = page_of(client, PAGE)
    used = {
        one[6:]
        for area in page.select("svg a.gaps-area")
        for one in area["class"]
        if one.startswith("shade-")
    }
    for shade in used:
        wanted = tuple(int(COLOURS[shade][at : at + 2], 16) for at in (1, 3, 5))
        assert any(max(abs(a - b) for a, b in zip(wanted, one, strict=True)) <= 6 for one in found), shade


def test_an_area_code_with_a_slash_has_a_page_too(client: Client):
    saved(made_run(made_measure()), [made_gap("LCN/7", 3)])
    page = page_of(client, PAGE)
    assert "Village LCN/7" in page_of(client, page.select_one("#table tbody a")["href"]).h1.get_text()


def test_the_run_stays_as_it_was_when_the_measure_is_renamed_or_removed(client: Client, county: GapRun):
    Measure.objects.update(name="Other name", reach_km=99)
    assert page_of(client, PAGE).h1.get_text().startswith("Weekend short breaks")
    assert county.listed_at == NOW
