"""Figures from elsewhere: an officer takes them in, and an area's page shows them with care."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string

from localoffer.commissioning.indicators.cells import counts_children, held_back, number, period
from localoffer.commissioning.models import Indicator, IndicatorFigure
from localoffer.commissioning.queries.beside import beside
from locations.actions import AreaFile, Files, load_places

from .making import VILLAGES, load_villages, north

WELLS, PRIDDY, SIMONSBATH = (row[0] for row in VILLAGES)
ABSENCE = {
    "code": "absence",
    "name": "Persistent absence",
    "unit": "% of pupils",
    "source": "Made up for a test",
}
HEAD = "code,value,period,pupils\n"


@pytest.fixture
def county(villages, settings, tmp_path):
    """Three areas in a county that is the authority."""
    load_villages(tmp_path, [("C1", "Somerset", north(15), 1, "")], kind="county")
    settings.HOME_AREA = "C1"


@pytest.fixture
def take_in(tmp_path: Path, capsys):
    """Take in this text as a file; what the command said."""

    def taken(text: str, **options: object) -> str:
        path = tmp_path / "figures.csv"
        path.write_text(text, encoding="utf-8")
        call_command("import_indicator", str(path), **{**ABSENCE, **options})
        return capsys.readouterr().out

    return taken


def stored() -> dict[tuple[str, str], tuple[float | None, int | None]]:
    rows = IndicatorFigure.objects.values_list("code", "period", "value", "group")
    return {(code, when): (value, group) for code, when, value, group in rows}


@pytest.mark.parametrize("mark", ["c", "x", "low", "*", ":", "z", "X", " LOW ", "[c]", "..", "-"])
def test_what_the_source_holds_back_is_no_figure(mark):
    assert number(mark) is None


@pytest.mark.parametrize(
    ("text", "value"), [("0", 0), ("1,234", 1234), ("-2.5", -2.5), (".5", 0.5), ("1e3", 1000)]
)
def test_numbers_are_read_as_people_write_them(text, value):
    assert number(text) == value


@pytest.mark.parametrize("text", ["abc", "12 pupils", "1,23", "nan", "inf", "1e999", "", "٣", "="])
def test_text_is_no_number(text):
    with pytest.raises(ValueError, match=r"number|empty|large"):
        number(text)


@pytest.mark.parametrize(
    ("said", "shown"),
    [("202425", "2024/25"), ("2024-25", "2024/25"), ("2024/25", "2024/25"), ("2024 to 2025", "2024/25"),
     ("2024", "2024"), ("Spring 2025", "Spring 2025"), ("199900", "1999/00")],
)  # fmt: skip
def test_a_period_has_one_spelling(said, shown):
    assert period(said, 2026) == shown


@pytest.mark.parametrize("said", ["2024/26", "202412", "last year", "", "24/25", "2031/32", "Spring 2031"])
def test_what_is_no_period_or_lies_ahead_is_refused(said):
    with pytest.raises(ValueError, match=r"period|school year|begun"):
        period(said, 2026)


def test_a_count_of_children_is_told_from_a_share_of_them():
    assert counts_children("plans")
    assert counts_children("children with a plan")
    assert not counts_children("% of pupils")
    assert not counts_children("suspensions per 100 pupils")


@pytest.mark.parametrize(
    ("value", "about", "unit", "back"),
    [
        (4, None, "plans", True),
        (0, None, "plans", True),
        (5, None, "plans", False),
        (50, 4, "% of pupils", True),
        (50, 10, "% of pupils", False),
        (2, 100, "% of pupils", True),
        (0, 100, "% of pupils", False),
        (2, None, "% of pupils", False),
        (0.3, None, "score", False),
        (None, 100, "score", True),
    ],
)
def test_a_figure_about_fewer_than_five_children_is_held_back(value, about, unit, back):
    assert held_back(value, about, unit, 5) is back


@pytest.mark.django_db
def test_an_officers_file_is_taken_in(county, take_in):
    said = take_in(f"{HEAD}{WELLS},21.5,202425,400\n{PRIDDY},c,202425,\nC1,18.0,202425,9000\n")
    assert "2 figures, 1 held back" in said
    assert stored() == {
        (WELLS, "2024/25"): (21.5, 400),
        (PRIDDY, "2024/25"): (None, None),
        ("C1", "2024/25"): (18.0, 9000),
    }


@pytest.mark.django_db
def test_a_figure_about_few_children_never_reaches_the_database(county, take_in):
    take_in(f"{HEAD}{WELLS},25,2024/25,4\n{PRIDDY},2,2024/25,90\n")
    assert set(stored().values()) == {(None, None)}
    take_in(f"code,value\n{WELLS},4\n{PRIDDY},5\n", code="plans", unit="plans", period="2024/25")
    plans = dict(Indicator.objects.get(code="plans").figures.values_list("code", "value"))
    assert plans == {WELLS: None, PRIDDY: 5}


@pytest.mark.django_db
def test_an_operator_may_hold_more_back_but_not_less(county, take_in):
    take_in(f"code,value\n{WELLS},9\n", unit="plans", period="2024", fewest=10)
    assert stored() == {(WELLS, "2024"): (None, None)}
    with pytest.raises(CommandError, match="less than 5"):
        take_in(f"code,value\n{WELLS},9\n", unit="plans", period="2024", fewest=1)


@pytest.mark.django_db
def test_without_a_column_of_children_the_officer_is_told_what_could_not_be_held_back(county, take_in):
    assert "No column says how many children" in take_in(f"code,value\n{WELLS},20\n", period="2024")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"{PRIDDY},abc,2024/25,90", "line 3, value: “abc” is not a number"),
        (f"{PRIDDY},,2024/25,90", "line 3, value: it is empty"),
        (f"{PRIDDY},120,2024/25,90", "line 3, value: 120 is no percentage"),
        ("E09999999,20,2024/25,90", "line 3, code: no area with the code “E09999999” is loaded"),
        (",20,2024/25,90", "line 3, code: it is empty"),
        (f"{WELLS},20,2024/25,90", f"line 3, code: {WELLS} has a figure for 2024/25 on line 2 already"),
        (f"{WELLS},20,202425,90", "on line 2 already"),
        (f"{PRIDDY},20,2024/26,90", "line 3, period: “2024/26” is no school year"),
        (f"{PRIDDY},20,2099/00,90", "line 3, period: “2099/00” has not begun yet"),
        (f"{PRIDDY},20,,90", "line 3, period: no period is given"),
        (f"{PRIDDY},20,2024/25,many", "line 3, group: “many” is not a number"),
        (f"{PRIDDY},20,2024/25,9.5", "line 3, group: “9.5” is no number of children"),
        (f"{PRIDDY},20,2024/25,90,more", "line 3: The row has 5 cells"),
    ],
)
def test_a_bad_line_is_named_with_its_field_and_nothing_is_taken_in(county, take_in, line, said):
    with pytest.raises(CommandError) as refused:
        take_in(f"{HEAD}{WELLS},21.5,2024/25,400\n{line}\n")
    assert said in str(refused.value)
    assert "Nothing was changed" in str(refused.value)
    assert not Indicator.objects.exists()
    assert not IndicatorFigure.objects.exists()


@pytest.mark.django_db
def test_every_bad_line_is_named_at_once(county, take_in):
    with pytest.raises(CommandError) as refused:
        take_in(f"{HEAD}{WELLS},abc,2024/25,400\n{PRIDDY},20,never,90\n")
    assert "line 2, value" in str(refused.value)
    assert "line 3, period" in str(refused.value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("", {}, "is empty"),
        ("code,figures of 2024\nE1,2\n", {}, "no column is recognised as the value.*--column value=HEADING"),
        (HEAD, {}, "no row is left"),
        (f"{HEAD}{WELLS},20,2024/25,9", {"period": "2023/24"}, "line 2, period: the line says 2024/25"),
        (f"{HEAD}{WELLS},20,2024/25,9\n", {"column": ["value=Absence"]}, "no column “Absence”"),
        (f"{HEAD}{WELLS},20,2024/25,9\n", {"column": ["worth=value"]}, "nobody knows “worth”"),
        (f"{HEAD}{WELLS},20,2024/25,9\n", {"column": ["value"]}, "LEFT=RIGHT"),
        (f"{HEAD}{WELLS},20,2024/25,9\n", {"only": ["year=2024"]}, "no column “year”"),
        (f"{HEAD}{WELLS},20,2024/25,9\n", {"only": ["period=2019"]}, "no row is left"),
        (f"{HEAD}{WELLS},20,2024/25,9\n", {"code": "not a slug"}, "--code: "),
        (f"{HEAD}{WELLS},20,2024/25,9\n", {"source_url": "javascript:alert(1)"}, "--source-url: "),
        (f"{HEAD}{WELLS},20,2024/2", {}, "cut off"),
    ],
)
def test_a_file_or_an_order_that_can_not_be_used_is_refused(county, take_in, text, options, said):
    with pytest.raises(CommandError) as refused:
        take_in(text, **options)
    assert re.search(said, str(refused.value), re.S), refused.value
    assert not Indicator.objects.exists()


@pytest.mark.django_db
def test_a_newer_period_stands_beside_the_old_and_the_same_period_takes_its_place(county, take_in):
    take_in(f"{HEAD}{WELLS},20,2023/24,90\n{PRIDDY},30,2023/24,90\n")
    take_in(f"{HEAD}{WELLS},21,2024/25,90\n")
    take_in(f"{HEAD}{WELLS},22,2024/25,90\n")
    assert stored() == {
        (WELLS, "2023/24"): (20, 90),
        (PRIDDY, "2023/24"): (30, 90),
        (WELLS, "2024/25"): (22, 90),
    }


@pytest.mark.django_db
def test_a_bad_file_leaves_the_figures_of_the_year_before(county, take_in):
    take_in(f"{HEAD}{WELLS},20,2023/24,90\n")
    with pytest.raises(CommandError):
        take_in(f"{HEAD}{WELLS},20,2023/24,90\n{PRIDDY},abc,2023/24,90\n", name="Other")
    assert stored() == {(WELLS, "2023/24"): (20, 90)}
    assert Indicator.objects.get().name == "Persistent absence"


@pytest.mark.django_db
def test_areas_of_a_national_file_that_are_not_loaded_can_be_left_out(county, take_in):
    said = take_in(f"{HEAD}E09999999,abc,2024/25,90\n{WELLS},20,2024/25,90\n", leave_out_others=True)
    assert "1 figures, 0 held back, 1 rows left out" in said
    assert set(stored()) == {(WELLS, "2024/25")}


@pytest.mark.django_db
def test_an_area_page_gets_its_figure_beside_the_authoritys_in_one_statement(
    county, take_in, django_assert_num_queries
):
    take_in(f"{HEAD}{WELLS},21.5,2024/25,400\n{PRIDDY},30,2024/25,400\nC1,18,2024/25,9000\n",
            caution="Few pupils: read with care.")  # fmt: skip
    take_in(f"{HEAD}{WELLS},99,2023/24,400\n")
    take_in(f"{HEAD}{WELLS},c,2024/25,\n", code="plans", name="Plans", unit="plans")
    with django_assert_num_queries(1):
        first, second = beside(WELLS).indicators
    assert (first.name, first.period, first.here, first.own) == (
        "Persistent absence", "2024/25", "21.5% of pupils", "18% of pupils"
    )  # fmt: skip
    assert (second.name, second.own) == ("Plans", "")
    assert second.here.startswith("held back")
    html = render_to_string(
        "commissioning/indicators.html", {"indicators": (first, second), "authority": "Somerset"}
    )
    for said in ("Persistent absence, 2024/25", "21.5% of pupils", "Somerset", "18% of pupils", "Few pupils",
                 "Source: Made up for a test"):  # fmt: skip
        assert said in html
    assert "99" not in html
    assert "400" not in html


@pytest.mark.django_db
def test_an_area_without_a_figure_says_so_beside_the_authoritys(county, take_in):
    take_in(f"{HEAD}C1,18,2024/25,9000\n")
    (one,) = beside(SIMONSBATH).indicators
    assert (one.here, one.own) == ("not published for this area", "18% of pupils")


SCHOOLS = "urn,school_name,value,pupils,lsoa_code\n"


@pytest.mark.django_db
def test_schools_stand_by_name_and_are_never_ranked(county, take_in):
    rows = f"123456,Zebra School,1.0,900,{WELLS}\n123457,Ash School,30.0,900,{WELLS}\n"
    rows += f"123458,Moor School,90,900,{PRIDDY}\n123459,Mill School,50,4,{WELLS}\n"
    rows += "123460,Far School,50,900,E0999\n"
    take_in(SCHOOLS + rows + "C1,Somerset,18,90000,\n", by="school", period="2024/25")
    (one,) = beside(WELLS).indicators
    assert [name for name, _ in one.schools] == ["Ash School", "Mill School", "Zebra School"]
    assert dict(one.schools)["Mill School"].startswith("held back")
    assert (one.here, one.own) == ("", "18% of pupils")
    html = render_to_string("commissioning/indicators.html", {"indicators": [one], "authority": "Somerset"})
    assert html.index("Ash School") < html.index("Mill School") < html.index("Zebra School")
    assert "no ranking" in html


@pytest.mark.django_db
def test_a_school_is_known_by_its_urn(county, take_in):
    with pytest.raises(CommandError, match="line 2, code: “12345” is no URN"):
        take_in(SCHOOLS + f"12345,Ash School,30,900,{WELLS}\n", by="school", period="2024/25")


@pytest.mark.django_db
@pytest.mark.shared
def test_the_authoritys_real_plans_are_taken_in_as_they_were_published(open_data, settings, capsys):
    settings.HOME_AREA = "E06000066"
    path = open_data / "schools" / "ehcp2025_somerset__caseload.csv"
    call_command(
        "import_indicator",
        str(path),
        code="plans",
        name="Education, health and care plans",
        unit="plans",
        source="Department for Education",
        column=["value=ehcplans"],
        only=["breakdown=All EHC plans"],
        own_code="E10000027",
    )
    said = capsys.readouterr().out
    assert "rows left out" in said
    plans = dict(Indicator.objects.get().figures.values_list("period", "value"))
    assert plans["2018/19"] == 2102
    assert plans["2022/23"] == 4853
    (one,) = beside("E01029018").indicators
    assert one.own == f"{plans[max(plans)]:,.0f} plans"


@pytest.mark.django_db
@pytest.mark.shared
def test_real_deprivation_of_children_by_lsoa_of_all_england_is_kept_for_the_areas_that_are_loaded(
    open_data, settings, capsys
):
    settings.GAP_AREA_KIND, settings.HOME_AREA = "lsoa", ""
    load_places(files=Files(areas=(AreaFile(open_data / "boundaries" / "somerset_lsoa21.geojson", "lsoa"),)))
    call_command(
        "import_indicator",
        str(open_data / "lsoa_stats" / "england_imd2025_subdomains_lsoa21.csv.gz"),
        code="children-domain",
        name="Education of children and young people, decile",
        unit="decile (1 is the most deprived)",
        source="Ministry of Housing, Communities and Local Government",
        period="2025",
        column=["value=children_and_young_people_decile"],
        leave_out_others=True,
    )
    assert IndicatorFigure.objects.count() == 339
    assert "33,416 rows left out" in capsys.readouterr().out
    (one,) = beside("E01029018").indicators
    assert one.here == "6 decile (1 is the most deprived)"
